"""OpenFisca-core: an instance is a group entity. Native: its acts are the members; binned: the counts are given."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from anze.law.recurring.calendar import day_number
from bench.duties import GRACE_DAYS
from bench.inputs import read

PERIOD = "2026"
Act = build_entity(key="act", plural="acts", label="", is_person=True)
Instance = build_entity(key="instance", plural="instances", label="", roles=[{"key": "act_of", "plural": "acts_of", "label": ""}])


def _variable(name: str, entity: Any, formula: Any = None, kind: type = int) -> type[Variable]:
    body = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def _seen(act: Any, period: Any) -> Any:
    return (act("day", period) <= act.simulation.as_of) & (act("recorded", period) <= act.simulation.known_at)


def _done(instance: Any, period: Any) -> Any:
    return instance.sum(instance.members("seen", period))


def _in_time(instance: Any, period: Any) -> Any:
    return instance.sum(instance.members("seen", period) * (instance.members("lag", period) <= GRACE_DAYS))


def _status(instance: Any, period: Any) -> Any:
    required = instance("required", period)
    over = instance("last_day", period) < instance.simulation.as_of
    return np.select([instance("in_time", period) >= required, instance("done", period) >= required, ~over], [0, 1, 2], 3)


class Engine:
    def __init__(self, mode: str, folder: Path) -> None:
        native = mode == "keyed"
        system = TaxBenefitSystem([Act, Instance])
        system.add_variables(
            *(_variable(name, Act) for name in ("day", "recorded", "lag")), _variable("seen", Act, _seen, bool),
            *(_variable(name, Instance) for name in ("last_day", "required")),
            _variable("done", Instance, _done if native else None), _variable("in_time", Instance, _in_time if native else None),
            _variable("status", Instance, _status))
        last_day, required = read(folder, "last_day", "required")
        acts = read(folder, "k_instance", "k_date", "k_recorded", "k_lag") if native else [np.zeros(0, dtype=np.int32)] * 4
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("act", range(len(acts[0])))
        group = builder.declare_entity("instance", range(len(last_day)))
        group.members_entity_id = acts[0]
        group.members_role = np.broadcast_to(np.array(Instance.flattened_roles[0]), len(acts[0]))
        self.simulation: Any = builder.build(system)
        given = dict(zip(("day", "recorded", "lag"), acts[1:], strict=True)) if native else dict(
            zip(("done", "in_time"), read(folder, "done", "in_time"), strict=True))
        self.computed = ("seen", "done", "in_time", "status") if native else ("status",)
        for name, values in (given | {"last_day": last_day, "required": required}).items():
            self.simulation.set_input(name, PERIOD, values)

    def run(self, as_of: date, known_at: date) -> np.ndarray:
        for name in self.computed:
            self.simulation.delete_arrays(name)
        self.simulation.as_of, self.simulation.known_at = day_number(as_of), day_number(known_at)
        return self.simulation.calculate("status", PERIOD)

    def statuses(self, result: np.ndarray) -> np.ndarray:
        return result.astype(np.uint8)
