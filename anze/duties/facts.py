"""From what is stored of contact points and duty lists to the facts of the law, as they were on record on a day."""

from datetime import date
from typing import Any

from anze.duties.models import ContactPoint, SafetyDutyList
from anze.law import facts as law
from anze.people.moment import day_of


def standing_facts(known_at: date) -> dict[str, tuple[Any, ...]]:
    """Return contact points and duty lists as they were on record at the end of `known_at`."""
    return {"contacts": _contacts(known_at), "duty_lists": _duty_lists(known_at)}


def _contacts(known_at: date) -> tuple[law.Contact, ...]:
    fields = ("officer__code", "target", "unit__code", "sector", "start", "end", "recorded_at")
    rows = ContactPoint.objects.on_record(known_at).order_by("pk").values_list(*fields)
    return tuple(law.Contact(officer=officer, target=target, unit=unit, sector=sector or None, start=start, end=end, recorded_on=day_of(recorded_at))
                 for officer, target, unit, sector, start, end, recorded_at in rows)


def _duty_lists(known_at: date) -> tuple[law.DutyList, ...]:
    rows = SafetyDutyList.objects.on_record(known_at).order_by("pk").values_list("unit__code", "start", "end", "safety_body", "recorded_at")
    return tuple(law.DutyList(unit=unit, start=start, end=end, safety_body=body or None, recorded_on=day_of(recorded_at))
                 for unit, start, end, body, recorded_at in rows)
