"""Accident grades and the time limits of reporting, investigation and reply (国务院令第493号)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from anze.law.national.tables import HERE, in_force, read_versions

GRADES: Final = ("ordinary", "considerable", "major", "extraordinary")
MEASURES: Final = ("deaths", "serious_injuries", "loss")
_LABELS: Final = {"ordinary": "一般事故", "considerable": "较大事故", "major": "重大事故", "extraordinary": "特别重大事故"}
_MEASURE_LABELS: Final = {"deaths": "死亡人数", "serious_injuries": "重伤人数（含急性工业中毒）", "loss": "直接经济损失"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A grade and the least number of each measure that reaches it; `loss` in 10,000 yuan.

    `report_to`: the highest tier of government to which it is reported (第十条); `investigated_by`: the tier that investigates it (第十九条).
    """

    code: str
    deaths: int
    serious_injuries: int
    loss: int
    report_to: str
    investigated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of the order beside 第三条, with its words as far as they carry a number or a competence."""

    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hours and days that the order and the statistics set; the comments in grades.toml name the articles."""

    casualty_window_days: int
    casualty_window_days_road_or_fire: int
    report_hours_enterprise: int
    report_hours_each_level: int
    investigation_days: int
    investigation_extension_days: int
    reply_days: int
    reply_days_extraordinary: int
    reply_extension_days_extraordinary: int
    write_off_notice_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTable:
    """The grades in rising order, the limits, the words of 第三条 and of the other articles, as they hold from `since`."""

    since: date
    instrument: str
    number: str
    words: str
    grade: tuple[Threshold, ...]
    limits: Limits
    article: tuple[Article, ...]

    def of(self, grade: str) -> Threshold:
        """The row of a grade. KeyError for a code that is none."""
        return {step.code: step for step in self.grade}[grade]

    def words_of(self, number: str) -> str:
        """The words of an article: 第九条. KeyError for one that is not in the file."""
        return {article.number: article.words.strip() for article in self.article}[number]


@cache
def tables() -> tuple[GradeTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "grades.toml", GradeTable)


@cache
def table(on: date) -> GradeTable:
    """The version in force on a day. ValueError before 2007-06-01."""
    return in_force(tables(), on)


def grade_of(deaths: int, serious_injuries: int, loss: int | Decimal, on: date) -> tuple[str, str]:
    """(grade, measure): the highest grade that a measure reaches, and the first measure that reaches it (第三条).

    `loss` in 10,000 yuan. Where no measure rises above `ordinary` all reach it, and `deaths` is named.
    ValueError for a negative number or a day before the order.
    """
    numbers = (deaths, serious_injuries, loss)
    if min(numbers) < 0:
        raise ValueError(f"伤亡人数和直接经济损失不能小于 0，这里是 {deaths}、{serious_injuries}、{loss}")
    for step in reversed(table(on).grade):
        least = (step.deaths, step.serious_injuries, step.loss)
        for measure, number, threshold in zip(MEASURES, numbers, least, strict=True):
            if number >= threshold:
                return step.code, measure
    return GRADES[0], MEASURES[0]


def grade_label(grade: str) -> str:
    """The grade as the order names it: considerable → 较大事故."""
    return _LABELS[grade]


def measure_label(measure: str) -> str:
    """The measure in Chinese: deaths → 死亡人数."""
    return _MEASURE_LABELS[measure]


def casualty_window_days(road_or_fire: bool, on: date) -> int:
    """Days after the accident within which changed casualties still move the grade (第十三条): 30; road and fire 7."""
    limits = table(on).limits
    return limits.casualty_window_days_road_or_fire if road_or_fire else limits.casualty_window_days
