"""Accounts are made, changed, disabled and enabled again by the system administrator; none is ever deleted."""

from datetime import datetime
from typing import Any

from django.db import transaction

from anze.access import sessions
from anze.access.log import OPERATOR, line
from anze.access.models import PasswordUsed
from anze.access.passwords import initial_password
from anze.accounts.actions.asking import must, must_not_take_over
from anze.people.models import Account
from anze.record.actions import Change, record


def create_account(by: Account | None, now: datetime, *, username: str, name: str, email: str = "", address: str | None = None) -> tuple[Account, str]:
    """Make an account that may nothing yet, and return it with its activation code, which is shown once.

    Raises ValidationError where the username is taken or something is missing.
    """
    must(by, "account.create")
    with transaction.atomic():
        password = initial_password()
        account = Account(username=username, name=name, email=email, must_change_password=True, password_changed_at=now)
        account.set_password(password)
        account.full_clean()
        account.save()
        PasswordUsed.objects.create(account=account, hash=account.password, since=now, issued=True)
        _written(by, account, now, "开户", address, after=plain_account(account))
    return account, password


def change_account(by: Account, now: datetime, account: Account, *, verb: str = "修改账号", address: str | None = None, **fields: Any) -> Account:
    """Change an account's name or ways of reaching it: one's own (email, robot, large type), or another's by the system administrator."""
    if by.pk != account.pk:
        must(by, "account.create")
        must_not_take_over(by, account)  # one may sign on by the mail address
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        before = plain_account(account)
        for field, value in fields.items():
            setattr(account, field, value)
        account.full_clean()
        account.save(update_fields=list(fields))
        if plain_account(account) != before:
            _written(by, account, now, verb, address, before=before, after=plain_account(account))
    return account


def disable_account(by: Account | None, now: datetime, account: Account, *, reason: str, address: str | None = None) -> None:
    """Disable an account: its sessions end at once, its grants stay and hold nothing."""
    _set_active(by, now, account, False, "停用账号", reason, address)


def enable_account(by: Account | None, now: datetime, account: Account, *, reason: str, address: str | None = None) -> None:
    """Let a disabled account sign in again."""
    _set_active(by, now, account, True, "启用账号", reason, address)


def _set_active(by: Account | None, now: datetime, account: Account, active: bool, verb: str, reason: str, address: str | None) -> None:
    must(by, "account.create", account=account)
    must_not_take_over(by, account)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        before = plain_account(account)
        account.is_active = active
        account.save(update_fields=["is_active"])
        sessions.end_all(account, now, verb)
        _written(by, account, now, verb, address, before=before, after=plain_account(account), reason=reason)


def _written(by: Account | None, account: Account, now: datetime, verb: str, address: str | None, *, before: dict[str, Any] | None = None,
             after: dict[str, Any], reason: str = "") -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="account", object_id=account.username, before=before, after=after, note=reason))
    line(now, by, verb, "成功", object=account.username, address=address, subject=OPERATOR)


def plain_account(account: Account) -> dict[str, Any]:
    """Return an account as plain values, for the ledger."""
    return {"name": account.name, "email": account.email, "robot": bool(account.robot), "is_active": account.is_active, "large_type": account.large_type}
