"""From undertakings as they are stored to the law's tasks (部署), as they were on record on a day: one for each who answers in person."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Prefetch, Q

from anze.duties.sources import Lists, Scope
from anze.law import facts as law
from anze.people.models import Tenure
from anze.people.moment import day_of, end_of
from anze.supervision.models import Responsible, Step, Undertaking
from anze.supervision.queries.terms import Terms, terms

TYPES: Final = frozenset({"supervision"})  # all that the ledger's entries here are about


def read(known_at: date, scope: Scope) -> Lists:
    """Return the tasks that were on record at the end of `known_at`. Of some units: what they undertake and what their people ever answered for;
    since a day: what was due on it or later."""
    moment = end_of(known_at)
    assigned = Step.objects.filter(kind="assign", at__lt=moment).order_by().values("undertaking")
    rows = Undertaking.objects.filter(_within(scope), pk__in=assigned)
    if scope.since is not None:
        rows = rows.filter(due__gte=scope.since)
    return {"tasks": tuple(sorted(tasks_of(with_steps(rows), moment), key=lambda task: task.id))}


def _within(scope: Scope) -> Q:
    if scope.units is None:
        return Q()
    codes = sorted(scope.units)
    theirs = Responsible.objects.filter(officer__in=Tenure.objects.filter(unit__code__in=codes).order_by().values("officer")).order_by()
    return Q(unit__code__in=codes) | Q(pk__in=theirs.values("undertaking"))


def with_steps(rows: Any) -> Any:
    """Return undertakings with all that their terms and people follow from: two queries more."""
    return rows.prefetch_related(Prefetch("steps", Step.objects.order_by("pk")),
                                 Prefetch("people", Responsible.objects.select_related("officer").order_by("pk")))


def tasks_of(rows: Iterable[Undertaking], moment: datetime) -> Iterator[law.Task]:
    """Yield the tasks of undertakings by what was on record before a moment; of released ones there are none any more."""
    for one in rows:
        days = terms(one, moment)
        if days.due is not None and days.state != "released":
            yield from (_task(person, days) for person in one.people.all() if _answers(person, days, moment))


def _task(person: Responsible, days: Terms) -> law.Task:
    assert days.due is not None
    return law.Task(id=person.code, officer=person.officer.code, due=days.due, done_on=days.done_on, recorded_on=days.recorded_on)


def _answers(person: Responsible, days: Terms, moment: datetime) -> bool:
    """Say whether somebody answers for an undertaking: who handed it on before it fell due does not any more; who did so later still does."""
    if person.recorded_at >= moment:
        return False
    gone = person.struck_at is not None and person.struck_at < moment
    return not gone or (days.due is not None and person.struck_at is not None and day_of(person.struck_at) > days.due)
