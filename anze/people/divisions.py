"""The shipped list of Qingyuan's divisions: real units with real codes (source and licence in data/README.md)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
CITY: Final = "441800"
ZONE: Final = "441802400"
CODE_SYSTEM: Final = "民政部 2026-09"
STATISTICS: Final = "统计局 2023"
# What the list calls a kind, and what an office calls it.
KINDS: Final = {"prefecture_city": "地级市", "district": "市辖区", "county": "县", "county_city": "县级市", "autonomous_county": "自治县",
                "town": "镇", "ethnic_township": "民族乡", "subdistrict": "街道"}


@dataclass(frozen=True, slots=True)
class Division:
    """A division as the list has it; `level` as the law's codes say it, `parent` empty for the city."""

    code: str
    name: str
    level: str
    parent: str
    kind: str
    code_system: str = CODE_SYSTEM
    official_name: str = ""


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the shipped tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def divisions() -> tuple[Division, ...]:
    """Return the city, its counties, towns and subdistricts, and 高新区, each after the unit above it.

    The statistics list puts the zone under 清城区; the regulation names it beside the counties (第二条第二款).
    """
    found = [Division(row["code"], row["name"], "subdistrict" if row["kind"] == "subdistrict" else row["level"],
                      "" if row["code"] == CITY else row["parent_code"], KINDS.get(row["kind"], row["kind"]), official_name=row["official_rare_char_name"])
             for row in rows("qingyuan_divisions.csv")]
    zone = next(row for row in rows("qingyuan_special_units.csv") if row["nbs_code_2023"] == ZONE)
    return (*found, Division(ZONE, zone["name"], "zone", CITY, "高新区", STATISTICS))


@cache
def related_bodies() -> tuple[Division, ...]:
    """Return forest farms and reserves: bodies related to a county's government (相关机构, 第二条第二款), as departments beside it."""
    return tuple(Division(row["nbs_code_2023"], row["name"], "department", row["parent_code"], "林场" if "林场" in row["name"] else "保护区", STATISTICS)
                 for row in rows("qingyuan_special_units.csv") if row["nbs_code_2023"] != ZONE)
