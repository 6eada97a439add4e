"""The full-performance test (第三十条): whether, on what was on record that day, everything owed had been done."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from anze.law.clauses import Exemption
from anze.law.days import add_months, add_years
from anze.law.findings import Finding, in_words
from anze.law.known import Known, KnownAccident
from anze.law.question import Question
from anze.law.recurring.calendar import day_number
from anze.law.recurring.decide import BACKFILLED, MISSED, STATUS_NAMES
from anze.law.recurring.obligations import Recurrence
from anze.law.rules.standing import standing


def exemptions(known: Known, recurrence: Recurrence) -> Iterator[Finding]:
    """Yield the test for each officer and accident it is asked for, with every item that fails."""
    by_id = {one.accident.id: one for one in known.accidents}
    for clause in known.pack.of(Exemption):
        for asked in sorted(known.facts.exemption_asked, key=lambda asked: (asked.accident, asked.officer)):
            if asked.accident in by_id:
                yield _tested(known, recurrence, clause, by_id[asked.accident], asked.officer)


def _tested(known: Known, recurrence: Recurrence, clause: Exemption, accident: KnownAccident, officer: str) -> Finding:
    day = accident.accident.date
    then = known.on(Question(day, day))
    failing = [*_recurring(recurrence, clause, officer, day), *_standing(then, clause, officer), *_tasks(then, officer, day)]
    why = _why(then, clause, officer, day, failing)
    return {"accident": accident.accident.id, "officer": officer, "exempt": not failing, "failing": failing, "why": why, "who": clause.who}


def _since(clause: Exemption, day: date) -> date:
    """Return the first day on which a period may end to be looked at: the same date so long before the accident."""
    span = clause.span
    return add_years(day, -span.length) if span.unit == "years" else add_months(day, -span.length)


def _recurring(recurrence: Recurrence, clause: Exemption, officer: str, day: date) -> Iterator[Finding]:
    roll = recurrence.roll
    code = roll.officer_codes[officer]
    held = np.unique(roll.unit[roll.officer == code])
    since = day_number(_since(clause, day))
    for block in recurrence.blocks(Question(day, day), within=held):
        names = block.periods()
        owed = np.zeros(len(block), dtype=np.bool_)
        owed[np.repeat(np.arange(len(block)), np.diff(block.officer_at))[block.officers == code]] = True
        wrong = owed & np.isin(block.status, (MISSED, BACKFILLED)) & (block.last_day >= since) & (block.last_day < day_number(day))
        for row in np.flatnonzero(wrong).tolist():
            yield {"duty": block.duty.id, "period": names[row].name, "status": STATUS_NAMES[block.status[row]],
                   "unit": roll.units[block.unit[row]], "task": None}


def _standing(then: Known, clause: Exemption, officer: str) -> list[Finding]:
    fails = {"lacking", "invalid"} | ({"pending"} if clause.pending_standing_fails else set())
    found = [item for item in standing(then, frozenset({officer})) if item["status"] in fails]
    return [{"duty": item["duty"], "period": None, "status": item["status"], "unit": item["unit"], "task": None}
            for item in sorted(found, key=lambda item: (item["duty"], item["unit"]))]


def _tasks(then: Known, officer: str, day: date) -> Iterator[Finding]:
    """Yield the tasks that fell due before the accident and were not done, on record, by their day."""
    for task in sorted(then.facts.tasks, key=lambda task: task.id):
        if task.officer == officer and task.due < day:
            done = task.done_on if then.on_record(task.done_on, task.recorded_on) else None
            if done is None or done > task.due:
                yield {"duty": None, "period": None, "status": "missed" if done is None else "late", "unit": None, "task": task.id}


def _why(then: Known, clause: Exemption, officer: str, day: date, failing: list[Finding]) -> str:
    head = f"{then.pack.label(clause.id)}：以{in_words(day)}当日在案的记录为准，{then.person(officer)}"
    posts = [t for t in then.index.tenures_of.get(officer, ()) if t.holds_on(day)]
    none = "" if posts else "（事故当日不在任）"
    result = f"有{len(failing)}项未做到，不符合全面履职" if failing else "此前应履行的定期任务、常设职责和上级部署均已按时做到，符合全面履职的事实条件"
    return f"{head}{none}{result}；是否不予追究由{clause.who}查实后决定。"
