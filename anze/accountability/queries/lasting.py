"""How the measures of a person stand on a day, in the words that every page shares (`law/national/lasting`), and what others are told of how they end."""

from collections.abc import Collection, Iterator
from datetime import date

from anze.accountability.facts import served_measures
from anze.accountability.models import Concerned, Measure
from anze.accountability.policies import PERSON, State
from anze.accountability.queries.stopping import on_record
from anze.duties.sources import Settled
from anze.law.national.effects import ending
from anze.law.national.lasting import Lasting, lasting
from anze.people.moment import end_of

OVER = State("影响期已满", "closed", "期满自动解除的、影响期满不再限制的，不用办。期限没有过的复核、申诉仍可以提出。", ended=True)


def stopped_on(rows: Collection[Measure], today: date) -> dict[int, date]:
    """Return since when measures (by key) are kept from ending by themselves; of several the first day."""
    found: dict[int, date] = {}
    for measure, on in on_record(today).filter(measure__in=[row.pk for row in rows]).order_by("-on").values_list("measure", "on"):
        found[measure] = on
    return found


def lasting_of(rows: Collection[Measure], today: date) -> dict[int, Lasting]:
    """Return how measures (by key) stand on a day."""
    stops = stopped_on(rows, today)
    return {row.pk: lasting(row.kind, row.date, row.until, today, who="有权机关", lifted=row.lifted_on, stopped=stops.get(row.pk)) for row in rows}


def ended(rows: Collection[Measure], today: date) -> set[int]:
    """Return those (by key) that ended with their period, so that no decision lifts them."""
    found = lasting_of(rows, today)
    return {row.pk for row in rows if found[row.pk].state == "ended" and (rule := ending(row.kind, row.date)) is not None and rule.by_time}


def stands(one: Concerned, state: str, today: date) -> State:
    """Return where a person stands as pages show it: once every measure in force is over, that; else the state of the table."""
    if state != "served":
        return PERSON.states[state]
    rows = list(one.measures.current())
    return OVER if rows and all(how.over for how in lasting_of(rows, today).values()) else PERSON.states[state]


def settled(officers: Collection[str], known_at: date) -> Iterator[Settled]:
    """Yield what was decided by the end of a day of how served measures of some officers (codes) end."""
    rows = list(served_measures(known_at).filter(concerned__officer__code__in=officers).select_related("concerned__officer").order_by("pk"))
    stops = stopped_on(rows, known_at)
    yield from (told for row in rows if (told := _told(row, stops.get(row.pk), known_at)).lifted or told.stopped)


def _told(row: Measure, stopped: date | None, known_at: date) -> Settled:
    lifted = row.lifted_on if row.lifted_at and row.lifted_at < end_of(known_at) else None
    return Settled(officer=row.concerned.officer.code, kind=row.kind, on=row.date, accident=row.accident or None, lifted=lifted, stopped=stopped)
