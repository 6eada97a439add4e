"""The full-performance test (第三十条): whether, on what was on record that day, everything owed had been done."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from anze.law.clauses import Exemption
from anze.law.days import add_months, add_years
from anze.law.facts import Accident
from anze.law.findings import Finding, in_words
from anze.law.known import Known, KnownAccident
from anze.law.question import Question
from anze.law.recurring.calendar import day_number
from anze.law.recurring.decide import STATUS_NAMES
from anze.law.recurring.obligations import Recurrence
from anze.law.rules.standing import standing

FAILING = frozenset({"missed", "backfilled", "lacking", "invalid", "late"})
SHOWN = 5  # failing items that the sentence names; the finding lists all


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
    looked_at = [*_recurring(recurrence, clause, officer, day), *_standing(then, officer), *_tasks(then, officer, day)]
    failing = [item for item in looked_at if item["status"] in FAILING or (item["status"] == "pending" and clause.pending_standing_fails)]
    tested = [item for item in looked_at if item["status"] != "pending" or clause.pending_standing_fails]
    if not tested:  # nothing known is not the same as nothing wrong
        failing = [{"duty": None, "period": None, "status": "untested", "unit": None, "task": None}]
    why = _why(then, clause, accident.accident, officer, failing, len(tested))
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
        ended = owed & (block.last_day >= since) & (block.last_day < day_number(day))
        for row in np.flatnonzero(ended).tolist():
            yield {"duty": block.duty.id, "period": names[row].name, "status": STATUS_NAMES[block.status[row]],
                   "unit": roll.units[block.unit[row]], "task": None}


def _standing(then: Known, officer: str) -> list[Finding]:
    found = sorted(standing(then, frozenset({officer})), key=lambda item: (item["duty"], item["unit"]))
    return [{"duty": item["duty"], "period": None, "status": item["status"], "unit": item["unit"], "task": None} for item in found]


def _tasks(then: Known, officer: str, day: date) -> Iterator[Finding]:
    """Yield the tasks that fell due before the accident, and whether they were done, on record, by their day."""
    for task in then.index.tasks_of.get(officer, ()):
        if task.due < day:
            done = task.done_on if then.on_record(task.done_on, task.recorded_on) else None
            status = "missed" if done is None else "met" if done <= task.due else "late"
            yield {"duty": None, "period": None, "status": status, "unit": None, "task": task.id}


def _why(then: Known, clause: Exemption, accident: Accident, officer: str, failing: list[Finding], count: int) -> str:
    day = accident.date
    posts = any(tenure.holds_on(day) for tenure in then.index.tenures_of.get(officer, ()))
    head = (f"{then.pack.label(clause.id)}：事故{accident.id}，以{in_words(day)}当日在案的记录为准，{then.person(officer)}"
            f"{'' if posts else '（事故当日不在任）'}")
    if not count:
        result = "没有可以检验的职责或者任务，不能据此认定全面履职"
    elif failing:
        items = [f"{then.pack.label(item['duty'])}{item['period'] or ''}" if item["duty"] else f"任务{item['task']}" for item in failing]
        more = f"等{len(items)}项" if len(items) > SHOWN else ""
        result = f"应履行的{count}项中有{len(failing)}项未做到（{'、'.join(items[:SHOWN])}{more}），不符合全面履职"
    else:
        result = f"此前应履行的{count}项定期任务、常设职责和上级部署均已按时做到，符合全面履职的事实条件"
    return f"{head}{result}；是否不予追究由{clause.who}查实后决定。"
