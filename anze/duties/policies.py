"""What the house has settled about reminders. No number here is the regulation's; those the law core knows."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Final

DIGEST_AT: Final = time(8, 30)      # after this hour the day's digest is made (on a day off: of accidents alone)
CHECKPOINT_AT: Final = time(23, 30)
CLEAN_AT: Final = time(3, 0)
OVERDUE_DAYS: Final = 31            # a digest names what became overdue in these last days; older arrears are counted, not repeated
WORK_SOON_DAYS: Final = 7           # an item of key work is called 临期 so many days before its deadline
ESCALATE_DAYS: Final = 31           # a period is still escalated if no worker ran for so long
DRAFTS_KEPT: Final = timedelta(days=30)
LINES_MAX: Final = 40               # lines of one message; the rest is counted and waits on the page
RETRIES: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
LEASE: Final = timedelta(minutes=10)  # due work whose worker has been silent for so long is taken over
ALIVE: Final = timedelta(minutes=2)   # a worker that beat within it counts as running
BACKUP_OLD: Final = timedelta(days=2)  # a last backup older than this is said to be old

# What a line of a message is about → its heading, in the order in which a message shows them.
TOPICS: Final[Mapping[str, str]] = {
    "accident": "事故", "warning": "约谈预警", "interview": "约谈", "hazard": "隐患和挂牌督办", "supervision": "督查督办", "tour": "安全生产巡查",
    "letter": "责任书", "urged": "催办", "overdue": "已逾期", "soon": "临期",
    "assessment": "年度考核", "data_request": "个人信息请求",
    "confirm": "待本人确认", "standing": "挂点联系等未落实", "sign": "待签收的职责清单", "work": "重点工作任务", "lapsing": "即将到期",
    "escalated": "下级逾期上报",
}
