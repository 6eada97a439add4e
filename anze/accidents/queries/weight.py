"""What hangs on an accident's registration: its grade, what it fires, which interviews name it. Whoever takes it back takes that back (decisions/0069)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from anze.accidents.models import Accident
from anze.accidents.queries.findings import around, findings
from anze.law.findings import Finding
from anze.law.known import Known
from anze.law.national.grades import GRADES, grade_label
from anze.law.question import Question
from anze.people.moment import day_of

ORDINARY: Final = GRADES[0]


@dataclass(frozen=True, slots=True)
class Weight:
    """What hangs on an accident, in words (empty: nothing), and whether an interview is among it."""

    words: str = ""
    interviewed: bool = False


def weights(accidents: Collection[Accident], now: datetime) -> Mapping[str, Weight]:
    """Return what hangs on some accidents (their units fetched), by their codes: judged once for all of them."""
    if not accidents:
        return {}
    today = day_of(now)
    known = around({one.unit.code for one in accidents}, min(one.date for one in accidents), Question(today, today), today)
    found = findings(known).lists
    fired, vetoing, interviewed = _named(found["triggers"]), _named(found["vetoes"]), _interviewed(known)
    return {one.code: _weight(one, {"引起约谈情形": fired, "引起“一票否决”": vetoing, "已有约谈引用它": interviewed}, one.code in interviewed)
            for one in accidents}


def _weight(one: Accident, named: Mapping[str, Collection[str]], interviewed: bool) -> Weight:
    words = [word for word, codes in named.items() if one.code in codes]
    return Weight("、".join(([] if one.grade == ORDINARY else [f"是{grade_label(one.grade)}"]) + words), interviewed)


def _named(found: Iterable[Finding]) -> frozenset[str]:
    return frozenset(code for one in found for code in one.get("accidents") or filter(None, [one.get("accident")]))


def _interviewed(known: Known) -> frozenset[str]:
    return frozenset(code for one in known.facts.interviews for code in one.accidents)
