"""The earlier measures of a person within the term in which the facts of a case fall (第二十八条第四款), as far as the members of the case may know of them:
what it was, of which day and body, since when served. Nothing of the earlier case."""

from dataclasses import dataclass
from datetime import date

from anze.accountability.facts import served_measures
from anze.accountability.models import Concerned, Measure
from anze.documents.official import in_words
from anze.duties.situation import situation
from anze.duties.world import pack_in_force
from anze.law.clauses import Circumstance
from anze.law.question import Question
from anze.law.rules.circumstance import earlier_in_term


@dataclass(frozen=True, slots=True)
class Repeated:
    """A measure that came before, by which clause it counts, who judges whether the problem is a similar one."""

    rule: str
    who: str
    measure: Measure
    served: date

    @property
    def words(self) -> str:
        """It in a sentence."""
        one = self.measure
        return f"{in_words(one.date)}，{one.decision.body}给予{one.kind}，{in_words(self.served)}送达"


def repeating() -> frozenset[str]:
    """Return the circumstances that the law finds by itself: held accountable before, within the same term."""
    return frozenset(clause.id for clause in pack_in_force().of(Circumstance) if clause.computed == "same_term")


def repeated(one: Concerned, today: date) -> list[Repeated]:
    """Return the measures served on the person before the facts, in the same term and not for the same accident; none where the case is about none, since
    第二十八条 is about accidents."""
    rows = list(served_measures(today).filter(concerned__officer=one.officer).select_related("decision").order_by("pk")) if one.case.accident else []
    if not rows:
        return []
    known = situation(Question(today, today), today)
    found = []
    for earlier in earlier_in_term(known, one.officer.code, one.case.day, one.case.accident):
        told = (earlier.measure.kind, earlier.measure.date, earlier.measure.accident or "")
        row = next((row for row in rows if (row.kind, row.date, row.accident) == told), None)
        if row is not None:
            rows.remove(row)
            found.append(Repeated(earlier.rule, earlier.who, row, row.decision.served.order_by("pk")[0].on))
    return found


def to_take_on(one: Concerned, today: date) -> list[Repeated]:
    """Return those of them that no circumstance on record rests on yet."""
    taken = set(one.circumstances.current().values_list("measure", flat=True))
    return [each for each in repeated(one, today) if each.measure.pk not in taken]
