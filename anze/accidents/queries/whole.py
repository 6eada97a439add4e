"""Everything that the page of one accident shows, at the two clocks that it is asked by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from anze.access.rights import Rights
from anze.accidents.models import Accident, Concealment, FigureUpdate, Statement, WriteOff
from anze.accidents.queries.changes import Change, changes_of
from anze.accidents.queries.clocks import Clock, Course, Link, chain_of, clocks_of, course_of, investigator
from anze.accidents.queries.expected import grade_words
from anze.accidents.queries.figures import Figures, beyond_window, figures_of
from anze.accidents.queries.findings import around, findings
from anze.accidents.queries.following import Follows, Names, follows
from anze.accidents.told import told_of
from anze.law.national.grades import Limits, grade_label, measure_label, table
from anze.law.question import Question
from anze.people.moment import day_of, end_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What was on record of an accident at the end of a day; `statement` is None on a day when it was not on record."""

    statement: Statement | None
    updates: list[FigureUpdate]
    write_offs: list[WriteOff]
    concealments: list[Concealment]
    course: Course
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law says of it: grade with the words of 第三条, each day on which it was set, the clocks, what follows.

    `late` are the keys of updates that came too late to move the grade; `people` the names of officers whom the findings name, by code.
    """

    figures: Figures
    grade: str
    measure: str
    clause: str
    number: str
    limits: Limits
    grades: list[tuple[date, str]]
    chain: list[Link]
    clocks: list[Clock]
    investigator: str
    risen: str
    follows: Follows
    people: dict[str, str]
    late: frozenset[int]


@dataclass(frozen=True, slots=True)
class Whole:
    """An accident as it was on record, judged where it was; names for what it speaks of."""

    kept: Kept
    judged: Judged | None
    names: Names


def whole_of(accident: Accident, asked: Question, now: datetime, rights: Rights) -> Whole:
    """Return the accident as it was on record on `asked.known_at`, judged as of `asked.as_of`."""
    kept = _until(_kept(accident, asked.known_at), asked.as_of)
    judged = _judged(accident, kept.statement, kept, asked, now) if kept.statement and kept.statement.date <= asked.as_of else None
    return Whole(kept, judged, Names(rights, judged.follows.all if judged else (), [one.difference for one in kept.changes]))


def _until(kept: Kept, as_of: date) -> Kept:
    """Leave out what happened after a day, though it was on record: the page of a day says what had happened. The history stays whole."""
    course = kept.course
    approval = course.approval if course.approval and course.approval.on <= as_of else None
    then = Course([row for row in course.reports if day_of(row.made_at) <= as_of], [row for row in course.steps if row.on <= as_of], approval,
                  [row for row in course.reviews if row.on <= as_of])
    offs = [row for row in kept.write_offs if (row.decided_on or row.notice_from) <= as_of or row.decided_on is None]
    return replace(kept, updates=[row for row in kept.updates if row.date <= as_of], write_offs=offs,
                   concealments=[row for row in kept.concealments if row.found_on <= as_of], course=then)


def _kept(accident: Accident, known_at: date) -> Kept:
    of: Any = lambda model: model.objects.on_record(known_at).filter(accident=accident).select_related("recorded_by")  # noqa: E731
    statement: Statement | None = of(Statement).select_related("unit", "recorded_by").order_by("-recorded_at").first()
    changes = [one for one in changes_of(accident.code) if one.line.entry.at < end_of(known_at)]
    return Kept(statement, list(of(FigureUpdate)), list(of(WriteOff)), list(of(Concealment)), course_of(accident.pk, known_at), changes)


def _judged(accident: Accident, statement: Statement, kept: Kept, asked: Question, now: datetime) -> Judged:
    until = min(now, end_of(asked.as_of))
    figures = figures_of(statement, kept.updates, until)
    known = around({statement.unit.code}, statement.date, asked, day_of(now))
    found = follows(findings(known), known, accident.code)
    officers = {officer for one in found.triggers for officer in one["interviewees"]}
    order = table(statement.date)
    who, risen = investigator(figures.grade, figures.history[0][1], statement.date)
    return Judged(figures, grade_label(figures.grade), measure_label(figures.measure), grade_words(figures.grade, told_of(statement)),
                  order.number, order.limits, _changes(figures.history), chain_of(statement, kept.course, until),
                  list(clocks_of(statement, figures.grade, kept.course, asked.as_of)), who, risen, found,
                  {officer: known.index.names.get(officer, officer) for officer in officers},
                  frozenset(one.pk for one in kept.updates if beyond_window(statement, one)))


def _changes(history: Iterable[tuple[date, str]]) -> list[tuple[date, str]]:
    """Return each day on which the grade became another one, the first among them."""
    return [(next(days)[0], grade_label(grade)) for grade, days in groupby(history, key=lambda one: one[1])]
