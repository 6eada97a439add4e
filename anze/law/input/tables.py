"""A folder of tables, Parquet or CSV, one a list of facts: the same facts as a case, in bulk.

A list may be one file (`acts.parquet`), several (`acts-01.parquet`, `acts-02.csv`) or a folder of parts (`acts/`);
how it is cut does not matter. Faults name the file and the row: in CSV as a spreadsheet counts, with the header as 1;
in Parquet the first record is 1.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from anze.law.facts import LISTS
from anze.law.forms import BarSeparated
from anze.law.input.records import Raw, columns, near
from anze.law.problems import Problem

ENDINGS = (".parquet", ".csv")
ROWS_AT_ONCE = 65_536
UNREADABLE = b""  # no form takes bytes
HEADER = 1  # the place of a fault of the header; 0 is that of the whole file
PART = re.compile(r"(?P<name>[a-z_]+?)(?:[-.]\w+)*$")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a table."""

    name: str
    path: Path


def find_parts(folder: Path, problems: list[Problem]) -> dict[str, list[Part]]:
    """Return the files of each list in `folder`, sorted by name; a table of an unknown name goes to `problems`."""
    found: dict[str, list[Part]] = {}
    paths = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS or (path.is_dir() and path.name in LISTS))
    for path in sorted(folder.iterdir()):
        if path not in paths and path.is_file() and path.name.split(".")[0].lower() in LISTS:
            problems.append(Problem(str(path), 0, "这个文件不会被读取", "改成（另存为）小写 .csv 或 .parquet 结尾的表格，或移出文件夹"))
    for path in paths:
        match = PART.fullmatch(path.name.removesuffix(path.suffix) if path.is_file() else path.name)
        name = match["name"] if match else path.stem
        if name not in LISTS:
            problems.append(Problem(str(path), 0, f"没有名为“{name}”的表", near(name, LISTS)))
            continue
        inside = sorted(part for part in path.rglob("*") if part.suffix in ENDINGS) if path.is_dir() else [path]
        found.setdefault(name, []).extend(Part(name, part) for part in inside)
    return found


def chunks(part: Part, problems: list[Problem]) -> Iterator[tuple[pa.RecordBatch, int, bool]]:
    """Yield the rows of a file in chunks: the chunk, the number of its first row, and whether it is of a CSV (all text).

    A file that cannot be read, a column that is unknown or lacking goes to `problems`.
    """
    read = _parquet if part.path.suffix == ".parquet" else _csv
    try:
        yield from read(part, problems)
    except (OSError, pa.ArrowException, ValueError, OverflowError, csv.Error) as fault:
        problems.append(Problem(str(part.path), 0, f"文件读不出来（{str(fault).splitlines()[0][:80]}）",
                                "确认是完好的 Parquet 文件或 UTF-8 编码的 CSV 文件，另存后再试"))


def _parquet(part: Part, problems: list[Problem]) -> Iterator[tuple[pa.RecordBatch, int, bool]]:
    with pq.ParquetFile(part.path) as file:
        if not _header_fits(part, file.schema_arrow.names, problems):
            return
        first = 1
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
            yield batch, first, False
            first += batch.num_rows


def _csv(part: Part, problems: list[Problem]) -> Iterator[tuple[pa.RecordBatch, int, bool]]:
    with part.path.open(encoding=_encoding(part.path), newline="") as file:
        lines = csv.reader(file, strict=True)
        header = [cell.strip() for cell in next(lines, [])]
        while header and not header[-1]:  # a spreadsheet leaves empty columns behind the last
            header.pop()
        if not _header_fits(part, header, problems):
            return
        rows: list[list[str]] = []
        first = 2
        for row in lines:
            if any(cell.strip() for cell in row[len(header):]):
                problems.append(Problem(str(part.path), first + len(rows), f"这一行有 {len(row)} 格，表头只有 {len(header)} 格",
                                        "有逗号的内容要加双引号，或删去多余的格"))
            rows.append((row + [""] * len(header))[: len(header)])
            if len(rows) == ROWS_AT_ONCE:
                yield _text_batch(header, rows), first, True
                first, rows = first + len(rows), []
        if rows:
            yield _text_batch(header, rows), first, True


def _encoding(path: Path) -> str:
    """Return UTF-8, or GB18030 where the file is not: office programs here save CSV in either."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _text_batch(header: list[str], rows: list[list[str]]) -> pa.RecordBatch:
    cells: Iterable[tuple[str, ...]] = zip(*rows, strict=True)
    arrays = [pa.array([cell if cell.strip() else None for cell in column], pa.string()) for column in cells]
    return pa.RecordBatch.from_arrays(arrays, names=header)


def _header_fits(part: Part, header: list[str], problems: list[Problem]) -> bool:
    known = columns(LISTS[part.name])
    faults = [Problem(str(part.path), 1, f"{part.name} 有不认识的列“{name}”", near(name, known)) for name in header if name not in known]
    faults += [Problem(str(part.path), 1, f"{part.name} 的列“{name}”出现了两次", "删去一列") for name in set(header) if header.count(name) > 1]
    faults += [Problem(str(part.path), 1, f"{part.name} 缺少列“{column.key}”", f"补上这一列（{column.form.name}）")
               for column in known.values() if column.required and column.key not in header]
    problems += faults
    return not faults


def raw_rows(batch: pa.RecordBatch, first: int, *, text: bool) -> Iterator[Raw]:
    """Yield the rows of a chunk as raw records."""
    for offset, row in enumerate(_rows(batch)):
        values = {key: _plain(value) for key, value in row.items()}
        if any(value is not None for value in values.values()):  # an empty line of a spreadsheet is no record
            yield Raw(values, first + offset, {})


def _plain(value: Any) -> Any:
    """Return a cell as the forms take it: text as a table writes it, not a number as nothing."""
    if isinstance(value, str):
        return BarSeparated(value) if value.strip() else None
    return None if isinstance(value, float) and isnan(value) else value


def _rows(batch: pa.RecordBatch) -> Iterable[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except (ValueError, OverflowError):  # a text that is no UTF-8, a day beyond the calendar
        return ({name: _cell(batch.column(name)[row]) for name in batch.schema.names} for row in range(batch.num_rows))
    return rows


def _cell(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return UNREADABLE


Progress = Callable[[str, int], None]  # what is being done, and how many rows or instances so far
