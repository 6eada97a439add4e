"""The yearly cycle: letters of responsibility (第十九条), tasks under supervision (第十七条), tours (第十八条), assessment (第二十条)."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from anze.law.clauses import Cycle
from anze.law.codes import SIDES
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.rules.assessment import assessments, publications


def cycle(known: Known, vetoes: Iterable[Finding] = ()) -> Iterator[Finding]:
    """Yield the state of every step of the yearly cycle that facts are kept of; `vetoes` are the findings of the yearly veto."""
    if known.asked.as_of < known.pack.effective_from:
        return
    for clause in known.pack.of(Cycle):
        if clause.step == "assessment":
            yield from assessments(known, clause, {(veto["unit"], veto["year"]) for veto in vetoes})
        step = {"letters": _letters, "tasks": _tasks, "tours": _tours, "publication": _publications}.get(clause.step)
        if step:
            yield from step(known, clause)


def _publications(known: Known, clause: Cycle) -> Iterator[Finding]:
    for process in known.pack.of(Cycle):
        if process.step == "assessment":
            yield from publications(known, clause, process)


def _letters(known: Known, clause: Cycle) -> Iterator[Finding]:
    signed: dict[tuple[str, str, str, int], date] = {}
    for letter in known.facts.letters:
        if letter.signed_on is not None and known.on_record(letter.signed_on):
            key = (letter.superior, letter.subordinate, letter.side, letter.year)
            signed[key] = min(letter.signed_on, signed.get(key, letter.signed_on))
    for superior in sorted(known.tree.units):
        for subordinate in known.tree.subordinates(superior):
            for side in clause.sides:
                for year in range(known.pack.effective_from.year, known.asked.as_of.year + 1):
                    on = signed.get((superior, subordinate, side, year))
                    yield _letter(known, clause, superior, subordinate, side, year, on)


def _letter(known: Known, clause: Cycle, superior: str, subordinate: str, side: str, year: int, on: date | None) -> Finding:
    due = letters_due(clause, year)
    status = _status(on, due, known.asked.as_of)
    state = f"{in_words(on)}签订" if on else "未见签订"
    why = (f"{known.pack.label(clause.id)}：{known.tree.name(superior)}与{known.tree.name(subordinate)}{SIDES[side]}{year}年安全生产责任书，"
           f"应于{in_words(due)}前签订，{state}。")
    return {"rule": clause.rule, "superior": superior, "subordinate": subordinate, "side": side, "year": year, "status": status, "why": why}


def letters_due(clause: Cycle, year: int) -> date:
    """Return the day by which the letters of a year are signed (第十九条)."""
    return date(year, clause.due_month, min(clause.due_day, monthrange(year, clause.due_month)[1]))


def _status(on: date | None, due: date, as_of: date) -> str:
    """Return met, late, pending or missed."""
    if on is not None:
        return "met" if on <= due else "late"
    return "pending" if as_of <= due else "missed"


def tasks(known: Known) -> Iterator[Finding]:
    """Yield how each task stands (第十七条); nothing before the regulation binds."""
    if known.asked.as_of >= known.pack.effective_from:
        for clause in known.pack.of(Cycle):
            if clause.step == "tasks":
                yield from _tasks(known, clause)


def _tasks(known: Known, clause: Cycle) -> Iterator[Finding]:
    for task in known.facts.tasks:
        done = task.done_on if known.on_record(task.done_on, task.recorded_on) else None
        status = _status(done, task.due, known.asked.as_of)
        state = f"{in_words(done)}办结" if done else "未见办结"
        why = f"{known.pack.label(clause.id)}：{known.person(task.officer)}的督办事项{task.id}应于{in_words(task.due)}前办结，{state}。"
        yield {"rule": clause.rule, "officer": task.officer, "task": task.id, "due": task.due.isoformat(), "status": status, "why": why}


def _tours(known: Known, clause: Cycle) -> Iterator[Finding]:
    for superior in sorted(known.tree.units):
        for start in tour_cycles(known, clause):
            due, visited = toured(known, clause, superior, start)
            if not due:
                break
            why = (f"{known.pack.label(clause.id)}：{known.tree.name(superior)}{start}年起{clause.years}年一轮的安全生产巡查，"
                   f"应巡查{len(due)}个下级党委和政府，已巡查{len(visited)}个。")
            yield {"rule": clause.rule, "by": superior, "visited": len(visited), "all": len(due), "cycle_from": str(start), "why": why}


def tour_cycles(known: Known, clause: Cycle) -> range:
    """Return the first years of the cycles of tours that have begun: the first begins with the year in which the pack takes effect."""
    return range(known.pack.effective_from.year, known.asked.as_of.year + 1, clause.years)


def toured(known: Known, clause: Cycle, superior: str, start: int) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return which Party committees and governments (unit, side) a superior owes a tour in the cycle from a year, and which it has visited (第十八条).

    A tour counts for the cycle in which it began, once it has ended and that is on record.
    """
    due = frozenset((unit, side) for unit in known.tree.subordinates(superior) for side in clause.sides)
    visited = frozenset((tour.unit, tour.side) for tour in known.index.tours_by.get(superior, ())
                        if start <= tour.start.year < start + clause.years and known.on_record(tour.end or tour.start))
    return due, visited & due
