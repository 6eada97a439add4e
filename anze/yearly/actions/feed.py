"""Calendar addresses: given once, ended at any time."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from anze.people.models import Account
from anze.record.actions import Change, record
from anze.yearly.models import CalendarFeed


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def make_feed(account: Account, now: datetime) -> str:
    """Give the account a new calendar address, which ends the one before; return its token, which is not kept and cannot be shown again."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        CalendarFeed.objects.filter(account=account, ended_at=None).update(ended_at=now)
        CalendarFeed.objects.create(account=account, digest=digest_of(token), made_at=now)
        _write(account, now, "生成日历订阅")
    return token


def end_feed(account: Account, now: datetime) -> bool:
    """End the account's calendar address; say whether there was one."""
    with transaction.atomic():
        ended = CalendarFeed.objects.filter(account=account, ended_at=None).update(ended_at=now)
        if ended:
            _write(account, now, "停用日历订阅")
    return bool(ended)


def _write(account: Account, now: datetime, verb: str) -> None:
    record(Change(at=now, actor=account, verb=verb, object_type="calendar_feed", object_id=account.username))
