"""All acts keyed to many duties in one go, without an index or a sort: for batches that count everything once.

`keys.key_acts` answers for one duty, in order, from an index that is worth its making where questions follow; here each
act is looked at once for all duties that cannot share it, and looked up in tables by duty and doer.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from anze.law.clauses import ActSpec, Recurring
from anze.law.recurring.calendar import OPEN_END, Flags, Ints
from anze.law.recurring.columns import NONE, ROLE_CODES, TYPE_CODES, Acts, Roll
from anze.law.recurring.keys import Keyed, Places, index, key_acts
from anze.law.recurring.plan import Runs


@dataclass(frozen=True, slots=True)
class Lane:
    """Runs of one duty, no two of one owner; the instances of run r are numbered from `base[r]` through all duties."""

    duty: Recurring
    runs: Runs
    owner: Ints
    chosen: Places
    base: Ints


@dataclass(frozen=True, slots=True)
class Classes:
    """What kind of act each is, as one number: `of_act`; and the type, body, document, role and topics that each number stands for."""

    of_act: Places
    type: Ints
    body: Ints
    document: Ints
    role: Ints
    topics: Mapping[str, Flags]

    def fitting(self, spec: ActSpec, acts: Acts) -> Flags:
        """Say of each class whether `spec` describes it."""
        fits: Flags = self.type == TYPE_CODES[spec.type]
        if spec.body:
            fits &= self.body == acts.words.get(spec.body, NONE - 1)
        if spec.document:
            fits &= self.document == acts.words.get(spec.document, NONE - 1)
        if spec.role:
            fits &= self.role == ROLE_CODES[spec.role]
        if spec.topic:
            fits &= self.topics.get(spec.topic, np.zeros_like(fits))
        return fits


def scan(planned: Sequence[tuple[Recurring, Runs]], acts: Acts, roll: Roll) -> Keyed:
    """Return what `key_acts` returns for each duty and its runs, in no particular order, with the instances numbered
    through: those of the second duty after those of the first, and so on."""
    parts: list[Keyed] = []
    lanes: list[Lane] = []
    before = 0
    for duty, runs in planned:
        if duty.act.type == "budget":  # counts by the year it is for; there are few
            found = key_acts(duty, runs, acts, index(duty, acts, roll), roll)
            parts.append(Keyed(found.key + np.int32(before), found.act, found.date, found.recorded, found.lag))
        else:
            lanes += _lanes(duty, runs, roll, before)
        before += runs.size
    classes = _classes(acts, lanes, sorted({lane.duty.act.topic for lane in lanes} & acts.topics.keys()))
    parts += [_pass(chosen, classes, acts, roll) for chosen in _passes(lanes)]
    if len(parts) == 1:
        return parts[0]
    return Keyed(*(np.concatenate([np.zeros(0, dtype=np.int32), *(getattr(part, name) for part in parts)]) for name in Keyed.__slots__))


def _lanes(duty: Recurring, runs: Runs, roll: Roll, before: int) -> Iterator[Lane]:
    owner = roll.officer[runs.tenure] if duty.owner == "person" else runs.unit
    if len(owner) and np.bincount(owner).max() == 1:
        yield Lane(duty, runs, owner, np.arange(len(owner)), runs.base + np.int32(before))
        return
    order = np.argsort(owner, kind="stable")
    rank = np.arange(len(owner)) - np.searchsorted(owner[order], owner[order])
    for number in range(int(rank.max(initial=-1)) + 1):
        yield Lane(duty, runs, owner, order[rank == number], runs.base + np.int32(before))


def _passes(lanes: list[Lane]) -> list[list[Lane]]:
    """Return the lanes in as few lists as need be, so that no act can count for two lanes of a list."""
    passes: list[list[Lane]] = []
    for lane in lanes:
        fits = (one for one in passes if all(_apart(lane.duty, other.duty) for other in one))
        chosen = next(fits, None)
        if chosen is None:
            passes.append([lane])
        else:
            chosen.append(lane)
    return passes


def _apart(one: Recurring, other: Recurring) -> bool:
    """Say whether both are owed by the same kind of owner, and no act fits both."""
    a, b = one.act, other.act
    named = ((a.body, b.body), (a.document, b.document), (a.role, b.role))
    return one.owner == other.owner and (a.type != b.type or any(x and y and x != y for x, y in named))


def _classes(acts: Acts, lanes: Sequence[Lane], topics: Sequence[str]) -> Classes:
    bodies, body_codes = _named(acts.words, {lane.duty.act.body for lane in lanes})
    documents, document_codes = _named(acts.words, {lane.duty.act.document for lane in lanes})
    shape = len(TYPE_CODES), len(body_codes), len(document_codes), len(ROLE_CODES) + 1, *(2 for _ in topics)
    number = acts.type.astype(np.int32)
    said = bodies.take(acts.body, mode="wrap"), documents.take(acts.document, mode="wrap")  # -1 is the last place
    columns: list[Ints | Flags] = [*said, acts.role + np.int32(1), *(acts.topics[topic] for topic in topics)]
    for size, column in zip(shape[1:], columns, strict=True):
        number *= np.int32(size)
        number += column
    type_, body, document, role, *flags = (axis.astype(np.int32) for axis in np.unravel_index(np.arange(np.prod(shape)), shape))
    return Classes(number.astype(np.intp), type_, body_codes[body], document_codes[document], role - np.int32(1),
                   {topic: flag.astype(np.bool_) for topic, flag in zip(topics, flags, strict=True)})


def _named(words: Mapping[str, int], wanted: Set[str]) -> tuple[Ints, Ints]:
    """Return the place of each word's code among the `wanted` ones (the last place for every other word and for none,
    however many words the acts may hold), and the code of each place."""
    codes = sorted(words[word] for word in wanted if word in words)
    places = np.full(max(words.values(), default=NONE) + 2, len(codes), dtype=np.int32)
    places[codes] = np.arange(len(codes), dtype=np.int32)
    return places, np.array([*codes, NONE], dtype=np.int32)


def _pass(lanes: list[Lane], classes: Classes, acts: Acts, roll: Roll) -> Keyed:
    by_person = lanes[0].duty.owner == "person"
    doers = (len(roll.officers) if by_person else len(roll.units)) + 1  # the last place is that of nobody known, -1
    tables = np.empty((4, len(lanes) + 1, doers), dtype=np.int32)
    tables[:] = np.array([OPEN_END, -OPEN_END, 0, NONE - 1]).reshape(4, 1, 1)
    of_class = np.full(len(classes.type), len(lanes), dtype=np.intp)
    for number, lane in enumerate(lanes):
        of_class[classes.fitting(lane.duty.act, acts)] = number
        _fill(tables[:, number], lane, roll)
    begin, end, shift, home = (table.reshape(-1) for table in tables)
    which = of_class.take(classes.of_act)
    slot = (acts.officer if by_person else acts.unit).astype(np.intp)
    slot += which * doers
    inside = acts.date >= begin.take(slot)
    inside &= acts.date <= end.take(slot)
    if by_person and any(lane.duty.act.type == "meeting" for lane in lanes):
        inside &= (home.take(slot) == acts.unit) | (acts.type != TYPE_CODES["meeting"])
    found = np.flatnonzero(inside)
    return _keyed(lanes, which.take(found), shift.take(slot.take(found)), found, acts)


def _fill(table: npt.NDArray[np.int32], lane: Lane, roll: Roll) -> None:
    """Write for each owner of the lane when acts count from and to, what makes a period an instance, and the unit."""
    begin, end = lane.runs.calendar().spans(lane.runs)
    if lane.duty.owner == "person":
        begin, end = np.maximum(begin, roll.start[lane.runs.tenure]), np.minimum(end, roll.end[lane.runs.tenure])
    table[:, lane.owner[lane.chosen]] = np.stack([begin, end, lane.base - lane.runs.first, lane.runs.unit])[:, lane.chosen]


def _keyed(lanes: list[Lane], which: Places, shift: Ints, found: Places, acts: Acts) -> Keyed:
    calendars = [lane.runs.calendar() for lane in lanes]
    low, high = min(int(one.starts[0]) for one in calendars), max(int(one.starts[-1]) for one in calendars)
    period, last_day = np.zeros((2, len(lanes), high - low), dtype=np.int32)
    for number, one in enumerate(calendars):
        period[number, one.starts[0] - low:one.starts[-1] - low] = one.period_of
        last_day[number, one.starts[0] - low:one.starts[-1] - low] = one.end_of
    day, recorded = acts.date.take(found), acts.recorded.take(found)
    place = which * (high - low)
    place += day - np.int32(low)
    shift += period.reshape(-1).take(place)
    lag = last_day.reshape(-1).take(place)
    np.subtract(recorded, lag, out=lag)
    return Keyed(shift, found.astype(np.int32), day, recorded, lag)
