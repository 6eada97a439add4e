"""`anze evaluate`: what it prints, writes and says while it works."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from anze.law.findings import LISTS
from tests.law.input.tables import Answer, run

UNITS = "id,level,parent\nqy,city,\nyd,county,qy\n"
ACCIDENTS = "id,unit,date,deaths\na1,yd,2026-05-01,3\na2,yd,2026-05-31,3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "units.csv").write_text(UNITS, "utf-8")
    (made / "accidents.csv").write_text(ACCIDENTS, "utf-8")
    return made


def evaluate(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> Answer:
    return run(capsys, "evaluate", folder, "--as-of", "2026-06-30", "--out", folder.parent / "out", *words)


def test_it_counts_the_findings_of_each_list_and_writes_each_as_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = evaluate(capsys, folder)
    printed = dict(line.split("\t") for line in answer.out.splitlines())
    assert answer.status == 0
    assert list(printed) == list(LISTS)
    assert {name: pq.read_metadata(folder.parent / "out" / f"{name}.parquet").num_rows for name in LISTS} == {
        name: int(count) for name, count in printed.items()}
    assert int(printed["triggers"]) >= 1


def test_it_writes_by_which_pack_parameters_and_days(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(capsys, folder, "--known-at", "2026-07-31", "--effective-from", "2026-03-01", "--what-if", "grace_days=3")
    account = json.loads((folder.parent / "out" / "evaluation.json").read_text("utf-8"))
    assert [account[key] for key in ("pack", "as_of", "known_at", "effective_from")] == [
        "qingyuan-draft", "2026-06-30", "2026-07-31", "2026-03-01"]
    assert account["parameters"]["grace_days"] == 3


def test_it_tells_on_standard_error_what_it_is_doing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = evaluate(capsys, folder)
    assert "读取 units" in answer.err
    assert "评估定期任务" in answer.err
    assert "Traceback" not in answer.err


def test_what_if_is_written_beside_and_does_not_outlive_its_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = evaluate(capsys, folder, "--what-if", "interview.considerable.window_days=29")
    written = json.loads((folder.parent / "out" / "what_if.json").read_text("utf-8"))
    assert [row["rule"] for row in written["changes"]["triggers"]["removed"]] == ["21.2.2"]
    assert "与原规则相比：增加 0，减少 1" in answer.out
    evaluate(capsys, folder)
    assert not (folder.parent / "out" / "what_if.json").exists()


def test_another_pack_may_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(capsys, folder, "--pack", "guangdong-2022")
    periods = pq.read_table(folder.parent / "out" / "obligations.parquet").to_pylist()
    assert {row["period"] for row in periods if (row["duty"], row["unit"]) == ("5.2", "qy")} == {"2026H1"}


@pytest.mark.parametrize("words", [[], ["--as-of", "2026-06-30"], ["--out", "out"]])
def test_what_must_be_said_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    answer = run(capsys, "evaluate", folder, *words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("缺少 --")
