"""Tables of facts into a folder, as `anze evaluate` reads them: one file a list, Parquet or CSV, the same bytes each time."""

import csv
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from anze.law.facts import LISTS
from anze.law.forms import Form
from anze.law.input.records import columns
from anze.project.demo.city import Row

Format = Literal["parquet", "csv"]
ARROW: Final[Mapping[str, pa.DataType]] = {
    "文字": pa.string(), "代码": pa.string(), "日期": pa.date32(), "时刻": pa.timestamp("s"), "数": pa.float64(),
    "金额": pa.int64(), "数目": pa.int32(), "年份": pa.int32(), "是非": pa.bool_(), "列表": pa.list_(pa.string()),
}


def write_tables(folder: Path, tables: Mapping[str, list[Row]], format: Format = "parquet") -> None:
    """Write each list of `tables` to `folder` (made if missing) as `<list>.parquet` or `<list>.csv`, empty lists too."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in LISTS:
        write = _write_parquet if format == "parquet" else _write_csv
        write(folder / f"{name}.{format}", name, tables.get(name, []))


def _schema(kind: Any) -> pa.Schema:
    return pa.schema([(key, _type(column.form)) for key, column in columns(kind).items()])


def _type(form: Form) -> pa.DataType:
    return pa.list_(pa.struct(list(_schema(form.nested)))) if form.nested else ARROW[form.name]


def _write_parquet(path: Path, name: str, rows: list[Row]) -> None:
    pq.write_table(pa.Table.from_pylist(rows, schema=_schema(LISTS[name])), path, compression="zstd")


def _write_csv(path: Path, name: str, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        kind: Any = LISTS[name]
        keys = list(columns(kind))
        writer.writerow(keys)
        writer.writerows([[_cell(row.get(key)) for key in keys] for row in rows])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        simple = all(isinstance(part, str) for part in value)
        return "|".join(value) if simple else json.dumps(value, ensure_ascii=False, default=_plain)
    return str(_plain(value))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
