"""Write to the security log: 时间、主体、客体、行为、结果. Never a password, a token or the content of a record."""

from datetime import datetime
from typing import Any

from anze.access.addresses import address_of
from anze.access.models import SecurityEvent
from anze.people.models import Account

NOBODY = "（未知账号）"
OPERATOR = "（命令行）"  # whoever works on the machine itself


def line(at: datetime, account: Account | None, action: str, result: str, *, object: str = "", address: str | None = None,
         subject: str = NOBODY) -> SecurityEvent:
    """Add a line. Without an account it names nobody: what was typed in its place may have been a password; but `subject` where it is no account's deed."""
    return SecurityEvent.objects.create(at=at, account=account, subject=account.username if account else subject, object=object[:120],
                                        action=action, result=result, address=address)


def note(request: Any, action: str, result: str, *, account: Account | None = None, object: str = "") -> SecurityEvent:
    """Add a line about what `account` did in `request`."""
    return line(request.now, account, action, result, object=object, address=address_of(request))
