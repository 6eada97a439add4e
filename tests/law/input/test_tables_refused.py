"""Malformed tables: every fault of every table at once, with file and row; nothing is written."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from anze.law.input import acttable
from anze.law.input import tables as reading
from anze.law.input.folder import read_folder
from anze.law.pack import load_pack
from anze.law.problems import Refused
from tests.law.input.tables import Answer, Row, run

UNITS = "id,level,parent\nsq,city,\nx0,county,sq\n"
PEOPLE = "id,name\np0,甲\np1,乙\n"
ACTS = "id,type,officer,role,date\n"
ASK = ("--as-of", "2026-06-30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "units.csv").write_text(UNITS, "utf-8")
    (made / "officers.csv").write_text(PEOPLE, "utf-8")
    return made


def faults(folder: Path) -> list[tuple[str, int, str]]:
    """(file, row, what is wrong) of each fault; every one has a remedy."""
    with pytest.raises(Refused) as refused:
        read_folder(folder, load_pack("qingyuan-draft"))
    assert all(len(problem.remedy) >= 4 for problem in refused.value.problems)
    return [(Path(problem.file).name, problem.line, problem.what) for problem in refused.value.problems]


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def parquet(folder: Path, name: str, rows: list[Row], **types: pa.DataType) -> None:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    pq.write_table(pa.table({key: pa.array([row.get(key) for row in rows], types.get(key)) for key in keys}), folder / f"{name}.parquet")


def inspection(number: int, **more: Any) -> Row:
    return {"id": f"i{number}", "type": "inspection", "officer": "p0", "role": "lead", "date": date(2026, 1, 5)} | more


@pytest.mark.parametrize(("name", "text", "row", "what"), [
    ("actz.csv", ACTS, 0, "没有名为“actz”的表"),
    ("acts.csv", "id,type,officer,role,date,colour\n", 1, "不认识的列“colour”"),
    ("acts.csv", "id,type,officer,officer,date\n", 1, "列“officer”出现了两次"),
    ("acts.csv", "id,officer,date\n", 1, "缺少列“type”"),
    ("acts.csv", ACTS + "i1,inspection,p0,lead,2026-01-05,太多\n", 2, "有 6 格"),
    ("acts.csv", ACTS + '"i1,inspection,p0,lead,2026-01-05\n', 0, "文件读不出来"),
    ("acts.csv", ACTS + "i1,inspection,p0,lead,2026-02-30\n", 2, "2026-02-30"),
    ("acts.csv", ACTS + "i1,inspection,p9,lead,2026-01-05\n", 2, "“p9”不在 officers 中"),
    ("acts.csv", ACTS + "i1,walk,p0,lead,2026-01-05\n", 2, "“walk”不在代码表中"),
    ("acts.csv", ACTS + "i1,inspection,,lead,2026-01-05\n", 2, "缺少“officer”"),
    ("acts.csv", ACTS + ",inspection,p0,lead,2026-01-05\n", 2, "缺少“id”"),
    ("tenures.csv", "officer,unit,post,from,to\np0,x0,gov_head,2026-02-01,2026-01-01\n", 2, "早于开始"),
    ("accidents.csv", 'id,unit,date,updates\na1,x0,2026-01-01,"[{""date"": ""2026-01-02"", ""dead"": 3}]"\n', 2, "不认识的键“dead”"),
    ("accidents.csv", "id,unit,date,updates\na1,x0,2026-01-01,三人\n", 2, "不是 JSON 列表"),
    ("committees.csv", "unit,directors,from\nx0,p0|p9,2026-01-01\n", 2, "“p9”不在 officers 中"),
])
def test_one_fault_is_named_with_file_and_row(folder: Path, name: str, text: str, row: int, what: str) -> None:
    write(folder, name, text)
    found = faults(folder)
    assert [(file, line) for file, line, _ in found] == [(name, row)]
    assert what in found[0][2]


def test_faults_of_all_tables_come_at_once(folder: Path) -> None:
    write(folder, "tasks.csv", "id,officer,due\nt1,p9,2026-01-01\nt1,p0,2026-13-01\n")
    write(folder, "tours.csv", "by,unit,side\nsq,x0,left\n")
    write(folder, "acts-1.csv", ACTS + "i1,inspection,p9,lead,2026-01-05\n")
    write(folder, "acts-2.csv", ACTS + "i1,inspection,p0,led,2026-01-05\n")
    assert [(file, row) for file, row, _ in faults(folder)] == [
        ("acts-1.csv", 2), ("acts-2.csv", 2), ("acts-2.csv", 2), ("tasks.csv", 2), ("tasks.csv", 3), ("tasks.csv", 3), ("tours.csv", 1)]


def test_a_table_that_cannot_be_read_is_one_fault_and_not_one_for_each_that_refers_to_it(folder: Path) -> None:
    (folder / "officers.csv").unlink()
    parquet(folder, "officers", [{"id": "p0"}, {"id": "p1"}])
    content = (folder / "officers.parquet").read_bytes()
    (folder / "officers.parquet").write_bytes(content[: len(content) // 2])
    write(folder, "acts.csv", ACTS + "i1,inspection,p0,lead,2026-01-05\ni2,inspection,p1,lead,2026-01-05\n")
    found = faults(folder)
    assert [(file, row) for file, row, _ in found] == [("officers.parquet", 0)]


def test_a_malformed_officer_is_one_fault_and_his_acts_are_not_at_fault(folder: Path) -> None:
    write(folder, "units.csv", UNITS + "z0,vilage,x0\n")
    write(folder, "acts.csv", "id,type,unit,date\nb1,budget,z0,2026-01-05\nb2,budget,z9,2026-01-05\n")
    assert [(file, row) for file, row, _ in faults(folder)] == [("acts.csv", 3), ("units.csv", 4)]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\x00" * 100 + b"PAR1", b"id,level\n"])
def test_a_file_that_is_no_parquet_is_refused(folder: Path, content: bytes) -> None:
    (folder / "acts.parquet").write_bytes(content)
    assert [(file, row) for file, row, _ in faults(folder)] == [("acts.parquet", 0)]


WRONG: dict[str, tuple[Row, dict[str, pa.DataType]]] = {
    "an officer nobody knows": ({"officer": "p9"}, {}), "a unit nobody knows": ({"unit": "x9"}, {}),
    "another type": ({"type": "walk"}, {}), "another role": ({"role": "led"}, {}),
    "an empty id": ({"id": " "}, {}), "no id": ({"id": None}, {}), "no date": ({"date": None}, {}),
    "nothing among topics": ({"topics": ["work_safety", None]}, {}),
    "a blank topic": ({"topics": [""]}, {}), "a year beyond": ({"year": 3026}, {}), "a year of hexadecimals": ({"year": "0x7EA"}, {}),
    "a fund on an inspection that is no number": ({"fund": "很多"}, {}), "a fund below zero": ({"fund": -1.0}, {}),
    "a number for a date": ({"date": 20000}, {"date": pa.int32()}), "a moment in a zone": (
        {"date": datetime(2026, 1, 5, tzinfo=UTC)}, {"date": pa.timestamp("us", "Asia/Shanghai")}),
    "a moment within a day": ({"date": datetime(2026, 1, 5, 8, 30)}, {"date": pa.timestamp("us")}),  # noqa: DTZ001
    "a date in another form": ({"date": "2026.01.05"}, {"date": pa.string()}), "a date with a tail": ({"date": "2026-01-05x"}, {"date": pa.string()}),
    "a date that does not exist": ({"date": "2026-02-30"}, {"date": pa.string()}), "a date beyond": ({"date": date(3026, 1, 5)}, {}),
    "a day of record beyond": ({"recorded_on": date(1026, 1, 5)}, {}), "bytes for an id": ({"id": b"i3"}, {"id": pa.binary()}),
    "a flag for an id": ({"id": True}, {"id": pa.bool_()}),
}


@pytest.mark.parametrize("way", WRONG)
def test_the_quick_path_refuses_what_the_slow_path_refuses(
        folder: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, types = WRONG[way]
    parquet(folder, "acts", [inspection(3, **wrong)], **types)
    quick = faults(folder)
    assert {(file, row) for file, row, _ in quick} == {("acts.parquet", 1)}
    monkeypatch.setattr(acttable, "_quick", lambda *args, **more: False)
    assert faults(folder) == quick


def test_in_a_large_table_only_the_bad_rows_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 5_000)
    rows = [inspection(number) for number in range(1, 30_001)]
    rows[4_999]["officer"], rows[5_000]["role"], rows[17_777]["unit"] = "p9", "led", "x9"
    rows[29_999]["id"], rows[12_345]["id"] = "i7", "i4"
    parquet(folder, "acts", rows)
    found = faults(folder)
    assert [row for _, row, _ in found] == [5_000, 5_001, 12_346, 17_778, 30_000]
    assert "已在第 4 行用过" in found[2][2]
    assert "已在第 7 行用过" in found[4][2]


def test_empty_lines_do_not_shift_the_rows_that_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 3)
    write(folder, "acts.csv", ACTS + "i1,inspection,p0,lead,2026-03-05\n\n,,,,\ni2,inspection,p0,lead,2026-01-05\n\ni1,inspection,p0,lead,2026-01-04\n")
    assert faults(folder) == [("acts.csv", 7, "acts 的编号“i1”已在第 2 行用过")]


def test_an_id_given_twice_in_two_parts_names_the_other_file(folder: Path) -> None:
    write(folder, "acts-1.csv", ACTS + "i1,inspection,p0,lead,2026-01-05\n")
    write(folder, "acts-2.csv", ACTS + "i1,inspection,p0,lead,2026-01-05\n")
    write(folder, "tenures-1.csv", "officer,unit,post,from\np0,x0,gov_head,2026-01-01\n")
    write(folder, "tenures-2.csv", "officer,unit,post,from\np1,x0,gov_head,2026-02-01\n")
    found = faults(folder)
    assert [(file, row) for file, row, _ in found] == [("acts-2.csv", 2), ("tenures-2.csv", 2)]
    assert all("-1.csv 第 2 行" in what for _, _, what in found)


def test_a_hundred_thousand_ids_that_stand_nowhere_are_named_in_time(folder: Path) -> None:
    write(folder, "officers.csv", "id\n" + "".join(f"p{number}\n" for number in range(4_000)))
    parquet(folder, "acts", [inspection(number, officer=f"q{number}") for number in range(20_000)])
    assert len(faults(folder)) == 20_000  # looking for the nearest of 4,000 for each would take an hour


def evaluate(capsys: pytest.CaptureFixture[str], folder: Path, out: Path, *more: str) -> Answer:
    return run(capsys, "evaluate", folder, *ASK, "--out", out, *more)


def test_what_is_refused_leaves_the_findings_of_before_untouched(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert evaluate(capsys, folder, out).status == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    write(folder, "acts.csv", ACTS + "i1,inspection,p9,lead,2026-01-05\n")
    answer = evaluate(capsys, folder, out)
    assert (answer.status, answer.out) == (2, "")
    assert "acts.csv:2：" in answer.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert evaluate(capsys, folder, tmp_path / "new").status == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_leftovers_of_an_interrupted_run_change_nothing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(capsys, folder, tmp_path / "clean").status == 0
    (tmp_path / ".out-left").mkdir()
    (tmp_path / ".out-left" / "acts.parquet").write_bytes(b"half")
    (folder / ".out-left").mkdir()
    (folder / ".out-left" / "acts.parquet").write_bytes(b"half")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "triggers.parquet").write_bytes(b"half")
    assert evaluate(capsys, folder, tmp_path / "out").status == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "clean").iterdir()}


def test_a_run_that_breaks_off_while_writing_leaves_nothing_behind(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("anze.law.output.parquet._account", full)
    answer = evaluate(capsys, folder, tmp_path / "out")
    assert (answer.status, answer.out) == (2, "")
    assert "办法：" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(("out", "what"), [("in", "不能写进存放事实的文件夹"), ("in/../in", "不能写进"), ("in/units.csv", "--out 是一个文件"),
                                           ("in/units.csv/out", "办法：")])
def test_findings_are_not_written_where_they_cannot_or_must_not_be(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str, what: str) -> None:
    answer = evaluate(capsys, folder, tmp_path / out)
    assert (answer.status, answer.out) == (2, "")
    assert what in answer.err
    assert sorted(path.name for path in folder.iterdir()) == ["officers.csv", "units.csv"]


@pytest.mark.parametrize(("words", "what"), [
    (["--what-if", "grace_dais=3"], "没有参数“grace_dais”"), (["--what-if", "grace_days=99"], "超出 0–31"),
    (["--what-if", "grace_days"], "不是 参数=值"), (["--pack", "beijing"], "没有“beijing”这个规则包"),
    (["--known-at", "2026-02-30"], "这一天不存在"), (["--effective-from", "soon"], "不是日期"), (["--blok", "3"], "没有 --blok 这个选项"),
])
def test_a_word_of_the_command_line_that_is_wrong_is_named(
        folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], what: str) -> None:
    answer = evaluate(capsys, folder, tmp_path / "out", *words)
    assert (answer.status, answer.out) == (2, "")
    assert what in answer.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "nowhere", tmp_path / "empty"):
        answer = evaluate(capsys, folder, tmp_path / "out")
        assert (answer.status, answer.out) == (2, "")
        assert str(folder) in answer.err


def test_a_text_that_is_no_utf8_and_a_day_beyond_the_calendar_are_named_by_row(folder: Path) -> None:
    ids = pa.array([b"t1", b"t\xff2", b"t3"], pa.binary()).view(pa.string())
    days = pa.array([20_000, 20_000, 2**31 - 1], pa.int32()).view(pa.date32())
    for name, extra in (("tasks", {"officer": pa.array(["p0"] * 3), "due": days}),
                        ("acts", {"officer": pa.array(["p0"] * 3), "date": days, "type": pa.array(["inspection"] * 3)})):
        pq.write_table(pa.table({"id": ids, **extra}), folder / f"{name}.parquet")
    assert [(file, row) for file, row, _ in faults(folder)] == [
        ("acts.parquet", 2), ("acts.parquet", 3), ("tasks.parquet", 2), ("tasks.parquet", 3)]
