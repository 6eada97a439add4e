"""Vetoes by what leaders received, not told apart by paragraph (第二十七条第四、五款): under which of them would say which kind of measure it was.

For readers who may know that a unit is vetoed, and not what became of its leaders.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from anze.law.clauses import Veto
from anze.law.findings import Finding
from anze.law.known import Known
from anze.law.pack import Pack


@dataclass(frozen=True, eq=False)
class Undivided(Pack):
    """A pack in which provisions that veto by measures are one clause; its label names them all. `alike`: that clause's id, and the provisions."""

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, provision: str) -> str:
        """What the text calls the provisions that are not told apart."""
        return "、".join(super(Undivided, self).label(one) for one in self.alike.get(provision, (provision,)))


def undivided(known: Known) -> Known:
    """Return the same facts under the pack in which vetoes by measures are not told apart."""
    return Known(undivided_pack(known.pack), known.index, known.asked)


def undivided_pack(pack: Pack) -> Undivided:
    """Return the pack with one clause in place of those that veto the same posts of the same levels by measures."""
    if isinstance(pack, Undivided):
        return pack
    first: dict[object, Veto] = {}
    groups: dict[str, list[Veto]] = {}
    for clause in pack.of(Veto):
        if clause.measures and not clause.tallies:
            groups.setdefault(first.setdefault((clause.posts, clause.levels), clause).id, []).append(clause)
    later = {one.id for group in groups.values() for one in group[1:]}
    one = {key: replace(group[0], measures=tuple(kind for clause in group for kind in clause.measures)) for key, group in groups.items()}
    clauses = tuple(one.get(clause.id, clause) if isinstance(clause, Veto) else clause for clause in pack.clauses
                    if not (isinstance(clause, Veto) and clause.id in later))
    plain = {each.name: getattr(pack, each.name) for each in fields(Pack)}
    return Undivided(**plain | {"clauses": clauses}, alike={key: tuple(clause.id for clause in group) for key, group in groups.items()})


def rules_of(pack: Pack, rule: str) -> tuple[str, ...]:
    """Return the provisions from which a veto's is not told apart, itself among them."""
    return next((group for group in undivided_pack(pack).alike.values() if rule in group), (rule,))


def told_as_one(pack: Pack, words: str) -> str:
    """Return words that were kept before, with all the provisions named where one that is not told apart was named alone."""
    for group in undivided_pack(pack).alike.values():
        labels = [Pack.label(pack, rule) for rule in group]
        whole = "、".join(labels)
        words = re.sub("|".join(map(re.escape, (whole, *labels))), whole, words)
    return words


def joined(pack: Pack, found: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Return vetoes of one unit and year that were kept before they were no longer told apart, as they are told now: one for all measures, since the
    earliest of its days, over all its accidents."""
    kept: dict[str, Finding] = {}
    for one in sorted(({**each} for each in found), key=lambda each: str(each["on"])):
        rules = rules_of(pack, one["rule"])
        former = kept.setdefault(rules[0], one)
        former["accidents"] = sorted({*former["accidents"], *one["accidents"]}) if former is not one else one["accidents"]
        label = "、".join(map(pack.label, rules))
        if not former["why"].startswith(label):
            former["why"] = former["why"].replace(pack.label(former["rule"]), label, 1)
        former["rule"] = rules[0]
    return [kept[rule] for rule in sorted(kept)]
