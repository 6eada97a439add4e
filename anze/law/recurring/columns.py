"""Tenures and acts as arrays. Unit and officer codes follow the order of their ids, so that sorting codes sorts ids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from anze.law.clauses import ActSpec
from anze.law.codes import ACT_TYPES, FUNCTIONS, LEVELS, POSTS, ROLES
from anze.law.facts import Act, Officer, Tenure
from anze.law.recurring.calendar import OPEN_END, Flags, Ints, day_number
from anze.law.tree import Tree

NONE = -1
LEVEL_CODES = {level: code for code, level in enumerate(LEVELS)}
FUNCTION_CODES = {function: code for code, function in enumerate(FUNCTIONS)}
POST_CODES = {post: code for code, post in enumerate(POSTS)}
TYPE_CODES = {act_type: code for code, act_type in enumerate(ACT_TYPES)}
ROLE_CODES = {role: code for code, role in enumerate(ROLES)}


@dataclass(frozen=True, slots=True)
class Roll:
    """Units with the level and function whose duties they have, and tenures: `officer`, `unit`, `post`, `start`, `end`."""

    units: Sequence[str]
    officers: Sequence[str]
    unit_codes: Mapping[str, int]
    officer_codes: Mapping[str, int]
    level: Ints
    function: Ints
    officer: Ints
    unit: Ints
    post: Ints
    start: Ints
    end: Ints


def roll(tree: Tree, officers: Iterable[Officer], tenures: Sequence[Tenure]) -> Roll:
    """Return units, officers and tenures as arrays; tenures in the order of unit, officer, start and post."""
    units = sorted(tree.units)
    names = sorted(officer.id for officer in officers)
    unit_codes = {unit: code for code, unit in enumerate(units)}
    officer_codes = {officer: code for code, officer in enumerate(names)}
    rows = sorted((unit_codes[t.unit], officer_codes[t.officer], day_number(t.start), POST_CODES[t.post],
                   OPEN_END if t.end is None else day_number(t.end)) for t in tenures)
    table = np.array(rows, dtype=np.int32).reshape(-1, 5)
    levels = [LEVEL_CODES.get(tree.level(unit) or "", NONE) for unit in units]
    functions = [FUNCTION_CODES[tree.units[unit].function] if tree.units[unit].level == "department" else NONE for unit in units]
    return Roll(units, names, unit_codes, officer_codes, np.array(levels, dtype=np.int32), np.array(functions, dtype=np.int32),
                officer=table[:, 1].copy(), unit=table[:, 0].copy(), post=table[:, 3].copy(), start=table[:, 2].copy(), end=table[:, 4].copy())


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts as arrays, in the order of date, then id. `body` and `document` are codes of `words`; `grows` is True for a
    budget whose fund grew no slower than revenue; `topics` gives the acts in which a topic was dealt with."""

    ids: npt.NDArray[np.object_]
    type: Ints
    unit: Ints
    officer: Ints
    body: Ints
    document: Ints
    role: Ints
    date: Ints
    recorded: Ints
    year: Ints
    grows: Flags
    words: Mapping[str, int]
    topics: Mapping[str, Flags]

    def part(self, low: int, high: int) -> "Acts":
        """Return the acts from position `low` to before `high`."""
        return self.taken(slice(low, high))

    def taken(self, at: slice | npt.NDArray[np.intp] | Flags) -> "Acts":
        """Return some of the acts: a run of them, those at these positions, or those with their flag set."""
        return Acts(self.ids[at], self.type[at], self.unit[at], self.officer[at], self.body[at], self.document[at], self.role[at], self.date[at],
                    self.recorded[at], self.year[at], self.grows[at], self.words, {topic: flags[at] for topic, flags in self.topics.items()})

    def fitting(self, spec: ActSpec) -> Ints:
        """Return the positions of the acts that `spec` describes, whoever did them and whenever."""
        fits = self.type == TYPE_CODES[spec.type]
        if spec.body:
            fits &= self.body == self.words.get(spec.body, NONE - 1)
        if spec.document:
            fits &= self.document == self.words.get(spec.document, NONE - 1)
        if spec.role:
            fits &= self.role == ROLE_CODES[spec.role]
        if spec.topic:
            fits &= self.topics.get(spec.topic, False)
        if spec.growth:
            fits &= self.grows
        return np.flatnonzero(fits).astype(np.int32)


def grows(act: Act) -> bool:
    """Say whether the safety fund exists and grew no slower than revenue (第六条（四）), exactly; unknown figures do not count."""
    if act.fund is None or act.fund_before is None or act.revenue_growth is None:
        return False
    return act.fund > 0 and Fraction(act.fund) >= Fraction(act.fund_before) * (1 + Fraction(act.revenue_growth))


def act_columns(acts: Iterable[Act], roll_: Roll) -> Acts:
    """Return acts as arrays."""
    rows = sorted(acts, key=lambda act: (act.date, act.id))
    words: dict[str, int] = {}

    def code(word: str | None) -> int:
        return NONE if word is None else words.setdefault(word, len(words))

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int32, count=len(rows))

    spoken = {topic for act in rows for topic in act.topics or ()}
    return Acts(
        ids=np.array([act.id for act in rows], dtype=object),
        type=ints(TYPE_CODES[act.type] for act in rows),
        unit=ints(NONE if act.unit is None else roll_.unit_codes[act.unit] for act in rows),
        officer=ints(NONE if act.officer is None else roll_.officer_codes[act.officer] for act in rows),
        body=ints(code(act.body) for act in rows),
        document=ints(code(act.kind) for act in rows),
        role=ints(NONE if act.role is None else ROLE_CODES[act.role] for act in rows),
        date=ints(day_number(act.date) for act in rows),
        recorded=ints(day_number(act.recorded_on or act.date) for act in rows),
        year=ints(act.date.year if act.year is None else act.year for act in rows),
        grows=np.fromiter((act.type == "budget" and grows(act) for act in rows), dtype=np.bool_, count=len(rows)),
        words=words,
        topics={topic: np.array([topic in (act.topics or ()) for act in rows], dtype=np.bool_) for topic in spoken},
    )
