"""From a pack and columns to obligations, duty by duty and in blocks: the one evaluator that pages and batches call."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from anze.law.clauses import Recurring
from anze.law.codes import ACT_TYPES
from anze.law.days import PERIOD_KINDS
from anze.law.pack import Pack
from anze.law.question import Question
from anze.law.recurring.block import Block, cut, merged
from anze.law.recurring.calendar import Ints
from anze.law.recurring.columns import Acts, Roll
from anze.law.recurring.decide import Statuses, decide, due_soon, tally, visible
from anze.law.recurring.keys import Index, Keyed, index, key_acts, offsets
from anze.law.recurring.plan import Runs, body_runs, holders, owing_units, person_runs
from anze.law.recurring.responsible import responsible
from anze.law.recurring.scan import scan

BLOCK = 250_000  # rows that are handed on at once
ACTS_AT_ONCE = 4_000_000  # acts that are keyed at once: what that takes beside them stays within some hundred megabytes


@dataclass(frozen=True, slots=True)
class Plan:
    """The instances of one duty at one level, and the tenures that may answer for them."""

    duty: Recurring
    runs: Runs
    tenures: Ints

    @property
    def last_days(self) -> Ints:
        """The last day of each instance's period."""
        return self.runs.calendar().last_days(self.runs.periods())


class Recurrence:
    """The recurring duties of a pack on one roll and its acts: all, or those that acts of some `types` can serve."""

    def __init__(self, pack: Pack, roll: Roll, acts: Acts, types: Collection[str] = tuple(ACT_TYPES)) -> None:
        self.pack, self.roll, self.acts = pack, roll, acts
        self.duties = sorted((duty for duty in pack.of(Recurring) if duty.act.type in types), key=lambda duty: duty.id)
        self._indexes: dict[str, Index] = {}

    def blocks(self, asked: Question, within: Ints | None = None, block: int = BLOCK) -> Iterator[Block]:
        """Yield every obligation that has begun by `asked.as_of` (of the units `within`, if given), at most `block` at a time,
        sorted by duty, unit, officers and period."""
        plans = self.plans(asked, within)
        keyed = self._of_all(plans) if within is None else (key_acts(p.duty, p.runs, self.acts, self._index(p.duty), self.roll) for p in plans)
        decided = (self._decided(asked, plan, its) for plan, its in zip(plans, keyed, strict=True))
        for _, levels in groupby(decided, key=lambda part: part.duty.id):
            whole = merged([part for part in levels if len(part)])
            if whole is not None:
                yield from cut(whole, block)

    def statuses(self, asked: Question) -> Statuses:
        """Return the status alone of every obligation, plan after plan: what a count needs, without the acts as evidence."""
        plans = self.plans(asked)
        keyed = scan([(plan.duty, plan.runs) for plan in plans], self.acts, self.roll)
        ends = np.concatenate([plan.last_days for plan in plans])
        required = np.repeat(np.array([plan.duty.at_least for plan in plans], dtype=np.int32), [plan.runs.size for plan in plans])
        seen = visible(keyed, asked.as_of, asked.known_at)
        in_time, done = tally(keyed.key, keyed.lag > self.pack.int("grace_days"), len(ends), seen)
        return decide(in_time, done, required, ends, asked.as_of)

    def plans(self, asked: Question, within: Ints | None = None) -> list[Plan]:
        """Return the instances of every duty and level that have begun by `asked.as_of`."""
        found = []
        for duty in self.duties:
            for level in duty.levels:
                units = owing_units(self.roll, duty, level)
                units = units if within is None else np.intersect1d(units, within)
                tenures = holders(self.roll, duty, units, asked.as_of)
                found.append(Plan(duty, self._runs(asked, duty, level, units, tenures), tenures))
        return found

    def _runs(self, asked: Question, duty: Recurring, level: str, units: Ints, tenures: Ints) -> Runs:
        kind, since = duty.period[level], self.pack.effective_from
        if duty.owner == "body":
            return body_runs(units, kind, since, asked.as_of)
        return person_runs(self.roll, tenures, kind, since, asked.as_of, self.pack.int(f"min_days.{kind}"))

    def _index(self, duty: Recurring) -> Index:
        if duty.id not in self._indexes:
            self._indexes[duty.id] = index(duty, self.acts, self.roll)
        return self._indexes[duty.id]

    def _of_all(self, plans: Sequence[Plan]) -> Iterator[Keyed]:
        """Yield the acts of each plan, keyed and in order, from one look at every act."""
        planned = [(plan.duty, plan.runs) for plan in plans]
        pairs = []
        for low in range(0, max(1, len(self.acts.date)), ACTS_AT_ONCE):
            found = scan(planned, self.acts.part(low, low + ACTS_AT_ONCE), self.roll)
            pairs.append(found.key.astype(np.int64) << 32 | (found.act + np.int32(low)))
        both = np.concatenate(pairs)
        both.sort()  # by instance, then by act, which is by date and id
        key, act = (both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32)
        before = np.cumsum([0] + [plan.runs.size for plan in plans])
        bounds = np.searchsorted(key, before)
        for plan, first, low, high in zip(plans, before.tolist(), bounds.tolist(), bounds[1:].tolist(), strict=False):
            its, acts = key[low:high] - np.int32(first), act[low:high]
            recorded = self.acts.recorded.take(acts)
            yield Keyed(its, acts, self.acts.date.take(acts), recorded, recorded - plan.last_days.take(its))

    def _decided(self, asked: Question, plan: Plan, keyed: Keyed) -> Block:
        duty, runs, size = plan.duty, plan.runs, plan.runs.size
        run, period = runs.rows()
        if duty.owner == "person":
            instance, officer = np.arange(size, dtype=np.int32), self.roll.officer[runs.tenure[run]]
        else:
            instance, officer = responsible(self.roll, runs, plan.tenures, asked.as_of, self.pack.int(f"min_days.{runs.kind}"))
        seen = visible(keyed, asked.as_of, asked.known_at)
        key, ends = keyed.key[seen], plan.last_days
        in_time, done = tally(key, keyed.lag[seen] > self.pack.int("grace_days"), size)
        status = decide(in_time, done, duty.at_least, ends, asked.as_of)
        officer_at = offsets(instance, size)
        return Block(
            duty=duty, unit=runs.unit[run], kind=np.full(size, PERIOD_KINDS.index(runs.kind), dtype=np.int32), period=period,
            officer_at=officer_at, officers=officer, done=done, status=status, last_day=ends, vacant=officer_at[1:] == officer_at[:-1],
            due_soon=due_soon(status, ends, asked.as_of, self.pack.int(f"due_soon.{runs.kind}")), act_at=offsets(key, size), acts=keyed.act[seen],
        )
