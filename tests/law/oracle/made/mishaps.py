"""Accidents in clusters, with corrections, write-offs and reports; hazards."""

from datetime import date, timedelta

from .size import Dice, Row, Size

DEATHS = (0, 0, 1, 2, 2, 3, 3, 3, 4, 9, 10, 29, 30)
INJURED = (0, 0, 0, 0, 0, 9, 10, 49, 50, 99, 100)
LOSS = (0, 0, 0, 0, 500, 999, 1000, 4999, 5000, 9999, 10000)
STYLE = {"ordinary": (0, 1, 2), "considerable": (2, 3, 3, 4)}
NATURES = (*["坍塌"] * 5, "高处坠落")
SECTORS = (*["工矿商贸"] * 8, "道路运输")


def add_accidents(dice: Dice, size: Size, case: Row) -> None:
    """Clusters within 35 days of a day, each in one county, one of them often of small accidents of one nature."""
    rows: list[Row] = []
    places = [unit for unit in case["units"] if unit["level"] != "department"]
    for _ in dice.some(size.clusters):
        centre, style = dice.any_day(), dice.one(("mixed", "considerable", "ordinary"))
        if dice.chance(40):
            centre = case["as_of"] - timedelta(days=dice.rng.randint(0, 45))
        home = dice.one(places[1:] if dice.chance(85) else places)
        near = [unit["id"] for unit in places if home["id"] in (unit["id"], unit.get("parent"))
                or (home["level"] in ("town", "subdistrict") and unit.get("parent") == home.get("parent"))]
        for _ in dice.some(size.cluster, 2):
            day = centre + timedelta(days=dice.one((-16, -15, -10, -1, 0, 0, 0, 1, 5, 14, 15, 16, 30, 31, 35)))
            rows.append(accident(dice, case, f"a{len(rows)}", dice.one(near), max(day, dice.first), style))
    case["accidents"] = rows


def accident(dice: Dice, case: Row, name: str, unit: str, day: date, style: str) -> Row:
    """One accident with its story."""
    deaths = STYLE.get(style, DEATHS)
    row: Row = {"id": name, "unit": unit, "date": day, "deaths": dice.one(deaths)}
    if dice.chance(50):
        row["serious_injuries"] = dice.one(INJURED if style == "mixed" else (0, 4, 9))
    if dice.chance(40):
        row["loss"] = dice.one(LOSS if style == "mixed" else (0, 800, 999))
    if style == "ordinary" or dice.chance(60):
        row |= {"sector": dice.one(SECTORS), "nature": dice.one(NATURES)}
        for key in ("sector", "nature"):
            if dice.chance(4):
                del row[key]
    if dice.chance(20):
        row["recorded_on"] = dice.later(day, 40)
    if dice.chance(20):
        row["road_or_fire"] = dice.chance(70)
    story(dice, case, row, deaths)
    return row


def story(dice: Dice, case: Row, row: Row, deaths: tuple[int, ...]) -> None:
    """Corrections around day 7 and day 30, reports in time and late, clearing, writing off."""
    after = sorted({dice.one((1, 3, 6, 7, 8, 15, 29, 30, 31, 45)) for _ in dice.some(3)}) if dice.chance(40) else []
    if after:
        row["updates"] = [update(dice, row["date"] + timedelta(days=n), dice.one((deaths, deaths, DEATHS))) for n in after]
    if dice.chance(20):
        row["reports"] = [report(dice, row["date"], to, hour) for to, hour in (("county", 10), ("city", 12), ("province", 14))
                          if to != "province" or dice.chance(30)]
    if dice.chance(15):
        row["responsibility_outside"] = dice.few([unit["id"] for unit in case["units"]], 3)
    if dice.chance(12):
        row["written_off_on"] = row["date"] + timedelta(days=dice.one((7, 10, 30, 60, 120)))


def update(dice: Dice, day: date, deaths: tuple[int, ...]) -> Row:
    """Totals restated, one to three of them."""
    row: Row = {"date": day, "deaths": dice.one(deaths)}
    if dice.chance(25):
        row["serious_injuries"] = dice.one(INJURED)
    if dice.chance(25):
        row["loss"] = dice.one(LOSS)
    if len(row) > 2 and dice.chance(40):
        del row["deaths"]
    return row


def report(dice: Dice, day: date, to: str, hour: int) -> Row:
    """A report due that day, in time or late by minutes or hours."""
    at = hour * 60 + dice.one((-30, 0, 1, 59, 60, 150, 900))
    on = day + timedelta(days=at // 1440)
    return {"to": to, "due": f"{day.isoformat()}T{hour:02d}:00",
            "at": f"{on.isoformat()}T{at % 1440 // 60:02d}:{at % 60:02d}"}


def add_hazards(dice: Dice, size: Size, case: Row) -> None:
    """Listed hazards: finished in time, late or not; with and without a finding."""
    places = [unit["id"] for unit in case["units"] if unit["level"] not in ("department", "city")]
    rows: list[Row] = []
    for n in dice.some(size.lists):
        deadline = dice.near(case["as_of"]) if dice.chance(40) else dice.any_day()
        row: Row = {"id": f"yh{n}", "unit": dice.one(places), "deadline": deadline}
        if dice.chance(40):
            row["finished_on"] = deadline + timedelta(days=dice.one((-20, -1, 0, 1, 20)))
        if dice.chance(55):
            row["finding_on"] = deadline + timedelta(days=dice.one((-5, 0, 1, 2, 9, 40)))
        rows.append(row)
    case["hazards"] = rows
