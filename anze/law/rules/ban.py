"""What follows for an officer held accountable for an accident: no awards, no promotion for a time (第二十七条第一款)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from anze.law.clauses import Ban, Judgement
from anze.law.days import add_months
from anze.law.facts import Measure
from anze.law.findings import Finding, in_words
from anze.law.known import Known
from anze.law.national.effects import effect_months, tables


def bans(known: Known) -> Iterator[Finding]:
    """Yield for each measure for an accident the year without awards and the day until which there is no promotion.

    Where the effects of several measures run together, the longest counts for each of them. `who` is the body that acts
    by the measure (第三十三条); which level of it, by who manages the cadre.
    """
    bodies = {kind: body for clause in known.pack.of(Judgement) for kind, body in (clause.bodies or {}).items()}
    for clause in known.pack.of(Ban):
        for officer, measures in _by_officer(known).items():
            ends = [effect_end(measure) for measure in measures]
            for measure, own in zip(measures, ends, strict=True):
                until = _longest(measure, own, list(zip(measures, ends, strict=True)))
                shown = f"，至{in_words(until)}不得晋升职务、级别或者重用任职" if until else ""
                longer = f"（数项影响期并行，以最长的为准；本项至{in_words(own)}）" if own and until and own != until else ""
                why = (f"{known.pack.label(clause.id)}：{known.person(officer)}因事故{measure.accident}于{in_words(measure.date)}受{measure.kind}，"
                       f"取消{measure.date.year}年度考核评优和评选先进资格{shown}{longer}。")
                yield {"officer": officer, "measure": measure.kind, "no_promotion_until": until and until.isoformat(), "no_award_year": measure.date.year,
                       "effect_until": own and own.isoformat(), "date": measure.date.isoformat(), "accident": measure.accident, "why": why,
                       "who": bodies.get(measure.kind)}


def unsettled_bans(known: Known) -> Iterator[Finding]:
    """Yield the measures whose effect no rule sets a period for: how long they bar promotion a person decides."""
    for clause in known.pack.of(Ban):
        for officer, measures in _by_officer(known).items():
            for measure in measures:
                if effect_end(measure) is None:
                    why = (f"{known.pack.label(clause.id)}：{known.person(officer)}{in_words(measure.date)}受{measure.kind}，"
                           f"“相关规定时限”没有统一的期限，由{clause.who}认定。")
                    yield {"rule": clause.id, "officer": officer, "accident": measure.accident, "why": why, "who": clause.who}


def effect_end(measure: Measure) -> date | None:
    """Return the day on which the measure's effect ends: the corresponding day so many months on (民法典第二百零二条)."""
    if measure.date < tables()[0].since:
        return None  # the rules that then held are not encoded: a person decides
    months = effect_months(measure.kind, measure.months, measure.date)
    return None if months is None else add_months(measure.date, months)


def _by_officer(known: Known) -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = defaultdict(list)
    for measure in sorted(known.facts.measures, key=lambda m: (m.officer, m.date, m.kind, m.accident or "", m.months or 0)):
        if measure.accident is not None and known.on_record(measure.date):
            found[measure.officer].append(measure)
    return found


def _longest(measure: Measure, own: date | None, others: list[tuple[Measure, date | None]]) -> date | None:
    """Return the end of the chain of effects that runs on from this measure without a break."""
    if own is None:
        return None
    until, start = own, measure.date
    grown = True
    while grown:
        running = [end for other, end in others if end is not None and other.date <= until and end >= start]
        grown = max(running) > until
        until = max(running)
    return until
