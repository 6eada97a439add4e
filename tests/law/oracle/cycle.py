"""The yearly cycle (rules.md §7): letters of responsibility and inspection tours."""

from datetime import date

from .world import Row, World

SIDES = ("government", "party")  # "Party committee and government each"
CYCLE_YEARS = 5


def subordinates(world: World, superior: str) -> list[str]:
    """The direct subordinates with a Party committee and a government of their own that the pack binds."""
    return sorted(unit["id"] for unit in world.rows("units")
                  if unit.get("parent") == superior and world.level(unit["id"]) in ("county", "town"))


def letter_status(world: World, superior: str, unit: str, side: str, year: int) -> str:
    """ "due 31 March: met if signed by then, late if signed after, pending until then, else missed" """
    due = date(year, 3, 31)
    signed = [row["signed_on"] for row in world.rows("letters")
              if (row["superior"], row["subordinate"], row["side"], row["year"]) == (superior, unit, side, year)
              and world.happened(row.get("signed_on"))]
    if signed:
        return "met" if min(signed) <= due else "late"
    return "pending" if world.as_of <= due else "missed"


def letters(world: World) -> list[Row]:
    """19: "for every year from the pack's effect to as_of"."""
    return [{"rule": "19", "superior": superior, "subordinate": unit, "side": side, "year": year,
             "status": letter_status(world, superior, unit, side, year)}
            for superior in sorted(world.units)
            for unit in subordinates(world, superior)
            for side in SIDES for year in range(world.effective_from.year, world.as_of.year + 1)]


def tours(world: World) -> list[Row]:
    """18: "in each cycle (5 years) every subordinate Party committee and government once; coverage = visited / all"."""
    found = []
    for superior in sorted(world.units):
        below = subordinates(world, superior)
        for start in range(world.effective_from.year, world.as_of.year + 1, CYCLE_YEARS) if below else ():
            visited = {(row["unit"], row["side"]) for row in world.rows("tours")
                       if row["by"] == superior and row["unit"] in below and world.happened(row.get("to") or row["from"])
                       and start <= row["from"].year < start + CYCLE_YEARS}
            found.append({"rule": "18", "by": superior, "visited": len(visited), "all": len(below) * len(SIDES),
                          "cycle_from": str(start)})
    return found


def cycle(world: World) -> list[Row]:
    """Tours, then letters; nothing before the pack's first day."""
    return tours(world) + letters(world) if world.as_of >= world.effective_from else []
