"""The full-performance test (第三十条): whether, on what was on record that day, everything owed had been done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from anze.law.clauses import Exemption, Recurring, Standing
from anze.law.codes import STATUSES
from anze.law.days import Period, add_months, add_years
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.question import Question
from anze.law.recurring.calendar import day_number
from anze.law.recurring.decide import STATUS_NAMES
from anze.law.recurring.obligations import Recurrence
from anze.law.rules.standing import standing

FAILING = frozenset({"missed", "backfilled", "lacking", "invalid", "late"})
SHOWN = 5  # failing items that the sentence names; the finding lists all
BACKFILLED = "补录：做了，登记过了宽限期"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that was looked at: an obligation of a period (`duty`, `period`, `acts` that counted), a standing duty (`duty`, `why`) or a task."""

    status: str
    duty: str | None = None
    period: Period | None = None
    unit: str | None = None
    task: str | None = None
    acts: tuple[str, ...] = ()
    why: str = ""
    fails: bool = False

    def plain(self) -> Finding:
        """Return it as a finding lists it."""
        return {"duty": self.duty, "period": self.period.name if self.period else None, "status": self.status, "unit": self.unit, "task": self.task}


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """What the test found of an officer: every item that was looked at, in order. Periods count that ended from `since` to before `asked.as_of`.

    No verdict: whether the person is exempt is decided by `who`, after it was looked into (查实).
    """

    clause: Exemption
    officer: str
    asked: Question
    since: date
    items: tuple[Item, ...]
    known: Known
    accident: str = ""

    @property
    def why(self) -> str:
        """The sentence that gives the reason; tasks by their ids."""
        return self.told({})

    def told(self, tasks: Mapping[str, str]) -> str:
        """Return the sentence with tasks called as the asker calls them, by id: the law knows no other name of a task."""
        return _why(self, tasks)

    @property
    def failing(self) -> list[Item]:
        """The items that fail."""
        return [item for item in self.items if item.fails]

    @property
    def tested(self) -> list[Item]:
        """The items that count: all but standing duties that are still settling in, where those do not fail."""
        return _tested(self.clause, self.items)

    @property
    def who(self) -> str:
        """Who decides."""
        return self.clause.who

    @property
    def exempt(self) -> bool:
        """Whether the facts that 第三十条 asks for are there. Nothing known is not the same as nothing wrong."""
        return bool(self.tested) and not self.failing


def exemptions(known: Known, recurrence: Recurrence) -> Iterator[Finding]:
    """Yield the test for each officer and accident it is asked for, with every item that fails."""
    by_id = {one.accident.id: one for one in known.accidents}
    for clause in known.pack.of(Exemption):
        for asked in sorted(known.facts.exemption_asked, key=lambda asked: (asked.accident, asked.officer)):
            if asked.accident in by_id:
                accident = by_id[asked.accident].accident
                found = performance(known, recurrence, clause, asked.officer, Question(accident.date, accident.date), accident.id)
                failing = [item.plain() for item in found.failing] if found.tested else [Item(status="untested").plain()]
                yield {"accident": accident.id, "officer": asked.officer, "exempt": found.exempt, "failing": failing, "why": found.why, "who": clause.who}


def performance(known: Known, recurrence: Recurrence, clause: Exemption, officer: str, asked: Question, accident: str = "") -> Performance:
    """Return the test of an officer (id) as of any day. 第三十条 is asked by what was on record that very day; a later `known_at` tells what the
    same test would find by what became known since. `accident` is named in the sentence.

    `known` and `recurrence` must hold the facts as they were on record on `asked.known_at`; of what came later in them nothing is seen.
    """
    then = known.on(asked)
    looked_at = [*_recurring(recurrence, clause, officer, asked), *_standing(then, clause, officer), *_tasks(then, officer)]
    return Performance(clause=clause, officer=officer, asked=asked, since=_since(clause, asked.as_of), items=tuple(looked_at), known=then,
                       accident=accident)


def _tested(clause: Exemption, items: tuple[Item, ...] | list[Item]) -> list[Item]:
    return [item for item in items if item.status != "pending" or clause.pending_standing_fails]


def _since(clause: Exemption, day: date) -> date:
    """Return the first day on which a period may end to be looked at: the same date so long before the day."""
    span = clause.span
    return add_years(day, -span.length) if span.unit == "years" else add_months(day, -span.length)


