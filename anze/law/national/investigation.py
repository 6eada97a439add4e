"""Clocks that an accident starts: reports up the chain, investigation, reply, review (国务院令第493号第九至三十二条, 安全生产法第八十六条).

Days run from the day after the event (民法典第二百零一条); hours from the minute.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from anze.law.days import add_years
from anze.law.national.grades import casualty_window_days, table
from anze.law.national.tables import HERE, in_force, read_versions

TIERS: Final = ("county", "city", "province", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    """Within how many years of the reply the review must be held, as it holds from `since`."""

    since: date
    instrument: str
    number: str
    article: str
    review_years: int
    words: str


@dataclass(frozen=True, slots=True)
class ReportClock:
    """A report that is owed to a tier: until when, when it was made (None: not on record)."""

    to: str
    due: datetime
    at: datetime | None

    @property
    def minutes_late(self) -> int:
        """Whole minutes after its time; 0 where it was made in time or is not on record."""
        return max(0, int((self.at - self.due).total_seconds() // 60)) if self.at and self.at > self.due else 0


def report_chain(learned_at: datetime, grade: str, made: Mapping[str, datetime]) -> tuple[ReportClock, ...]:
    """The reports owed for an accident, from the county upwards as far as its grade reaches (第九至十一条).

    The enterprise has its hour from when its head learned of it; each tier its two hours from when it was told, or, where that is not
    on record, from when it should have been.
    """
    rules = table(learned_at.date())
    limits, due = rules.limits, learned_at
    found: list[ReportClock] = []
    for tier in TIERS[:TIERS.index(rules.of(grade).report_to) + 1]:
        hours = limits.report_hours_each_level if found else limits.report_hours_enterprise
        due = due + timedelta(hours=hours)
        at = made.get(tier)
        found.append(ReportClock(tier, due, at))
        due = at or due
    return tuple(found)


def investigated_by(grade: str, on: date) -> str:
    """The tier of government that investigates an accident of the grade (第十九条)."""
    return table(on).of(grade).investigated_by


def supplementary_until(road_or_fire: bool, on: date) -> date:
    """The last day on which changed casualties are reported again and move the grade (第十三条)."""
    return on + timedelta(days=casualty_window_days(road_or_fire, on))


def longest_extension(on: date) -> int:
    """The most days by which the investigation may be extended altogether (第二十九条)."""
    return table(on).limits.investigation_extension_days


def longest_reply_extension(on: date) -> int:
    """The most days by which the reply on a 特别重大 accident may be extended altogether (第三十二条)."""
    return table(on).limits.reply_extension_days_extraordinary


def report_due(on: date, extended: int = 0, appraisals: Iterable[tuple[date, date]] = ()) -> date:
    """The last day for handing in the investigation's report (第二十九条): 60 days from the accident on `on`, longer by what was approved.

    The days of a technical appraisal (both ends included, days of two at once counted once) are not counted (第二十七条); one that begins
    when the term is over adds nothing.
    """
    limits = table(on).limits
    due = on + timedelta(days=limits.investigation_days + min(extended, limits.investigation_extension_days))
    free: set[date] = set()
    for start, end in sorted(appraisals):
        if start <= due:
            days = {start + timedelta(days=n) for n in range((end - start).days + 1) if start + timedelta(days=n) > on} - free
            due, free = due + timedelta(days=len(days)), free | days
    return due


def reply_due(submitted: date, grade: str, extended: int = 0) -> date:
    """The last day for the government's reply (批复, 第三十二条): 15 days from the report, 30 for 特别重大, which alone may be extended."""
    limits = table(submitted).limits
    if grade == "extraordinary":
        return submitted + timedelta(days=limits.reply_days_extraordinary + min(extended, limits.reply_extension_days_extraordinary))
    return submitted + timedelta(days=limits.reply_days)


def notice_until(notice_from: date) -> date:
    """The last day of the public notice of a write-off (统计核销); the decision may be made from the next day on."""
    return notice_from + timedelta(days=table(notice_from).limits.write_off_notice_days)


@cache
def review_rules() -> tuple[ReviewRule, ...]:
    """Every version of the rule on reviews, oldest first."""
    return read_versions(HERE / "review.toml", ReviewRule)


def review_rule(on: date) -> ReviewRule | None:
    """The rule on reviews in force on a day; None before there was one."""
    return in_force(review_rules(), on) if review_rules()[0].since <= on else None


def review_due(replied: date) -> date | None:
    """The last day for the review of measures (安全生产法第八十六条); None for a reply before the rule."""
    rule = review_rule(replied)
    return add_years(replied, rule.review_years) if rule else None
