"""What cases ask of the law: grounds, circumstances, competent bodies, how long a measure lasts, within what time a decision may be contested."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from anze.accountability.models import Case, Concerned, Decision, Measure
from anze.accountability.queries.accidents import NEEDED
from anze.accountability.queries.standing import contestable
from anze.duties.queries.workdays import first_workday
from anze.duties.world import pack_in_force
from anze.law.clauses import Circumstance
from anze.law.national.appeals import Remedy, decide_until, file_until, remedies, schemes_of
from anze.law.national.authority import Competence, competent
from anze.law.national.combining import Combination, Received, combined
from anze.law.provisions import base_id

GROUNDS: Final = 25  # the article whose items are grounds
TESTED: Final = "30.p1"  # 尽职免责


def ground_rules() -> dict[str, str]:
    """Return the grounds of 第二十五条 by their ids, in words."""
    clauses = [clause for clause in pack_in_force().clauses if clause.id.startswith(f"{GROUNDS}.") and clause.id != f"{GROUNDS}.p1"]
    return {clause.id: f"{pack_in_force().label(clause.id)} {clause.quote}" for clause in clauses}


def circumstances() -> dict[str, Circumstance]:
    """Return the circumstances of 第二十八、二十九条 by their ids."""
    return {clause.id: clause for clause in pack_in_force().of(Circumstance)}


def known_rules() -> frozenset[str]:
    """Return the ids of all provisions of the pack, those that only tell duties of one item apart by the item too (14.1 of 14.1.meeting)."""
    ids = {clause.id for clause in pack_in_force().clauses}
    return frozenset(ids | set(map(base_id, ids)))


def provision_words() -> dict[str, str]:
    """Return every provision that a fact may be held against, by its id, as one searches it: its name and its own words."""
    pack, found = pack_in_force(), dict[str, str]()
    for clause in pack.clauses:
        found.setdefault(base_id(clause.id), f"{pack.label(base_id(clause.id))}　{clause.quote}")
    return found


def provision_texts() -> dict[str, str]:
    """Return the text of every such provision as it was published, whole, by its id: the words of a clause are only the part that it carries out."""
    pack = pack_in_force()
    published = {rule: said for article in (pack.material.published if pack.material else {}).values() for rule, said in article.provisions.items()}
    return {rule: published.get(rule, said.partition("　")[2]) for rule, said in provision_words().items()}


def fitting(case: Case) -> dict[str, Circumstance]:
    """Return the circumstances that can apply in a case: both articles are about who answers for an accident (对发生生产安全事故负有领导责任), so that there
    are none where the case is about none."""
    return circumstances() if tests(case) else {}


def tests(case: Case) -> bool:
    """Say whether the test of full performance is to be made in a case: 第三十条 is about an accident (对职责范围内发生生产安全事故)."""
    return bool(case.accident) or case.rule in NEEDED


def competence(kind: str, one: Concerned, on: date) -> Competence:
    """Return who may impose a kind of measure on the person (第三十三条, 干部管理权限)."""
    return competent(kind, one.managed_by or None, on)


def together(measures: Iterable[Measure]) -> Combination | None:
    """Return how some measures run together; None for none."""
    given = [Received(one.kind, one.date, one.months, one.doubled, one.accident) for one in measures]
    return combined(given) if given else None


@dataclass(frozen=True, slots=True)
class Route:
    """A way to contest a decision: the step of the law's table, counted from the day of receipt, until when (None: no limit), and the answer's limit."""

    remedy: Remedy
    received: date
    until: date | None
    about: int  # the decision's key

    def open_on(self, day: date) -> bool:
        """Say whether it may still be taken on a day."""
        return self.until is None or day <= self.until

    def answered_by(self, taken_on: date) -> date | None:
        """Return until when it is to be answered."""
        return decide_until(self.remedy, taken_on)


def routes(one: Concerned, decision: Decision) -> list[Route]:
    """Return the ways to contest a decision that was served, one each: the first steps, counted from its service, and those that follow on an outcome,
    counted from the outcome's."""
    served = decision.served.filter(kind="decision").order_by("pk").first()
    if served is None:
        return []
    taken = list(one.remedies.filter(decision=decision).order_by("pk"))
    found: list[Route] = []
    for scheme in _schemes(decision):
        last = next((past for past in reversed(taken) if past.scheme == scheme), None)
        for remedy in remedies(scheme, served.on):
            if last is None and not remedy.after:
                found.append(Route(remedy, served.on, file_until(remedy, served.on, first_workday), decision.pk))
            elif last is not None and last.outcome and remedy.after == last.kind:
                outcomes = decision.served.filter(kind="outcome", at__gte=last.outcome_at)
                received = outcomes.order_by("pk").values_list("on", flat=True).first() or last.outcome_on
                if received:
                    found.append(Route(remedy, received, file_until(remedy, received, first_workday), decision.pk))
    return found


def all_routes(one: Concerned) -> list[Route]:
    """Return the ways to contest what was decided of the person, was served and stands, each decision by itself."""
    return [way for decision in contestable(one) for way in routes(one, decision)]


def _schemes(decision: Decision) -> list[str]:
    on = decision.decided_on
    kinds = decision.measures.order_by("pk").values_list("kind", flat=True)
    return list(dict.fromkeys(scheme for kind in kinds for scheme in schemes_of(kind, decision.by, on))) if on else []
