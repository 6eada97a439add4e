"""Write to the security log: 时间、主体、客体、行为、结果. Never a password, a token or the content of a record."""

from typing import Any

from anze.access.addresses import address_of
from anze.access.models import SecurityEvent
from anze.people.models import Account

NOBODY = "（未知账号）"


def note(request: Any, action: str, result: str, *, account: Account | None = None, object: str = "") -> SecurityEvent:
    """Add a line about what `account` did in `request`. Without an account the line names nobody: what was typed may have been a password."""
    return SecurityEvent.objects.create(at=request.now, account=account, subject=account.username if account else NOBODY, object=object[:120],
                                        action=action, result=result, address=address_of(request))
