"""The year as Arrow tables with real dates and small integers, the form in which a table engine likes it best."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from anze.law.days import MONTHS_IN, Period
from anze.law.recurring.calendar import day_number
from bench.duties import DUTIES, EFFECTIVE_FROM, MIN_DAYS
from bench.inputs import read
from bench.world import UNIT

FAR = day_number(Period("year", 2099).last)


def _days(values: np.ndarray) -> pa.Array:
    return pa.array(np.minimum(values, FAR).astype(np.int32)).cast(pa.date32())


def _periods() -> pa.Table:
    rows = [(MONTHS_IN[kind], Period(kind, EFFECTIVE_FROM.year * (12 // MONTHS_IN[kind]) + place), place, MIN_DAYS[kind])
            for kind in ("month", "quarter") for place in range(12 // MONTHS_IN[kind])]
    return pa.table({"months": pa.array([row[0] for row in rows], pa.int8()), "period": pa.array([row[1].index for row in rows], pa.int64()),
                     "place": pa.array([row[2] for row in rows], pa.int8()), "min_days": pa.array([row[3] for row in rows], pa.int64()),
                     "first_day": pa.array([row[1].first for row in rows], pa.date32()),
                     "last_day": pa.array([row[1].last for row in rows], pa.date32())})


def raw_tables(folder: Path) -> dict[str, pa.Table]:
    """Return acts, tenures, duties and periods; nothing in them names an instance."""
    codes = ("type", "body", "document", "role")
    acts = {name: read(folder, name)[0] for name in ("officer", "unit")} | {name: read(folder, name)[0].astype(np.int8) for name in codes}
    acts["safety"] = read(folder, "safety")[0].astype(np.bool_)
    start, end = read(folder, "start", "end")
    officer = np.arange(len(start), dtype=np.int32)
    duties = {name: np.array([getattr(duty, name) for duty in DUTIES], dtype=np.int8) for name in (*codes, "months", "required")}
    duties["topic"] = np.array([bool(duty.clause.act.topic) for duty in DUTIES])
    duties["called"] = np.array([duty.clause.act.type == "meeting" for duty in DUTIES])
    return {"acts": pa.table(acts | {name: _days(read(folder, name)[0]) for name in ("date", "recorded")}),
            "tenures": pa.table({"tenure": officer, "officer": officer, "unit": officer // UNIT, "start": _days(start), "end": _days(end)}),
            "duties": pa.table(duties | {"duty": np.arange(len(DUTIES), dtype=np.int8)}), "periods": _periods()}


def keyed_tables(folder: Path) -> dict[str, pa.Table]:
    """Return acts that name their instance, and instances."""
    acts = dict(zip(("instance", "date", "recorded", "lag"), read(folder, "k_instance", "k_date", "k_recorded", "k_lag"), strict=True))
    last_day, required = read(folder, "last_day", "required")
    return {"acts": pa.table({"instance": acts["instance"], "date": _days(acts["date"]), "recorded": _days(acts["recorded"]),
                              "lag": acts["lag"].astype(np.int16)}),
            "instances": pa.table({"instance": np.arange(len(last_day), dtype=np.int32), "last_day": _days(last_day),
                                   "required": required.astype(np.int8)})}
