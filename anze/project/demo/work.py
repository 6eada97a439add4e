"""What the demo city's leaders did: an act for most instances of every recurring duty of the pack, some late, some never.

Which acts, of whom and how often is asked of the pack; only how well each of them works is decided here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from anze.law.clauses import ActSpec, Recurring
from anze.law.days import Period, period_of
from anze.project.demo.city import Row, duty_level
from anze.project.demo.dice import FIRST_DAY, day_between, stream
from anze.project.demo.people import Holding, holder

# Weight, and the share of instances that such a worker misses and that such a worker records too late.
DILIGENCE: Final = {0.72: (0.004, 0.01), 0.22: (0.04, 0.06), 0.06: (0.22, 0.15)}
NEVER_MISS: Final = frozenset({"441881109"})  # a town whose leaders did all of it, for the exemption that is asked
# unit, post, on the day of an accident: the months before it in which its first holder led no inspection. For this he answers (`loading/cases.py`).
NOT_LED: Final = (
    ("441823", "gov_deputy", date(2025, 4, 7), {"2025-02"}), ("441823105", "party_head", date(2025, 4, 7), {"2025-01"}),
    ("441823105", "gov_head", date(2025, 4, 7), {"2024-11", "2025-03"}), ("441823105", "safety_deputy", date(2025, 4, 7), {"2024-12"}),
    ("441802101", "party_head", date(2025, 6, 30), {"2025-03"}), ("441802101", "gov_head", date(2025, 6, 30), {"2025-02", "2025-05"}),
    ("441802101", "safety_deputy", date(2025, 6, 30), {"2025-04"}), ("441802101", "other_leader", date(2025, 6, 30), {"2025-04", "2025-05"}),
    ("441826102", "gov_head", date(2025, 9, 15), {"2025-06", "2025-08"}),
)
ROUNDS: Final = 3          # checks of a key-work list in a year, by whoever checks it at all
SHORTEST_STAY: Final = timedelta(days=12)
# Part of its period in which a document falls due in practice: plans early, reports late.
SEASON: Final = {"task_list": (0.0, 0.2), "budget": (0.02, 0.25), "task_list_check": (0.25, 1.0),
                 "situation_analysis": (0.3, 0.95), "duty_report": (0.9, 1.0)}


@dataclass(frozen=True, slots=True)
class _Worker:
    """Whoever owes a duty: a unit's body or an officer in a post, with the share of missed and of late work."""

    unit: str
    officer: str | None
    first: date
    last: date
    misses: float
    delays: float


def act_rows(units: list[Row], holdings: list[Holding], clauses: tuple[Recurring, ...], seed: int, last_year: int) -> list[Row]:
    """Rows of `acts` from 2024 to the end of `last_year` for every recurring clause, in the order of clause and worker."""
    end = date(last_year, 12, 31)
    by_id = {str(unit["id"]): unit for unit in units}
    not_led = {(unit, holder(holdings, unit, post, day), month) for unit, post, day, months in NOT_LED for month in months}
    rows: dict[object, Row] = {}
    for clause in clauses:
        for worker, level in _workers(clause, by_id, holdings, seed, end):
            for period in _periods(worker, clause, level):
                if clause.act.type == "inspection" and (worker.unit, worker.officer, period.name) in not_led:
                    continue
                for row in _work(clause, worker, period, seed):
                    rows.setdefault(row["id"], row)  # two posts held together that owe the same: done once
    return list(rows.values())


def _workers(clause: Recurring, units: dict[str, Row], holdings: list[Holding], seed: int,
             end: date) -> Iterator[tuple[_Worker, str]]:
    def owed(unit: Row) -> bool:
        return duty_level(unit) in clause.levels and (not clause.functions or unit["function"] in clause.functions)

    if clause.owner == "body":
        for key, unit in units.items():
            if owed(unit):
                yield _Worker(key, None, FIRST_DAY, end, *_diligence(key, key, seed)), duty_level(unit)
        return
    for h in holdings:
        if h.post in clause.posts and owed(units[h.unit]) and (h.last is None or h.last >= FIRST_DAY):
            worker = _Worker(h.unit, h.officer, max(h.first, FIRST_DAY), h.last or end, *_diligence(h.unit, h.officer, seed))
            yield worker, duty_level(units[h.unit])


