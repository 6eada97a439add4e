"""A password is changed by whoever knows it, or reset by the system administrator to an activation code: it opens nothing but the page to set one's own."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access import sessions
from anze.access.log import OPERATOR, line
from anze.access.models import PasswordUsed
from anze.access.passwords import as_activation_code, initial_password, refusals
from anze.accounts.actions.asking import must, must_not_take_over
from anze.people.models import Account
from anze.record.actions import Change, record


def change_password(account: Account, now: datetime, *, old: str | None, new: str, keep: str = "", address: str | None = None) -> None:
    """Take another password and end every other session of the account; `keep` is the key of the session that stays.

    `old`: None only where the session was begun with the activation code that is now used up (`sessions.by_activation`).
    Raises ValidationError with every reason why the policy refuses it.
    """
    if old is None and not account.must_change_password:
        raise ValidationError("启用码已经用过。请用那时设的密码重新登录。")
    if old is not None and not account.check_password((as_activation_code(old) or old) if account.must_change_password else old):
        raise ValidationError({"old": "原密码不对，请重新输入。"})
    if found := refusals(new, account):
        raise ValidationError({"new": found})
    with transaction.atomic():
        first = account.must_change_password
        if first:
            last = PasswordUsed.objects.filter(account=account).values_list("pk", flat=True)[:1]
            PasswordUsed.objects.filter(pk__in=list(last)).update(issued=True, used_at=now)
        _take(account, now, new, must_change=False)
        sessions.end_all(account, now, "密码已修改", but=keep)
        _written(account, account, now, "用启用码设密码" if first else "修改密码", address)


def reset_password(by: Account | None, now: datetime, account: Account, *, reason: str = "", address: str | None = None) -> str:
    """Give the account an activation code, end its sessions, and return the code: it is shown once and opens nothing but the page to set a password."""
    must(by, "account.create", account=account)
    must_not_take_over(by, account)
    with transaction.atomic():
        new = initial_password()
        _take(account, now, new, must_change=True)
        sessions.end_all(account, now, "密码已重置")
        _written(by, account, now, "重置密码", address, reason)
    return new


def _take(account: Account, now: datetime, password: str, *, must_change: bool) -> None:
    account.set_password(password)
    account.must_change_password, account.password_changed_at = must_change, now
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    PasswordUsed.objects.create(account=account, hash=account.password, since=now, issued=must_change)


def _written(by: Account | None, account: Account, now: datetime, verb: str, address: str | None, reason: str = "") -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="account", object_id=account.username, after={"password_changed_at": now},
                  note=reason))
    line(now, by, verb, "成功", object=account.username, address=address, subject=OPERATOR)
