"""How a scheme is said in words: how each indicator becomes points, how scores are rounded, what a missing indicator does, how grades are given."""

from decimal import Decimal
from typing import Any

from anze.acts.pack import pack_in_force
from anze.assessments.codes import SOURCES, WHOLE
from anze.assessments.models import Assessment, Indicator
from anze.assessments.queries.pack import process_clause
from anze.duties.figures import figure
from anze.law.codes import ASSESSMENT_GRADES
from anze.law.provisions import provision_label


def number(value: Decimal) -> str:
    """Return a number without the noughts that say nothing: 5.00 → 5."""
    return f"{value.normalize():f}" if value else "0"


def source_words(one: Indicator) -> str:
    """Return where an indicator's facts come from: 系统数据：生产安全事故起数."""
    if one.source == "report":
        return SOURCES[one.source]
    return f"{SOURCES[one.source]}：{figure_label(one.figure)}" + (f"，每个单位抽 {one.size} 件" if one.source == "sample" else "")


def figure_label(name: str) -> str:
    """Return what a figure is called; its name where no app brings it any more."""
    try:
        return figure(name).label
    except LookupError:
        return name


def _word(name: str) -> str:
    try:
        return figure(name).word
    except LookupError:
        return "件"


def rule_words(one: Indicator) -> str:
    """Return in a sentence how an indicator becomes points."""
    weight, each, word = number(one.weight), number(one.each), _word(one.figure)
    if one.rule == "given":
        asked = f"{one.asks.rstrip('。')}。" if one.asks else ""
        most = f"最多 {weight} 分" if one.kind != "score" else f"0 到 {weight} 分"
        return f"{asked}由考核人员核查佐证后评定，{most}。"
    if one.kind != "score":
        return f"每{word}{'加' if one.kind == 'bonus' else '扣'} {each} 分，最多 {weight} 分。"
    what = "抽到的记录属实的比例" if one.source == "sample" else "完成率"
    return {"rate": f"{weight} 分乘以{what}。", "target": f"{what}达到 {number(one.target)}% 得 {weight} 分，未达到的按比例得分。",
            "each_off": f"基础分 {weight} 分，每{word}扣 {each} 分，扣完为止。",
            "all_or_none": f"没有发生的得 {weight} 分，发生 1 {word}以上的不得分。"}[one.rule]


def general_words(assessment: Assessment) -> list[str]:
    """Return what holds for every score, a sentence each."""
    grades = "，".join(f"{number(limit)} 分以上为“{ASSESSMENT_GRADES[grade]}”" for grade, limit in assessment.limits[:-1])
    pack, clause = pack_in_force(), process_clause()
    return [
        f"计分指标的分值合计 {WHOLE} 分。某项指标不适用于某个单位的，这一项不计，其余指标的分值按比例提高，使合计仍为 {WHOLE} 分；不适用不等于零分。",
        f"每项得分四舍五入，保留 {assessment.places} 位小数；总分为各项得分之和，加上加分（合计最多 {number(assessment.bonus_cap)} 分），"
        f"减去扣分（合计最多 {number(assessment.deduction_cap)} 分），最低 0 分。",
        f"{grades}，不足的为“{ASSESSMENT_GRADES['poor']}”。",
        f"被“一票否决”的（{provision_label('27.p3')}至第五款），无论得分多少，最高只能评为“{ASSESSMENT_GRADES[clause.vetoed_best]}”（{pack.title}）。",
        f"数据截止日只限定系统数据。“一票否决”按{assessment.year}年全年发生的事故和作出的决定认定，不受数据截止日限制；公布以前有变化的，"
        "已有的审定失效，重新固定、重新审定。",
    ]


def fact_words(fact: dict[str, Any], word: str = "") -> str:
    """Return what is on record under an indicator, in a few words."""
    if fact.get("absent"):
        return f"不适用：{fact['absent']}"
    if fact.get("undrawn"):
        return "还没有抽样，开始核查评分时抽取"
    if fact.get("away"):
        return "待核查评分"
    if fact.get("given") is not None:
        return f"评定 {fact['given']} 分"
    if fact.get("whole") is None:
        return f"{fact['good']} {word}".strip()
    return f"{fact['good']} / {fact['whole']} {word}".strip()
