"""From what is stored of units and people to the facts of the law, as they were on record on a day."""

from datetime import date
from typing import Any

from anze.law import facts as law
from anze.people.models import Committee, OfficerVersion, ProblemTown, Tenure, UnitVersion


def register_facts(known_at: date) -> dict[str, tuple[Any, ...]]:
    """Return units, officers, tenures, problem towns and committees as they were on record at the end of `known_at`."""
    return {"units": _units(known_at), "officers": _officers(known_at), "tenures": _tenures(known_at),
            "problem_towns": _problem_towns(known_at), "committees": _committees(known_at)}


def _units(known_at: date) -> tuple[law.Unit, ...]:
    fields = ("unit__code", "name", "level", "parent__code", "function", "determined", "treated_as")
    rows = UnitVersion.objects.on_record(known_at).order_by("unit__code").values_list(*fields)
    return tuple(law.Unit(id=code, name=name, level=level, parent=parent, function=function, determined=determined, treated_as=treated_as)
                 for code, name, level, parent, function, determined, treated_as in rows)


def _officers(known_at: date) -> tuple[law.Officer, ...]:
    rows = OfficerVersion.objects.on_record(known_at).order_by("officer__code").values_list("officer__code", "name")
    return tuple(law.Officer(id=code, name=name) for code, name in rows)


def _tenures(known_at: date) -> tuple[law.Tenure, ...]:
    rows = Tenure.objects.on_record(known_at).order_by("pk").values_list("officer__code", "unit__code", "post", "start", "end", "party_committee_member")
    return tuple(law.Tenure(officer=officer, unit=unit, post=post, start=start, end=end, party_committee_member=member)
                 for officer, unit, post, start, end, member in rows)


def _problem_towns(known_at: date) -> tuple[law.ProblemTown, ...]:
    rows = ProblemTown.objects.on_record(known_at).order_by("pk").values_list("unit__code", "start", "end")
    return tuple(law.ProblemTown(unit=unit, start=start, end=end) for unit, start, end in rows)


def _committees(known_at: date) -> tuple[law.Committee, ...]:
    found = Committee.objects.on_record(known_at).order_by("pk").select_related("unit").prefetch_related("directors")
    return tuple(law.Committee(unit=one.unit.code, directors=tuple(sorted(officer.code for officer in one.directors.all())), start=one.start, end=one.end)
                 for one in found)
