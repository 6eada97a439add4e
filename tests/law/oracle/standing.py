"""Standing duties and the shape of the leadership (rules.md §3)."""

from .world import Row, World

SETTLE_DAYS = 30
# post → the article of its contact points at city and county
ARTICLE = {"party_head": "5.7", "gov_head": "6.7", "party_standing": "7.p2", "gov_executive_deputy": "8.7",
           "gov_deputy": "9.6"}
TOWN_ARTICLE = {"party_head": "10.7", "gov_head": "11.7", "safety_deputy": "12.7", "other_leader": "12.p2"}
MUST_BE_HELD = {
    "city": ("party_head", "gov_head", "gov_executive_deputy"),  # "5, 6, 8 at city and county"
    "county": ("party_head", "gov_head", "gov_executive_deputy"),
    "town": ("party_head", "gov_head", "safety_deputy"),  # "10, 11, 12 at town"
}


def contacts(world: World, officer: str, target: str) -> list[Row]:
    """The officer's contact points of that kind in force at `as_of`."""
    return [row for row in world.rows("contacts")
            if row["officer"] == officer and row["target"] == target and world.in_force(row) and world.on_record(row)]


def judged(found: list[Row], good: list[Row]) -> str:
    """One that satisfies is enough; some that do not are invalid; none is lacking."""
    return "in_place" if good else "invalid" if found else "lacking"


def county_contact(world: World, tenure: Row) -> str:
    """ "a contact point: 1 county of the city" """
    found = contacts(world, tenure["officer"], "county")
    return judged(found, [row for row in found if world.level(row["unit"]) == "county"
                          and tenure["unit"] in world.chain(row["unit"])])


def town_contact(world: World, tenure: Row) -> str:
    """ "1 town on the list of 安全生产问题突出镇 in force, inside the officer's unit" """
    listed = {row["unit"] for row in world.rows("problem_towns") if world.in_force(row)}
    found = contacts(world, tenure["officer"], "town")
    # "`invalid` if it is not on it or lies outside"
    return judged(found, [row for row in found if row["unit"] in listed
                          and tenure["unit"] in world.chain(row["unit"])])


def duty_list(world: World, tenure: Row) -> str:
    """ "a duty list of the department in force, with a safety body named" """
    mine = sorted((row for row in world.rows("duty_lists")
                   if row["unit"] == tenure["unit"] and world.in_force(row) and world.on_record(row)),
                  key=lambda row: row["from"])
    return "in_place" if mine and mine[-1].get("safety_body") else "lacking"


def duties_of(world: World, tenure: Row) -> list[tuple[str, str]]:
    """(duty, status once settled) for a tenure."""
    level, post = world.level(tenure["unit"]), tenure["post"]
    found = []
    if level == "city" and post in ARTICLE:
        found.append((f"{ARTICLE[post]}.county", county_contact(world, tenure)))
    if level in ("city", "county") and post in ARTICLE:
        found.append((f"{ARTICLE[post]}.town", town_contact(world, tenure)))
    article = TOWN_ARTICLE.get(post) if level == "town" else ARTICLE.get(post) if level in ("city", "county") else None
    if article:
        sector = contacts(world, tenure["officer"], "sector")
        found.append((f"{article}.sector", judged(sector, sector)))
    if level == "department" and post == "dept_head":
        found.append(("13.p2", duty_list(world, tenure)))
    return found


def standing(world: World) -> list[Row]:
    """ "Checked for every tenure in post at as_of; pending for the first 30 days: as_of − from < 30" """
    found = []
    for tenure in world.rows("tenures"):
        if not world.in_force(tenure):
            continue
        new = (world.as_of - tenure["from"]).days < SETTLE_DAYS
        found += [{"duty": duty, "unit": tenure["unit"], "officer": tenure["officer"],
                   "status": "pending" if new else status} for duty, status in duties_of(world, tenure)]
    return sorted(found, key=lambda row: (row["duty"], row["unit"], row["officer"], row["status"]))


def holders(world: World, unit: str, post: str) -> list[Row]:
    """The tenures of the post at `as_of`."""
    return [t for t in world.rows("tenures") if t["unit"] == unit and t["post"] == post and world.in_force(t)]


def committee_check(world: World, unit: str) -> Row | None:
    """4.p3: directed by the `gov_head`; a second director may only be the `party_head`; anyone else is a violation."""
    mine = sorted((row for row in world.rows("committees") if row["unit"] == unit and world.in_force(row)),
                  key=lambda row: row["from"])
    if not mine and world.level(unit) == "town":  # "(and town, where it has one)"
        return None
    directors = set(mine[-1]["directors"]) if mine else set()
    heads = {t["officer"] for t in holders(world, unit, "gov_head")}
    allowed = heads | {t["officer"] for t in holders(world, unit, "party_head")}
    wrong = sorted(directors - allowed)
    # the row names whoever it is about: a wrong director, else the head of the government who directs or ought to
    named = wrong or sorted(directors & heads) or sorted(heads if directors else ())
    return {"check": "4.p3", "unit": unit, "ok": bool(directors & heads) and not wrong,
            "officer": named[0] if named else None}


def structure(world: World) -> list[Row]:
    """ "Shape of the leadership, checked for every unit at as_of" """
    found: list[Row] = []
    for unit in world.units:
        level = world.level(unit)
        if level not in MUST_BE_HELD:
            continue
        committee = committee_check(world, unit)
        found += [committee] if committee else []
        if level in ("city", "county"):  # "the gov_executive_deputy also holds party_standing of the same unit"
            members = {t["officer"] for t in holders(world, unit, "party_standing")}
            found += [{"check": "8", "unit": unit, "ok": t["officer"] in members, "officer": t["officer"]}
                      for t in holders(world, unit, "gov_executive_deputy")]
        else:
            found += [{"check": "12", "unit": unit, "ok": t.get("party_committee_member") is True,
                       "officer": t["officer"]} for t in holders(world, unit, "safety_deputy")]
        held = all(holders(world, unit, post) for post in MUST_BE_HELD[level])  # "each post is held"
        found.append({"check": "vacancy", "unit": unit, "ok": held, "officer": None})
    return sorted(found, key=lambda row: (row["check"], row["unit"], row["officer"] or ""))
