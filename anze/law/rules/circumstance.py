"""Aggravating and mitigating facts on record (第二十八、二十九条), and the repetition within a term that is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby

from anze.law.clauses import Circumstance
from anze.law.facts import Measure, Tenure
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.pack import entered_by_people

EFFECTS = {"aggravating": "应当从重追究责任", "mitigating": "可以从轻、减轻追究责任"}


def circumstances(known: Known) -> Iterator[Finding]:
    """Yield each fact that a person put on record, cited; what it is worth, the body named weighs."""
    clauses = entered_by_people(known.pack)
    for fact in known.facts.circumstances:
        clause = clauses.get(fact.rule)
        if clause is None or not known.on_record(fact.date):
            continue
        effect = clause.effect if isinstance(clause, Circumstance) else None
        note = f"（{fact.note}）" if fact.note else ""
        why = (f"{known.pack.label(clause.id)}：{in_words(fact.date)}在案，{known.person(fact.officer)}就事故{fact.accident}"
               f"有“{clause.quote.rstrip('；。')}”的情形{note}{f'，{EFFECTS[effect]}' if effect else ''}；由{clause.who}裁量。")
        yield {"rule": clause.id, "officer": fact.officer, "on": fact.date.isoformat(), "accident": fact.accident, "effect": effect,
               "why": why, "who": clause.who}


@dataclass(frozen=True, slots=True)
class Repetition:
    """An officer held accountable, and within the same tenure again for another accident: both measures, and the tenure (第二十八条第四款).

    Only a candidate: whether the problem is a similar one, a person decides.
    """

    rule: str
    who: str
    officer: str
    tenure: Tenure
    before: Measure
    after: Measure


def repetitions(known: Known) -> Iterator[Repetition]:
    """Yield each pair of measures of one officer that fall in one tenure (same officer, unit and post without a break), the later for another accident."""
    for clause in known.pack.of(Circumstance):
        if clause.computed != "same_term":
            continue
        measures = sorted((m for m in known.facts.measures if known.on_record(m.date)), key=lambda m: (m.officer, m.date, m.kind, m.accident or ""))
        of_one = [pair for _, its in groupby(measures, key=lambda m: m.officer) for pair in combinations(its, 2)]
        for before, after in of_one:
            if before.accident == after.accident:
                continue
            for tenure in known.index.tenures_of.get(after.officer, ()):
                if tenure.holds_on(before.date) and tenure.holds_on(after.date):
                    yield Repetition(clause.id, clause.who, after.officer, tenure, before, after)


def repeated_in_term(known: Known) -> Iterator[Finding]:
    """Yield what `repetitions` finds as things that a person decides on."""
    for one in repetitions(known):
        why = (f"{known.pack.label(one.rule)}：{known.person(one.officer)}在{known.tree.name(one.tenure.unit)}同一任期内，"
               f"{in_words(one.before.date)}受{one.before.kind}后，"
               f"{in_words(one.after.date)}又受{one.after.kind}，是否属于类似问题须由人认定。")
        yield {"rule": one.rule, "unit": one.tenure.unit, "officer": one.officer, "why": why, "who": one.who}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A measure that an officer had before facts of a day, in a tenure that lasted over both (第二十八条第四款)."""

    rule: str
    who: str
    tenure: Tenure
    measure: Measure


def earlier_in_term(known: Known, officer: str, day: date, accident: str) -> Iterator[Earlier]:
    """Yield the measures after which an officer, in the same tenure, had to do with facts of a later day (被责任追究后同一任期内又发生), oldest first.

    For who is not held accountable for these facts yet; `accident` is their own, whose measures are no repetition. Whether the problem is a similar one,
    a person decides.
    """
    for clause in known.pack.of(Circumstance):
        if clause.computed != "same_term":
            continue
        before = sorted((m for m in known.facts.measures if m.officer == officer and m.accident != accident and m.date < day and known.on_record(m.date)),
                        key=lambda m: (m.date, m.kind, m.accident or ""))
        for measure in before:
            held = [each for each in known.index.tenures_of.get(officer, ()) if each.holds_on(measure.date) and each.holds_on(day)]
            if held:
                yield Earlier(clause.id, clause.who, held[0], measure)
