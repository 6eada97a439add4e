"""From what is stored of units and people to the facts of the law, as they were on record on a day."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from anze.law import facts as law
from anze.people.models import Committee, OfficerVersion, ProblemTown, Tenure, UnitVersion


def register_facts(known_at: date, units: Collection[int] | None = None) -> dict[str, tuple[Any, ...]]:
    """Return units, officers, tenures, problem towns and committees as they were on record at the end of `known_at`.

    With `units` (primary keys) only what is said of these units, and the officers that have to do with them.
    """
    tenures, towns, committees = (_of(model.objects.on_record(known_at), units) for model in (Tenure, ProblemTown, Committee))
    officers = OfficerVersion.objects.on_record(known_at)
    if units is not None:
        officers = officers.filter(Q(officer__in=tenures.order_by().values("officer")) | Q(officer__in=committees.order_by().values("directors")))
    return {"units": _units(_of(UnitVersion.objects.on_record(known_at), units)), "officers": _officers(officers), "tenures": _tenures(tenures),
            "problem_towns": _problem_towns(towns), "committees": _committees(committees)}


def _of(rows: Any, units: Collection[int] | None) -> Any:
    return rows if units is None else rows.filter(unit__in=units)


def _units(rows: QuerySet[UnitVersion]) -> tuple[law.Unit, ...]:
    fields = ("unit__code", "name", "level", "parent__code", "function", "determined", "treated_as")
    found = rows.order_by("unit__code").values_list(*fields)
    return tuple(law.Unit(id=code, name=name, level=level, parent=parent, function=function, determined=determined, treated_as=treated_as)
                 for code, name, level, parent, function, determined, treated_as in found)


def _officers(rows: QuerySet[OfficerVersion]) -> tuple[law.Officer, ...]:
    found = rows.order_by("officer__code").values_list("officer__code", "name")
    return tuple(law.Officer(id=code, name=name) for code, name in found)


def _tenures(rows: QuerySet[Tenure]) -> tuple[law.Tenure, ...]:
    found = rows.order_by("pk").values_list("officer__code", "unit__code", "post", "start", "end", "party_committee_member")
    return tuple(law.Tenure(officer=officer, unit=unit, post=post, start=start, end=end, party_committee_member=member)
                 for officer, unit, post, start, end, member in found)


def _problem_towns(rows: QuerySet[ProblemTown]) -> tuple[law.ProblemTown, ...]:
    return tuple(law.ProblemTown(unit=unit, start=start, end=end) for unit, start, end in rows.order_by("pk").values_list("unit__code", "start", "end"))


def _committees(rows: QuerySet[Committee]) -> tuple[law.Committee, ...]:
    found = rows.order_by("pk").select_related("unit").prefetch_related("directors")
    return tuple(law.Committee(unit=one.unit.code, directors=tuple(sorted(officer.code for officer in one.directors.all())), start=one.start, end=one.end)
                 for one in found)
