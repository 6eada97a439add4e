"""The clocks of one accident as a page shows them: what is owed under which article, until when, and whether it came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from anze.accidents.codes import INVESTIGATORS, TIERS
from anze.accidents.facts import local
from anze.accidents.models import ApprovedReport, ChainReport, InvestigationStep, Review, Statement
from anze.law.national.grades import grade_of, table
from anze.law.national.investigation import (
    ReportClock,
    investigated_by,
    reply_due,
    report_chain,
    report_due,
    review_due,
    review_rule,
    supplementary_until,
)
from anze.people.moment import SHANGHAI

SOON_DAYS: Final = 7  # what is due within a week is called 临期


@dataclass(frozen=True, slots=True)
class Clock:
    """Something owed: `due` and `done` as days, `lamp` and `words` for the lamp, `cite` the article, `note` how the day was reckoned."""

    label: str
    cite: str
    due: date | None
    done: date | None
    lamp: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A report of the chain: the tier, until when, when it was made, the lamp; `row` what is on record of it."""

    clock: ReportClock
    tier: str
    lamp: str
    words: str
    row: ChainReport | None
    state: bool

    @property
    def due(self) -> datetime:
        """Until when, as a moment in Shanghai."""
        return self.clock.due.replace(tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True)
class Course:
    """What is on record of an accident's way through reports and investigation, at one of the two clocks."""

    reports: Sequence[ChainReport]
    steps: Sequence[InvestigationStep]
    approval: ApprovedReport | None
    reviews: Sequence[Review]

    def first(self, kind: str) -> InvestigationStep | None:
        """Return the step of a kind that comes once."""
        return next((step for step in self.steps if step.kind == kind), None)

    def extended(self, kind: str) -> int:
        """Return by how many days in all."""
        return sum(step.days or 0 for step in self.steps if step.kind == kind)


def course_of(accident: int, known_at: date) -> Course:
    """Return what was on record of an accident (by its key) at the end of a day: five queries."""
    of: Any = lambda model: model.objects.on_record(known_at).filter(accident=accident).select_related("recorded_by")  # noqa: E731
    return Course(list(of(ChainReport)), list(of(InvestigationStep)),
                  of(ApprovedReport).prefetch_related("responsible", "outside").order_by("-recorded_at").first(), list(of(Review)))


def chain_of(statement: Statement, course: Course, now: datetime) -> list[Link]:
    """Return the reports owed for an accident as first stated, each with what is on record (第九至十一条)."""
    grade, _ = grade_of(statement.deaths, statement.serious_injuries, statement.loss or 0, statement.date)
    made = {row.to: row for row in course.reports if not row.supplementary}
    owed = report_chain(local(statement.learned_at or statement.happened_at), grade, {to: local(row.made_at) for to, row in made.items()})
    return [Link(clock, TIERS[clock.to], *_reported(clock, now), made.get(clock.to), clock.to == "state") for clock in owed]


def _reported(clock: ReportClock, now: datetime) -> tuple[str, str]:
    if clock.minutes_late:
        return "missed", f"迟报{in_hours(clock.minutes_late)}"
    if clock.at:
        return "met", "按时"
    return ("lacking", "未见报告记录") if clock.due < local(now) else ("pending", "未到时限")


def in_hours(minutes: int) -> str:
    """Return minutes as people say them: 4小时20分钟."""
    hours, rest = divmod(minutes, 60)
    return "".join(filter(None, (f"{hours}小时" if hours else "", f"{rest}分钟" if rest or not hours else "")))


