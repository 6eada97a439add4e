"""Lists of tours by the filters of the address; and the same as sheets."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.law.codes import SIDES
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import end_of
from anze.tours.models import Tour
from anze.tours.policies import AFTER_FEEDBACK, ENDED, OPEN, STATES
from anze.tours.queries.cycle import Coverage
from anze.tours.queries.states import state_on, visited_on
from anze.workbook.write import Column, Sheet

VIEWS: Final = {"open": "进行中", "done": "已结", "all": "全部"}
MOST_ROWS: Final = 5_000
SHEET: Final = "安全生产巡查"
# What comes in is what went out; the last columns are for reading.
TITLES: Final = ("编号", "派出单位代码", "被巡查单位代码", "被巡查单位", "年度", "轮次", "巡查对象", "巡查组", "组长", "组员", "进驻日期", "离场日期")
READ_ONLY: Final = ("状态", "发现问题", "整改事项")
_WIDTHS: Final = {"巡查组": 24, "组员": 30, "被巡查单位": 16, "巡查对象": 14}


def year_of(wanted: Mapping[str, str]) -> int:
    """Return the year that an address names; 0 where it names none that a calendar has."""
    text = wanted.get("year", "").strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() else 0


def listed(rights: Rights, wanted: Mapping[str, str], asked: Question) -> list[tuple[Any, str, Any]]:
    """Return the tours that fit `view`, `unit` (code), `by` (code), `year`, `state`, `q`, with state and schedule as of the day asked, newest first."""
    moment = end_of(asked.known_at)
    found = Tour.objects.visible_to(rights).filter(opened_at__lt=moment)
    for name, lookup in (("unit", "unit__code"), ("by", "superior__code")):
        if wanted.get(name) and Tour.objects.visible_to(rights).filter(**{lookup: wanted[name]}).exists():  # else the page says so (`not_taken`)
            found = found.filter(**{lookup: wanted[name]})
    if year := year_of(wanted):
        found = found.filter(year=year)
    if text := wanted.get("q", "").strip()[:80]:
        found = found.filter(Q(uid__icontains=text) | Q(unit__name__icontains=text) | Q(schedules__group__icontains=text) | Q(members__name__icontains=text)
                             ).distinct()
    found = found.select_related("unit", "superior").prefetch_related("steps", "schedules", "members")
    rows = [(one, state_on(one, asked), _schedule(one, asked)) for one in found.order_by("-year", "-serial")[:MOST_ROWS]]
    view = wanted.get("view") if wanted.get("view") in VIEWS else "open"
    fits = {"open": OPEN, "done": ENDED, "all": tuple(STATES)}[str(view)]
    only = wanted.get("state") if wanted.get("state") in STATES else ""
    return [row for row in rows if row[1] in fits and only in {"", row[1]}]


def _schedule(tour: Tour, asked: Question) -> Any:
    """Return the schedule that stood at the end of `known_at`."""
    moment = end_of(asked.known_at)
    return next((one for one in tour.schedules.all() if one.recorded_at < moment and (one.struck_at is None or one.struck_at >= moment)), None)


def sheet(rows: list[tuple[Any, str, Any]], rights: Rights) -> Sheet:
    """Return tours as a sheet that can be imported again, with how they stand."""
    keys = [one.pk for one, _, _ in rows]
    columns = [Column(title, _WIDTHS.get(title, 12), look="day" if title.endswith("日期") else "text") for title in (*TITLES, *READ_ONLY)]
    counted = _counts(keys)
    return Sheet(SHEET, columns, [_line(*row, counted) for row in rows])


def _counts(keys: list[int]) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for tour in Tour.objects.filter(pk__in=keys).prefetch_related("findings", "items"):
        for name in ("findings", "items"):
            found[tour.pk, name] = sum(one.struck_at is None for one in getattr(tour, name).all())
    return found


def _line(one: Any, state: str, schedule: Any, counted: Mapping[tuple[int, str], int]) -> list[Any]:
    people = [person for person in one.members.all() if person.struck_at is None]
    told = [counted[one.pk, "findings"], counted[one.pk, "items"]] if state in AFTER_FEEDBACK else ["", ""]
    return [one.uid, one.superior.code, one.unit.code, one.unit.name, one.year, one.round, one.sides_words, schedule.group if schedule else "",
            "、".join(called(person) for person in people if person.lead), "、".join(called(person) for person in people if not person.lead),
            schedule.start if schedule else "", schedule.end if schedule else "", STATES[state].label if state else "", *told]


def called(member: Any) -> str:
    """Return a member as a form takes one: 姓名（编号或账号）."""
    return f"{member.name}（{member.officer.code if member.officer else member.account.username}）"


def coverage_sheet(found: Coverage) -> Sheet:
    """Return the coverage of a cycle as a sheet: a row a Party committee or government."""
    heads = (("序号", 6), ("单位代码", 14), ("单位", 18), ("对象", 8), ("情况", 14), ("日期", 12), ("巡查编号", 16))
    lines = [(place, side) for place in found.places for side in place.sides]
    return Sheet("巡查覆盖", [Column(title, width) for title, width in heads],
                 [[number, place.unit.code, place.unit.name, side.label, side.words, side.day, side.tour.uid if side.tour else ""]
                  for number, (place, side) in enumerate(lines, 1)])


def units_seen(rights: Rights) -> Any:
    """Return the units of the tours that the account may see."""
    return Unit.objects.filter(pk__in=Tour.objects.visible_to(rights).values("unit")).order_by("path")


def sides_of(text: str) -> tuple[str, ...] | None:
    """Return the sides that a cell names (党委、政府); None where it names something else."""
    words = {label: side for side, label in SIDES.items()}
    parts = [part.strip() for part in text.replace("，", "、").split("、") if part.strip()]
    return tuple(words[part] for part in parts) if parts and all(part in words for part in parts) else None


def ended_on(tour: Tour, today: date) -> date | None:
    """Return the day on which the group left."""
    return visited_on(tour, Question(today, today))
