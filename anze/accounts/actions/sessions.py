"""End one's own sessions elsewhere."""

from datetime import datetime

from django.db import transaction

from anze.access import sessions
from anze.access.log import line
from anze.access.models import SignIn
from anze.people.models import Account


def end_session(account: Account, now: datetime, sign_in: SignIn, *, address: str | None = None) -> None:
    """End one session of the account."""
    with transaction.atomic():
        sessions.end_one(sign_in, now, "本人结束")
        line(now, account, "结束登录会话", "成功", object=f"{account.username}（{sign_in.device}）", address=address)


def end_others(account: Account, now: datetime, *, keep: str, address: str | None = None) -> None:
    """End every session of the account but the one with the key `keep`."""
    with transaction.atomic():
        sessions.end_all(account, now, "本人结束", but=keep)
        line(now, account, "结束其他登录会话", "成功", object=account.username, address=address)
