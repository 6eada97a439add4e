"""Our evaluator on the generated year: the functions of `anze.law.recurring`, called block by block and duty by duty."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

import numpy as np

from anze.law.pack import load_pack
from anze.law.question import Question
from anze.law.recurring.calendar import Ints
from anze.law.recurring.columns import LEVEL_CODES, POST_CODES, Acts, Roll
from anze.law.recurring.decide import Statuses, decide, tally, visible
from anze.law.recurring.keys import Keyed, index, key_acts
from anze.law.recurring.obligations import Recurrence
from anze.law.recurring.plan import Runs, holders, owing_units, person_runs
from bench.duties import AS_OF, DUTIES, EFFECTIVE_FROM, GRACE_DAYS, KNOWN_AT, MIN_DAYS, WORDS, Duty
from bench.world import UNIT, Part

# The pack's own days and parameters, with the ten duties of the benchmark for clauses.
PACK = replace(load_pack("qingyuan-draft"), clauses=tuple(duty.clause for duty in DUTIES), effective_from=EFFECTIVE_FROM)


@dataclass(frozen=True)
class Keys:
    """The acts of one duty and one block, keyed, with what decides its instances."""

    duty: Duty
    keyed: Keyed
    last_day: np.ndarray


def columns(part: Part) -> tuple[Roll, Acts]:
    """Return the raw columns of a block in the form that the law core takes."""
    units = tuple(f"u{number:07}" for number in range(-(-part.officers // UNIT)))
    officers = tuple(f"p{number:07}" for number in range(part.officers))
    whole = np.arange(part.officers, dtype=np.int32)
    roll = Roll(units, officers, {unit: code for code, unit in enumerate(units)}, {name: code for code, name in enumerate(officers)},
                level=np.full(len(units), LEVEL_CODES["county"], dtype=np.int32), function=np.full(len(units), -1, dtype=np.int32),
                officer=whole, unit=whole // np.int32(UNIT), post=np.full(part.officers, POST_CODES["gov_deputy"], dtype=np.int32),
                start=part.start, end=part.end)
    deeds = part.deeds
    acts = Acts(ids=np.broadcast_to(np.array("", dtype=object), len(deeds)), type=deeds.type, unit=deeds.unit, officer=deeds.officer,
                body=deeds.body, document=deeds.document, role=deeds.role, date=deeds.date, recorded=deeds.recorded,
                year=np.broadcast_to(np.int32(EFFECTIVE_FROM.year), len(deeds)), grows=np.zeros(len(deeds), dtype=np.bool_),
                words=WORDS, topics={"work_safety": deeds.safety.astype(np.bool_)})
    return roll, acts


def planned(duty: Duty, roll: Roll, as_of: date) -> Runs:
    """Return the instances of one duty."""
    kind = duty.clause.period["county"]
    tenures = holders(roll, duty.clause, owing_units(roll, duty.clause, "county"), as_of)
    return person_runs(roll, tenures, kind, EFFECTIVE_FROM, as_of, MIN_DAYS[kind])


def keys(roll: Roll, acts: Acts, as_of: date) -> Iterator[Keys]:
    """Yield the acts of each duty, keyed to its instances, in order: as they are kept once they are written."""
    for duty in DUTIES:
        runs = planned(duty, roll, as_of)
        keyed = key_acts(duty.clause, runs, acts, index(duty.clause, acts, roll), roll)
        yield Keys(duty, keyed, runs.calendar().last_days(runs.periods()))


def judged_from_raw(roll: Roll, acts: Acts, as_of: date, known_at: date) -> Statuses:
    """Return the status of every instance of a block, duty after duty, from raw acts: what a batch calls."""
    return Recurrence(PACK, roll, acts).statuses(Question(as_of, known_at))


def tallied(one: Keys, as_of: date = AS_OF, known_at: date = KNOWN_AT) -> tuple[np.ndarray, np.ndarray]:
    """Return for every instance of one duty and block the acts recorded in time and all acts."""
    return tally(one.keyed.key, one.keyed.lag > GRACE_DAYS, len(one.last_day), visible(one.keyed, as_of, known_at))


def judged(one: Keys, as_of: date, known_at: date) -> Statuses:
    """Return the status of every instance of one duty and block: what pages and batches call for keyed acts."""
    return decide(*tallied(one, as_of, known_at), one.duty.required, one.last_day, as_of)


def compact(one: Keys) -> Keys:
    """Return the same with the smallest integers that hold it: some 7 bytes an act, so that 149 million fit a process."""
    keyed = one.keyed
    return replace(one, keyed=Keyed(_small(keyed.key), keyed.act[:0], _small(keyed.date), _small(keyed.recorded), _small(keyed.lag)))


def _small(column: Ints) -> Ints:
    low, high = int(column.min(initial=0)), int(column.max(initial=0))
    return cast(Ints, column.astype(np.min_scalar_type(high if low == 0 else min(low, -high - 1))))
