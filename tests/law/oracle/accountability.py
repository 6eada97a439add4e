"""Grounds and the full-performance test (rules.md §6)."""

from datetime import date, timedelta

from .accidents import counting, late_reports
from .periods import year_back, year_on
from .recurring import obligations
from .standing import standing
from .world import CHAPTER_TWO_POSTS, Row, World


def missed_duties(world: World) -> list[Row]:
    """25.1: one candidate ground for each officer with missed duties, on the day after the first missed period."""
    first: dict[str, date] = {}
    for row in obligations(world):
        if row["status"] == "missed":
            for officer in row["officers"]:
                first[officer] = min(first.get(officer, date.max), row["_last"])
    return [{"rule": "25.1", "officer": officer, "on": (day + timedelta(days=1)).isoformat()}
            for officer, day in first.items()]


def owes_report(world: World, place: str, to: str) -> str:
    """Who reports to that level: the county to the city, the city to the province; else the unit of the accident."""
    if to == "province":
        return next((unit for unit in world.chain(place) if world.units[unit]["level"] == "city"), place)
    return (world.county_of(place) if to == "city" else None) or place


def late_leaders(world: World) -> list[Row]:
    """25.3: "late reports computed above, with the leaders of the unit that day": of the unit that was late, that day."""
    found = []
    for accident in counting(world):
        for late in late_reports(world, accident):
            unit, day = owes_report(world, accident["unit"], late["to"]), late["_due"].date()
            if world.level(unit) not in ("city", "county", "town"):
                continue
            leaders = {t["officer"] for t in world.rows("tenures") if t["unit"] == unit
                       and t["post"] in CHAPTER_TWO_POSTS and world.in_force(t, day)}
            found += [{"rule": "25.3", "officer": officer, "on": day.isoformat(), "accident": accident["id"], "unit": unit}
                      for officer in leaders]
    return found


def interviewed(world: World) -> list[Row]:
    """25.5: for each interview, those before it whose date one year on has not passed, and itself; 3 or more fire."""
    found = []
    held = sorted((row for row in world.rows("interviews") if world.happened(row["date"])),
                  key=lambda row: (row["date"], row["id"]))
    for officer in sorted({name for row in held for name in row["officers"]}):
        mine = [row for row in held if officer in row["officers"]]
        for place, last in enumerate(mine):
            window = [row for row in mine[: place + 1] if year_on(row["date"]) >= last["date"]]
            if len(window) >= 3:
                found.append({"rule": "25.5", "officer": officer, "on": last["date"].isoformat(),
                              "interviews": [row["id"] for row in window]})
    return found


def grounds(world: World) -> list[Row]:
    """Every ground that the facts show."""
    return sorted(missed_duties(world) + late_leaders(world) + interviewed(world),
                  key=lambda row: (row["rule"], row["officer"], row["on"], row.get("accident") or row.get("interviews") or ""))


def failing_duties(then: World, officer: str) -> list[Row]:
    """What was missed or backfilled in the 12 months before, and what did not stand that day."""
    day = then.as_of
    # "last day ≥ the accident's date a year back, < the accident's date"
    recurring = [row for row in obligations(then) if officer in row["officers"]
                 and row["status"] in ("missed", "backfilled") and year_back(day) <= row["_last"] < day]
    # "every standing duty in place": one still within its first days is not yet owed
    lasting = [row for row in standing(then) if row["officer"] == officer and row["status"] not in ("in_place", "pending")]
    found = [{"duty": row["duty"], "period": row["period"], "status": row["status"], "unit": row["unit"]} for row in recurring]
    return found + [{"duty": row["duty"], "status": row["status"], "unit": row["unit"]} for row in lasting]


def failing_tasks(then: World, officer: str) -> list[Row]:
    """ "every task assigned by superiors done on time": those whose time was over before the accident's date."""
    found = []
    for task in then.rows("tasks"):
        if task["officer"] == officer and task["due"] < then.as_of:
            done = task.get("done_on")
            if done is None or max(done, task.get("recorded_on") or done) > then.as_of:
                found.append({"task": task["id"], "status": "missed"})
            elif done > task["due"]:
                found.append({"task": task["id"], "status": "late"})
    return sorted(found, key=lambda row: row["task"])


def anything_tested(then: World, officer: str) -> bool:
    """Whether a period of his ended in the 12 months before, a standing duty of his was due, or a task of his (decision 0016)."""
    day = then.as_of
    return (any(officer in row["officers"] and year_back(day) <= row["_last"] < day for row in obligations(then))
            or any(row["officer"] == officer and row["status"] != "pending" for row in standing(then))
            or any(task["officer"] == officer and task["due"] < day for task in then.rows("tasks")))


def exemptions(world: World) -> list[Row]:
    """30: each test that was asked for, "at the accident, with what was on record that day"."""
    found = []
    for accident_id, officer in sorted({(row["accident"], row["officer"]) for row in world.rows("exemption_asked")}):
        accident = world.accident(accident_id)
        if accident is None:
            continue
        then = World(world.case, as_of=accident["date"], known_at=accident["date"])
        failing = failing_duties(then, officer) + failing_tasks(then, officer)
        if not anything_tested(then, officer):
            failing = [{"status": "untested"}]
        found.append({"accident": accident_id, "officer": officer, "exempt": not failing, "failing": failing})
    return sorted(found, key=lambda row: (row["officer"], row["accident"]))
