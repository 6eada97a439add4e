"""`anze case`: what a case expects, what it gets, and what another parameter would change."""

import json
from pathlib import Path

import pytest

from tests.law.input.tables import Answer, run

CASE = """\
title: 三十日内两起较大事故
as_of: 2026-06-30
units: [{id: qy, level: city}, {id: yd, level: county, parent: qy}, {id: wb, level: town, parent: yd}]
officers: [{id: p1, name: 甲}]
tenures: [{officer: p1, unit: yd, post: party_head, from: 2026-01-01}]
accidents:
  - {id: a1, unit: wb, date: 2026-05-01, deaths: 3, reports: [{to: county, due: 2026-05-01T10:00, at: 2026-05-01T12:30}]}
  - {id: a2, unit: yd, date: 2026-05-31, deaths: 3}
  - {id: a3, unit: yd, date: 2026-07-15, deaths: 3}
exemption_asked: [{accident: a2, officer: p1}]
"""


def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], expect: str = "", *words: str) -> Answer:
    path = tmp_path / "案例.yaml"
    path.write_text(CASE + (f"expect:\n{expect}" if expect else ""), "utf-8")
    return run(capsys, "case", path, *words)


@pytest.mark.parametrize("expect", [
    '  triggers: [{rule: "21.2.2", unit: yd, on: 2026-05-31, accidents: [a1, a2]}]\n',
    "  triggers: [{rule: 21.2.2, accidents: [a2, a1]}]\n",  # what is a set may stand in any order, ids without quotes
    "  absent: {triggers: [{rule: 21.2.3}]}\n",
    "  accidents: [{id: a1, late_reports: [{minutes: 150}]}]\n",  # only some keys of what stands inside
    "  accidents: [{id: a2, late_reports: []}]\n",
    "  triggers: [{repeat_of: null, hazard: null}]\n",
    "  undecided: []\n",
    "  vetoes: [{unit: wb, year: 2026}, {unit: yd, year: 2026}]\n  absent: {vetoes: [{unit: qy}]}\n",
    "  exemptions: [{accident: a2, officer: p1, exempt: false}]\n",
])
def test_a_case_that_gets_what_it_expects_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str], expect: str) -> None:
    answer = ask(tmp_path, capsys, expect)
    assert (answer.status, answer.err) == (0, "")
    assert json.loads(answer.out)["as_of"] == "2026-06-30"


@pytest.mark.parametrize(("expect", "line", "what"), [
    ("  triggers: [{rule: 21.2.2, unit: yd, on: 2026-05-30}]\n", 12, "on 是 2026-05-31"),
    ("  triggers: [{rule: 21.2.6}]\n", 12, "triggers 中没有 {rule: 21.2.6}"),
    ("  triggers: [{rule: 21.2.2, accidents: [a1]}]\n", 12, "accidents 是 [a1, a2]"),
    ("  absent: {triggers: [{rule: 21.2.2}]}\n", 12, "triggers 中不应有 {rule: 21.2.2}"),
    ("  accidents: [{id: a1, late_reports: [{minutes: 149}]}]\n", 12, "minutes: 149"),
    ("  accidents: [{id: a1, late_reports: []}]\n", 12, "late_reports 是"),
    ("  triggers: [{repeat_of: v1}]\n", 12, "repeat_of: v1"),
    ("  hazards: []\n", 12, "不认识的结果“hazards”"),
])
def test_a_case_that_does_not_says_where_and_what_it_got_instead(
        tmp_path: Path, capsys: pytest.CaptureFixture[str], expect: str, line: int, what: str) -> None:
    answer = ask(tmp_path, capsys, expect)
    refused = "不认识" in what
    assert answer.status == (2 if refused else 1)
    assert (answer.out == "") == refused
    assert what in answer.err
    assert f":{line}：" in answer.err or f"第 {line} 行" in answer.err


def test_every_difference_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expect = ("  triggers:\n    - {rule: 21.2.2, on: 2026-05-30}\n    - {rule: 21.2.2}\n    - {rule: 21.2.6}\n"
              "  bans:\n    - {officer: p1}\n  absent:\n    accidents:\n      - {id: a1}\n")
    answer = ask(tmp_path, capsys, expect)
    assert answer.status == 1
    assert [text.split(" 行")[0].split("第 ")[-1] for text in answer.err.splitlines()] == ["13", "15", "17", "20"]


