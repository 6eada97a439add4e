"""The demo city: real units, invented people, the same bytes from the same seed."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from anze.law.evaluate import evaluate_tables
from anze.law.facts import LISTS
from anze.law.findings import Finding
from anze.law.input.folder import read_folder
from anze.law.pack import load_pack
from anze.law.problems import Refused
from anze.law.question import Question
from anze.project.commands.demo import UNTIL
from anze.project.demo import demo_tables, write_demo

SEED, DAY = 1, date(2026, 6, 30)  # the seed that is shown where none is named
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def city() -> Tables:
    return demo_tables(SEED, DAY)


def test_the_tables_are_read_without_a_fault_in_either_format(tmp_path: Path) -> None:
    day, pack = date(2026, 3, 31), load_pack("qingyuan-draft")
    write_demo(tmp_path / "parquet", SEED, day)
    write_demo(tmp_path / "csv", SEED, day, "csv")
    parquet, text = read_folder(tmp_path / "parquet", pack), read_folder(tmp_path / "csv", pack)
    assert len(parquet.facts.units) == 225
    assert parquet.facts == text.facts
    asked = Question(day, day)
    assert evaluate_tables(pack, parquet, asked).as_dict() == evaluate_tables(pack, text, asked).as_dict()


def test_the_city_has_all_its_units(city: Tables) -> None:
    levels = Counter(unit["level"] for unit in city["units"])
    assert {level: levels[level] for level in ("city", "county", "zone", "town", "subdistrict")} == {
        "city": 1, "county": 8, "zone": 1, "town": 80, "subdistrict": 5}
    functions = Counter(unit["function"] for unit in city["units"] if unit["level"] == "department")
    assert set(functions) == {"regulator", "industry", "other"}
    assert {unit["determined"] for unit in city["units"] if unit["level"] == "subdistrict"} == {True, False}


def test_the_officers_are_some_two_thousand_and_nobody_real(city: Tables) -> None:
    assert 1500 < len(city["officers"]) < 2500
    assert all(officer["name"][1] == "某" and officer["name"].endswith(officer["id"][1:]) for officer in city["officers"])


def test_an_executive_deputy_sits_on_the_standing_committee_except_in_one_county(city: Tables) -> None:
    held = {(t["officer"], t["unit"], t["post"]) for t in city["tenures"]}
    alone = {unit for officer, unit, post in held if post == "gov_executive_deputy" and (officer, unit, "party_standing") not in held}
    assert alone == {"441823"}


def test_posts_stand_empty_and_one_is_acted_for(city: Tables) -> None:
    serving = {(t["unit"], t["post"]): t["officer"] for t in city["tenures"] if t["to"] is None}
    assert ("441826", "gov_executive_deputy") not in serving
    assert ("441881108", "gov_head") not in serving
    assert serving["441882", "gov_head"] == serving["441882", "gov_executive_deputy"]


def test_some_work_is_recorded_late_and_some_does_not_count(city: Tables) -> None:
    assert any((act["recorded_on"] - act["date"]).days > 10 for act in city["acts"])
    assert {act.get("role") for act in city["acts"] if act["type"] == "inspection"} == {"lead", "attend"}
    assert {act["type"] for act in city["acts"]} == {"meeting", "inspection", "document", "budget"}


def test_nothing_is_known_before_its_day(city: Tables) -> None:
    assert max(act["recorded_on"] for act in city["acts"]) <= DAY
    assert all(accident["recorded_on"] <= DAY for accident in city["accidents"])
    assert all(tenure["to"] is None or tenure["to"] <= DAY for tenure in city["tenures"])
    early = {accident["id"]: accident for accident in demo_tables(SEED, date(2026, 5, 10))["accidents"]}
    late = {accident["id"]: accident for accident in city["accidents"]}
    assert early["a13"]["updates"] == []
    assert [update["deaths"] for update in late["a13"]["updates"]] == [3]
    assert early["a15"]["written_off_on"] is None
    assert late["a15"]["written_off_on"] == date(2026, 6, 15)


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    """What the pack finds of the city on the day that is shown where none is named."""
    day, folder, pack = UNTIL, tmp_path_factory.mktemp("demo"), load_pack("qingyuan-draft")
    write_demo(folder, SEED, day)
    return evaluate_tables(pack, read_folder(folder, pack), Question(day, day)).lists


@pytest.mark.parametrize(("name", "key", "values"), [
    ("obligations", "status", {"met", "backfilled", "pending", "missed"}), ("obligations", "due_soon", {True, False}),
    ("obligations", "vacant", {True, False}), ("standing", "status", {"in_place", "lacking", "invalid", "pending"}),
    ("structure", "ok", {True, False}), ("structure", "check", {"4.p3", "8", "12", "vacancy"}),
    ("accidents", "grade", {"ordinary", "considerable", "major"}), ("outlook", "rule", {"21.2.2", "21.2.3"}),
    ("triggers", "rule", {"21.2.1", "21.2.2", "21.2.3", "21.2.4", "21.2.5", "21.2.6"}), ("triggers", "repeat_of", {None, "v04"}),
    ("grounds", "rule", {"25.1", "25.3", "25.5"}), ("vetoes", "rule", {"27.p3", "27.p4", "27.p5"}),
    ("exemptions", "exempt", {True, False}), ("cycle", "rule", {"17", "18", "19"}), ("undecided", "rule", {"21.2.4", "27.p1"})])
def test_every_lamp_of_the_board_is_lit_somewhere(findings: dict[str, list[Finding]], name: str, key: str, values: set[object]) -> None:
    assert {found[key] for found in findings[name]} >= values


def test_an_accident_written_off_or_laid_elsewhere_brings_no_veto(findings: dict[str, list[Finding]]) -> None:
    named = {accident for veto in findings["vetoes"] for accident in veto["accidents"]}
    assert {"a10", "a11"} <= named
    assert named & {"a15", "a20"} == set()


def test_a_later_day_only_adds(city: Tables) -> None:
    earlier = demo_tables(SEED, date(2025, 3, 31))
    later = {act["id"]: act for act in city["acts"]}
    assert len(earlier["acts"]) > 10_000
    assert [act["id"] for act in earlier["acts"] if later.get(act["id"]) != act] == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    day = date(2024, 3, 31)
    write_demo(tmp_path / "one", 1, day)
    write_demo(tmp_path / "again", 1, day)
    write_demo(tmp_path / "other", 2, day)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(f"{name}.parquet" for name in LISTS)
    content = {folder: [(tmp_path / folder / name).read_bytes() for name in files] for folder in ("one", "again", "other")}
    assert content["one"] == content["again"]
    assert content["one"] != content["other"]


def test_csv_and_parquet_hold_the_same_rows(tmp_path: Path) -> None:
    counts = write_demo(tmp_path / "csv", 1, date(2024, 3, 31), "csv")
    write_demo(tmp_path / "parquet", 1, date(2024, 3, 31))
    for name, count in counts.items():
        assert (tmp_path / "csv" / f"{name}.csv").read_text("utf-8").count("\n") == count + 1
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet").num_rows == count


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2034, 1, 1)])
def test_a_day_outside_the_years_of_the_demo_is_refused(day: date) -> None:
    with pytest.raises(Refused, match="不在演示的年份之内"):
        demo_tables(SEED, day)
