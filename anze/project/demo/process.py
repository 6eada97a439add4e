"""What the demo's superiors did with their subordinates: interviews, measures, tasks, letters, tours, assessments."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from anze.project.demo.city import CITY, Row, duty_level
from anze.project.demo.dice import day_between, stream
from anze.project.demo.people import Holding, holder

# id, county, posts interviewed, date, opened on, accidents. The head of 英德 is interviewed three times within a year.
INTERVIEWS: Final = (
    ("v01", "441881", ("gov_head",), date(2025, 9, 10), date(2025, 9, 1), ()),
    ("v02", "441823", ("party_head", "gov_head"), date(2026, 2, 24), date(2026, 2, 11), ("a08", "a09")),
    ("v03", "441881", ("gov_head", "gov_executive_deputy"), date(2026, 4, 20), date(2026, 4, 7), ("a10", "a11")),
    ("v04", "441803", ("gov_head", "gov_executive_deputy"), date(2026, 6, 1), date(2026, 5, 19), ("a12", "a14", "a17")),
    ("v05", "441881", ("party_head", "gov_head"), date(2026, 6, 12), date(2026, 6, 5), ()),
    ("v06", "441802", ("party_head", "gov_head"), date(2026, 7, 20), date(2026, 7, 10), ("a21",)),
)
# unit, post, on the day, kind, decided on, accident
MEASURES: Final = (
    ("441881", "gov_executive_deputy", date(2026, 4, 5), "诫勉", date(2026, 7, 1), "a11"),
    ("441881115", "gov_head", date(2026, 3, 6), "政务记过", date(2026, 6, 10), "a10"),
    ("441881115", "gov_head", date(2026, 3, 6), "党内严重警告", date(2026, 6, 10), "a10"),
    ("441823105", "safety_deputy", date(2026, 2, 10), "免职", date(2026, 5, 8), "a09"),
    ("441802100", "gov_head", date(2026, 7, 9), "政务记大过", date(2026, 10, 15), "a21"),
    ("441802100", "safety_deputy", date(2026, 7, 9), "通报", date(2026, 7, 25), "a21"),
)
# accident, unit, post: whose full performance is asked for
EXEMPTIONS: Final = (("a11", "441881109", "party_head"), ("a11", "441881", "gov_executive_deputy"))
GRADES: Final = {2024: ("excellent", "good", "good", "good", "fair", "good", "good", "fair", "good"),
                 2025: ("excellent", "good", "fair", "good", "poor", "good", "fair", "good", "good")}
TOURED: Final = {"441802": date(2024, 10, 8), "441881": date(2025, 5, 12), "441823": date(2026, 4, 13), "441803": date(2026, 9, 7)}
UNSIGNED: Final = {("441826", "government", 2026), ("441882109", "party", 2026)}


def _counties(units: list[Row]) -> list[str]:
    return [str(unit["id"]) for unit in units if duty_level(unit) == "county"]


def interview_rows(holdings: list[Holding]) -> list[Row]:
    """Rows of `interviews`, of those who held the posts on the day."""
    return [{"id": key, "unit": unit, "officers": [p for p in (holder(holdings, unit, post, day) for post in posts) if p],
             "date": day, "opened_on": opened, "by": CITY, "accidents": list(accidents)}
            for key, unit, posts, day, opened, accidents in INTERVIEWS]


def measure_rows(holdings: list[Holding]) -> list[Row]:
    """Rows of `measures`, of those who held the post on the day of the accident (第三十一条)."""
    found = [(holder(holdings, unit, post, then), kind, day, accident) for unit, post, then, kind, day, accident in MEASURES]
    return [{"officer": officer, "kind": kind, "date": day, "accident": accident, "months": None}
            for officer, kind, day, accident in found if officer]


def exemption_rows(holdings: list[Holding], accidents: list[Row]) -> list[Row]:
    """Rows of `exemption_asked`."""
    days = {row["id"]: row["date"] for row in accidents}
    rows: list[Row] = []
    for accident, unit, post in EXEMPTIONS:
        day = days[accident]
        officer = holder(holdings, unit, post, day) if isinstance(day, date) else None
        if officer:
            rows.append({"accident": accident, "officer": officer})
    return rows


def hazard_rows() -> list[Row]:
    """Rows of `hazards`: overdue and found so, overdue and not looked into, finished in time, finished late, not yet due."""
    told = (("h1", "441881", date(2026, 4, 30), None, date(2026, 5, 11)), ("h2", "441826", date(2026, 5, 31), None, None),
            ("h3", "441821", date(2026, 3, 31), date(2026, 3, 20), None), ("h4", "441882", date(2026, 2, 28), date(2026, 4, 2), None),
            ("h5", "441803", date(2026, 12, 31), None, None))
    return [{"id": key, "unit": unit, "deadline": deadline, "finished_on": finished, "finding_on": finding}
            for key, unit, deadline, finished, finding in told]


def assessment_rows(units: list[Row]) -> list[Row]:
    """Rows of `assessments`: the counties and the zone, confirmed in the spring after."""
    return [{"unit": unit, "year": year, "grade": grade, "confirmed_on": date(year + 1, 3, 20)}
            for year, grades in GRADES.items() for unit, grade in zip(_counties(units), grades, strict=True)]


def decision_rows() -> list[Row]:
    """Rows of `decisions`: the city asked for one interview that no figure would have brought about."""
    return [{"unit": "441882", "date": date(2026, 6, 3), "rule": "21.2.6"}]


def task_rows(units: list[Row], holdings: list[Holding], seed: int, last_year: int) -> list[Row]:
    """Rows of `tasks`: two a year for each county's executive deputy, a few done late or not at all."""
    rows: list[Row] = []
    for unit in _counties(units):
        for year in range(2024, last_year + 1):
            for number, due in enumerate((date(year, 4, 30), date(year, 10, 31)), 1):
                officer = holder(holdings, unit, "gov_executive_deputy", due)
                if officer:
                    delay = stream(seed, "task", unit, str(due)).choice((-21, -12, -9, -6, -5, -3, -2, -1, 14, None))
                    rows.append({"id": f"t-{unit}-{year}-{number}", "officer": officer, "due": due,
                                 "done_on": None if delay is None else due + timedelta(days=delay)})
    return rows


def letter_rows(units: list[Row], seed: int, last_year: int) -> list[Row]:
    """Rows of `letters`: each superior with each direct subordinate, Party and government, mostly before the end of March."""
    return [row for unit in units if unit["parent"] and unit["level"] != "department"
            for year in range(2024, last_year + 1) for side in ("party", "government")
            for row in _letter(unit, year, side, seed)]


def _letter(unit: Row, year: int, side: str, seed: int) -> Iterator[Row]:
    dice = stream(seed, "letter", str(unit["id"]), str(year), side)
    if (unit["id"], side, year) not in UNSIGNED:
        first, last = (date(year, 4, 1), date(year, 5, 20)) if dice.random() < 0.05 else (date(year, 1, 5), date(year, 3, 31))
        yield {"superior": unit["parent"], "subordinate": unit["id"], "side": side, "year": year,
               "signed_on": day_between(dice, first, last)}


def tour_rows() -> list[Row]:
    """Rows of `tours`: the city has visited four of its counties, Party committee and government together."""
    return [{"by": CITY, "unit": unit, "side": side, "from": first, "to": first + timedelta(days=11)}
            for unit, first in TOURED.items() for side in ("party", "government")]
