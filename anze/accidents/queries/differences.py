"""What a change of an accident changes of what follows: what fires anew, what no longer stands, which interview or assessment it touches."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from anze.accidents.queries.findings import findings
from anze.law.codes import ASSESSMENT_GRADES
from anze.law.facts import Interview
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.national.grades import grade_label, measure_label
from anze.law.whatif import what_changed

# How a line begins → its words; in the order in which a page shows them.
SIGNS: Final[Mapping[str, str]] = {"grade": "等级", "new": "新成立", "gone": "不再成立", "changed": "有变化", "warned": "预警", "unwarned": "预警解除",
                                   "touched": "受影响", "asked": "待人决定", "settled": "不再待定"}
LIGHT: Final = frozenset({"unwarned", "settled"})  # nobody need be asked before these come about
# List → how a finding that appears and one that disappears are called.
_OF_ACCIDENTS: Final = (("triggers", "new", "gone"), ("vetoes", "new", "gone"), ("grounds", "new", "gone"), ("undecided", "asked", "settled"))


@dataclass(frozen=True, slots=True)
class Line:
    """One consequence that changes: which way, in a sentence, about which accidents and which interview (ids of the law)."""

    sign: str
    text: str
    accidents: tuple[str, ...] = ()
    interview: str = ""

    @property
    def word(self) -> str:
        """The sign in words."""
        return SIGNS[self.sign]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a change changes; empty where nothing that follows does."""

    lines: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def weighty(self) -> bool:
        """Say whether something changes that whoever changes it should see before it does."""
        return any(line.sign not in LIGHT for line in self.lines)

    @property
    def seal(self) -> str:
        """What a page that was shown is told by: another difference has another seal."""
        return sha256(repr(self.plain()).encode()).hexdigest()[:24]

    def plain(self) -> list[dict[str, Any]]:
        """Return the lines as the ledger keeps them."""
        return [asdict(line) | {"accidents": list(line.accidents)} for line in self.lines]


def read_difference(kept: Collection[Mapping[str, Any]]) -> Difference:
    """Return what the ledger keeps of a difference."""
    return Difference(tuple(Line(one["sign"], one["text"], tuple(one["accidents"]), one.get("interview", "")) for one in kept))


def difference(before: Known, after: Known, codes: Collection[str]) -> Difference:
    """Return what changes of everything that follows, if the accidents `codes` are no longer as in `before` but as in `after`: each side judged once."""
    old, new = findings(before), findings(after)
    changes, fired, fires = what_changed(before.pack, after.pack, old, new)["changes"], old.lists["triggers"], new.lists["triggers"]
    lines = [*_graded(before, after, codes), *_stands(changes), *_warned(changes), *_touched(before, after, changes, (fired, fires), codes)]
    order = list(SIGNS)
    return Difference(tuple(sorted(lines, key=lambda line: order.index(line.sign))))


def _graded(before: Known, after: Known, codes: Collection[str]) -> Iterator[Line]:
    earlier, later = ({one.accident.id: one for one in known.accidents if one.accident.id in codes} for known in (before, after))
    for code in sorted(earlier.keys() & later.keys()):
        old, new = earlier[code], later[code]
        which = (code,) if len(codes) > 1 else ()  # of one alone the page speaks anyway
        if old.grade != new.grade:
            yield Line("grade", f"由{grade_label(old.grade)}变为{grade_label(new.grade)}（按{measure_label(new.measure)}）。", which)
        elif old.measure != new.measure:
            yield Line("grade", f"仍为{grade_label(new.grade)}，改按{measure_label(new.measure)}定级。", which)


def _stands(changes: Mapping[str, Any]) -> Iterator[Line]:
    for name, appears, disappears in _OF_ACCIDENTS:
        added, removed = (list(changes.get(name, {}).get(way, ())) for way in ("added", "removed"))
        for finding in added:
            former = next((one for one in removed if _same_but_for_accidents(finding, one)), None)
            if former is not None:
                removed.remove(former)
            yield Line(appears if former is None else "changed", finding["why"], _accidents(finding))
        yield from (Line(disappears, finding["why"], _accidents(finding)) for finding in removed)


def _same_but_for_accidents(one: Finding, other: Finding) -> bool:
    """Say whether two findings are one that stands on, with accidents that came or went: nobody is told that it ended."""
    if any(one.get(name) != other.get(name) for name in ("rule", "unit", "year", "nature", "officer", "accident")):
        return False
    mine, others = set(_accidents(one)), set(_accidents(other))
    return bool(mine and others) and (mine < others or others < mine)


def _accidents(finding: Finding) -> tuple[str, ...]:
    return tuple(finding.get("accidents") or filter(None, [finding.get("accident")]))


def _warned(changes: Mapping[str, Any]) -> Iterator[Line]:
    found = changes.get("outlook", {"added": [], "removed": []})
    again = {_group(one) for one in found["added"]}
    yield from (Line("warned", one["why"]) for one in found["added"])
    yield from (Line("unwarned", one["why"]) for one in found["removed"] if _group(one) not in again)


def _group(finding: Finding) -> tuple[str, str, str | None]:
    return finding["rule"], finding["unit"], finding["nature"]


def _touched(before: Known, after: Known, changes: Mapping[str, Any], triggers: tuple[Sequence[Finding], Sequence[Finding]],
             codes: Collection[str]) -> Iterator[Line]:
    """Yield the interviews that cite an accident that is no longer as it was, or whose own triggers no longer are, and the assessments whose veto changes.

    A trigger of the whole year that comes to name another accident leaves an interview alone that still rests on the same accidents.
    """
    if not any(changes.get(name) for name in ("triggers", "vetoes", "accidents")):
        return
    facts = [{one.id: one for one in known.facts.accidents if one.id in codes} for known in (before, after)]
    altered = {code for code in codes if facts[0].get(code) != facts[1].get(code)}
    for interview in before.facts.interviews:
        about = altered & set(interview.accidents)
        rested, rests = (_basis(interview, found) for found in triggers)
        about |= {code for group in rested ^ rests for code in group}
        if about:
            yield Line("touched", _interview(before, interview), tuple(sorted(about)), interview.id)
    years = {(one["unit"], one["year"]) for way in ("added", "removed") for one in changes.get("vetoes", {}).get(way, ())}
    for unit, year in sorted(years):
        for one in after.facts.assessments:
            if (one.unit, one.year) == (unit, year):
                grade = ASSESSMENT_GRADES.get(one.grade, one.grade)
                yield Line("touched", f"{after.tree.name(unit)}{year}年度考核{f'（{grade}）' if grade else ''}：一票否决的情形变了，请复核。")


def _basis(interview: Interview, triggers: Sequence[Finding]) -> frozenset[frozenset[str]]:
    """Return the groups of accidents by which an interview's unit fires and of which the interview cites every one."""
    groups = (frozenset(one["accidents"]) for one in triggers if one["unit"] == interview.unit)
    return frozenset(group for group in groups if group and group <= set(interview.accidents))


def _interview(known: Known, interview: Interview) -> str:
    where = known.tree.name(interview.unit) if interview.unit else ""
    if interview.date <= known.asked.as_of:
        return f"{in_words(interview.date)}举行的约谈（{where}）引用了其中的事故，请由承办人复核它的结论和整改要求是否变更。"
    return f"已开启的约谈（{where}）引用了其中的事故，请由承办人复核是否并入、变更或者撤销。"
