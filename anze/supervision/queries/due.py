"""What of supervision wants looking at, for the home page: to be signed for, due and overdue, to be reviewed and decided, what one set going oneself."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.people.moment import day_of
from anze.people.typed import numbered, serial_number
from anze.supervision.models import Responsible, Task, TaskStep, Undertaking
from anze.supervision.policies import ASSIGN, DECIDE, NOT_DONE, REPORT, TASK
from anze.supervision.queries.colours import yellow_days
from anze.supervision.queries.entitled import asker_of

MOST: Final = 500


def mine(rights: Rights) -> Q:
    """Return the filter for the undertakings that the account signs and reports for: its units', those its leaders answer for."""
    reach = rights.reach(REPORT)
    named = Responsible.objects.filter(officer__in=reach.officers, struck_at=None).order_by().values("undertaking")
    own = Q(pk__in=named)
    if not (reach.everything or reach.trees or reach.units):
        return own
    return own | (reach.of_units("unit") & ~rights.reach(ASSIGN).of_units("task__unit") if rights.may(ASSIGN) else reach.of_units("unit"))


def _rows(rights: Rights, *states: str) -> Any:
    return Undertaking.objects.in_state(*states).filter(mine(rights)).select_related("task", "unit").order_by("due", "pk")


def to_sign(rights: Rights) -> list[Due]:
    """Return the items to be signed for, the most urgent first."""
    return [Due(one.unit.name, one.task.title, "waiting", one.due, "supervision:detail", (one.task.uid,)) for one in _rows(rights, "assigned")[:MOST]]


def to_do(rights: Rights, today: date) -> list[Due]:
    """Return the items of one's own that are yellow or red and not done, the most urgent first."""
    rows = _rows(rights, *NOT_DONE).filter(due__lte=today + timedelta(days=yellow_days()))
    return [Due(one.unit.name, one.task.title, _lamp(one, today), one.due, "supervision:detail", (one.task.uid,)) for one in rows[:MOST]]


def _lamp(one: Undertaking, today: date) -> str:
    return "overdue" if one.due < today else "soon"


def supervised(rights: Rights, today: date) -> list[Due]:
    """Return the items that one's office supervises which are yellow or red and not done, the most urgent first (督办)."""
    rows = Undertaking.objects.in_state(*NOT_DONE).filter(rights.reach(ASSIGN).of_units("task__unit"), due__lte=today + timedelta(days=yellow_days()))
    return [Due(one.unit.name, one.task.title, _lamp(one, today), one.due, "supervision:detail", (one.task.uid,))
            for one in rows.select_related("task", "unit").order_by("due", "pk")[:MOST]]


def to_review(rights: Rights) -> list[Due]:
    """Return the reports to be reviewed and the extensions to be decided on, but for one's own."""
    return [*_decisions(rights, "reported", "accept", ASSIGN), *_decisions(rights, "extending", "grant", DECIDE)]


def _decisions(rights: Rights, state: str, kind: str, permission: str) -> Iterator[Due]:
    rows = Undertaking.objects.in_state(state).filter(rights.reach(permission).of_units("task__unit")).select_related("task", "unit")
    for one in rows.prefetch_related("steps").order_by("due", "pk")[:MOST]:
        if asker_of(one, kind) != rights.account.pk:
            words = "待复核" if kind == "accept" else "延期待审批"
            yield Due(one.unit.name, f"{words}：{one.task.title}", "waiting", one.due, "supervision:detail", (one.task.uid,))


def begun(rights: Rights) -> list[Due]:
    """Return the items that the account itself planned and that are not closed, newest first (我发起的)."""
    rows: Any = Task.objects.in_state(*TASK.open).filter(planned_by=rights.account).select_related("unit").order_by("-pk")
    return [Due(one.unit.name, f"{one.title}（{TASK.states[one.state].label}）", TASK.states[one.state].lamp, day_of(one.planned_at), "supervision:detail",
                (one.uid,)) for one in rows[:MOST]]


def named(wanted: str, rights: Rights, most: int) -> list[Task]:
    """Return items by number, words, the number of a slip or of a superior's document, newest first; too short a word would find everything."""
    if len(wanted) < 2:
        return []
    of_steps = TaskStep.objects.filter(numbered("number", wanted)).order_by().values("task")
    fits = Q(uid__istartswith=wanted) | Q(title__icontains=wanted) | Q(document__icontains=wanted) | numbered("document", wanted) | Q(pk__in=of_steps)
    if number := serial_number(wanted, "db"):
        fits = Q(year=number[0], serial=number[1])
    rows = Task.objects.visible_to(rights).filter(fits)
    return list(rows.select_related("unit").order_by("-year", "-serial")[:most])
