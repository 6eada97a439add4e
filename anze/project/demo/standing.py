"""What the demo's leaders have all the time: contact points, duty lists, committees, the list of problem towns."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from anze.law.clauses import Standing
from anze.project.demo.city import CITY, Row, duty_level
from anze.project.demo.dice import FIRST_DAY, stream
from anze.project.demo.people import Holding, holder

SECTORS: Final = ("非煤矿山", "危险化学品", "建筑施工", "道路交通", "消防", "城镇燃气", "特种设备", "工贸", "农业机械", "旅游")
LISTED_UNTIL: Final = date(2025, 12, 31)
LACKING, INVALID = 0.03, 0.05  # chance of a contact point: below the first never settled, below the second off the list
WRONG_DIRECTORS: Final = {"441823": "gov_executive_deputy"}  # 第四条第三款 broken: directed by neither head
DOUBLE_DIRECTORS: Final = {"441800", "441881", "441802"}     # 双主任制
WITHOUT_SAFETY_BODY: Final = 0.06


def problem_town_rows(units: list[Row], seed: int) -> list[Row]:
    """Rows of `problem_towns`: two of each county on the first list, one of them and a new one on the second."""
    rows: list[Row] = []
    for county in [unit for unit in units if unit["level"] == "county"]:
        towns = [str(unit["id"]) for unit in units if unit["parent"] == county["id"] and unit["level"] == "town"]
        stays, leaves, comes = stream(seed, "problem", str(county["id"])).sample(towns, 3)
        rows += [{"unit": stays, "from": FIRST_DAY, "to": None}, {"unit": leaves, "from": FIRST_DAY, "to": LISTED_UNTIL},
                 {"unit": comes, "from": LISTED_UNTIL + timedelta(days=1), "to": None}]
    return rows


def contact_rows(units: list[Row], holdings: list[Holding], towns: list[Row], clauses: tuple[Standing, ...], seed: int) -> list[Row]:
    """Rows of `contacts`: for every standing duty of the pack that asks for one; some never settled, some off the list."""
    by_id = {str(unit["id"]): unit for unit in units}
    rows: dict[tuple[object, ...], Row] = {}
    for clause in clauses:
        owing = [h for h in holdings if h.post in clause.posts and duty_level(by_id[h.unit]) in clause.levels]
        for h in owing if clause.needs != "duty_list" else []:
            for row in _contacts(clause.needs, h, by_id, towns, seed):
                # Two posts held together ask for the same contact point: it is there once.
                rows.setdefault((h.officer, h.unit, clause.needs, row["from"]), row)
    return list(rows.values())


def _contacts(needs: str, h: Holding, units: dict[str, Row], towns: list[Row], seed: int) -> Iterator[Row]:
    dice = stream(seed, "contact", needs, h.unit, h.officer)
    luck, start = dice.random(), max(h.first + timedelta(days=dice.randrange(1, 26)), FIRST_DAY)
    if luck < LACKING or (h.last and h.last <= start):
        return
    row: Row = {"officer": h.officer, "target": needs, "unit": None, "sector": None, "from": start, "to": h.last}
    if needs == "sector":
        yield row | {"sector": dice.choice(SECTORS)}
    elif needs == "county":
        yield row | {"unit": dice.choice([key for key, unit in units.items() if unit["level"] == "county"])}
    else:
        inside = {key for key, unit in units.items() if unit["level"] == "town" and h.unit in (CITY, unit["parent"])}
        for first, last in ((FIRST_DAY, LISTED_UNTIL), (LISTED_UNTIL + timedelta(days=9), date.max)):
            listed = [str(town["unit"]) for town in towns if town["unit"] in inside and _in_force(town, first)]
            pool = sorted(inside - set(listed)) if luck < INVALID else listed
            begin, end = max(start, first), min(last, h.last or date.max)
            if pool and begin <= end:
                yield row | {"unit": dice.choice(pool), "from": begin, "to": None if end == date.max else end}


def _in_force(town: Row, day: date) -> bool:
    first, last = town["from"], town["to"] or date.max
    return isinstance(first, date) and isinstance(last, date) and first <= day <= last


def duty_list_rows(units: list[Row], seed: int) -> list[Row]:
    """Rows of `duty_lists`: one a department, here and there without a safety body, here and there none."""
    rows: list[Row] = []
    for unit in units:
        luck = stream(seed, "duty list", str(unit["id"])).random()
        if unit["level"] == "department" and luck > 0.04:
            body = None if luck < 0.04 + WITHOUT_SAFETY_BODY else "安全生产监管股"
            rows.append({"unit": unit["id"], "from": date(2024, 1, 10), "to": None, "safety_body": body})
    return rows


def committee_rows(units: list[Row], holdings: list[Holding]) -> list[Row]:
    """Rows of `committees`: directed by the head of government, with the Party head of the day where there are two.

    Renewed only when the head of government changes, so that a Party head who has left may still be named.
    """
    rows: list[Row] = []
    for unit in units:
        key = str(unit["id"])
        # About half of the towns have a committee of their own.
        if unit["level"] == "department" or (duty_level(unit) == "town" and int(key) % 2):
            continue
        post = WRONG_DIRECTORS.get(key, "gov_head")
        for h in [h for h in holdings if h.unit == key and h.post == post]:
            beside = holder(holdings, key, "party_head", h.first) if key in DOUBLE_DIRECTORS else None
            rows.append({"unit": key, "directors": [h.officer, *([beside] if beside else [])], "from": h.first, "to": h.last})
    return rows
