"""Make a token and revoke it: each one transaction, in the ledger and in the security log."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.log import line
from anze.api.models import Token
from anze.people.models import Account
from anze.record.actions import Change, record

DAYS: Final = (7, 30, 60, 90)  # how long a token may last; never longer than a password
MOST: Final = 10  # that an account holds at a time
PREFIX: Final = "anze"


def hashed(secret: str) -> str:
    """Return what is kept of a secret. It has 256 random bits: there is nothing to guess, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(by: Account, now: datetime, *, name: str, purpose: str, days: int, only: Sequence[str] = (), address: str | None = None) -> tuple[Token, str]:
    """Make a token for oneself, and return it with its text, which is kept nowhere. Raises ValidationError."""
    if days not in DAYS:
        raise ValidationError({"days": f"有效期只能是 {'、'.join(map(str, DAYS))} 天。"})
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.pk)
        if Token.objects.of(account).alive(now).filter(epoch=account.epoch).count() >= MOST:
            raise ValidationError(f"有效的令牌最多 {MOST} 个。请先撤销不用的。")
        code, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        token = Token.objects.create(account=account, code=code, hash=hashed(secret), name=name, purpose=purpose, only=sorted(only), epoch=account.epoch,
                                     made_at=now, expires_at=now + timedelta(days=days))
        _written(account, now, "生成接口令牌", token, address)
    return token, f"{PREFIX}_{code}_{secret}"


def revoke_token(by: Account, now: datetime, token: Token, *, address: str | None = None) -> None:
    """Revoke one's own token; one that is revoked already stays so."""
    with transaction.atomic():
        if not Token.objects.of(by).filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
            return
        _written(by, now, "撤销接口令牌", token, address)


def _written(by: Account, now: datetime, verb: str, token: Token, address: str | None) -> None:
    said = {"token": token.code, "name": token.name, "purpose": token.purpose, "expires_at": token.expires_at.isoformat(), "only": token.only}
    record(Change(at=now, actor=by, verb=verb, object_type="account", object_id=by.username, after=said))
    line(now, by, verb, "成功", object=f"{by.username}（令牌 {token.code}）", address=address)
