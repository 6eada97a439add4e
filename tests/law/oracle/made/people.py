"""Units, officers and tenures."""

from datetime import date, timedelta

from .size import Dice, Row, Size

SINGLE = ("party_head", "gov_head", "gov_executive_deputy", "dept_head")
POSTS = {
    "upper": ("party_head", "gov_head", "gov_executive_deputy", "party_standing", "gov_deputy"),
    "town": ("party_head", "gov_head", "safety_deputy", "other_leader"),
    "department": ("dept_head", "dept_safety_deputy", "dept_deputy"),
}


def add_units(dice: Dice, size: Size, case: Row) -> None:
    """A city, its counties and zones, towns and street offices below, departments beside them."""
    units = [{"id": "sq", "name": "某市", "level": "city"}]
    for n in dice.some(size.counties, 1):
        units.append({"id": f"x{n}", "name": f"某{n}县", "level": "county", "parent": "sq"})
    for n in dice.some(size.zones):
        zone: Row = {"id": f"kf{n}", "name": f"某{n}开发区", "level": "zone",
                     "parent": dice.one([unit["id"] for unit in units[:2]])}
        if dice.chance(70):
            zone["treated_as"] = dice.one(("county", "county", "town"))
        units.append(zone)
    for above in [unit for unit in units if unit["level"] == "county" or unit.get("treated_as", "town") == "county"]:
        for n in dice.some(size.towns, 1):
            units.append(place(dice, above["id"], n))
    seats = [unit["id"] for unit in units]
    for n in dice.some(size.departments):
        units.append({"id": f"bm{n}", "name": f"某{n}局", "level": "department", "parent": dice.one(seats),
                      "function": dice.one(("regulator", "regulator", "industry", "industry", "other"))})
    case["units"] = units


def place(dice: Dice, above: str, n: int) -> Row:
    """A town, or a street office that its county has bound, not bound, or said nothing about."""
    kind = dice.one(("town", "town", "town", "yes", "no", "silent"))
    row: Row = {"id": f"{above}z{n}", "name": f"某{n}镇", "level": "town", "parent": above}
    if kind != "town":
        row |= {"name": f"某{n}街道", "level": "subdistrict"}
    if kind in ("yes", "no"):
        row["determined"] = kind == "yes"
    return row


def kind_of(unit: Row) -> str:
    """Which posts the unit has."""
    if unit["level"] == "department":
        return "department"
    if unit["level"] in ("town", "subdistrict") or unit.get("treated_as") == "town":
        return "town"
    return "upper"


def succession(dice: Dice, size: Size, start: date) -> list[tuple[date, date | None]]:
    """Terms one after another, with or without a gap, the last often open."""
    found: list[tuple[date, date | None]] = []
    for _ in dice.some(size.successions, 1):
        if dice.chance(60):
            return [*found, (start, None)]
        end = start + timedelta(days=dice.one((0, 13, 14, 15, 29, 30, 44, 45, 90, 91, 182, 183, 200, 365, 500)))
        found.append((start, end))
        start = end + timedelta(days=dice.one((1, 1, 1, 2, 16, 31, 60)))
    return found


def add_tenures(dice: Dice, size: Size, case: Row) -> None:
    """Posts held in turn; those that allow several holders may overlap; one officer may hold several."""
    names = [f"p{n}" for n in range(max(2, size.officers))]
    case["officers"] = [{"id": name, "name": f"甲{n}"} for n, name in enumerate(names)]
    rows: list[Row] = []
    for unit in case["units"]:
        for post in POSTS[kind_of(unit)]:
            if dice.chance(90):
                rows += held(dice, size, names, unit["id"], post)
    case["tenures"] = without_doubles(rows)


def held(dice: Dice, size: Size, names: list[str], unit: str, post: str) -> list[Row]:
    """The tenures of one post, a second strand of them where several may hold it at once."""
    rows: list[Row] = []
    strands = 1 if post in SINGLE or dice.chance(70) else 2
    middle = len(names) // 2
    for strand in range(strands):
        # two strands draw from two halves of the people, so that nobody holds one post twice at once
        pool = names if strands == 1 else names[:middle] if strand == 0 else names[middle:]
        for start, end in succession(dice, size, dice.near(dice.any_day()) if dice.chance(40) else dice.first):
            row: Row = {"officer": dice.one(pool), "unit": unit, "post": post, "from": start}
            if end:
                row["to"] = end
            if post == "safety_deputy" and dice.chance(75):
                row["party_committee_member"] = dice.chance(80)
            rows.append(row)
            if post == "gov_executive_deputy" and dice.chance(60):
                rows.append({**row, "post": "party_standing"})
    return rows


def without_doubles(rows: list[Row]) -> list[Row]:
    """Drop a tenure of the same officer, unit and post that overlaps an earlier one of the list."""
    kept: list[Row] = []
    for row in rows:
        clash = any((row["officer"], row["unit"], row["post"]) == (other["officer"], other["unit"], other["post"])
                    and row["from"] <= other.get("to", date.max) and other["from"] <= row.get("to", date.max)
                    for other in kept)
        if not clash:
            kept.append(row)
    return kept
