"""The units of the demo city: Qingyuan's real divisions, and the departments that each level usually has."""

from anze.people.divisions import CITY, ZONE
from anze.people.divisions import rows as _read

Row = dict[str, object]

DETERMINED_COUNTY = "441802"
NAMES_WITHOUT_COUNTY = {"连山壮族瑶族自治县": "连山县", "连南瑶族自治县": "连南县"}

# code: name after the unit's, function (第十四、十五、十六条)
DEPARTMENTS = {
    "yjj": ("应急管理局", "regulator"),
    "zjj": ("住房和城乡建设局", "regulator"),
    "jtj": ("交通运输局", "regulator"),
    "scj": ("市场监督管理局", "regulator"),
    "xfj": ("消防救援局", "regulator"),
    "zrj": ("自然资源局", "regulator"),
    "gxj": ("工业和信息化局", "industry"),
    "jyj": ("教育局", "industry"),
    "wlj": ("文化广电旅游体育局", "industry"),
    "wjj": ("卫生健康局", "industry"),
    "nyj": ("农业农村局", "industry"),
    "czj": ("财政局", "other"),
    "tjj": ("统计局", "other"),
}


def _division(row: dict[str, str]) -> Row:
    subdistrict = row["kind"] == "subdistrict"
    return {"id": row["code"], "name": row["name"], "level": "subdistrict" if subdistrict else row["level"],
            "parent": None if row["code"] == CITY else row["parent_code"], "function": None, "treated_as": None,
            "determined": row["parent_code"] == DETERMINED_COUNTY if subdistrict else None}


def _zone() -> Row:
    # The statistics list puts the zone under 清城区; the regulation names it beside the counties (第二条第二款).
    name = next(row["name"] for row in _read("qingyuan_special_units.csv") if row["nbs_code_2023"] == ZONE)
    return {"id": ZONE, "name": name, "level": "zone", "parent": CITY, "function": None, "treated_as": "county",
            "determined": None}


def _departments(unit: Row) -> list[Row]:
    name = str(unit["name"])
    short = "清远高新区" if unit["id"] == ZONE else NAMES_WITHOUT_COUNTY.get(name, name)
    return [{"id": f"{unit['id']}-{code}", "name": short + title, "level": "department", "parent": unit["id"],
             "function": function, "treated_as": None, "determined": None}
            for code, (title, function) in DEPARTMENTS.items()]


def city_units() -> list[Row]:
    """Rows of `units`: the city, its counties and zone, towns and subdistricts, then the departments of each level."""
    divisions = [_division(row) for row in _read("qingyuan_divisions.csv")] + [_zone()]
    seats_of_departments = [unit for unit in divisions if unit["level"] in ("city", "county", "zone")]
    return divisions + [department for unit in seats_of_departments for department in _departments(unit)]


def duty_level(unit: Row) -> str:
    """The level whose duties the leaders of `unit` carry out in the demo (subdistricts work like towns, determined or not)."""
    level = str(unit["treated_as"] or unit["level"])
    return "town" if level == "subdistrict" else level
