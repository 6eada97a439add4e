"""Dated tables: faults are refused all at once, and no version in force is an error, never a guess."""

from datetime import date
from pathlib import Path

import pytest

from anze.law.national.effects import EffectTable
from anze.law.national.tables import in_force, read_versions
from anze.law.problems import Refused

GOOD = '[[version]]\nsince = 2020-01-01\ninstrument = "甲"\nmeasure = []\n'


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_latest_version_that_has_begun_is_in_force(tmp_path: Path) -> None:
    versions = read_versions(write(tmp_path, GOOD + GOOD.replace("2020", "2024").replace("甲", "乙")), EffectTable)
    assert in_force(versions, date(2023, 12, 31)).instrument == "甲"
    assert in_force(versions, date(2024, 1, 1)).instrument == "乙"
    with pytest.raises(ValueError, match="2019-12-31 尚无可用的规定"):
        in_force(versions, date(2019, 12, 31))


@pytest.mark.parametrize(("text", "said"), [
    ("", "table.toml:1：没有任何版本"),
    (GOOD.replace("since", "sinse"), "table.toml:2：不认识的键“sinse”"),
    (GOOD.replace("2020-01-01", '"2020"'), "table.toml:2：“since”应当是日期"),
    (GOOD + GOOD, "table.toml:6：版本没有按施行日期先后排列"),
    ("x = 1\n" + GOOD, "table.toml:1：不认识的键“x”"),
    ("version = 1 = 2\n", "table.toml:1：第 13 列附近不符合 TOML 语法"),
])
def test_a_faulty_table_is_refused_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_versions(write(tmp_path, text), EffectTable)
    assert any(str(problem).startswith(said) for problem in refused.value.problems)


def test_all_faults_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_versions(write(tmp_path, GOOD.replace("since", "sinse").replace("measure = []", "measure = 3")), EffectTable)
    assert len(refused.value.problems) == 3
