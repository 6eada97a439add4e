"""From what is stored of accidents to the facts of the law, as they were on record on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q

from anze.accidents.models import Accident, ApprovedReport, ChainReport, FigureUpdate, Statement, WriteOff
from anze.accidents.told import Told
from anze.duties.sources import Lists, Scope
from anze.law import facts as law
from anze.law.national.grades import grade_of
from anze.law.national.investigation import report_chain
from anze.people.moment import SHANGHAI, day_of, end_of

TYPES: Final = frozenset({"accident", "accident_import"})  # all that the ledger's entries about accidents are about
AT_ONCE: Final = 400  # keys of one question
_FIELDS: Final = ("accident_id", "accident__code", "unit__code", "date", "happened_at", "learned_at", "deaths", "serious_injuries", "loss", "sector", "nature",
                  "road_or_fire", "accident__recorded_at")


def read(known_at: date, scope: Scope) -> Lists:
    """Return the accidents that were on record at the end of `known_at`, of some units and since a day where the scope says so."""
    return {"accidents": tuple(accidents_on_record(known_at, _within(scope)))}


def accident_on_record(accident: int, known_at: date) -> law.Accident | None:
    """Return one accident (by its key) as it was on record at the end of a day; None where it was not."""
    return next(iter(accidents_on_record(known_at, Q(accident=accident))), None)


def _within(scope: Scope) -> Q:
    found = Q()
    if scope.units is not None:
        found &= Q(unit__code__in=sorted(scope.units))
    if scope.since is not None:
        found &= Q(date__gte=scope.since)
    return found


def accidents_at(moment: datetime, since: date) -> list[law.Accident]:
    """Return the accidents since a day as they were on record at a moment."""
    return _on_record(moment, Q(date__gte=since))


def accidents_on_record(known_at: date, wanted: Q) -> list[law.Accident]:
    """Return the accidents whose statement on record at the end of a day fits `wanted`, in the order of their codes: five queries."""
    return _on_record(end_of(known_at), wanted)


def restated(rows: Sequence[tuple[Accident, Told]], moment: datetime) -> list[law.Accident]:
    """Return accidents as they would be if each were stated so: what else is on record of them at a moment stands. Four queries for some hundred."""
    found = []
    for low in range(0, len(rows), AT_ONCE):
        some = rows[low:low + AT_ONCE]
        of = _Of(moment, [one.pk for one, _ in some])
        updates, made, off, outside = of.updates(), of.reports(), of.written_off(), of.outside()
        found += [_law(_row(told, one.code, one.pk, one.recorded_at), updates.get(one.pk, ()), made.get(one.pk, {}), off.get(one.pk), outside.get(one.pk, ()))
                  for one, told in some]
    return found


def as_new(code: str, told: Told, recorded_at: datetime) -> law.Accident:
    """Return an accident as it would be if it were registered so."""
    return _law(_row(told, code, 0, recorded_at), (), {}, None, ())


def _row(told: Told, code: str, key: int, recorded_at: datetime) -> tuple[Any, ...]:
    return (key, code, told.unit.code, told.date, told.happened_at, told.learned_at, told.deaths, told.serious_injuries, told.loss, told.sector, told.nature,
            told.road_or_fire, recorded_at)


def _standing(model: Any, moment: datetime) -> Any:
    return model.objects.filter(Q(struck_at=None) | Q(struck_at__gte=moment), recorded_at__lt=moment)


def _on_record(moment: datetime, wanted: Q) -> list[law.Accident]:
    stated = _standing(Statement, moment).filter(wanted).order_by()
    rows = sorted(stated.values_list(*_FIELDS), key=lambda row: row[1])
    keys = None if not wanted else [row[0] for row in rows] if len(rows) <= 500 else stated.values("accident")
    of = _Of(moment, keys)
    updates, made, off, outside = of.updates(), of.reports(), of.written_off(), of.outside()
    return [_law(row, updates.get(row[0], ()), made.get(row[0], {}), off.get(row[0]), outside.get(row[0], ())) for row in rows]


def _law(row: tuple[Any, ...], updates: Iterable[law.Update], made: Mapping[str, datetime], off: date | None, outside: Iterable[str]) -> law.Accident:
    _, code, unit, on, happened_at, learned_at, deaths, injuries, loss, sector, nature, road_or_fire, recorded_at = row
    loss = loss or Decimal(0)  # not found out yet is zero to the law (decisions/0014)
    grade, _ = grade_of(deaths, injuries, loss, on)
    return law.Accident(id=code, unit=unit, date=on, deaths=deaths, serious_injuries=injuries, loss=loss, sector=sector or None, nature=nature or None,
                        recorded_on=day_of(recorded_at), road_or_fire=road_or_fire, updates=tuple(updates),
                        reports=law_reports(learned_at or happened_at, grade, made), responsibility_outside=tuple(sorted(outside)), written_off_on=off)


def law_reports(learned_at: datetime, grade: str, made: Mapping[str, datetime]) -> tuple[law.Report, ...]:
    """Return the reports that the chain owes, with when each was due by the law and when it was made; moments are Shanghai's, without a zone."""
    owed = report_chain(local(learned_at), grade, {tier: local(at) for tier, at in made.items()})
    return tuple(law.Report(to=clock.to, due=clock.due, at=clock.at) for clock in owed if clock.to != "state")  # the province's own report is none of ours


def local(moment: datetime) -> datetime:
    """Return a moment as the law's facts have it: Shanghai's clock, without a zone."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None)


class _Of:
    """What stood on record about some accidents (keys; None: about all) at a moment, by accident."""

    def __init__(self, moment: datetime, keys: Any) -> None:
        self._moment, self._keys = moment, keys

    def _rows(self, model: Any, *fields: str, **wanted: Any) -> Any:
        rows = _standing(model, self._moment).filter(**wanted)
        if self._keys is not None:
            rows = rows.filter(accident__in=self._keys)
        return rows.order_by("accident", "pk").values_list("accident", *fields)

    def updates(self) -> dict[int, list[law.Update]]:
        found: dict[int, list[law.Update]] = defaultdict(list)
        for key, on, deaths, injuries, loss in self._rows(FigureUpdate, "date", "deaths", "serious_injuries", "loss"):
            if (deaths, injuries, loss) != (None, None, None):
                found[key].append(law.Update(date=on, deaths=deaths, serious_injuries=injuries, loss=loss))
        return found

    def reports(self) -> dict[int, dict[str, datetime]]:
        found: dict[int, dict[str, datetime]] = defaultdict(dict)
        for key, to, at in self._rows(ChainReport, "to", "made_at", supplementary=False):
            found[key][to] = at
        return found

    def written_off(self) -> dict[int, date]:
        return dict(self._rows(WriteOff, "decided_on", decided_on__isnull=False))

    def outside(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for key, code in self._rows(ApprovedReport, "outside__code", outside__isnull=False):
            found[key].append(code)
        return found
