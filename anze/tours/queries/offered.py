"""What forms offer: provisions by post, units and leaders that may answer for a problem or an item, and what a line already says."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from anze.acts.models import Act
from anze.acts.pack import pack_in_force
from anze.law.clauses import Cycle, Duty, Recurring, Shape, Standing
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.people.models import Officer, Tenure, Unit
from anze.people.moment import day_of
from anze.tours.models import Tour
from anze.tours.queries.checklist import checklist

MOST_UNITS: Final = 400
USUAL_DAYS: Final = 60  # what a form proposes as the term of an item; the office changes it as it likes


def choices_of(tour: Tour, now: datetime) -> dict[str, Any]:
    """Return the provisions by post, the units and the people among whom a problem's are chosen."""
    today = day_of(now)
    asked = Question(today, today)
    groups = [(one.label, [(line.id, f"{line.label} {line.quote[:28]}") for line in one.lines]) for one in checklist(tour, asked, today, evidence=False)]
    listed = {code for _, lines in groups for code, _ in lines}
    pack = pack_in_force()
    others = list({clause.id: (clause.id, f"{pack.label(clause.id)} {clause.quote[:28]}") for clause in pack.clauses
                   if isinstance(clause, Duty | Recurring | Standing | Shape | Cycle) and clause.id not in listed}.values())
    units = [tour.unit, *Unit.objects.filter(path__startswith=tour.unit.path, closed_on=None).exclude(pk=tour.unit_id).order_by("path")[:MOST_UNITS]]
    return {"provisions": _once([*groups, ("其他条款", others)]), "units": units, "people": people_of(tour.unit, now)}


def _once(groups: list[tuple[str, list[tuple[str, str]]]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups with each provision in the first one only."""
    seen: set[str] = set()
    found = []
    for label, lines in groups:
        fresh = [line for line in lines if line[0] not in seen]
        seen |= {code for code, _ in fresh}
        if fresh:
            found.append((label, fresh))
    return found


def people_of(unit: Unit, now: datetime) -> list[tuple[Officer, str]]:
    """Return everybody who holds or held a post of the unit or of what lies below since the pack takes effect, each once, leaders first."""
    since = pack_in_force().effective_from
    rows = Tenure.objects.current().filter(unit__path__startswith=unit.path).exclude(end__lt=since).select_related("officer", "unit")
    found: dict[int, tuple[Officer, list[str]]] = {}
    for one in sorted(rows, key=lambda held: (held.unit_id != unit.pk, held.unit.path, list(POSTS).index(held.post), held.start)):
        gone = f"，{one.end.year}年{one.end.month}月离任" if one.end else ""
        found.setdefault(one.officer_id, (one.officer, []))[1].append(f"{one.in_full}{gone}")
    return [(officer, f"{officer.name}（{'；'.join(posts[:2])}）") for officer, posts in found.values()]


def begin_of(tour: Tour, query: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return what is filled in already: from a line of the checklist (`post`, `line`: its place), or from an act of the sample (`act`)."""
    today = day_of(now)
    begin: dict[str, Any] = {"unit": tour.unit.code}
    for group in checklist(tour, Question(today, today), today, query.get("post", ""), evidence=False) if query.get("post") else []:
        for place, line in enumerate(group.lines):
            if str(place) == query.get("line"):
                holders = list(Tenure.objects.current().held_on(today).filter(unit=tour.unit, post=group.post).select_related("officer")[:2])
                begin |= {"provision": line.id, "text": line.check.note if line.check else "", "officer": holders[0].officer.code if len(holders) == 1 else ""}
    draw = tour.draws.current().first()
    if draw and query.get("act") in draw.acts:
        act = Act.objects.select_related("unit").prefetch_related("participants__officer").filter(uid=query["act"]).first()
        mark = draw.verifications.filter(act=query["act"]).order_by("-pk").first()
        if act is not None:
            lead = next((one.officer.code for one in act.participants.all() if one.part != "attend"), "")
            begin |= {"act": act.uid, "happened_on": act.date, "officer": lead, "unit": act.unit.code,
                      "text": f"{act}（{act.uid}）与事实不符：{mark.note if mark else ''}"}
    return begin


def usual_deadline(now: datetime) -> Any:
    """Return the day that a form proposes as an item's deadline."""
    return day_of(now) + timedelta(days=USUAL_DAYS)


def owners_of(tour: Tour, now: datetime) -> dict[str, Any]:
    """Return which units and leaders may answer for an item: the unit visited with all below, and who leads it."""
    units = list(Unit.objects.filter(path__startswith=tour.unit.path, closed_on=None).order_by("path")[:MOST_UNITS])
    held = Tenure.objects.current().held_on(day_of(now)).filter(unit=tour.unit).values("officer")
    return {"owners": units, "officers": list(Officer.objects.filter(pk__in=held).order_by("pinyin", "code"))}
