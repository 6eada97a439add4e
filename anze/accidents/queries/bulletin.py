"""What the month's bulletin (通报) says: the fields with which the office's template is filled, none of them typed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.accidents.queries.following import Names
from anze.accidents.queries.lists import listed
from anze.accidents.queries.monthly import Line, Part, Span, figures, span_of
from anze.accidents.queries.narrowing import Filters
from anze.duties.situation import since_for, situation
from anze.duties.sources import Scope
from anze.duties.world import World
from anze.law.days import Period
from anze.law.findings import in_order, in_words
from anze.law.national.grades import GRADES
from anze.law.question import Question
from anze.law.rules.window import outlook
from anze.people.models import Unit
from anze.people.moment import SHANGHAI, day_of

TYPICAL: Final = 5
REQUIRED: Final = ("各地、各有关部门要认真落实党政领导干部安全生产责任制，分析本地区、本行业事故的原因和规律，深入排查整治同类隐患；"
                   "发生事故的地区要按照“四不放过”的原则抓好整改，防止同类事故再次发生。")


# Whose bulletin → which governments it goes to.
_BELOW: Final[Mapping[str, str]] = {"city": "各县（市、区）人民政府", "county": "各乡镇人民政府、街道办事处"}


def issuer_of(rights: Rights) -> Unit | None:
    """Return the unit whose office gives the bulletin: the highest whose office the account is; None where it is none."""
    return min(rights.units("office"), key=lambda unit: len(unit.path), default=None)


def bulletin_fields(rights: Rights, month: Period, facts: World, now: datetime) -> Mapping[str, Any]:
    """Return the fields of the bulletin of a month, as of `now`."""
    today = day_of(now)
    asked, tree = Question(today, today), facts.index.tree
    of_month = figures(rights, asked, today, tree, span_of(month, so_far=False))
    so_far = figures(rights, asked, today, tree, span_of(month, so_far=True))
    return {"月份": month.label, "发往单位": addressees(issuer_of(rights)),
            "总体情况": f"{_overall(month.label, of_month)}\n{_overall(f'{month.first.year}年1至{month.first.month}月', so_far)}",
            "分地区": [_area(line) for line in (*of_month[0].lines, of_month[0].total)],
            "分行业": [{"行业": line.label, "起数": line.now.count, "死亡": line.now.deaths, "重伤": line.now.serious_injuries} for line in of_month[1].lines
                    if line.now.count],
            "典型事故": [{"概况": _told(one)} for one in _typical(rights, asked, span_of(month, so_far=False))],
            "预警提示": _warnings(rights, Question(min(today, month.last), today), facts),
            "工作要求": REQUIRED, "数据说明": f"数据截至{in_words(today)}，按事故发生日期统计，不含已经核销的事故；“同比”是与上年同期相比增减的数。"}


def addressees(issuer: Unit | None) -> str:
    """Return to whom a unit's bulletin goes: the governments below it and its committee's members."""
    below = _BELOW.get(issuer.level if issuer else "", "各下级人民政府")
    return f"{below}，{issuer.name if issuer else ''}安全生产委员会各成员单位"


def _overall(span: str, parts: Iterable[Part]) -> str:
    by = {part.name: part for part in parts}
    total = by["grade"].total
    grades = "、".join(f"{line.label}{line.now.count}起" for line in by["grade"].lines if line.now.count)
    now = total.now
    if not now.count:
        return f"{span}，没有发生计入统计的生产安全事故，{_compared(total)}。"
    unknown = f"（不含正在核实的{now.unknown}起）" if now.unknown else ""
    loss = f"直接经济损失{now.loss.normalize():f}万元{unknown}"
    return (f"{span}，共发生生产安全事故{now.count}起（{grades}），死亡{now.deaths}人，重伤{now.serious_injuries}人，{loss}；"
            f"{_compared(total)}。")


def _compared(line: Line) -> str:
    def said(more: int, unit: str) -> str:
        return f"增加{more}{unit}" if more > 0 else f"减少{-more}{unit}" if more < 0 else "持平"

    return f"与上年同期相比，起数{said(line.more, '起')}、死亡人数{said(line.more_deaths, '人')}"


def _area(line: Line) -> dict[str, Any]:
    return {"地区": line.label, "起数": line.now.count, "死亡": line.now.deaths, "重伤": line.now.serious_injuries, "起数同比": signed(line.more),
            "死亡同比": signed(line.more_deaths)}


def signed(number: int) -> str:
    """Return a difference as tables have it: +1, -2, 0."""
    return f"{number:+d}" if number else "0"


def _typical(rights: Rights, asked: Question, span: Span) -> list[Accident]:
    """Return the gravest accidents of the span, by grade and then by dead."""
    found = listed(rights, asked, Filters(None, "", "", "", "counting", span.first, span.last, ""), asked.as_of).select_related("unit")
    return sorted(found, key=lambda one: (-GRADES.index(one.grade), -one.deaths, -one.serious_injuries, one.date, one.pk))[:TYPICAL]


def _told(one: Accident) -> str:
    here = one.happened_at.astimezone(SHANGHAI)
    where = f"{one.unit.name}{one.enterprise}" if one.enterprise else f"{one.unit.name}{one.address}"
    hurt = "、".join(f"{word}{number}人" for word, number in (("死亡", one.deaths), ("重伤", one.serious_injuries), ("失踪", one.missing)) if number)
    account = one.account.strip().rstrip("。")
    return (f"{here.month}月{here.day}日{here.hour}时许，{where}发生一起{(one.nature or '生产安全').removesuffix('事故')}事故，"
            f"{f'造成{hurt}' if hurt else '没有人员死亡和重伤'}。{account and account + '。'}")


def _warnings(rights: Rights, asked: Question, facts: World) -> str:
    """Return how near the counties in reach stood to a trigger on the day asked about (the last of a past month), a sentence each."""
    reach = rights.reach("accident.view")
    units = Unit.objects.in_bulk(list(facts.index.tree.units), field_name="code")
    known = situation(asked, asked.as_of, Scope(since=since_for(facts.pack, asked.as_of)))
    near = [one for one in in_order("outlook", outlook(known)) if one["unit"] in units and reach.covers_unit(units[one["unit"]])]
    names = Names(rights, near)
    return "\n".join(names.text(one["why"]) for one in near) or f"截至{in_words(asked.as_of)}，没有地区临近约谈情形。"

