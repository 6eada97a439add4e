"""Polars: the rules as lazy frames, collected by the streaming engine, on both cores."""

from datetime import date
from pathlib import Path
from typing import cast

import numpy as np
import polars as pl
from polars import col

from bench.duties import GRACE_DAYS
from bench.inputs import in_order, instance
from bench.tables import keyed_tables, raw_tables


def counted(acts: pl.LazyFrame, by: list[str]) -> pl.LazyFrame:
    return acts.group_by(by).agg(done=pl.len(), in_time=(col("lag") <= GRACE_DAYS).sum())


def status(as_of: date) -> pl.Expr:
    return (pl.when(col("in_time").fill_null(0) >= col("required")).then(0).when(col("done").fill_null(0) >= col("required")).then(1)
            .when(col("last_day") >= as_of).then(2).otherwise(3).cast(pl.UInt8).alias("status"))


class Engine:
    def __init__(self, mode: str, folder: Path) -> None:
        self.raw = mode == "raw"
        tables = (raw_tables if self.raw else keyed_tables)(folder)
        self.tables = {name: cast(pl.DataFrame, pl.from_arrow(table)).lazy() for name, table in tables.items()}

    def run(self, as_of: date, known_at: date) -> pl.DataFrame:
        seen = self.tables["acts"].filter(col("date") <= as_of, col("recorded") <= known_at)
        plan = self._raw(seen, as_of) if self.raw else self._keyed(seen, as_of)
        return plan.collect(engine="streaming")

    def _keyed(self, seen: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
        return self.tables["instances"].join(counted(seen, ["instance"]), on="instance", how="left").select("instance", status(as_of))

    def _raw(self, seen: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
        tenures, duties, periods = (self.tables[name] for name in ("tenures", "duties", "periods"))
        served = pl.min_horizontal("end", "last_day") - pl.max_horizontal("start", "first_day")
        due = (tenures.join(duties.join(periods, on="months"), how="cross")
               .filter(served.dt.total_days() + 1 >= col("min_days"), col("first_day") <= as_of))
        month = col("date").dt.year().cast(pl.Int64) * 12 + col("date").dt.month() - 1
        acts = (seen.join(duties, on=["type", "body", "document", "role"]).join(tenures, on="officer")
                .filter(col("date").is_between("start", "end"), col("safety") | ~col("topic"), ~col("called") | (col("unit") == col("unit_right")))
                .with_columns(period=month // col("months")).join(periods, on=["months", "period"])
                .with_columns(lag=(col("recorded") - col("last_day")).dt.total_days()))
        by = ["tenure", "duty", "period"]
        return due.join(counted(acts, by), on=by, how="left").select("tenure", "duty", "place", status(as_of))

    def statuses(self, result: pl.DataFrame) -> np.ndarray:
        columns = [result[name].to_numpy() for name in result.columns]
        numbers = instance(columns[0], columns[1], columns[2], int(columns[0].max()) + 1) if self.raw else columns[0]
        return in_order(numbers, columns[-1])
