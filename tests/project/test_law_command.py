"""`anze law` and the command line as a whole: words in, words out; what cannot be read is refused in Chinese."""

import json
from pathlib import Path

import pytest

from anze.law.packread.folder import PACKS
from tests.law.input.tables import run

TEXT = PACKS / "qingyuan-draft" / "regulation.txt"


def test_parse_finds_every_article_once(capsys: pytest.CaptureFixture[str]) -> None:
    answer = run(capsys, "law", "parse", TEXT, "--format", "json")
    chapters = json.loads(answer.out)["nodes"]
    numbers = [node["number"] for chapter in chapters for node in chapter["children"] if node["kind"] == "article"]
    assert answer.status == 0
    assert numbers == [str(number) for number in range(1, 37)]


@pytest.mark.parametrize(("words", "part"), [
    (["parse", "--format", "md"], "第三十六条"), (["parse", "--format", "akn"], "<akomaNtoso"), (["lint", "--format", "md"], "第十四条"),
    (["lint", "--format", "json"], "{"),
])
def test_each_form_is_printed(capsys: pytest.CaptureFixture[str], words: list[str], part: str) -> None:
    answer = run(capsys, "law", words[0], TEXT, *words[1:])
    assert answer.status == 0
    assert part in answer.out


def test_diff_tells_a_changed_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "新.txt"
    new.write_text(TEXT.read_text("utf-8").replace("30日内发生2起", "60日内发生2起"), "utf-8")
    assert "60日" in run(capsys, "law", "diff", TEXT, new).out
    assert "60日" not in run(capsys, "law", "diff", TEXT, TEXT).out


def test_show_and_coverage_speak_of_the_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert "interview.considerable.window_days" in run(capsys, "law", "show", "21").out
    covered = run(capsys, "law", "coverage")
    assert covered.status == 0
    assert "21.2.3" in covered.out or "第二十一条" in covered.out


@pytest.mark.parametrize(("name", "content"), [("空.txt", b""), ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00"), ("乱.txt", b"\xff\xfe\xfd")])
@pytest.mark.parametrize("verb", ["parse", "lint", "diff"])
def test_what_is_no_statute_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = run(capsys, "law", verb, *([path, TEXT] if verb == "diff" else [path]))
    assert (answer.status, answer.out) == (2, "")
    assert name in answer.err
    assert "办法：" in answer.err


@pytest.mark.parametrize("words", [
    ["law", "parse"], ["law", "parse", "没有.txt"], ["law", "parse", "."], ["law", "show", "37"], ["law", "show", "甲"],
    ["law", "show", "21", "--pack", "beijing"], ["law", "coverage", "--pack", "beijing"], ["law", "sing"], ["sing"], ["law", "lint", "--format", "pdf", "x"],
])
def test_a_wrong_call_is_answered_in_chinese(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    answer = run(capsys, *words)
    assert (answer.status, answer.out) == (2, "")
    assert "办法：" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("words", [["--help"], ["case", "--help"], ["evaluate", "--help"], ["law", "--help"], ["demo", "--help"]])
def test_help_is_given_in_chinese(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    answer = run(capsys, *words)
    assert answer.status == 0
    assert any("一" <= letter <= "鿿" for letter in answer.out)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version").out.strip() == "0.1.0"
