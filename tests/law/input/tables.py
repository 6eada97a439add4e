"""Cases written as tables in every way that an office or a database hands them over, and both commands run on them."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from anze.law.facts import LISTS
from anze.law.input.records import columns
from anze.project.cli import main
from tests.law.oracle.compare import without_nulls

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables are written: as `parquet` or `csv`, dates as `day`, `moment` or `text`, cut how, in which encoding."""

    kind: str = "parquet"
    dates: str = "day"
    cut: str = "one"  # one file, parts beside each other, a folder of parts
    shuffled: bool = True
    numbered: bool = False  # ids as integers
    encoding: str = "utf-8"
    newline: str = "\n"
    quoting: int = csv.QUOTE_MINIMAL
    gaps: bool = False  # empty lines, as a spreadsheet leaves them


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gave back."""

    status: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Answer:
    """Run `anze` with these words in this process."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return Answer(ended.value.code, out, err)


def write_tables(case: Row, folder: Path, layout: Layout, rng: Random) -> None:
    """Write the lists of a case into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in LISTS:
        rows = [as_told(name, row, layout) for row in case.get(name, ())]
        if rows:
            rows = rng.sample(rows, len(rows)) if layout.shuffled else rows
            write_table(folder, name, rows, layout, rng)


def write_table(folder: Path, name: str, rows: Sequence[Row], layout: Layout, rng: Random) -> None:
    """Write one list, in one file or cut into parts."""
    keys = sorted({key for row in rows for key in row})  # a column that no row uses is left out
    keys = rng.sample(keys, len(keys)) if layout.shuffled else keys
    pieces = [rows] if layout.cut == "one" else [rows[at::3] for at in range(3) if rows[at::3]]
    write: Callable[..., None] = write_parquet if layout.kind == "parquet" else write_csv
    if layout.cut == "folder":
        (folder / name).mkdir()
    for number, piece in enumerate(pieces, start=1):
        stem = {"one": name, "parts": f"{name}-{number:02d}", "folder": f"{name}/{number}"}[layout.cut]
        write(folder / f"{stem}.{layout.kind}", keys, piece, layout)


def as_told(name: str, row: Row, layout: Layout) -> Row:
    """The row with its values as the layout writes them."""
    known = columns(LISTS[name])
    refers = {key for key, column in known.items() if column.ref or key == "id"}
    told = {key: moments(value, layout.dates) for key, value in row.items() if value is not None}
    if layout.numbered:
        told = {key: numbers(value) if key in refers else value for key, value in told.items()}
    return told


def moments(value: Any, form: str) -> Any:
    """Dates, in nested records too, as days, as moments or as text."""
    if isinstance(value, list):
        return [moments(part, form) for part in value]
    if isinstance(value, dict):
        return {key: moments(part, form) for key, part in value.items()}
    if isinstance(value, date):
        return {"day": value, "moment": datetime.combine(value, time()), "text": value.isoformat()}[form]
    return value


def numbers(value: Any) -> Any:
    return [numbers(part) for part in value] if isinstance(value, list) else int(value)


def write_parquet(path: Path, keys: Sequence[str], rows: Sequence[Row], layout: Layout) -> None:
    table = pa.table({key: pa.array([row.get(key) for row in rows]) for key in keys})
    pq.write_table(table, path, row_group_size=7)


def write_csv(path: Path, keys: Sequence[str], rows: Sequence[Row], layout: Layout) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=layout.newline, quoting=layout.quoting)  # type: ignore[arg-type]
    writer.writerow(keys)
    for row in rows:
        writer.writerow([cell(row.get(key)) for key in keys])
        if layout.gaps:
            text.write(layout.newline)
            writer.writerow([""] * len(keys))
    path.write_bytes(text.getvalue().encode(layout.encoding))


def cell(value: Any) -> str:
    """A value as a cell of a CSV table: plain lists with bars, records as JSON."""
    if isinstance(value, list):
        nested = any(isinstance(part, dict) for part in value)
        return json.dumps(value, ensure_ascii=False, default=str) if nested else "|".join(map(str, value))
    if isinstance(value, bool):
        return str(value).upper()  # as Excel writes it
    return "" if value is None else str(value)


def renumbered(case: Row) -> Row:
    """The case with ids that are numbers, as text."""
    given = [row["id"] for name in LISTS for row in case.get(name, ()) if "id" in row]
    codes = {one: str(441_800 + place) for place, one in enumerate(dict.fromkeys(given))}
    made = dict(case)
    for name, kind in LISTS.items():
        refers = {key for key, column in columns(kind).items() if column.ref or key == "id"}
        made[name] = [{key: renamed(value, codes) if key in refers else value for key, value in row.items()} for row in case.get(name, ())]
    return made


def renamed(value: Any, codes: Mapping[str, str]) -> Any:
    return [codes[part] for part in value] if isinstance(value, list) else codes.get(value, value)


def asked(case: Row) -> list[str]:
    """The words of the command line that ask what the case asks."""
    words = ["--as-of", str(case["as_of"]), "--effective-from", str(case["effective_from"])]
    words += ["--known-at", str(case["known_at"])] if "known_at" in case else []
    return [*words, *(f"--what-if={name}={value}" for name, value in case.get("parameters", {}).items())]


def tables_found(folder: Path) -> dict[str, list[Row]]:
    """The findings that `anze evaluate` wrote, list by list; what is null left out."""
    return {path.stem: without_nulls(pq.read_table(path).to_pylist()) for path in sorted(folder.glob("*.parquet"))}


def case_found(printed: str) -> dict[str, list[Row]]:
    """The findings that `anze case` printed, in the same form."""
    found: dict[str, list[Row]] = {name: without_nulls(rows) for name, rows in json.loads(printed).items() if isinstance(rows, list)}
    return found


def first_difference(one: Mapping[str, Iterable[Row]], other: Mapping[str, Iterable[Row]]) -> str:
    """Empty where both are the same."""
    if set(one) != set(other):
        return f"lists {sorted(set(one) ^ set(other))}"
    return next((f"{name}: {a} | {b}" for name in one for a, b in zip([*one[name], None], [*other[name], None], strict=False) if a != b), "")
