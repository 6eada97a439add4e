"""The second factor: a code of a phone's authenticator, or one of the backup codes that were shown once."""

import base64
import secrets
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from anze.access import sessions
from anze.access.log import OPERATOR, line
from anze.accounts.actions.asking import must, must_not_take_over
from anze.people.models import Account
from anze.record.actions import Change, record

CODES: Final = 8
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def device_of(account: Account) -> TOTPDevice | None:
    """Return the authenticator that the account has turned on."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def offered(account: Account) -> TOTPDevice:
    """Return an authenticator that is not turned on yet, the same until it is."""
    device, _ = TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "手机动态口令"})
    return device


def secret_of(device: TOTPDevice) -> str:
    """Return the secret as one types it into an authenticator that cannot scan: groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at:at + 4] for at in range(0, len(text), 4))


def turn_on(account: Account, now: datetime, *, code: str, address: str | None = None) -> list[str]:
    """Turn the offered authenticator on if `code` is its code of now, and return the backup codes; none where the code is wrong."""
    with transaction.atomic():
        device = offered(account)
        if device_of(account) or not device.verify_token(code):
            line(now, account, "开启第二因素", "验证码不对", object=account.username, address=address)
            return []
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        codes = _new_codes(account)
        _written(account, account, now, "开启第二因素", address)
    return codes


def passes(account: Account, now: datetime, *, code: str, address: str | None = None) -> bool:
    """Say whether `code` is the authenticator's of now or an unused backup code, which is then used up."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).first()
        typed = "".join(code.split()).upper().replace("-", "")
        right = device is not None and (device.verify_token(typed) if typed.isdecimal() else _use_backup(account, typed))
        line(now, account, "第二因素", "成功" if right else "验证码不对", object=account.username, address=address)
    return right


def renew_codes(account: Account, now: datetime, *, address: str | None = None) -> list[str]:
    """Make backup codes anew, those from before no longer hold, and return them."""
    with transaction.atomic():
        codes = _new_codes(account)
        _written(account, account, now, "更换备用码", address)
    return codes


def turn_off(account: Account, now: datetime, *, address: str | None = None) -> None:
    """Take one's own second factor off."""
    with transaction.atomic():
        _take_off(account)
        _written(account, account, now, "关闭第二因素", address)


def reset(by: Account | None, now: datetime, account: Account, *, reason: str = "", address: str | None = None) -> None:
    """Take the second factor of someone else off who lost the phone, and end the account's sessions (the system administrator)."""
    must(by, "account.create", account=account)
    must_not_take_over(by, account)
    with transaction.atomic():
        _take_off(account)
        sessions.end_all(account, now, "第二因素已关闭")
        _written(by, account, now, "关闭第二因素", address, reason)


def _take_off(account: Account) -> None:
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()


def _new_codes(account: Account) -> list[str]:
    device, _ = StaticDevice.objects.get_or_create(user=account, defaults={"name": "备用码"})
    device.token_set.all().delete()
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(account, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _use_backup(account: Account, code: str) -> bool:
    device = StaticDevice.objects.select_for_update().filter(user=account).first()
    return device is not None and bool(device.verify_token(_kept(account, code)))


def _kept(account: Account, code: str) -> str:
    """A backup code as it is stored: keyed, cut to the 16 characters that the table holds."""
    return salted_hmac("anze.backup-code", f"{account.pk}:{code}", algorithm="sha256").hexdigest()[:16]


def _written(by: Account | None, account: Account, now: datetime, verb: str, address: str | None, reason: str = "") -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="account", object_id=account.username, after={"second_factor": verb}, note=reason))
    line(now, by, verb, "成功", object=account.username, address=address, subject=OPERATOR)