def _diligence(unit: str, worker: str, seed: int) -> tuple[float, float]:
    if unit in NEVER_MISS:
        return 0.0, 0.0
    return stream(seed, "diligence", worker).choices(list(DILIGENCE.values()), list(DILIGENCE))[0]


def _periods(worker: _Worker, clause: Recurring, level: str) -> Iterator[Period]:
    kind = clause.period[level]
    for index in range(period_of(worker.first, kind).index, period_of(worker.last, kind).index + 1):
        period = Period(kind, index)
        if min(worker.last, period.last) - max(worker.first, period.first) >= SHORTEST_STAY:
            yield period


def _work(clause: Recurring, worker: _Worker, period: Period, seed: int) -> Iterator[Row]:
    key = "-".join(filter(None, (worker.unit, worker.officer, clause.id, period.name)))
    dice = stream(seed, key)
    outcome = dice.random()
    done = clause.at_least - (outcome < worker.misses)
    late = worker.misses <= outcome < worker.misses + worker.delays
    first, last = _season(clause.act, period)
    first, last = max(first, worker.first), min(last, worker.last)
    if last < first:
        first, last = max(period.first, worker.first), min(period.last, worker.last)
    rounds = ROUNDS if done and clause.act.document == "task_list_check" else done
    for number in range(1, rounds + 1):
        day = day_between(dice, *_part(first, last, number, rounds // max(1, done)))
        recorded = period.last + timedelta(days=dice.randrange(9, 40)) if late else day + timedelta(days=dice.randrange(5))
        yield _row(f"{key}-{number}", clause.act, worker, day, recorded, dice)
    if dice.random() < 0.04:
        yield _beside(f"{key}-0", clause.act, worker, day_between(dice, first, last))


def _part(first: date, last: date, number: int, parts: int) -> tuple[date, date]:
    """The part of a season in which the `number`th of several rounds falls; the whole of it where each is a duty of its own."""
    if parts <= 1:
        return first, last
    length = (last - first).days
    return first + timedelta(days=length * (number - 1) // parts), first + timedelta(days=length * number // parts)


def _season(act: ActSpec, period: Period) -> tuple[date, date]:
    start, stop = SEASON.get(act.document or act.type, (0.0, 1.0))
    length = (period.last - period.first).days
    return period.first + timedelta(days=int(length * start)), period.first + timedelta(days=int(length * stop))


def _row(key: str, act: ActSpec, worker: _Worker, day: date, recorded: date, dice: Random) -> Row:
    row: Row = {"id": key, "type": act.type, "date": day, "recorded_on": recorded, "unit": worker.unit, "officer": worker.officer}
    if act.type == "budget":
        before, revenue = dice.randrange(300, 3000), dice.randrange(2, 7)
        growth = revenue + (dice.randrange(1, 5) if dice.random() > 0.08 else -1)
        return row | {"year": day.year, "fund_before": before * 100, "fund": before * (100 + growth), "revenue_growth": revenue / 100}
    filled = {"body": act.body, "kind": act.document, "role": act.role, "topics": [act.topic] if act.topic else None}
    return row | {name: value for name, value in filled.items() if value}


def _beside(key: str, act: ActSpec, worker: _Worker, day: date) -> Row:
    """Something that looks like the duty and does not count: another topic, or taken part in without leading."""
    if act.type == "inspection":
        return {"id": key, "type": "inspection", "date": day, "recorded_on": day, "unit": worker.unit,
                "officer": worker.officer, "role": "attend"}
    return {"id": key, "type": "meeting", "date": day, "recorded_on": day, "unit": worker.unit, "officer": worker.officer,
            "body": act.body or "executive_meeting", "topics": ["经济运行"]}
