"""Yearly key-work lists (第六条（三）, 第十一条（三）): how each item stands, by its deadline and its checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from anze.access.rights import Reach
from anze.duties.models import KeyWorkCheck, KeyWorkItem, KeyWorkList
from anze.duties.policies import WORK_SOON_DAYS
from anze.law.question import Question
from anze.people.moment import end_of

WORDS = {"met": "完成", "backfilled": "逾期完成", "soon": "临期", "pending": "未到期", "missed": "逾期未完成"}


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item and how it stands: late work never turns green."""

    item: KeyWorkItem
    status: str
    checks: tuple[KeyWorkCheck, ...]
    left: int

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return WORDS[self.status]

    @property
    def done(self) -> bool:
        """Whether the last check found it done."""
        return self.status in {"met", "backfilled"}


def lists_in(reach: Reach) -> QuerySet[KeyWorkList]:
    """Return the lists that stand on record of units in reach."""
    return KeyWorkList.objects.current().filter(reach.of_units("unit")).select_related("unit", "act")


def states(lists: Sequence[KeyWorkList], asked: Question) -> dict[int, list[ItemState]]:
    """Return the items of each list (by key) with how they stand on `as_of` by what was on record on `known_at`: three queries."""
    rows = KeyWorkItem.objects.filter(list__in=lists).select_related("officer", "department").order_by("list", "position", "id")
    before = dict(rows.values_list("pk", "replaces"))
    checks: dict[int, list[KeyWorkCheck]] = {}
    known = KeyWorkCheck.objects.filter(item__list__in=lists, on__lte=asked.as_of, at__lt=end_of(asked.known_at))
    for check in known.select_related("by").order_by("on", "id"):
        checks.setdefault(check.item_id, []).append(check)
    found: dict[int, list[ItemState]] = {one.pk: [] for one in lists}
    for item in rows.on_record(asked.known_at):
        chain, link = [item.pk], before.get(item.pk)
        while link:
            chain.append(link)
            link = before.get(link)
        own = sorted((check for key in chain for check in checks.get(key, ())), key=lambda check: (check.on, check.pk))
        found[item.list_id].append(_state(item, own, asked.as_of))
    return found


def _state(item: KeyWorkItem, checks: Sequence[KeyWorkCheck], day: date) -> ItemState:
    left = (item.deadline - day).days
    if checks and checks[-1].done:
        first = len(checks)
        while first and checks[first - 1].done:
            first -= 1
        status = "met" if checks[first].on <= item.deadline else "backfilled"
    elif left < 0:
        status = "missed"
    else:
        status = "soon" if left <= WORK_SOON_DAYS else "pending"
    return ItemState(item, status, tuple(checks), left)


def next_year(day: date) -> date:
    """Return the same day a year on; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + timedelta(days=365)
