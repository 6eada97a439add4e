"""A password is changed by whoever knows it, or reset by the system administrator to one that holds until the next sign-in."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access import sessions
from anze.access.log import line
from anze.access.models import PasswordUsed
from anze.access.passwords import initial_password, refusals
from anze.accounts.actions.asking import must
from anze.people.models import Account
from anze.record.actions import Change, record


def change_password(account: Account, now: datetime, *, old: str, new: str, keep: str = "", address: str | None = None) -> None:
    """Take another password and end every other session of the account; `keep` is the key of the session that stays.

    Raises ValidationError with every reason why the policy refuses it.
    """
    if not account.check_password(old):
        raise ValidationError({"old": "原密码不对，请重新输入。"})
    if found := refusals(new, account):
        raise ValidationError({"new": found})
    with transaction.atomic():
        _take(account, now, new, must_change=False)
        sessions.end_all(account, now, "密码已修改", but=keep)
        _written(account, account, now, "修改密码", address)


def reset_password(by: Account | None, now: datetime, account: Account, *, address: str | None = None) -> str:
    """Give the account a random password, end its sessions, and return the password: it is shown once and must be changed at sign-in."""
    must(by, "account.create", account=account)
    with transaction.atomic():
        new = initial_password()
        _take(account, now, new, must_change=True)
        sessions.end_all(account, now, "密码已重置")
        _written(by, account, now, "重置密码", address)
    return new


def _take(account: Account, now: datetime, password: str, *, must_change: bool) -> None:
    account.set_password(password)
    account.must_change_password, account.password_changed_at = must_change, now
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    PasswordUsed.objects.create(account=account, hash=account.password, since=now)


def _written(by: Account | None, account: Account, now: datetime, verb: str, address: str | None) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="account", object_id=account.username, after={"password_changed_at": now}))
    line(now, by, verb, "成功", object=account.username, address=address)
