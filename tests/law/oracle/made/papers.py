"""What people decide and sign: interviews, assessments, measures, tasks, letters, tours, exemption tests."""

from datetime import date, timedelta

from ..world import World
from .size import Dice, Row, Size

KINDS = ("通报", "诫勉", "停职检查", "调整职务", "责令辞职", "降职", "免职", "党内警告", "党内严重警告", "撤销党内职务",
         "留党察看", "开除党籍", "政务警告", "政务记过", "政务记大过", "政务降级", "政务撤职", "开除", "刑事责任")


def names_of(case: Row) -> list[str]:
    """Everybody's id."""
    return [row["id"] for row in case["officers"]]


def add_interviews(dice: Dice, size: Size, case: Row) -> None:
    """Interviews of counties, opened around their accidents, and a run of one officer's a year or so apart."""
    counties = World(case).counties()
    case["interviews"] = rows = []
    for n in dice.some(size.lists):
        unit = dice.one(counties)
        mine = [row for row in case["accidents"] if World(case).county_of(row["unit"]) == unit]
        chosen = dice.few(mine, 3)
        opened = dice.later(max(row["date"] for row in chosen), 20) if chosen else dice.any_day()
        rows.append({"id": f"yt{n}", "unit": unit, "officers": dice.few(names_of(case), 2) or ["p0"],
                     "date": dice.later(opened, 25), "opened_on": opened, "by": case["units"][0]["id"],
                     "accidents": [row["id"] for row in chosen]})
    if dice.chance(50):
        day = date(2024, 2, 29) if dice.chance(30) else dice.any_day()
        for n, after in enumerate(sorted({0, *(dice.one((0, 100, 200, 364, 365, 366, 367)) for _ in range(4))})):
            on = day + timedelta(days=after)
            rows.append({"id": f"yu{n}", "unit": counties[0], "officers": ["p1"], "date": on, "opened_on": on,
                         "by": case["units"][0]["id"], "accidents": []})


def add_decisions(dice: Dice, size: Size, case: Row) -> None:
    """Assessments and the decisions of the city."""
    counties = World(case).counties()
    years = sorted({(unit, dice.one((2025, 2026))) for unit in dice.few(counties, 2)})
    case["assessments"] = [{"unit": unit, "year": year, "grade": dice.one(("poor", "good")),
                            "confirmed_on": date(year + 1, 3, dice.one((1, 20)))} for unit, year in years]
    case["decisions"] = [{"unit": dice.one(counties), "date": dice.any_day(), "rule": "21.2.6"}
                         for _ in dice.some(size.lists // 2)]


def add_measures(dice: Dice, size: Size, case: Row) -> None:
    """Measures against officers, several against one, on days whose corresponding day may not exist."""
    names = names_of(case)
    case["measures"] = rows = []
    for _ in dice.some(size.lists):
        day = date(2025, dice.one((8, 12)), 31) if dice.chance(20) else dice.any_day()
        row: Row = {"officer": dice.one(names[:3]) if dice.chance(50) else dice.one(names), "kind": dice.one(KINDS),
                    "date": day}
        if row["kind"] == "留党察看":
            row["months"] = dice.one((12, 24))
        if case["accidents"] and dice.chance(85):
            accident = dice.one(case["accidents"])
            leaders = leaders_on(case, accident)
            row |= {"accident": accident["id"], "date": max(day, accident["date"])}
            if leaders and dice.chance(70):
                row["officer"] = dice.one(leaders)
        rows.append(row)


def leaders_on(case: Row, accident: Row) -> list[str]:
    """Who held a post of the unit, or of one above it, on the accident's date."""
    world = World(case)
    return [tenure["officer"] for tenure in case["tenures"]
            if tenure["unit"] in world.chain(accident["unit"]) and world.in_force(tenure, accident["date"])]


def add_tasks(dice: Dice, size: Size, case: Row) -> None:
    """Tasks done in time, late, or not at all."""
    case["tasks"] = rows = []
    for n in dice.some(size.lists):
        due = dice.near(dice.one(case["accidents"])["date"]) if case["accidents"] else dice.any_day()
        row: Row = {"id": f"rw{n}", "officer": dice.one(names_of(case)), "due": due}
        if dice.chance(80):
            row["done_on"] = due + timedelta(days=dice.one((-9, -1, 0, 1, 9)))
            if dice.chance(25):
                row["recorded_on"] = dice.later(row["done_on"], 30)
        rows.append(row)


def add_cycle(dice: Dice, size: Size, case: Row) -> None:
    """Letters around 31 March, tours of either side."""
    below = [unit for unit in case["units"] if unit.get("parent") and unit["level"] != "department"]
    case["letters"] = [
        {"superior": unit["parent"], "subordinate": unit["id"], "side": side, "year": year,
         "signed_on": dice.one((date(year, 1, 20), date(year, 3, 31), date(year, 4, 1), date(year, 9, 2)))}
        for unit in below for side in ("party", "government") for year in (2025, 2026) if dice.chance(50)]
    case["tours"] = rows = []
    for _ in dice.some(2 * size.lists):
        unit, day = dice.one(below), dice.any_day()
        rows.append({"by": unit["parent"] if dice.chance(90) else "sq", "unit": unit["id"],
                     "side": dice.one(("party", "government")), "from": day}
                    | ({"to": dice.later(day, 15)} if dice.chance(80) else {}))


def add_questions(dice: Dice, size: Size, case: Row) -> None:
    """Exemption tests, mostly for somebody who was in post, often for one whose record is good."""
    case["exemption_asked"] = rows = []
    for accident in dice.few(case["accidents"], size.lists // 2):
        busy = [act["officer"] for act in case["acts"][-1:] if "officer" in act]
        officer = dice.one(leaders_on(case, accident) + busy * 3 or names_of(case))
        rows.append({"accident": accident["id"], "officer": officer})
