"""OpenFisca-core, as its users write rules: an appointment is a group entity, its acts are the members, each duty is a
variable of each period (native). Beside it what it does when its input is prepared: instances as entities with the acts
that name them as members (keyed), or with counts given (binned)."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from anze.law.days import Period
from anze.law.recurring.calendar import day_number
from bench.duties import DUTIES, EFFECTIVE_FROM, GRACE_DAYS, MIN_DAYS, Duty
from bench.inputs import in_order, instance, read
from bench.world import UNIT

YEAR = str(EFFECTIVE_FROM.year)
Act = build_entity(key="act", plural="acts", label="", is_person=True)
Group = build_entity(key="group", plural="groups", label="", roles=[{"key": "act_of", "plural": "acts_of", "label": ""}])
CODES = ("type", "body", "document", "role")


def _variable(name: str, entity: Any, formula: Any = None, kind: type = int, unit: DateUnit = DateUnit.YEAR) -> type[Variable]:
    body = {"value_type": kind, "entity": entity, "definition_period": unit, "label": name}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def _seen(act: Any, period: Any) -> Any:
    return (act("day", period) <= act.simulation.as_of) & (act("recorded", period) <= act.simulation.known_at)


def _done(group: Any, period: Any) -> Any:
    return group.sum(group.members("seen", period))


def _in_time(group: Any, period: Any) -> Any:
    return group.sum(group.members("seen", period) * (group.members("lag", period) <= GRACE_DAYS))


def _status(group: Any, period: Any) -> Any:
    required = group("required", period)
    over = group("last_day", period) < group.simulation.as_of
    return np.select([group("in_time", period) >= required, group("done", period) >= required, ~over], [0, 1, 2], 3)


def _counts(duty: Duty) -> Any:
    def formula(act: Any, period: Any) -> Any:
        day = act("day", period)
        fits = act("seen", period) & (day >= act.group("start", period)) & (day <= act.group("end", period))
        for name in CODES:
            fits = fits & (act(name, period) == getattr(duty, name))
        if duty.clause.act.type == "meeting":
            fits = fits & act("safety", period) & (act("unit", period) == act.group("home", period))
        return fits

    return formula


def _status_in(number: int, duty: Duty) -> Any:
    def formula(group: Any, period: Any) -> Any:
        year = period.this_year
        kind = duty.clause.period["county"]
        span = Period(kind, (period.start.year * 12 + period.start.month - 1) // duty.months)
        first, last = day_number(span.first), day_number(span.last)
        day, recorded = group.members("day", year), group.members("recorded", year)
        inside = group.members(f"counts_{number}", year) & (day >= first) & (day <= last)
        done, in_time = group.sum(inside), group.sum(inside & (recorded <= last + GRACE_DAYS))
        served = np.minimum(group("end", year), last) - np.maximum(group("start", year), first) + 1
        found = np.select([in_time >= duty.required, done >= duty.required, last >= group.simulation.as_of], [0, 1, 2], 3)
        return np.where(served >= MIN_DAYS[kind], found, -1)

    return formula


def _simulation(variables: list[type[Variable]], members: np.ndarray, groups: int) -> Any:
    system = TaxBenefitSystem([Act, Group])
    system.add_variables(*variables)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("act", range(len(members)))
    group = builder.declare_entity("group", range(groups))
    group.members_entity_id = members
    group.members_role = np.broadcast_to(np.array(Group.flattened_roles[0]), len(members))
    return builder.build(system)


class Engine:
    def __init__(self, mode: str, folder: Path) -> None:
        self.mode = mode
        self.simulation, given = _of_appointments(folder) if mode == "raw" else _of_instances(folder, keyed=mode == "keyed")
        for name, values in given.items():
            self.simulation.set_input(name, YEAR, values)
        self.given = given.keys()
        self.periods = [(f"status_{number}", f"{YEAR}-{1 + place * duty.months:02}")
                        for number, duty in enumerate(DUTIES) for place in range(duty.periods)]

    def run(self, as_of: date, known_at: date) -> Any:
        for name in self.simulation.tax_benefit_system.variables:
            if name not in self.given:
                self.simulation.delete_arrays(name)
        self.simulation.as_of, self.simulation.known_at = day_number(as_of), day_number(known_at)
        if self.mode == "raw":
            return [self.simulation.calculate(name, period) for name, period in self.periods]
        return self.simulation.calculate("status", YEAR)

    def statuses(self, result: Any) -> np.ndarray:
        if self.mode != "raw":
            return result.astype(np.uint8)
        officers = len(result[0])
        places = [(number, place) for number, duty in enumerate(DUTIES) for place in range(duty.periods)]
        numbers = [instance(np.arange(officers), np.full(officers, number), np.full(officers, place), officers) for number, place in places]
        return in_order(np.concatenate(numbers), np.concatenate(result).astype(np.uint8))


def _of_instances(folder: Path, *, keyed: bool) -> tuple[Any, dict[str, np.ndarray]]:
    last_day, required = read(folder, "last_day", "required")
    given = {"last_day": last_day, "required": required}
    members = np.zeros(0, dtype=np.int32)
    if keyed:
        members, given["day"], given["recorded"], given["lag"] = read(folder, "k_instance", "k_date", "k_recorded", "k_lag")
    else:
        given["in_time"], given["done"] = read(folder, "in_time", "done")
    variables = [*(_variable(name, Act) for name in ("day", "recorded", "lag")), _variable("seen", Act, _seen, bool),
                 *(_variable(name, Group) for name in ("last_day", "required")), _variable("status", Group, _status),
                 _variable("done", Group, _done if keyed else None), _variable("in_time", Group, _in_time if keyed else None)]
    return _simulation(variables, members, len(last_day)), given


def _of_appointments(folder: Path) -> tuple[Any, dict[str, np.ndarray]]:
    start, end = read(folder, "start", "end")
    names = ("unit", *CODES, "safety", "date", "recorded")
    given = dict(zip(names, read(folder, *names), strict=True))
    given["day"], given["safety"] = given.pop("date"), given["safety"].astype(np.bool_)
    variables = [*(_variable(name, Act, kind=bool if name == "safety" else int) for name in given), _variable("seen", Act, _seen, bool),
                 *(_variable(name, Group) for name in ("start", "end", "home")),
                 *(_variable(f"counts_{number}", Act, _counts(duty), bool) for number, duty in enumerate(DUTIES)),
                 *(_variable(f"status_{number}", Group, _status_in(number, duty), int, DateUnit.MONTH) for number, duty in enumerate(DUTIES))]
    given |= {"start": start, "end": end, "home": np.arange(len(start), dtype=np.int32) // np.int32(UNIT)}
    return _simulation(variables, read(folder, "officer")[0], len(start)), given
