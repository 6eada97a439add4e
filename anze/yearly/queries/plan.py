"""The tasks that the regulation gives a unit's committee office for a year: read from the clauses of the pack, none is written here."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.law.clauses import Cycle, Recurring
from anze.law.codes import ACT_TYPES, DOCUMENTS
from anze.law.days import MONTHS_IN, Period, PeriodKind
from anze.law.pack import Pack

STEPS: Final = ("letters", "tasks", "tours", "assessment", "publication")  # the steps of the year's cycle that an office sees to


@dataclass(frozen=True, slots=True)
class Planned:
    """A task that the regulation gives: `key` is the same whenever it is read; `duties` are the clauses whose obligations it looks after."""

    key: str
    text: str
    due: date
    provision: str
    duties: tuple[str, ...] = ()
    period: str = ""
    step: str = ""  # of the year's cycle, where it is one


def planned(pack: Pack, level: str, year: int, *, has_subordinates: bool) -> list[Planned]:
    """Return the tasks of a unit of `level` for a year, by day. A unit without subordinates signs no letters and holds no tours."""
    found = [*_cycle(pack, year, has_subordinates), *_bodies(pack, level, year), *_persons(pack, level, year)]
    return sorted(found, key=lambda one: (one.due, one.key))


def _cycle(pack: Pack, year: int, has_subordinates: bool) -> Iterator[Planned]:
    for clause in pack.of(Cycle):
        if clause.step in STEPS and (has_subordinates or clause.step == "tasks"):
            text = clause.quote
            if clause.step == "tours":
                first = cycle_of(pack, clause, year)
                text = f"{text}（{first}—{first + clause.years - 1}年一轮）"
            yield Planned(clause.id, text, _due(clause, year), clause.id, step=clause.step)


def cycle_of(pack: Pack, clause: Cycle, year: int) -> int:
    """Return the first year of the cycle of tours in which a year lies; the first cycle begins with the year in which the pack takes effect."""
    first = pack.effective_from.year
    return first + (year - first) // clause.years * clause.years


def _due(clause: Cycle, year: int) -> date:
    """Return the day a step is due, the month's last where it has no such day; where the regulation names none, the year's last."""
    if not clause.due_month:
        return date(year, 12, 31)
    return date(year, clause.due_month, min(clause.due_day, monthrange(year, clause.due_month)[1]))


def _bodies(pack: Pack, level: str, year: int) -> Iterator[Planned]:
    """Yield for each duty of a body and each period: what is to be brought about."""
    for clause in pack.of(Recurring):
        if clause.owner == "body" and level in clause.levels and not clause.functions:
            for period in periods_of(year, clause.period[level]):
                yield Planned(f"{clause.id}:{period.name}", f"{clause.what}（{period.label}）", period.last, clause.id, (clause.id,), period.name)


def _persons(pack: Pack, level: str, year: int) -> Iterator[Planned]:
    """Yield for each kind of act that persons owe and each period: to see that everyone has done it. One line, however many the posts are."""
    groups: dict[tuple[PeriodKind, str], list[Recurring]] = {}
    for clause in pack.of(Recurring):
        if clause.owner == "person" and level in clause.levels and not clause.functions:
            groups.setdefault((clause.period[level], clause.act.document or clause.act.type), []).append(clause)
    for (kind, act), clauses in groups.items():
        word = DOCUMENTS.get(act) or ACT_TYPES[act]
        ids = tuple(clause.id for clause in clauses)
        for period in periods_of(year, kind):
            yield Planned(f"{act}:{period.name}", f"核对本级领导干部的{word}是否都已完成并登记（{period.label}）", period.last, ids[0], ids, period.name)


def periods_of(year: int, kind: PeriodKind) -> Iterator[Period]:
    """Yield the periods of a year, in order."""
    per_year = 12 // MONTHS_IN[kind]
    yield from (Period(kind, year * per_year + number) for number in range(per_year))
