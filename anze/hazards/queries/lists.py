"""The lists of dangers, listings and patrols by the filters of the address; and the same as sheets."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.models import Danger, Listing, Patrol
from anze.hazards.models.patrol import PREFIX
from anze.hazards.policies import DANGER, LISTING, SOON_DAYS
from anze.hazards.queries.clocks import Clocks, clocks, finding_of
from anze.hazards.queries.then import as_asked
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import end_of
from anze.workbook.write import Column, Sheet

NUMBER: Final = re.compile(rf"{PREFIX}-\d{{4}}-(\d{{4,12}})", re.IGNORECASE)
MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
VIEWS: Final = {"open": "整改中", "overdue": "逾期", "done": "已办结", "all": "全部"}
LISTED: Final = {"open": "进行中", "overdue": "逾期", "unfound": "待认定", "extending": "延期待审批", "done": "已结", "all": "全部"}
MOST: Final = 20_000


def _in_place(at: str, wanted: Mapping[str, str]) -> Q:
    unit = Unit.objects.filter(code=wanted["unit"]).first() if wanted.get("unit") else None
    return Q() if unit is None else Q(**{f"{at}__path__startswith": unit.path})


def dangers(rights: Rights, wanted: Mapping[str, str], asked: Question, today: date) -> QuerySet[Danger]:
    """Return the dangers that fit `view`, `unit` (with all below), `level`, `source`, `state`, `cell`, `q`, the most urgent first, by both clocks.

    Places, cells and words are looked for by what is stated now; `then.as_known` says what was stated then.
    """
    view = wanted.get("view") if wanted.get("view") in VIEWS else "open"
    found, said = as_asked(Danger.objects.visible_to(rights), asked, today)
    found = found.filter(_in_place("unit", wanted))
    late = Q(**{"state__in": ("open", "failed"), f"{said}deadline__lt": asked.as_of})
    found = found.filter({"open": Q(state__in=DANGER.open), "overdue": late, "done": ~Q(state__in=DANGER.open)}.get(str(view), Q()))
    for name, choices, at in (("level", LEVELS, f"{said}level"), ("source", SOURCES, "source"), ("state", DANGER.states, "state")):
        if wanted.get(name) in choices:
            found = found.filter(**{at: wanted[name]})
    if wanted.get("cell"):
        found = found.filter(cell__code=wanted["cell"])
    text = wanted.get("q", "").strip()[:80]
    if text:
        found = found.filter(Q(uid__iexact=text) | Q(text__icontains=text) | Q(owner__icontains=text) | Q(enterprise__name__icontains=text)
                             | Q(place__icontains=text))
    found = found.select_related("unit", "enterprise", "cell", "department")
    ordered: QuerySet[Danger] = found.order_by("-year", "-serial") if view in {"done", "all"} else found.order_by(f"{said}deadline", "pk")
    return ordered


def lamp_of(danger: Any, today: date) -> str:
    """Return the lamp of a danger with its state."""
    if danger.state in {"open", "failed"} and danger.deadline < today:
        return "overdue"
    if danger.state == "open" and (danger.deadline - today).days <= SOON_DAYS:
        return "soon"
    return DANGER.states[danger.state].lamp


def listings(rights: Rights, wanted: Mapping[str, str], asked: Question, today: date) -> list[tuple[Any, Clocks, Any]]:
    """Return the listings that fit `view`, `unit`, `state`, `q`, each with its days and the finding that stands, by both clocks; the most urgent
    first."""
    past = None if asked.of_today(today) else asked
    seen: Any = Listing.objects.visible_to(rights).with_state(past)
    found = seen.filter(_in_place("danger__unit", wanted)).exclude(state="")
    if wanted.get("state") in LISTING.states:
        found = found.filter(state=wanted["state"])
    text = wanted.get("q", "").strip()[:80]
    if text:
        found = found.filter(Q(uid__iexact=text) | Q(title__icontains=text) | Q(owner__icontains=text) | Q(danger__text__icontains=text))
    found = found.select_related("danger__unit", "lister", "department").prefetch_related("steps", "findings")
    then = (end_of(asked.known_at), asked.as_of) if past else ()
    rows = [(one, clocks(one, *then), finding_of(one, *then)) for one in found.order_by("-year", "-serial")[:MOST]]
    view, day = wanted.get("view") if wanted.get("view") in LISTED else "open", asked.as_of
    fits = {"open": lambda one, days, why: one.state in LISTING.open, "overdue": lambda one, days, why: days.overdue(day),
            "unfound": lambda one, days, why: days.overdue(day) and why is None, "extending": lambda one, days, why: one.state == "extending",
            "done": lambda one, days, why: one.state not in LISTING.open, "all": lambda one, days, why: True}[str(view)]
    chosen = [row for row in rows if fits(*row)]
    return chosen if view in {"done", "all"} else sorted(chosen, key=lambda row: (row[1].deadline or date.max, row[0].pk))


def listing_lamp(one: Any, days: Clocks, today: date) -> str:
    """Return the lamp of a listing."""
    if one.state in {"listed", "extending"} and days.overdue(today):
        return "overdue"
    if one.state == "listed" and days.deadline and (days.deadline - today).days <= SOON_DAYS:
        return "soon"
    return LISTING.states[one.state].lamp


def listing_sheet(rows: Iterable[tuple[Any, Clocks, Any]]) -> Sheet:
    """Return listings as a sheet."""
    heads = (("序号", 6), ("编号", 14), ("隐患名称", 36), ("所在地", 14), ("责任单位", 24), ("责任人", 14), ("督办部门", 22), ("挂牌单位", 12), ("状态", 16),
             ("挂牌日期", 12), ("整改期限", 12), ("完成日期", 12), ("销号日期", 12), ("逾期原因的认定", 24))
    lines = [[number, one.uid, one.title, one.danger.unit.name, one.owner, one.person, one.department.name if one.department else "", one.lister.name,
              LISTING.states[one.state].label, days.listed_on, days.deadline, days.finished_on, days.delisted_on, why.get_kind_display() if why else ""]
             for number, (one, days, why) in enumerate(rows, 1)]
    return Sheet("挂牌督办", [Column(title, width) for title, width in heads], lines)


def patrols(rights: Rights, wanted: Mapping[str, str], asked: Question) -> QuerySet[Patrol]:
    """Return the patrols that fit `unit` (with all below), `cell`, `q` (words, or a receipt number), `month` (2026-03), by both clocks, newest first."""
    found = Patrol.objects.on_record(asked.known_at).filter(on__lte=asked.as_of).visible_to(rights).filter(_in_place("unit", wanted))
    month = MONTH.fullmatch(wanted.get("month", ""))
    if month:
        found = found.filter(on__year=int(month[1]), on__month=int(month[2]))
    if wanted.get("cell"):
        found = found.filter(cell__code=wanted["cell"])
    text = wanted.get("q", "").strip()[:80]
    if text:
        said = Q(people__icontains=text) | Q(text__icontains=text) | Q(pk__in=found.filter(enterprises__name__icontains=text).values("pk"))
        number = NUMBER.fullmatch(text)
        found = found.filter(said | Q(pk=int(number[1])) if number else said)
    return found.select_related("unit", "cell", "recorded_by").prefetch_related("enterprises", "dangers").order_by("-on", "-pk")


def patrol_sheet(rows: QuerySet[Patrol]) -> Sheet:
    """Return patrols as a sheet."""
    heads = (("序号", 6), ("日期", 12), ("镇（街道、园区）", 16), ("网格", 16), ("巡查人员", 20), ("所到单位", 40), ("巡查情况", 40), ("发现隐患", 10))
    lines = [[number, one.on, one.unit.name, one.cell.name if one.cell else "", one.people, "、".join(firm.name for firm in one.enterprises.all()), one.text,
              len(one.dangers.all())] for number, one in enumerate(rows[:MOST], 1)]
    return Sheet("日常巡查", [Column(title, width) for title, width in heads], lines)
