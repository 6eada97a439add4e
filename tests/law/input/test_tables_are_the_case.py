"""A case and its tables give the same findings, however the tables are written and cut."""

import csv
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from anze.law.findings import LISTS
from anze.law.input import tables as reading
from tests.law.input.tables import (
    Layout,
    Row,
    asked,
    case_found,
    first_difference,
    renumbered,
    run,
    tables_found,
    write_tables,
)
from tests.law.strategies import Size, random_case, to_yaml

LAYOUTS = {
    "Parquet": Layout(),
    "Parquet with moments, in parts": Layout(dates="moment", cut="parts"),
    "Parquet with dates as text, in folders": Layout(dates="text", cut="folder"),
    "Parquet with ids as integers": Layout(numbered=True, cut="parts"),
    "CSV": Layout("csv"),
    "CSV by Excel in UTF-8": Layout("csv", encoding="utf-8-sig", newline="\r\n", quoting=csv.QUOTE_ALL, gaps=True),
    "CSV by Excel in GB18030": Layout("csv", encoding="gb18030", newline="\r\n", gaps=True, cut="parts"),
    "CSV with moments, ids as integers": Layout("csv", dates="moment", numbered=True, cut="folder"),
}
MANY = Size(ends=True, acts=60)


def both(made: Row, layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """The first difference between what `anze case` and `anze evaluate` find."""
    (tmp_path / "case.yaml").write_text(to_yaml(made), "utf-8")
    write_tables(made, tmp_path / "in", layout, Random(0))
    case = run(capsys, "case", tmp_path / "case.yaml")
    done = run(capsys, "evaluate", tmp_path / "in", *asked(made), "--out", tmp_path / "out", *more)
    assert (case.status, done.status) == (0, 0), done.err
    return first_difference(case_found(case.out), tables_found(tmp_path / "out"))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", LAYOUTS)
def test_a_case_and_its_tables_give_the_same_findings(
        way: str, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout, made = LAYOUTS[way], random_case(Random(f"{way} {seed}"), MANY)
    made = renumbered(made) if layout.numbered else made
    assert both(made, layout, tmp_path, capsys) == ""


@pytest.mark.parametrize("rows", [1, 2, 13])
@pytest.mark.parametrize("way", ["Parquet", "CSV"])
def test_the_size_of_a_chunk_never_matters(
        way: str, rows: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", rows)
    assert both(random_case(Random(rows), MANY), LAYOUTS[way], tmp_path, capsys, "--block", "1000") == ""


def test_parquet_and_csv_parts_may_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = random_case(Random(5), MANY)
    half = len(made["acts"]) // 2
    (tmp_path / "case.yaml").write_text(to_yaml(made), "utf-8")
    write_tables(made | {"acts": made["acts"][:half]}, tmp_path / "in", LAYOUTS["Parquet"], Random(0))
    write_tables({"acts": made["acts"][half:]}, tmp_path / "more", LAYOUTS["CSV"], Random(0))
    (tmp_path / "more" / "acts.csv").rename(tmp_path / "in" / "acts-02.csv")
    case = run(capsys, "case", tmp_path / "case.yaml")
    done = run(capsys, "evaluate", tmp_path / "in", *asked(made), "--out", tmp_path / "out")
    assert done.status == 0, done.err
    assert first_difference(case_found(case.out), tables_found(tmp_path / "out")) == ""


@pytest.mark.parametrize("written", ["large", "dictionary", "view of floats"])
def test_columns_of_other_types_are_read_for_what_they_say(written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = renumbered(random_case(Random(9), MANY))
    assert both(made, Layout(), tmp_path, capsys) == ""
    expected = tables_found(tmp_path / "out")
    for path in (tmp_path / "in").glob("*.parquet"):
        pq.write_table(recast(pq.read_table(path), written), path)
    done = run(capsys, "evaluate", tmp_path / "in", *asked(made), "--out", tmp_path / "out2")
    assert done.status == 0, done.err
    assert first_difference(expected, tables_found(tmp_path / "out2")) == ""


def recast(table: pa.Table, written: str) -> pa.Table:
    """Texts as large or repeated ones; ids as the floats that a spreadsheet makes of numbers."""
    for place, field in enumerate(table.schema):
        column, wanted = table.column(place), None
        if pa.types.is_string(field.type):
            wanted = {"large": pa.large_string(), "dictionary": pa.dictionary(pa.int32(), pa.string())}.get(written)
            if written == "view of floats" and field.name in ("id", "unit", "officer", "parent"):
                wanted = pa.float64()
        if wanted is not None:
            table = table.set_column(place, field.name, column.cast(wanted))
    return table


def test_the_same_tables_give_the_same_bytes_however_they_are_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = random_case(Random(21), MANY)
    seen = set()
    for number, (layout, block) in enumerate(((Layout(), 250_000), (Layout(cut="parts"), 250_000), (Layout("csv"), 250_000))):
        write_tables(made, tmp_path / f"in{number}", layout, Random(number))
        run(capsys, "evaluate", tmp_path / f"in{number}", *asked(made), "--out", tmp_path / f"out{number}", "--block", str(block))
        seen.add(tuple((path.name, path.read_bytes()) for path in sorted((tmp_path / f"out{number}").iterdir())))
    assert len(seen) == 1
    assert len(seen.pop()) == len(LISTS) + 1  # and by which pack and days
