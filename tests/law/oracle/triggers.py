"""When the city's committee interviews a county (rules.md §5), how near the next is, and what waits for a person."""

from datetime import date, timedelta

from .accidents import counting, history, qualified_on
from .vetoes import vetoes
from .world import Row, World


def in_county(world: World, county: str) -> list[Row]:
    """The counting accidents of a county, by date, then id."""
    return [row for row in counting(world) if world.county_of(row["unit"]) == county]


def window_days(world: World) -> int:
    """`interview.considerable.window_days`, 30 unless the case overrides it."""
    return int((world.case.get("parameters") or {}).get("interview.considerable.window_days", 30))


def repeat_of(world: World, county: str, on: date, names: list[str]) -> str | None:
    """The first interview of the county opened by then that shares an accident and does not hold the newest one yet."""
    opened = [(row.get("opened_on") or row["date"], row["id"]) for row in world.rows("interviews")
              if row["unit"] == county and world.happened(row.get("opened_on") or row["date"])
              and (row.get("opened_on") or row["date"]) <= on
              and set(row.get("accidents") or []) & set(names) and names[-1] not in (row.get("accidents") or [])]
    return min(opened)[1] if opened else None


def trigger(world: World, rule: str, unit: str, on: date, names: list[str]) -> Row:
    """A trigger as the page names its keys."""
    repeat = repeat_of(world, unit, on, names) if rule in ("21.2.2", "21.2.3") else None
    return {"rule": rule, "unit": unit, "on": on.isoformat(), "accidents": names, "repeat_of": repeat}


def in_window(world: World, rule: str, unit: str, accidents: list[Row], grade: str, days: int, need: int) -> list[Row]:
    """Each accident with those before it at most `days` earlier: fires once if they reach the number."""
    found = []
    qualified = [row for row in accidents if history(world, row)[-1][1] == grade]
    for place, last in enumerate(qualified):
        window = [row for row in qualified[: place + 1] if (last["date"] - row["date"]).days <= days]
        if len(window) >= need:
            # "on the latest day on which one of them came to qualify"
            since = [qualified_on(world, row, lambda known: known == grade) for row in window]
            found.append(trigger(world, rule, unit, max(day for day in since if day), [row["id"] for row in window]))
    return found


def by_nature(accidents: list[Row]) -> dict[str, list[Row]]:
    """工矿商贸 accidents by nature: "a missing sector or nature never counts as same nature"."""
    found: dict[str, list[Row]] = {}
    for row in accidents:
        if row.get("sector") == "工矿商贸" and row.get("nature"):
            found.setdefault(row["nature"], []).append(row)
    return found


def by_accidents(world: World, county: str) -> list[Row]:
    """21.2.1, 21.2.2, 21.2.3."""
    found = []
    mine = in_county(world, county)
    for row in mine:
        on = qualified_on(world, row, lambda grade: grade in ("major", "extraordinary"))
        if on:
            found.append(trigger(world, "21.2.1", county, on, [row["id"]]))
    found += in_window(world, "21.2.2", county, mine, "considerable", window_days(world), 2)
    for same in by_nature(mine).values():
        found += in_window(world, "21.2.3", county, same, "ordinary", 30, 3)
    return found


def overdue(world: World) -> list[tuple[Row, str]]:
    """(hazard, its county) for every listed hazard not finished by a deadline that is over."""
    found = []
    for row in world.rows("hazards"):
        done = row.get("finished_on")
        in_time = done is not None and done <= row["deadline"] and done <= world.known_at
        county = world.county_of(row["unit"])
        if world.as_of > row["deadline"] and not in_time and county:
            found.append((row, county))
    return found


def by_hazards(world: World) -> list[Row]:
    """21.2.4: the day after the deadline, or the finding's date if that is later."""
    found = []
    for row, county in overdue(world):
        if world.happened(row.get("finding_on")):
            on = max(row["deadline"] + timedelta(days=1), row["finding_on"])
            found.append(trigger(world, "21.2.4", county, on, []))
    return found


def by_record(world: World) -> list[Row]:
    """21.2.5 and 21.2.6: assessments, vetoes, decisions."""
    counties = world.counties()
    found = [trigger(world, "21.2.5", row["unit"], row["confirmed_on"], []) for row in world.rows("assessments")
             if row["unit"] in counties and row["grade"] == "poor" and world.happened(row.get("confirmed_on"))]
    found += [trigger(world, "21.2.5", row["unit"], date.fromisoformat(row["on"]), row["accidents"])
              for row in vetoes(world) if row["unit"] in counties]
    found += [trigger(world, "21.2.6", row["unit"], row["date"], []) for row in world.distinct("decisions")
              if row["unit"] in counties and row.get("rule") == "21.2.6" and world.happened(row["date"])]
    return found


def triggers(world: World) -> list[Row]:
    """Every trigger of every county."""
    found = by_hazards(world) + by_record(world)
    for county in world.counties():
        found += by_accidents(world, county)
    return sorted(found, key=lambda row: (row["rule"], row["unit"], row["on"], row["accidents"]))


def undecided(world: World) -> list[Row]:
    """ "without a finding it is shown for review and does not fire" """
    found = [{"rule": "21.2.4", "unit": county, "hazard": row["id"], "who": "市安全生产委员会"}
             for row, county in overdue(world) if not world.happened(row.get("finding_on"))]
    return sorted(found, key=lambda row: (row["rule"], row["unit"], row["hazard"]))


def nearest(world: World, rule: str, unit: str, days: int, need: int, past: list[Row]) -> list[Row]:
    """The fewest further accidents that would fire, and the last day on which they would."""
    dates = sorted((row["date"] for row in past), reverse=True)
    for more in range(1, need):
        have = need - more
        if len(dates) >= have:
            until = dates[have - 1] + timedelta(days=days)
            if until >= world.as_of:
                return [{"rule": rule, "unit": unit, "needs": more, "until": until.isoformat()}]
    return []


def outlook(world: World) -> list[Row]:
    """How close each county stands to 21.2.2, and to 21.2.3 for each nature."""
    found = []
    for county in world.counties():
        mine = in_county(world, county)
        serious = [row for row in mine if history(world, row)[-1][1] == "considerable"]
        found += nearest(world, "21.2.2", county, window_days(world), 2, serious)
        for nature, same in by_nature(mine).items():
            ordinary = [row for row in same if history(world, row)[-1][1] == "ordinary"]
            found += [{**row, "nature": nature} for row in nearest(world, "21.2.3", county, 30, 3, ordinary)]
    return sorted(found, key=lambda row: (row["rule"], row["unit"], row["until"], row["needs"], row.get("nature", "")))
