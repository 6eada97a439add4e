"""Who was refused at the most sensitive pages: a line of the security log, once a minute for an account and a kind of page.

It says which kind, never the address: a line must not tell whether a case, or a person, of that number is there.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from anze.access.log import note
from anze.access.models import SecurityEvent

# How an address begins → what the log calls the pages behind it.
SENSITIVE: Final[Mapping[str, str]] = {"cases": "问责案件", "grounds": "问责线索", "vetoes": "一票否决", "vetting": "考察查询", "dossiers": "履职证据包",
                                       "data-requests": "个人信息请求"}
REFUSED, UNSEEN = "拒绝", "没有找到，或者不在范围内"
ONCE: Final = timedelta(minutes=1)


def note_refused(request: Any, result: str) -> None:
    """Add a line where the page is one of the sensitive ones and the same was not written within the minute."""
    pages = SENSITIVE.get(request.path_info.split("/")[1])
    if pages is None:
        return
    action = "打开页面" if request.method in {"GET", "HEAD"} else "提交"
    same = SecurityEvent.objects.filter(at__gt=request.now - ONCE, account=request.user, action=action, object=pages, result=result)
    if not same.exists():
        note(request, action, result, account=request.user, object=pages)
