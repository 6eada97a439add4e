"""Acts, and what must stand: contact points, lists, committees."""

from datetime import date, timedelta

from ..periods import periods
from ..recurring import DUTIES, Duty, binds
from ..world import World
from .size import Dice, Row, Size

SECTORS = ("非煤矿山", "建筑施工", "道路运输")


def act_for(dice: Dice, duty: Duty, tenure: Row, day: date, number: int) -> Row:
    """An act that fits the duty, or nearly."""
    act: Row = {"id": f"h{number}", "type": duty.act, "date": day}
    if duty.act == "meeting":
        act |= {"unit": tenure["unit"], "body": duty.what, "topics": ["work_safety"]}
    if duty.act == "document":
        act["kind"] = duty.what
    if duty.act == "budget":
        before = dice.one((0, 100, 1000))
        act |= {"unit": tenure["unit"], "year": day.year, "fund": dice.one((0, 106, 115, 1059, 1060, 1061)),
                "fund_before": before, "revenue_growth": dice.one((0.06, 0.15, -0.02))}
    if duty.act == "inspection":
        act["role"] = "lead"
    if duty.owner == "person" or (duty.act == "meeting" and dice.chance(20)):
        act["officer"] = tenure["officer"]
    if duty.owner == "body" and duty.act == "document":
        act["unit"] = tenure["unit"]
    return act


def spoil(dice: Dice, case: Row, act: Row) -> None:
    """Make the act miss its duty by one feature."""
    kind = act["type"]
    if kind == "inspection" and dice.chance(50):
        act["role"] = "attend"
    elif kind == "meeting" and dice.chance(50):
        act["topics"] = dice.one(([], ["flood_control"], ["flood_control", "work_safety"]))
    elif kind == "meeting" and dice.chance(50):
        act["body"] = dice.one(("standing_committee", "executive_meeting", "party_committee", "dept_study"))
    elif "officer" in act:
        act["officer"] = dice.one(case["officers"])["id"]
    elif "unit" in act:
        act["unit"] = dice.one(case["units"])["id"]


def record(dice: Dice, act: Row) -> None:
    """Put on record the same day, soon after, or around seven days after the month's, quarter's or year's end."""
    if dice.chance(50):
        return
    delay = dice.one((0, 1, 3, 7, 8, 20, 40, 100))
    if dice.chance(40):
        month_on = (act["date"].replace(day=1) + timedelta(days=32)).replace(day=1)
        delay = max(0, (month_on - act["date"]).days - 1 + dice.one((6, 7, 8)))
    act["recorded_on"] = act["date"] + timedelta(days=delay)


def duties_of(world: World, tenure: Row) -> list[Duty]:
    """The recurring duties of a tenure."""
    return [duty for duty in DUTIES if tenure["post"] in duty.posts and binds(world, duty, tenure["unit"])]


def add_acts(dice: Dice, size: Size, case: Row) -> None:
    """Acts that fit, nearly fit, and do not; some tenures with nearly all of theirs done."""
    world = World(case)
    acts: list[Row] = []
    pairs = [(tenure, duty) for tenure in case["tenures"] for duty in duties_of(world, tenure)]
    for _ in dice.some(size.acts if pairs else 0):
        tenure, duty = dice.one(pairs)
        act = act_for(dice, duty, tenure, dice.any_day(), len(acts))
        if dice.chance(30):
            spoil(dice, case, act)
        record(dice, act)
        acts.append(act)
    for tenure in dice.few(case["tenures"], size.fulfilled):
        fulfil(dice, case, tenure, acts)
    case["acts"] = acts