def clocks_of(statement: Statement, grade: str, course: Course, today: date) -> Iterator[Clock]:
    """Yield the clocks after the first reports: supplementary reports, the investigation's report, the reply, the review."""
    number = table(statement.date).number
    last = supplementary_until(statement.road_or_fire, statement.date)
    yield Clock("伤亡人数变化的补报期", f"{number}第十三条", last, None, *(("none", "已过") if today > last else ("pending", f"还有{(last - today).days}日")),
                "道路交通、火灾事故" if statement.road_or_fire else "")
    yield from _reported_again(statement, grade, course)
    yield _investigation(statement, course, today)
    submitted = course.first("submitted")
    if submitted is None:
        yield Clock("批复", f"{number}第三十二条", None, None, "none", "待提交报告", "自收到事故调查报告之日起算")
    else:
        due = reply_due(submitted.on, grade, course.extended("reply_extended"))
        done = course.approval.on if course.approval else None
        extra = course.extended("reply_extended") if grade == "extraordinary" else 0
        yield Clock("批复", f"{number}第三十二条", due, done, *_lamp(due, done, today), f"已延长{extra}日" if extra else "")
    yield _review(course, today)


def _reported_again(statement: Statement, grade: str, course: Course) -> Iterator[Clock]:
    """Yield the tiers that a risen grade reaches and the first one did not: they are told without delay, for which no hours are set (第十、十三条)."""
    first, _ = grade_of(statement.deaths, statement.serious_injuries, statement.loss or 0, statement.date)
    told = {clock.to for clock in report_chain(local(statement.happened_at), first, {})}
    for clock in report_chain(local(statement.happened_at), grade, {}):
        if clock.to not in told:
            made = min((row.made_at.astimezone(SHANGHAI).date() for row in course.reports if row.to == clock.to), default=None)
            yield Clock(f"等级升高后补报{TIERS[clock.to]}", f"{table(statement.date).number}第十条、第十三条", None, made,
                        *(("met", "已补报") if made else ("lacking", "应当及时补报")), "等级升高，应当上报到的级别随之升高")


def _investigation(statement: Statement, course: Course, today: date) -> Clock:
    extended = course.extended("extended")
    appraisals = [(step.on, step.until or today) for step in course.steps if step.kind == "appraisal"]
    due = report_due(statement.date, extended, appraisals)
    submitted = course.first("submitted")
    free = (due - report_due(statement.date, extended)).days
    parts = [f"已延长{extended}日" if extended else "", f"技术鉴定{free}日不计入" if free else "",
             "鉴定尚未结束，期限顺延" if any(step.kind == "appraisal" and step.until is None for step in course.steps) else ""]
    done = submitted.on if submitted else None
    return Clock("提交事故调查报告", f"{table(statement.date).number}第二十九条", due, done, *_lamp(due, done, today), "；".join(filter(None, parts)))


def _review(course: Course, today: date) -> Clock:
    if course.approval is None:
        return Clock("整改和防范措施落实情况评估", "安全生产法第八十六条", None, None, "none", "待批复", "批复后一年内")
    due, rule = review_due(course.approval.on), review_rule(course.approval.on)
    done = min((row.on for row in course.reviews), default=None)
    if due is None or rule is None:
        return Clock("整改和防范措施落实情况评估", "", None, done, "none", "批复时法律没有规定期限")
    unpublished = done and not any(row.published_on for row in course.reviews)
    return Clock("整改和防范措施落实情况评估", f"安全生产法{rule.article}", due, done, *_lamp(due, done, today), "评估结果还没有公开" if unpublished else "")


def _lamp(due: date, done: date | None, today: date) -> tuple[str, str]:
    if done is not None:
        return ("met", "") if done <= due else ("backfilled", f"迟了{(done - due).days}日")
    if today > due:
        return "missed", f"逾期{(today - due).days}日"
    left = (due - today).days
    return ("soon" if due - today <= timedelta(days=SOON_DAYS) else "pending"), f"还有{left}日" if left else "今天到期"


def investigator(grade: str, first: str, on: date) -> tuple[str, str]:
    """Return who investigates (第十九条), and a sentence where the grade has risen beyond the tier that began (第二十条); else an empty one."""
    tier, before = investigated_by(grade, on), investigated_by(first, on)
    risen = "" if tier == before else f"等级变化后，上级人民政府（{INVESTIGATORS[tier]}）可以另行组织事故调查组进行调查（第二十条）。"
    return INVESTIGATORS[tier], risen
