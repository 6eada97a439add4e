"""Which of two measures is the heavier, where a rule says so (问责条例第八条、政务处分法第七条、纪律处分条例): nobody's own request makes things worse
for him (政务处分法第五十六条). Where no rule compares two, it is stated that they cannot be compared; a person judges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from anze.law.national.combining import Received
from anze.law.national.effects import measure_class
from anze.law.national.tables import HERE, in_force, read_versions

Verdict = Literal["lighter", "same", "heavier", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Steps of measures from the lightest to the heaviest; those of one step are not compared."""

    source: str
    steps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverHeavier:
    """Why a person's own request must not make things worse, by the schemes of remedies (`appeals.SCHEMES`): that of the law that governs them."""

    schemes: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightTable:
    """The chains as they stand from `since`, and by which rule a person's own request makes nothing worse."""

    since: date
    instrument: str
    never_heavier: tuple[NeverHeavier, ...]
    chain: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of new measures held against old ones: the kinds that are heavier, and those that no rule compares."""

    heavier: tuple[str, ...]
    unsure: tuple[str, ...]


@cache
def tables() -> tuple[WeightTable, ...]:
    """Every version, oldest first."""
    return read_versions(HERE / "weights.toml", WeightTable)


def never_heavier(scheme: str, on: date) -> str:
    """Return the rule by which a request under a scheme makes nothing worse for who made it. ValueError before 2020-07-01, KeyError for no scheme."""
    rules = {name: each.rule for each in in_force(tables(), on).never_heavier for name in each.schemes}
    return rules[scheme]


def compared(new: Received, old: Received) -> Verdict:
    """Say how heavy a measure is beside another, by the rules on the day of the old one. ValueError before 2020-07-01."""
    if new.kind == old.kind:
        new_term, old_term = new.months or 0, old.months or 0
        return "same" if new_term == old_term else "heavier" if new_term > old_term else "lighter"
    for chain in in_force(tables(), old.on).chain:
        place = {kind: n for n, step in enumerate(chain.steps) for kind in step}
        if new.kind in place and old.kind in place and place[new.kind] != place[old.kind]:
            return "heavier" if place[new.kind] > place[old.kind] else "lighter"
    return "unsure"


def weighed(new: Sequence[Received], old: Sequence[Received]) -> Weighed:
    """Hold new measures against the old ones they replace, one for one: each must find an old one that is no lighter.

    What finds none is heavier where it is so against every old one, or against one of its own scheme; else it cannot be compared. A further measure
    beside one that already stands for an old one cannot be compared either.
    """
    left, open_ = list(old), []
    for one in new:
        same = [each for each in left if compared(one, each) == "same"]
        if same:
            left.remove(same[0])
        else:
            open_.append(one)
    heavier: list[str] = []
    unsure: list[str] = []
    for one in open_:
        covers = [each for each in left if compared(one, each) == "lighter"]
        if covers:
            left.remove(min(covers, key=lambda each: _class(each) != _class(one)))
            continue
        worse = [each for each in old if compared(one, each) == "heavier"]
        certain = not any(compared(one, each) in {"lighter", "same"} for each in old) and (
            len(worse) == len(old) or any(_class(each) == _class(one) for each in worse))
        (heavier if certain else unsure).append(one.kind)
    return Weighed(tuple(heavier), tuple(unsure))


def _class(one: Received) -> str:
    return measure_class(one.kind, one.on)
