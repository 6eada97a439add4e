"""Accident grades and late reports (rules.md §4)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from .world import Row, World

GRADES = ["ordinary", "considerable", "major", "extraordinary"]
# the number from which a measure reaches the 2nd, 3rd, 4th grade: 以上 includes the number itself
FROM = {"deaths": (3, 10, 30), "serious_injuries": (10, 50, 100), "loss": (1_000, 5_000, 10_000)}


def grade_of(totals: Row) -> tuple[str, str]:
    """(grade, the measure that gives it): "the highest that any of three measures reaches"."""
    best, by = 0, "deaths"
    for measure, limits in FROM.items():
        reached = sum(1 for limit in limits if (totals.get(measure) or 0) >= limit)
        if reached > best:
            best, by = reached, measure
    return GRADES[best], by


def history(world: World, accident: Row) -> list[tuple[date, str, str]]:
    """(day, grade, measure) at the accident and after each update that moves it, as known."""
    totals = {measure: accident.get(measure) for measure in FROM}
    found = [(accident["date"], *grade_of(totals))]
    window = 7 if accident.get("road_or_fire") else 30
    for update in sorted(accident.get("updates") or [], key=lambda row: row["date"]):
        if not world.happened(update["date"]):
            continue
        # "the day of the accident is not counted, so day 30 still counts. Later changes … do not move it": casualties
        in_time = update["date"] <= accident["date"] + timedelta(days=window)
        for measure in FROM:
            if update.get(measure) is not None and (in_time or measure == "loss"):  # "fields left out stay"
                totals[measure] = update[measure]
        found.append((update["date"], *grade_of(totals)))
    return found


def written_off(world: World, accident: Row) -> bool:
    """ "it is written off if written_off_on <= known_at" """
    return accident.get("written_off_on") is not None and accident["written_off_on"] <= world.known_at


def qualified_on(world: World, accident: Row, good: Callable[[str], bool]) -> date | None:
    """The day from which its grade has been good until now ("its date, or that of the update that gave it its grade")."""
    since: date | None = None
    for day, grade, _ in history(world, accident):
        if not good(grade):
            since = None
        elif since is None:
            since = day
    return since


def counting(world: World) -> list[Row]:
    """The accidents that count: "visible, not written off", in the order of date, then id."""
    return sorted((row for row in world.rows("accidents") if world.visible(row) and not written_off(world, row)),
                  key=lambda row: (row["date"], row["id"]))


def moment(value: Any) -> datetime:
    """A time of day as a file carries it: a datetime, or its ISO text."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def late_reports(world: World, accident: Row) -> list[Row]:
    """ "A report after its time is 迟报 and is shown with the delay", in the order in which they were due."""
    found = []
    for report in accident.get("reports") or []:
        if report.get("at") is None:
            continue
        due, at = moment(report["due"]), moment(report["at"])
        if at > due and world.happened(at.date()):
            found.append({"to": report["to"], "minutes": int((at - due).total_seconds() // 60), "_due": due})
    return sorted(found, key=lambda row: (row["_due"], row["to"]))


def accidents(world: World) -> list[Row]:
    """Every visible accident; one written off "stays in the register with its history"."""
    found = []
    for row in world.rows("accidents"):
        if world.visible(row):
            _, grade, measure = history(world, row)[-1]
            found.append({"id": row["id"], "grade": grade, "measure": measure,
                          "late_reports": [{"to": late["to"], "minutes": late["minutes"]}
                                           for late in late_reports(world, row)]})
    return sorted(found, key=lambda row: row["id"])
