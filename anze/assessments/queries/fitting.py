"""Whether a scheme fits: which rules make something of which figure, which figures count which units, and which indicators apply to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from anze.assessments.codes import FIGURE_KINDS, FIGURE_RULES, FITTING, RULES, TOURS, WHOLE
from anze.assessments.models import Assessment, Indicator
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.drawing import draw
from anze.assessments.queries.wording import number
from anze.assessments.told import ToldIndicator, told_of
from anze.duties.figures import Figure, figures
from anze.law.codes import LEVELS
from anze.law.findings import in_words
from anze.people.models import Unit


def indicator_faults(told: ToldIndicator, units: Sequence[Unit]) -> dict[str, str]:
    """Return what is wrong with an indicator of a scheme for these units, by field, each with what to do."""
    faults, known = {}, {one.name: one for one in figures()}
    rules = FITTING.get((told.kind, told.source), ())
    if not rules:
        faults["source"] = "加分、扣分不用抽样核查，请另选数据来源。"
    elif told.rule not in rules:
        faults["rule"] = "这种计分办法不适合所选的性质和数据来源，请另选。"
    if told.source == "report" and told.figure:
        faults["figure"] = "自评和佐证由人评分，不用系统数据，请选“不用”。"
    elif told.source != "report" and told.figure not in known:
        faults["figure"] = "请选一项系统数据。"
    elif told.source == "tour" and not told.figure.startswith(TOURS):
        faults["figure"] = "巡查结果请选巡查方面的系统数据。"
    elif told.figure:
        faults |= _figure_faults(told, known[told.figure], units)
    if told.rule in {"each_off", "each"} and not told.each:
        faults["each"] = "请写明每件多少分。"
    if told.rule == "target" and not told.target:
        faults["target"] = "请写明目标完成率，如 95。"
    if told.source == "sample" and not 1 <= told.size <= 100:
        faults["size"] = "每个单位抽 1 到 100 件。"
    return faults


def _figure_faults(told: ToldIndicator, figure: Figure, units: Sequence[Unit]) -> dict[str, str]:
    """Return what is wrong between an indicator and the figure it takes: a rule that makes nothing of it, units of which it counts nothing."""
    faults = {}
    if told.source == "sample" and figure.kind != "rate":
        faults["figure"] = f"“{figure.label}”是{FIGURE_KINDS['number']}，没有可以抽样核查的完成记录。请选一项{FIGURE_KINDS['rate']}。"
    elif told.source != "sample" and told.rule in FITTING.get((told.kind, told.source), ()) and told.rule not in FIGURE_RULES[figure.kind]:
        fitting = "、".join(RULES[one] for one in FIGURE_RULES[figure.kind] if one in FITTING[told.kind, told.source])
        faults["rule"] = (f"“{figure.label}”是{FIGURE_KINDS[figure.kind]}，可以用：{fitting}。" if fitting
                          else f"“{figure.label}”是{FIGURE_KINDS[figure.kind]}，不能加分、扣分。请另选系统数据。")
    if units and not any(place_of(one) in figure.levels for one in units):
        levels = "、".join(LEVELS[one] for one in LEVELS if one in figure.levels)
        faults["figure"] = f"“{figure.label}”只统计{levels}，考核对象里没有这样的单位，算出来全是“不适用”。请另选。"
    return faults


def place_of(unit: Unit) -> str:
    """Return the level at which figures count a unit: a zone as what it is treated as."""
    return unit.treated_as if unit.level == "zone" else unit.level


def scheme_faults(assessment: Assessment, today: date) -> list[str]:
    """Return what keeps a scheme from being issued, a sentence each with what to do."""
    rows, units = list(assessment.indicators.current()), covered_units(assessment)
    total = sum((one.weight for one in rows if one.kind == "score"), Decimal(0))
    found = [f"{one.name}：{said}" for one in rows for said in indicator_faults(told_of(one), units).values()]
    if total != WHOLE:
        found.append(f"计分指标的分值合计 {number(total)}，应当正好 {WHOLE}。请调整分值。")
    if not units:
        found.append("还没有考核对象，请在“修改方案”里选。")
    if assessment.as_of > today:
        found.append(f"数据截止日（{in_words(assessment.as_of)}）还没有到，到期以后才能提取数据；要提前考核的，请改早截止日。")
    if assessment.self_due <= today:
        found.append(f"自评截止日（{in_words(assessment.self_due)}）不晚于今天，印发以后被考核单位没有时间自评。请改晚。")
    return found


@dataclass(frozen=True, slots=True)
class Applying:
    """How much of a scheme applies to a unit: the points of the indicators that do, and those that do not, each with why."""

    unit: Unit
    points: str
    missing: list[str]


def applying(assessment: Assessment, today: date) -> list[Applying]:
    """Return of every unit what of the scheme applies to it by what is on record today: what does not is left out and the rest is raised."""
    rows, drawn = list(assessment.indicators.current()), draw(assessment, today)["figures"]
    found = []
    for unit in covered_units(assessment):
        missing = [one for one in rows if one.source != "report" and not _there(one, unit, drawn)]
        points = sum((one.weight for one in rows if one.kind == "score" and one not in missing), Decimal(0))
        found.append(Applying(unit, number(points), [f"{one.name}（{number(one.weight)} 分）" for one in missing]))
    return found


def _there(one: Indicator, unit: Unit, drawn: Mapping[str, Any]) -> bool:
    count = drawn.get(one.figure, {}).get(unit.code)
    return count is not None and (one.source != "sample" or bool(count["good_ones"]))
