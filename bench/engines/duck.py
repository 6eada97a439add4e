"""DuckDB: the rules in SQL, on both cores. Raw: it lays out the instances, joins and groups; keyed: acts name their instance."""

from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from bench.duties import GRACE_DAYS
from bench.inputs import in_order, instance
from bench.tables import keyed_tables, raw_tables

STATUS = """CASE WHEN coalesce(in_time, 0) >= required THEN 0 WHEN coalesce(done, 0) >= required THEN 1
    WHEN $as_of <= last_day THEN 2 ELSE 3 END::UTINYINT AS status"""

KEYED = f"""
WITH counts AS (
    SELECT instance, count(*) AS done, count(*) FILTER (WHERE lag <= {GRACE_DAYS}) AS in_time
    FROM acts WHERE date <= $as_of AND recorded <= $known_at GROUP BY instance)
SELECT instance, {STATUS} FROM instances LEFT JOIN counts USING (instance)"""

RAW = f"""
WITH due AS (
    SELECT tenure, duty, required, period, place, last_day
    FROM tenures, duties JOIN periods USING (months)
    WHERE date_diff('day', greatest(tenures.start, first_day), least(tenures.end, last_day)) + 1 >= min_days AND first_day <= $as_of),
counting AS (
    SELECT tenure, duty, months, (year(date) * 12 + month(date) - 1) // months AS period, recorded
    FROM acts JOIN duties USING (type, body, document, role) JOIN tenures USING (officer)
    WHERE date <= $as_of AND recorded <= $known_at AND date BETWEEN tenures.start AND tenures.end
        AND (safety OR NOT topic) AND (NOT called OR acts.unit = tenures.unit)),
counts AS (
    SELECT tenure, duty, period, count(*) AS done, count(*) FILTER (WHERE recorded <= last_day + {GRACE_DAYS}) AS in_time
    FROM counting JOIN periods USING (months, period) GROUP BY ALL)
SELECT tenure, duty, place, {STATUS} FROM due LEFT JOIN counts USING (tenure, duty, period)"""


class Engine:
    def __init__(self, mode: str, folder: Path) -> None:
        self.raw = mode == "raw"
        self.base = duckdb.connect()
        self.base.execute("SET enable_progress_bar = false")
        for name, table in (raw_tables if self.raw else keyed_tables)(folder).items():
            self.base.register("given", table)
            self.base.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
            self.base.unregister("given")

    def run(self, as_of: date, known_at: date) -> pa.Table:
        return self.base.execute(RAW if self.raw else KEYED, {"as_of": as_of, "known_at": known_at}).to_arrow_table()

    def statuses(self, result: pa.Table) -> np.ndarray:
        columns = [result[name].to_numpy() for name in result.column_names]
        numbers = instance(columns[0], columns[1], columns[2], int(columns[0].max()) + 1) if self.raw else columns[0]
        return in_order(numbers, columns[-1])
