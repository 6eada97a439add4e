"""Problems by who may see and follow them, by how they stand; and the same as a sheet."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.acts.codes import STEPS
from anze.acts.models import Act, Participant, Problem, ProblemStep
from anze.acts.policies import BY_FINDER, STATES, STEPS_FROM, lamp_of, state_of
from anze.workbook.write import Column, Sheet

COLUMNS: Final = (Column("序号", 6), Column("问题", 40), Column("状态", 18), Column("整改期限", 12), Column("整改责任单位", 24), Column("跟进单位", 18),
                  Column("排查单位", 18), Column("排查日期", 12), Column("回执号", 24), Column("最近一步", 16), Column("最近说明", 40))
VIEWS: Final = {"open": "整改中", "overdue": "逾期", "closed": "已办结", "all": "全部"}
FITTING: Final = 5_000  # acts with a problem whose words fit, among which those in reach are looked for


def reachable(rights: Rights) -> QuerySet[Problem]:
    """Return the problems that the account may follow: found by its units or leaders, or to be followed up by its units."""
    reach = rights.reach("problem.follow")
    if reach.everything:
        return Problem.objects.all()
    found_by = Participant.objects.filter(officer__in=reach.officers).values("act")
    return Problem.objects.filter(reach.of_units("act__unit") | reach.of_units("follow_up_unit") | Q(act__in=found_by))


def listed(rights: Rights, view: str, today: date, unit: str = "", text: str = "") -> QuerySet[Problem]:
    """Return problems of acts that were not withdrawn, the most urgent first. `unit` is the code of the unit that follows up."""
    closed = ProblemStep.objects.filter(kind="closed").values("problem")
    found = reachable(rights).filter(act__withdrawal=None)
    known = not unit or found.filter(follow_up_unit__code=unit).exists()  # a code that nothing has is passed over: the page says so (`not_taken`)
    narrowed = {"open": ~Q(pk__in=closed), "closed": Q(pk__in=closed), "overdue": ~Q(pk__in=closed) & Q(deadline__lt=today)}
    found = found.filter(narrowed.get(view, Q()))
    if unit and known:
        found = found.filter(follow_up_unit__code=unit)
    if text:
        found = found.filter(Q(text__icontains=text) | Q(owner__icontains=text))
    return fetched(found).order_by("deadline", "act__date", "pk") if view != "closed" else fetched(found).order_by("-act__date", "-pk")


def said_of(rights: Rights, words: str, most: int) -> list[tuple[Problem, bool]]:
    """Return problems whose words, mending unit or receipt number fit, newest first, each with whether the account may follow it:
    those that it follows, and those of acts that it may see. None of acts that were withdrawn."""
    if len(words) < 2:
        return []  # too short a word would find everything
    followed = reachable(rights) if rights.may("problem.follow") else Problem.objects.none()
    found = Problem.objects.filter(Q(text__icontains=words) | Q(owner__icontains=words) | Q(act__uid__istartswith=words), act__withdrawal=None)
    acts = list(found.order_by().values_list("act", flat=True).distinct()[:FITTING])  # the words first, then who may see what fits: few to ask about
    seen = Q(act__in=Act.objects.filter(pk__in=acts).visible_to(rights).order_by().values("pk")) if rights.may("act.view") else Q(pk__in=[])
    found = found.filter(act__in=acts)
    rows = list(fetched(found.filter(seen | Q(pk__in=followed.values("pk")))).order_by("-act__date", "-pk")[:most])
    may = set(followed.filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    return [(one, one.pk in may) for one in rows]


def fetched(found: QuerySet[Problem]) -> QuerySet[Problem]:
    """Return problems with all that a page shows of them."""
    return found.select_related("act__unit", "act__withdrawal", "follow_up_unit").prefetch_related("steps__by", "act__participants")


def finder(rights: Rights, problem: Problem) -> bool:
    """Say whether the account stands on the side that found the problem."""
    reach = rights.reach("problem.follow")
    return reach.covers_unit(problem.act.unit) or any(one.officer_id in reach.officers for one in problem.act.participants.all())


def steps_open(rights: Rights, problem: Problem, today: date) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the lamp of a problem, where it stands, and the steps that this account may take next."""
    lamp, state = lamp_of(problem, today), state_of(problem)
    if lamp == "withdrawn" or not rights.may("problem.follow"):
        return lamp, STATES[state], []
    reach, finds = rights.reach("problem.follow"), finder(rights, problem)
    follows = finds or (problem.follow_up_unit is not None and reach.covers_unit(problem.follow_up_unit))
    return lamp, STATES[state], [(kind, STEPS[kind]) for kind in STEPS_FROM[state] if (finds if kind in BY_FINDER else follows)]


def sheet(found: Iterable[Problem]) -> Sheet:
    """Return problems as a sheet."""
    return Sheet("排查问题", COLUMNS, (_line(number, one) for number, one in enumerate(found, 1)))


def _line(number: int, one: Problem) -> list[Any]:
    steps = list(one.steps.all())
    last = steps[-1] if steps else None
    return [number, one.text, STATES[state_of(one)], one.deadline, one.owner, one.follow_up_unit.name if one.follow_up_unit else "", one.act.unit.name,
            one.act.date, one.act.uid, f"{last.get_kind_display()} {last.on}" if last else "", last.note if last else ""]
