"""Every key of a TOML file is found on its line."""

from pathlib import Path

from anze.law.problems import Problem
from anze.law.tomlread.lines import TomlFile, index_lines, read_toml

TEXT = '''# a comment
title = "x"
words = """
[not a table]
key = "inside a text"
"""

[[clause]]
id = "5.2"
period = { city = "year" }

[[clause]]
id = "5.3"

[clause.bodies]
"通报" = "甲"

[[clause.tallies]]
at_least = 1

[[clause.tallies]]
at_least = 2

[head]
a.b = 1
'''
LINES = index_lines(TEXT)


def test_keys_and_tables_are_found_on_their_lines() -> None:
    assert LINES[("title",)] == 2 and LINES[("words",)] == 3
    assert LINES[("clause", 0)] == 8 and LINES[("clause", 1, "id")] == 13
    assert LINES[("clause", 1, "bodies", "通报")] == 16
    assert LINES[("clause", 1, "tallies", 1, "at_least")] == 22
    assert LINES[("head", "a", "b")] == 25


def test_what_looks_like_a_table_inside_a_text_is_none() -> None:
    assert ("not a table",) not in LINES and ("key",) not in LINES


def test_a_key_without_a_line_of_its_own_is_found_at_the_one_around_it() -> None:
    file = TomlFile("x.toml", {}, LINES)
    assert file.line(("clause", 0, "period", "city")) == 10 and file.line(("nowhere",)) == 1


def test_a_file_that_does_not_exist_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_toml(tmp_path / "no.toml", "no.toml", problems) is None
    assert "文件读不出来" in problems[0].what


def test_a_file_that_ends_too_early_is_told_at_its_last_line(tmp_path: Path) -> None:
    (tmp_path / "cut.toml").write_text('a = 1\nb = """cut', encoding="utf-8")
    problems: list[Problem] = []
    assert read_toml(tmp_path / "cut.toml", "cut.toml", problems) is None
    assert (problems[0].line, problems[0].what) == (2, "到文件末尾仍不符合 TOML 语法")
