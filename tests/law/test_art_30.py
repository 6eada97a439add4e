"""第三十条: every item that fails is listed, and nothing else is."""

from pathlib import Path
from typing import Any

import pytest

from anze.law.casefile import case_from
from anze.law.evaluate import evaluate
from tests.law.case_files import case_of, expected, in_folder, named

CASES = [path for path in in_folder("30.p1") if expected(path, "exemptions")]
PERIODS = [f"2026-{month:02}" for month in range(1, 13)]


@pytest.mark.parametrize("path", CASES, ids=named)
def test_nothing_fails_that_the_case_does_not_name(path: Path) -> None:
    case = case_of(path)
    found = evaluate(case.pack, case.facts, case.asked).lists["exemptions"]
    assert len(found) == len(expected(path, "exemptions"))
    for entry in expected(path, "exemptions"):
        [one] = [row for row in found if all(row[key] == entry.get(key, row[key]) for key in ("accident", "officer"))]
        assert len(one["failing"]) == len(entry.get("failing", [])), one["failing"]


def failing_after_a_year_without_acts(accident: str) -> list[dict[str, Any]]:
    """What fails for a town leader who did nothing since 2026-01-01, at an accident on that day."""
    text = f"""
as_of: {accident}
units: [{{id: qy, level: city}}, {{id: yd, level: county, parent: qy}}, {{id: wb, level: town, parent: yd}}]
officers: [{{id: p1, name: 甲}}]
tenures: [{{officer: p1, unit: wb, post: other_leader, from: 2026-01-01}}]
contacts: [{{officer: p1, target: sector, sector: 非煤矿山, from: 2026-01-01}}]
accidents: [{{id: a1, unit: wb, date: {accident}, deaths: 3}}]
exemption_asked: [{{accident: a1, officer: p1}}]
"""
    case = case_from(text, "case.yaml")
    return evaluate(case.pack, case.facts, case.asked).lists["exemptions"][0]["failing"]


@pytest.mark.parametrize(("accident", "months"), [
    ("2026-12-31", PERIODS[:-1]),  # December is not over, nor is the year
    ("2027-01-31", PERIODS),  # January 2026 ended on the day a year back: just inside
    ("2027-02-01", [*PERIODS[1:], "2027-01"]),
])
def test_the_months_looked_at_move_with_the_accident(accident: str, months: list[str]) -> None:
    failing = failing_after_a_year_without_acts(accident)
    assert sorted(item["period"] for item in failing if item["duty"] == "12.p2") == months
    assert [item["period"] for item in failing if item["duty"] == "22.p2"] == (["2026"] if accident > "2027" else [])
