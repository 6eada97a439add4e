"""Whether something may be done with an accident as it stands now: tables and sentences; of rights, only whose office stands over whose."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from anze.accidents.codes import SECTORS
from anze.accidents.told import Told
from anze.law.national.accident_types import types
from anze.law.national.grades import tables
from anze.people.models import Account, Recorded, Unit
from anze.people.moment import SHANGHAI

UNDO_MINUTES: Final = 10  # whoever wrote something takes it back without a reason
ADDING: Final = frozenset({"figures", "report"})  # what every office of the tree may add
WRITING_OFF: Final = frozenset({"notice", "write-off", "strike-write-off"})
CREDIT_CODE: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


def reason_needed(row: Recorded, by: Account, now: datetime) -> bool:
    """Say whether taking a record off must give a reason: not by who wrote it, within ten minutes."""
    return row.recorded_by_id != by.pk or now - row.recorded_at > timedelta(minutes=UNDO_MINUTES)


def refused(deed: str, mine: Sequence[Unit], place: Unit, theirs: Sequence[Unit | None] = ()) -> str:
    """Return why offices may not do a deed with an accident at a place; empty where they may.

    `mine`: the units whose office asks. `theirs`: the units whose offices recorded what would be overruled, None where nobody knows.
    What was recorded is corrected, lowered and taken off by the office that recorded it or one above; the write-off is for county level and above.
    """
    if deed in ADDING:
        return ""
    over = [one for one in mine if place.path.startswith(one.path)]
    if deed in WRITING_OFF:
        over = [one for one in over if of_county(one)]
        if not over:
            return "统计核销由县级以上安委办办理。请报县（市、区）安委办。"
    if not any(all(_above(one, other) for other in theirs) for one in over):
        if deed == "lower":
            return "伤亡人数只能由登记这起事故的安委办或者它的上级改少，这里比在案的少。请核对是不是写了合计数；确实报多了的，报请登记的安委办更正。"
        return "这起事故由上级安委办登记或者更正过，由登记的安委办或者它的上级更正、撤销。情况有变的，请“更新伤亡和损失”，或者报请上级安委办更正。"
    return ""


def second_needed(weight: str, mine: Sequence[Unit], place: Unit, top: Unit, *, own: bool) -> str:
    """Return why offices may not take back the registration of an accident on which something hangs (`weight`, in words); empty where they may.

    It is for an office above the county, or the topmost of all (`top`), and there for another account than registered it (`own`): decisions/0069.
    """
    if not any(place.path.startswith(one.path) and (one.level == "city" or one.parent_id is None) for one in mine):
        return f"这起事故{weight}，撤销登记由上一级（{top.name}）安委办办理。请报{top.name}安委办撤销；情况写错了的，请用“更正情况”。"
    return f"这起事故{weight}，又是您登记的，撤销登记要由另一个账号办理。请本安委办另一位同志撤销。" if own else ""


def relieved_by(mine: Sequence[Unit], area: Unit) -> bool:
    """Say whether one of the offices may lay the responsibility outside an area: strictly above it, or the topmost of all (第二十七条第三款)."""
    return any(area.path.startswith(one.path) and (one.pk != area.pk or one.parent_id is None) for one in mine)


def of_county(unit: Unit) -> bool:
    """Say whether a unit is a county, a zone treated as one, or above."""
    return unit.level in {"city", "county"} or (unit.level == "zone" and unit.treated_as == "county")


def _above(mine: Unit, theirs: Unit | None) -> bool:
    return of_county(mine) if theirs is None else theirs.path.startswith(mine.path)


def faults_of(told: Told, now: datetime) -> dict[str, str]:
    """Return what keeps an accident from being stated so, a sentence a field with the remedy; empty where nothing does."""
    return dict([*_when(told, now), *_where(told), *_what(told)])


def _when(told: Told, now: datetime) -> Iterator[tuple[str, str]]:
    if told.happened_at > now:
        yield "happened_at", "发生时间晚于现在。还没有发生的事不能登记，请改成实际发生的时间。"
    elif told.date < tables()[0].since:
        yield "happened_at", f"发生日期早于{tables()[0].since:%Y年%-m月%-d日}：{tables()[0].number}当时还没有施行。请核对年份。"
    if told.learned_at and told.learned_at < told.happened_at:
        yield "learned_at", "单位负责人接报的时间早于事故发生的时间。请改正其中一个；不清楚的，接报时间可以不填。"
    elif told.learned_at and told.learned_at > now:
        yield "learned_at", "单位负责人接报的时间晚于现在，请改正。"


def _where(told: Told) -> Iterator[tuple[str, str]]:
    if told.unit.level in {"department", "city"}:
        yield "unit", "发生地请选到县（市、区）、乡镇（街道）或者园区：约谈和一票否决按地方计算。"
    elif told.unit.closed_on and told.date > told.unit.closed_on:
        closed = told.unit.closed_on
        yield "unit", f"{told.unit.name}已于{closed.year}年{closed.month}月{closed.day}日撤销。请选择接替的单位，或者改正发生时间。"
    if (told.longitude is None) != (told.latitude is None):
        yield "longitude", "经度和纬度要一起填，或者都不填。"
    elif told.longitude is not None and told.latitude is not None and not (73 <= told.longitude <= 136 and 3 <= told.latitude <= 54):
        yield "longitude", "这个经纬度不在国内：经度在73到136之间，纬度在3到54之间。请核对是否填反了。"


def _what(told: Told) -> Iterator[tuple[str, str]]:
    if told.credit_code and not CREDIT_CODE.fullmatch(told.credit_code):
        yield "credit_code", "统一社会信用代码是18位数字和大写字母（没有I、O、S、V、Z）。请核对；不清楚的可以不填。"
    if told.sector not in SECTORS:
        yield "sector", "请选择行业（领域）。"
    if told.date >= tables()[0].since and (fault := nature_fault(told.nature, told)):
        yield "nature", fault
    if told.loss is not None and told.loss < 0:
        yield "loss", "直接经济损失不能小于0。"


def nature_fault(nature: str, told: Told) -> str:
    """Return what is wrong with a type of accident on the day of the accident; empty where nothing is. A table that is not complete judges nothing."""
    table = types(told.date)
    if not nature:
        return "请选择事故类别。"
    if table.complete and table.find(nature) is None:
        return f"“{nature}”不在{table.number}的{table.count}类里：{told.happened_at.astimezone(SHANGHAI):%Y年%-m月%-d日}起算的事故按这张表。请重新选择。"
    return ""