def fulfil(dice: Dice, case: Row, tenure: Row, acts: list[Row]) -> None:
    """The acts of a diligent officer, with perhaps one gap."""
    world = World(case)
    gap = dice.rng.randint(0, 25)
    for duty in duties_of(world, tenure):
        for _, first, last in periods(duty.period, world.effective_from, world.as_of):
            start, end = max(first, tenure["from"]), min(last, tenure.get("to", last))
            if start > end:
                continue
            if gap == 0:
                gap = -1
                continue
            gap -= 1
            act = act_for(dice, duty, tenure, dice.later(start, min(20, (end - start).days)), len(acts))
            if duty.act == "budget":
                act |= {"fund": 110, "fund_before": 100, "year": first.year}
            acts.append(act)


def ending(dice: Dice, size: Size, row: Row, *, noted: bool = False) -> Row:
    """The row, sometimes with an end; where it may be `noted`, sometimes put on record only later."""
    if size.ends and dice.chance(25):
        row["to"] = dice.later(row["from"], 400)
    if noted and dice.chance(20):
        row["recorded_on"] = dice.later(row["from"], 90)
    return row


def contact(dice: Dice, case: Row, officer: str) -> Row:
    """A contact point of some kind: the right one, or one that lies outside or stands on no list."""
    towns = [unit["id"] for unit in case["units"] if unit["level"] in ("town", "subdistrict")]
    counties = [unit["id"] for unit in case["units"] if unit["level"] == "county"]
    row: Row = {"officer": officer, "target": dice.one(("county", "town", "town", "sector"))}
    if row["target"] == "sector":
        return row | {"sector": dice.one(SECTORS)}
    return row | {"unit": dice.one(counties if row["target"] == "county" else towns)}


def add_standing(dice: Dice, size: Size, case: Row) -> None:
    """Contact points, problem towns, duty lists, committees; often complete for one officer."""
    names = [row["id"] for row in case["officers"]]
    contacts = [contact(dice, case, dice.one(names)) for _ in dice.some(3 * size.lists)]
    towns = [unit["id"] for unit in case["units"] if unit["level"] in ("town", "subdistrict")]
    for name in dice.few(names, 4):
        contacts += [{"officer": name, "target": "county", "unit": "x0"},
                     {"officer": name, "target": "town", "unit": dice.one(towns)},
                     {"officer": name, "target": "sector", "sector": dice.one(SECTORS)}]
    case["contacts"] = [ending(dice, size, row | {"from": early(dice)}, noted=True) for row in contacts]
    case["problem_towns"] = [ending(dice, size, {"unit": town, "from": early(dice)}) for town in dice.few(towns, 6)]
    departments = [unit["id"] for unit in case["units"] if unit["level"] == "department"]
    case["duty_lists"] = [
        ending(dice, size, {"unit": unit, "from": start} | ({"safety_body": "安全监管股"} if dice.chance(80) else {}), noted=True)
        for unit in departments for start in versions(dice)]
    seats = [unit["id"] for unit in case["units"] if unit["level"] != "department"]
    case["committees"] = [ending(dice, size, {"unit": unit, "directors": directors(dice, case, unit), "from": start})
                          for unit in seats for start in versions(dice)]


def early(dice: Dice) -> date:
    """Mostly the first day, so that things stand."""
    return dice.first if dice.chance(60) else dice.any_day()


def versions(dice: Dice) -> list[date]:
    """The first days of none, of one, or of one replaced by another later."""
    first = early(dice)
    if dice.chance(25):
        return []
    return [first, *([first + timedelta(days=dice.rng.randint(1, 300))] if dice.chance(30) else [])]


def directors(dice: Dice, case: Row, unit: str) -> list[str]:
    """The heads of the unit as far as it has any, sometimes somebody else."""
    posts = dice.one((("gov_head",), ("gov_head",), ("gov_head", "party_head"), ("party_head",)))
    found = [tenure["officer"] for post in posts
             for tenure in [t for t in case["tenures"] if t["unit"] == unit and t["post"] == post][-1:]]
    if dice.chance(15) or not found:
        found.append(dice.one(case["officers"])["id"])
    return list(dict.fromkeys(found))