def test_what_if_prints_what_changed_and_leaves_the_exit_to_the_case_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expect = "  triggers: [{rule: 21.2.2}]\n"
    plain = json.loads(ask(tmp_path, capsys, expect).out)
    answer = ask(tmp_path, capsys, expect, "--what-if", "interview.considerable.window_days=29")
    found = json.loads(answer.out)
    assert answer.status == 0
    assert found["what_if"]["parameters"] == {"interview.considerable.window_days": {"before": 30, "after": 29}}
    assert [row["rule"] for row in found["what_if"]["changes"]["triggers"]["removed"]] == ["21.2.2"]
    assert found["what_if"]["changes"]["triggers"]["added"] == []
    assert [row["rule"] for row in plain["triggers"] if row not in found["triggers"]] == ["21.2.2"]
    assert ask(tmp_path, capsys, "  absent: {triggers: [{rule: 21.2.2}]}\n", "--what-if", "interview.considerable.window_days=29").status == 1


def test_what_if_may_be_given_several_times_and_the_default_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = ask(tmp_path, capsys, "", "--what-if", "interview.considerable.window_days=29", "--what-if", "grace_days=0")
    assert set(json.loads(both.out)["what_if"]["parameters"]) == {"interview.considerable.window_days", "grace_days"}
    same = ask(tmp_path, capsys, "", "--what-if", "grace_days=7")
    assert json.loads(same.out)["what_if"] == {"parameters": {}, "changes": {}}


@pytest.mark.parametrize(("word", "what"), [
    ("grace_dais=3", "没有参数“grace_dais”"), ("grace_days=-1", "超出 0–31"), ("grace_days=", "grace_days"), ("grace_days=七", "grace_days"),
    ("grace_days", "不是 参数=值"), ("interview.posts=mayor", "mayor"), (f"grace_days={'9' * 5000}", "grace_days"),
])
def test_a_what_if_that_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], word: str, what: str) -> None:
    answer = ask(tmp_path, capsys, "", "--what-if", word)
    assert (answer.status, answer.out) == (2, "")
    assert what in answer.err
    assert "办法：" in answer.err


def test_a_folder_of_cases_is_told_case_by_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "第五条").mkdir()
    (tmp_path / "第五条" / "甲.yaml").write_text(CASE + "expect: {triggers: [{rule: 21.2.2}]}\n", "utf-8")
    (tmp_path / "乙.yaml").write_text(CASE + "expect: {triggers: [{rule: 21.2.6}, {rule: 21.2.4}]}\n", "utf-8")
    answer = run(capsys, "case", tmp_path)
    assert answer.status == 1
    assert answer.out.splitlines()[-1] == "共 2 个案例，1 个相符，1 个不符。"
    assert answer.out.count("triggers 中没有") == 2
    changed = run(capsys, "case", tmp_path / "第五条", "--what-if", "interview.considerable.window_days=29")
    assert changed.status == 0
    assert "改参数后 triggers 增加 0 条，减少 1 条" in changed.out


def test_in_a_folder_the_faults_of_all_files_come_at_once_and_nothing_is_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.yaml").write_text(CASE, "utf-8")
    (tmp_path / "乙.yaml").write_text(CASE + "titel: 乙\n", "utf-8")
    (tmp_path / "丙.yaml").write_text("[", "utf-8")
    answer = run(capsys, "case", tmp_path)
    assert (answer.status, answer.out) == (2, "")
    assert [name in answer.err for name in ("甲.yaml", "乙.yaml:11", "丙.yaml")] == [False, True, True]


@pytest.mark.parametrize("words", [[], ["没有这个文件.yaml"], ["--what-iff", "a=1"]])
def test_a_wrong_call_is_answered_in_chinese(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    answer = run(capsys, "case", *words)
    assert (answer.status, answer.out) == (2, "")
    assert "办法：" in answer.err


def test_a_folder_without_cases_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "case", tmp_path).status == 2
