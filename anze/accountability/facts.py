"""From what is stored of decisions to the facts of the law, as they were on record on a day: measures and circumstances, and nothing else of a case.

Only what was decided counts: from the day on which the decision was served until it is altered or revoked, so that nobody learns of it before the
person does (decisions/0055). Words of a case never leave it.
"""

from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from anze.accountability.models import Circumstance, Measure, Served
from anze.accountability.policies import CASE_OBJECT
from anze.duties.sources import Lists, Scope
from anze.law import facts as law
from anze.people.moment import day_of, end_of

GROUND_OBJECT: Final = "ground"
TYPES: Final = frozenset({CASE_OBJECT, GROUND_OBJECT})  # what the ledger's entries are about that touch no fact of the register
TELLING: Final = ("decision", "outcome")  # what is served when a person is told of a measure
_MEASURE: Final = ("concerned__officer__code", "kind", "date", "accident", "months", "doubled")


def read(known_at: date, scope: Scope) -> Lists:
    """Return the measures and circumstances on record at the end of `known_at`; those of all units, since an officer answers wherever he is now
    (第三十一条), and from the scope's day on."""
    measures = served_measures(known_at)
    if scope.since is not None:
        measures = measures.filter(date__gte=scope.since)
    return {"measures": law_measures(measures), "circumstances": _circumstances(known_at)}


def served_measures(known_at: date) -> QuerySet[Measure]:
    """Return the measures that stood at the end of a day and that the person was told of by then."""
    told = Served.objects.filter(decision=OuterRef("decision"), kind__in=TELLING, at__gte=OuterRef("recorded_at"), at__lt=end_of(known_at))
    return Measure.objects.standing(known_at).filter(Exists(told))


def law_measures(rows: QuerySet[Measure]) -> tuple[law.Measure, ...]:
    """Return rows as the law's facts, in the order of their keys."""
    found = rows.order_by("pk").values_list(*_MEASURE)
    return tuple(law.Measure(officer=officer, kind=kind, date=on, accident=accident or None, months=months, beside=beside)
                 for officer, kind, on, accident, months, beside in found)


def struck_measures(known_at: date) -> QuerySet[Measure]:
    """Return the measures that a person was told of once and that were altered or revoked by the end of a day."""
    told = Served.objects.filter(decision=OuterRef("decision"), kind__in=TELLING, at__gte=OuterRef("recorded_at"), at__lt=OuterRef("struck_at"))
    return Measure.objects.filter(Exists(told), struck_at__lt=end_of(known_at)).select_related("concerned__officer")


def _circumstances(known_at: date) -> tuple[law.Circumstance, ...]:
    """Return the circumstances about those on whom a served measure stands: without one, or before it, they are a matter of the case alone."""
    decided = served_measures(known_at).values("concerned")
    rows: Any = Circumstance.objects.on_record(known_at).filter(concerned__in=decided).exclude(concerned__case__accident="").order_by("pk")
    found = rows.values_list("concerned__officer__code", "concerned__case__accident", "rule", "date", "recorded_at")
    return tuple(law.Circumstance(officer=officer, accident=accident, rule=rule, date=max(on, day_of(at))) for officer, accident, rule, on, at in found)
