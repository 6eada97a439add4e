"""For what candidates are looked into, and how many at once (第二十三条)."""

from collections.abc import Mapping
from typing import Final

PURPOSES: Final[Mapping[str, str]] = {
    "appoint": "拟任（提拔、进一步使用、转任重要职务）", "rank": "晋升职级、级别", "award": "评优评先", "honour": "表彰奖励", "review": "年度考核",
    "other": "其他",
}
OF_GROUPS: Final = frozenset({"award", "honour"})  # for which a leading group may be asked about as well
LIMIT: Final = 200  # names of one enquiry
PROVISION: Final = "23.p1"
OBJECT: Final = "vetting"  # of entries of the ledger
STATEMENT: Final = "vetting_statement"  # the kind of paper, and the kind of case it is about
# Tasks from superiors: how they are counted, by which statuses of the law; standing duties by theirs.
TASKS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "met": ("按期办结", ("met",)), "late": ("逾期办结", ("late",)), "missed": ("逾期未办结", ("missed",)), "open": ("未到期", ("pending",)),
}
STANDING: Final[Mapping[str, str]] = {"in_place": "已落实", "pending": "落实期内", "lacking": "未落实", "invalid": "不合要求"}
# The lamps by which a record of duties is counted: how they are called in a table, which lamps of the board count as one.
COUNTS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "met": ("按期", ("met",)), "backfilled": ("补录", ("backfilled",)), "missed": ("逾期", ("missed",)), "open": ("未到期", ("soon", "pending")),
}