def _recurring(recurrence: Recurrence, clause: Exemption, officer: str, asked: Question) -> Iterator[Item]:
    roll, day = recurrence.roll, asked.as_of
    code = roll.officer_codes.get(officer, -1)
    held = np.unique(roll.unit[roll.officer == code])
    since = day_number(_since(clause, day))
    for block in recurrence.blocks(asked, within=held):
        periods = block.periods()
        owed = np.zeros(len(block), dtype=np.bool_)
        owed[np.repeat(np.arange(len(block)), np.diff(block.officer_at))[block.officers == code]] = True
        ended = owed & (block.last_day >= since) & (block.last_day < day_number(day))
        for row in np.flatnonzero(ended).tolist():
            status = STATUS_NAMES[block.status[row]]
            acts = recurrence.acts.ids.take(block.acts[block.act_at[row]:block.act_at[row + 1]]).tolist()
            yield Item(duty=block.duty.id, period=periods[row], status=status, unit=roll.units[block.unit[row]], acts=tuple(acts), fails=status in FAILING)


def _standing(then: Known, clause: Exemption, officer: str) -> list[Item]:
    found = sorted(standing(then, frozenset({officer})), key=lambda item: (item["duty"], item["unit"]))
    fail = FAILING | {"pending"} if clause.pending_standing_fails else FAILING
    return [Item(duty=one["duty"], status=one["status"], unit=one["unit"], why=one["why"], fails=one["status"] in fail) for one in found]


def _tasks(then: Known, officer: str) -> Iterator[Item]:
    """Yield the tasks that fell due before the day, and whether they were done, on record, by their own day."""
    for task in then.index.tasks_of.get(officer, ()):
        if task.due < then.asked.as_of:
            done = task.done_on if then.on_record(task.done_on, task.recorded_on) else None
            status = "missed" if done is None else "met" if done <= task.due else "late"
            yield Item(status=status, task=task.id, fails=status in FAILING)


def _why(found: Performance, tasks: Mapping[str, str]) -> str:
    then, day, failing, count = found.known, found.asked.as_of, found.failing, len(found.tested)
    posts = any(tenure.holds_on(day) for tenure in then.index.tenures_of.get(found.officer, ()))
    about, on_it = (f"事故{found.accident}，", "事故当日") if found.accident else ("", "当日")
    known_at = then.asked.known_at
    by = f"以{in_words(day)}当日在案的记录为准" if known_at == day else f"{in_words(day)}的情形以截至{in_words(known_at)}在案的记录为准"
    head = f"{then.pack.label(found.clause.id)}：{about}{by}，{then.person(found.officer)}{'' if posts else f'（{on_it}不在任）'}"
    then_what = f"是否不予追究由{found.clause.who}查实后决定。"
    if not count:
        result = "没有可以检验的职责或者任务，不能据此认定全面履职"
    elif failing:
        items = [_told(found, one, tasks) for one in failing[:SHOWN]]
        more = f"；等{len(failing)}项" if len(failing) > SHOWN else ""
        result = f"应履行的{count}项中有{len(failing)}项不符合要求（{'；'.join(items)}{more}），不符合全面履职的事实条件"
        then_what = f"这些事项是否属实、是否追究，由{found.clause.who}查实后决定。"
    else:
        result = f"此前应履行的{count}项定期任务、常设职责和上级部署均已按时做到，符合全面履职的事实条件"
    return f"{head}{result}；{then_what}"


def _told(found: Performance, item: Item, tasks: Mapping[str, str]) -> str:
    """Return a failing item in words: period, unit where there are several, what was owed, its provision, how it stands."""
    words = BACKFILLED if item.status == "backfilled" else STATUSES[item.status]
    if item.task:
        return f"{tasks.get(item.task, f'上级部署“{item.task}”')}（{words}）"
    pack, tree = found.known.pack, found.known.tree
    what = next((clause.what for clause in pack.clauses if clause.id == item.duty and isinstance(clause, Recurring | Standing)), "")
    several = len({one.unit for one in found.items if one.unit}) > 1
    parts = item.period.label if item.period else "", tree.name(item.unit) if several else "", what
    return f"{'，'.join(filter(None, parts))}（{pack.label(item.duty or '')}，{words}）"
