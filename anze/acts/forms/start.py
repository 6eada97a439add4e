"""How a form begins: from the duty, the person, the unit and the day that a link names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anze.access.rights import Rights
from anze.acts.queries.entitled import leaders_offered, units_offered
from anze.acts.queries.offered import asked_for, duty_level
from anze.law.clauses import Recurring
from anze.law.codes import ACT_TYPES
from anze.people.models import Officer, Tenure, Unit


@dataclass(frozen=True, slots=True)
class Start:
    """What a form begins with. `officer`: whom it is about; `leaders`: for whom the account may record; `units`: where."""

    type: str
    day: date
    unit: Unit | None
    units: list[Unit]
    officer: Officer | None
    leaders: list[Officer]
    duty: Recurring | None


def start(rights: Rights, today: date, query: Mapping[str, str], type_: str = "") -> Start:
    """Return how a form begins. What a link names and the account may not use is passed over."""
    duty = asked_for(query.get("duty", ""))
    kind = type_ or (duty.act.type if duty else query.get("type", ""))
    if duty and duty.act.type != kind:
        duty = None
    day = _day(query.get("date", ""), today)
    leaders = leaders_offered(rights)
    units = units_offered(rights, day)
    officer = _officer(rights, query.get("officer", "") or query.get("on_behalf_of", ""), leaders)
    return Start(kind if kind in ACT_TYPES else "", day, _unit(units, query.get("unit", ""), officer, duty, day), units, officer, leaders, duty)


def _day(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return min(found, today)


def _officer(rights: Rights, code: str, leaders: list[Officer]) -> Officer | None:
    """Return whom the form is about: whom the link names if the account may record about him, else oneself, else the only leader."""
    named = Officer.objects.filter(code=code).first() if code else None
    if named and rights.may("act.record", officer=named):
        return named
    if rights.account.officer and rights.account.officer_id in rights.reach("act.record").officers:
        return rights.account.officer
    return leaders[0] if leaders and not rights.reach("act.record").units else None


def _unit(units: list[Unit], code: str, officer: Officer | None, duty: Recurring | None, day: date) -> Unit | None:
    """Return the unit that the link names, else the one where the officer owes the duty, else the one where he is in office, else the first."""
    named = next((unit for unit in units if unit.code == code), None)
    if named or not units:
        return named
    held = {} if officer is None else {one.unit_id: one.post for one in Tenure.objects.current().held_on(day).filter(officer=officer)}
    if duty:
        owing = [unit for unit in units if duty_level(unit) in duty.levels and (not duty.functions or unit.function in duty.functions)]
        owed = [unit for unit in owing if held.get(unit.pk) in duty.posts] or [unit for unit in owing if unit.pk in held] or owing
        if owed:
            return owed[0]
    return next((unit for unit in units if unit.pk in held), units[0])
