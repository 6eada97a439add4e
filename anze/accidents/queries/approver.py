"""Of which level the government is that approves an investigation's report, as far as its name tells, and whether that is high enough.

国务院令第493号: the government that investigates by 第十九条 approves (第三十二条); a higher one may always have taken the accident over (第二十条).
What is delegated to departments is the investigation, never the reply.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from anze.accidents.codes import INVESTIGATORS
from anze.accidents.models import Accident, InvestigationStep, Statement
from anze.accidents.policies import of_county
from anze.law.national.grades import grade_label, grade_of, table
from anze.law.national.investigation import investigated_by
from anze.people.models import Unit

LEVELS: Final = ("town", "county", "city", "province", "state")  # from below
NAMED: Final = {"town": "乡镇级的", "county": "县级的", "city": "设区的市级的", "province": "省级的"}
_GOVERNMENT: Final = re.compile(r"人民政府|政府")
_PROVINCE: Final = re.compile(r".{0,8}?(?:省|自治区)|北京市|天津市|上海市|重庆市")
# What a place is called, where it is none of the register: a 市 may be of a city or of a county, so it tells nothing.
_PLACES: Final = ((re.compile(r".{1,12}?(?:自治州|地区|盟)"), "city"), (re.compile(r".{0,10}?(?:县|旗|(?<![发理园验范])区)"), "county"),
                  (re.compile(r".{0,10}?(?:镇|乡|街道)"), "town"), (re.compile(r".{0,10}?市"), ""))


@dataclass(frozen=True, slots=True)
class Approver:
    """What is to be said of a government that approves: why it is refused, or what must be confirmed; both empty where nothing is."""

    refusal: str = ""
    asked: str = ""


def level_named(name: str, place: Unit) -> str:
    """Return the level of the highest government or body that a name speaks of; empty where the name does not tell."""
    units = {one.name: _level(one) for one in Unit.objects.filter(path__startswith=f"/{place.path.split('/')[1]}/").exclude(level="department")}
    found = [_level_of(part.strip(), units) for part in re.split(r"[、，,；;和]", name)]
    return max(found, key=lambda one: LEVELS.index(one) if one else -1)


def _level(unit: Unit) -> str:
    return "city" if unit.level == "city" else "county" if of_county(unit) else "town"


def _level_of(name: str, units: dict[str, str]) -> str:
    if name.startswith("国务院"):
        return "state"
    end = _GOVERNMENT.search(name)
    left, level = (name[:end.start()] if end else name), ""
    while left:
        before = left
        left, level = _next(left, level, units, any_place=end is not None)
        if left == before:
            return level
    return level


def _next(left: str, level: str, units: dict[str, str], *, any_place: bool) -> tuple[str, str]:
    """Take the place off that a name begins with, and return the rest and that place's level; the same again where it begins with none."""
    known = max((name for name in units if left.startswith(name)), key=len, default="")
    if known:
        return left.removeprefix(known), units[known]
    if found := _PROVINCE.match(left):
        return left[found.end():], "province"
    for pattern, named in _PLACES if any_place else ():
        if found := pattern.match(left):
            return left[found.end():], named or ("county" if level == "city" else "")
    return left, level


def approver(accident: Accident, name: str) -> Approver:
    """Say whether a government (by its name) may approve the report of an accident as it stands."""
    least, meant = _least(accident)
    level, number = level_named(name, accident.unit), table(accident.date).number
    if level and LEVELS.index(level) < LEVELS.index(least):
        return Approver(refusal=f"{grade_label(accident.grade)}由{INVESTIGATORS[least]}负责调查（{number}第十九条），由它或者上级人民政府批复（第三十二条），"
                                f"“{name}”是{NAMED[level]}。授权或者委托有关部门的是调查，不是批复。请核对批复机关；上一级还没有批复的，先不登记。")
    if level and LEVELS.index(level) < LEVELS.index(meant):
        return Approver(asked=f"等级升高以后是{grade_label(accident.grade)}，上级人民政府（{INVESTIGATORS[meant]}）可以另行组织调查（第二十条）。"
                              f"确实没有另行组织、由“{name}”批复的，请勾选确认。")
    if not level or not (_GOVERNMENT.search(name) or level == "state"):
        return Approver(asked=f"从“{name}”看不出是哪一级人民政府。批复由负责事故调查的{INVESTIGATORS[meant]}或者它的上级作出"
                              f"（{number}第十九条、第三十二条）。请写全称，确实是的勾选确认。")
    return Approver()


def _least(accident: Accident) -> tuple[str, str]:
    """Return the lowest level that may approve, and the level meant by 第十九条: they differ where the grade has risen since (第二十条)."""
    opened = InvestigationStep.objects.current().filter(accident=accident, kind="opened").values_list("tier", flat=True).first()
    stated = Statement.objects.current().filter(accident=accident).first()
    now = investigated_by(accident.grade, accident.date)
    first = investigated_by(grade_of(stated.deaths, stated.serious_injuries, stated.loss or 0, stated.date)[0], stated.date) if stated else now
    least = _highest([min(first, now, key=LEVELS.index), opened or ""])
    return least, _highest([now, least])


def _highest(levels: Iterable[str]) -> str:
    return max(filter(None, levels), key=LEVELS.index)
