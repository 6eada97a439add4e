"""Team vetoes and bans of officers (rules.md §6, 第二十七条)."""

from collections.abc import Callable
from datetime import date

from .accidents import counting, qualified_on, written_off
from .periods import months_on
from .world import CHAPTER_TWO_POSTS, Row, World

P4 = {"停职检查", "调整职务", "责令辞职", "降职", "免职",  # suspended, transferred, made to resign, demoted, removed
      "党内警告", "党内严重警告", "撤销党内职务", "留党察看", "开除党籍"}  # a Party punishment
P5 = {"政务记大过", "政务降级", "政务撤职", "开除", "刑事责任"}  # 记大过, 降级, 撤职, 开除 or criminal liability
# Periods of effect in months; a kind that is not here has no period of its own.
EFFECT = {"诫勉": 6, "政务警告": 6, "政务记过": 12, "政务记大过": 18, "政务降级": 24, "政务撤职": 24,
          "党内警告": 12, "党内严重警告": 18, "撤销党内职务": 24, "责令辞职": 24, "免职": 24}


def answering(world: World, unit: str) -> list[Row]:
    """The counting accidents in the unit that no approved report lays outside it."""
    return [row for row in counting(world) if world.covers(unit, row["unit"])
            and unit not in (row.get("responsibility_outside") or [])]


def reached(world: World, rows: list[Row], good: Callable[[str], bool], need: int) -> tuple[list[date], list[str]]:
    """([the day the number was reached], the accidents), both empty if it was not."""
    days = [(qualified_on(world, row, good), row["id"]) for row in rows]
    met = [(day, name) for day, name in days if day]
    if len(met) < need:
        return [], []
    return [sorted(day for day, _ in met)[need - 1]], [name for _, name in met]


def by_number(world: World, unit: str, year: int) -> Row | None:
    """27.p3 for one unit and assessment year."""
    rows = [row for row in answering(world, unit) if row["date"].year == year]
    if world.place(unit) == "county":  # "≥ 1 accident `major` or above, or ≥ 2 `considerable` ones"
        days, names = reached(world, rows, lambda grade: grade in ("major", "extraordinary"), 1)
        more_days, more_names = reached(world, rows, lambda grade: grade == "considerable", 2)
        days, names = days + more_days, names + more_names
    else:  # "town (subdistrict): ≥ 1 `considerable` or above"
        days, names = reached(world, rows, lambda grade: grade != "ordinary", 1)
    if not days:
        return None
    return {"rule": "27.p3", "unit": unit, "year": year, "on": min(days).isoformat(),
            "accidents": [row["id"] for row in rows if row["id"] in names]}


def answerable_units(world: World, measure: Row) -> list[str]:
    """The units that the officer led on the accident's date and that answer for it (第三十一条)."""
    accident = world.accident(measure["accident"]) if measure.get("accident") else None
    if accident is None or written_off(world, accident):
        return []
    return sorted({tenure["unit"] for tenure in world.rows("tenures")
                   if tenure["officer"] == measure["officer"] and tenure["post"] in CHAPTER_TWO_POSTS
                   and world.level(tenure["unit"]) in ("city", "county", "town")
                   and world.in_force(tenure, accident["date"]) and world.covers(tenure["unit"], accident["unit"])
                   and tenure["unit"] not in (accident.get("responsibility_outside") or [])})


def by_measures(world: World) -> list[Row]:
    """27.p4 and 27.p5: one for each unit and year, on the first measure's date."""
    found: dict[tuple[str, str, int], Row] = {}
    for measure in sorted(world.rows("measures"), key=lambda row: row["date"]):
        rule = "27.p4" if measure["kind"] in P4 else "27.p5" if measure["kind"] in P5 else None
        if rule is None or not world.happened(measure["date"]):
            continue
        for unit in answerable_units(world, measure):
            key = (rule, unit, measure["date"].year)
            row = found.setdefault(key, {"rule": rule, "unit": unit, "year": key[2],
                                         "on": measure["date"].isoformat(), "accidents": []})
            if measure["accident"] not in row["accidents"]:
                row["accidents"].append(measure["accident"])
    order = {row["id"]: (row["date"], row["id"]) for row in world.rows("accidents")}
    for row in found.values():
        row["accidents"].sort(key=order.__getitem__)
    return list(found.values())


def vetoes(world: World) -> list[Row]:
    """Every team veto."""
    found = by_measures(world)
    years = sorted({row["date"].year for row in counting(world)})
    for unit in world.units:
        if world.place(unit) in ("county", "town"):
            found += [row for row in (by_number(world, unit, year) for year in years) if row]
    return sorted(found, key=lambda row: (row["rule"], row["unit"], row["year"]))


def effect_ends(measure: Row) -> date | None:
    """The day on which its effect ends; None where it has no period."""
    if measure["kind"] == "留党察看":  # its term + 2 years
        return months_on(measure["date"], (measure.get("months") or 12) + 24)
    months = EFFECT.get(measure["kind"])
    return months_on(measure["date"], months) if months else None


def bans(world: World) -> list[Row]:
    """27.p1: a row for each measure for an accident; "the longest counts where several run", one into the next."""
    mine = [row for row in world.distinct("measures") if row.get("accident") and world.happened(row["date"])]
    found = []
    for row in sorted(mine, key=lambda row: (row["officer"], row["date"], row["kind"])):
        until = effect_ends(row)
        for _ in mine if until else ():  # as often as the chain can have links
            until = max(end for other in mine if other["officer"] == row["officer"] and (end := effect_ends(other))
                        and until and other["date"] <= until and row["date"] <= end)
        found.append({"officer": row["officer"], "measure": row["kind"],
                      "no_promotion_until": until.isoformat() if until else None, "no_award_year": row["date"].year})
    return found
