"""Aggravating and mitigating facts on record (第二十八、二十九条), and the repetition within a term that is looked for."""

from collections.abc import Iterator
from itertools import combinations, groupby

from anze.law.clauses import Circumstance
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


def repeated_in_term(known: Known) -> Iterator[Finding]:
    """Yield officers with a further measure for an accident within the tenure of an earlier one: whether the problem is
    a similar one, a person decides (第二十八条第四款)."""
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
                    why = (f"{known.pack.label(clause.id)}：{known.person(after.officer)}在{known.tree.name(tenure.unit)}同一任期内，"
                           f"{in_words(before.date)}受{before.kind}后，"
                           f"{in_words(after.date)}又受{after.kind}，是否属于类似问题须由人认定。")
                    yield {"rule": clause.id, "unit": tenure.unit, "officer": after.officer, "why": why, "who": clause.who}
