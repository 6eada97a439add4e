"""Where a person on a case stands, decision by decision: each (one a scheme) has its own service, ways to contest, revocation and lifting."""

from datetime import date
from typing import Any

from anze.accountability.codes import REVIEWS
from anze.accountability.models import Case, Concerned, Decision, Measure
from anze.accountability.policies import PERSON
from anze.accountability.queries.entitled import verbs_open


def decision_state(decision: Decision) -> str:
    """Return where a decision stands, as one of the person's states; empty where it was sent back."""
    if decision.returned_at is not None:
        return ""
    if decision.decided_at is None:
        return "drafted"
    if not decision.served.filter(kind="decision").exists():
        return "decided"
    if (open_ := decision.remedies.filter(outcome="").first()) is not None:
        return "reviewing" if open_.kind in REVIEWS else "appealing"
    if decision.kind == "none":
        return "cleared"
    standing = list(decision.measures.current())
    return "revoked" if not standing else "served" if any(one.lifted_at is None for one in standing) else "lifted"


def states_of(one: Concerned) -> tuple[str, ...]:
    """Return every state in which a person stands at once, the one that wants doing first at the head: a verb is open where any of them is its start."""
    found: Any = Concerned.objects.with_state().get(pk=one.pk)
    decided = [decision_state(each) for each in one.decisions.order_by("pk")]
    waits = found.last in {None, "decide"} or "drafted" in decided  # while a draft waits, nothing before it goes on
    states = (found.state, "" if waits else PERSON.verbs[found.last].to, *decided)
    return tuple(dict.fromkeys(state for state in states if state))


def refusal(one: Concerned, kind: str) -> str:
    """Say in one sentence why a verb may not be taken about a person; empty where it may."""
    states = states_of(one)
    if kind == "test" and (words := _tested_out(one, states)):
        return words
    return "" if any(not PERSON.refusal(kind, state) for state in states) else PERSON.refusal(kind, states[0]) if states else "还没有列为有关人员。"


def _tested_out(one: Concerned, states: tuple[str, ...]) -> str:
    """Say that no test is made any more: the case is closed, and nothing decided in it is reviewed; empty where one may be."""
    if {"reviewing", "appealing"} & set(states) or not Case.objects.in_state("closed").filter(pk=one.case_id).exists():
        return ""
    return ("案件已经结案，决定所依据的检验留着，不再重作。本人申请复核、复审、申诉的，办理期间可以再作检验，和原来的并列；"
            "发现新的情况需要追究的，另行提请立案。")


def open_to(one: Concerned, role: str) -> list[str]:
    """Return the verbs that a member in a role may take about a person, in the order of the table."""
    states = states_of(one)
    found = {kind for state in states for kind in verbs_open(PERSON, state, role)} - ({"test"} if _tested_out(one, states) else set())
    return [kind for kind in PERSON.verbs if kind in found]


def too_late_to_state(one: Concerned, today: date) -> str:
    """Say that nothing can be stated any more: a decision is drafted and the time of the last notice is over; empty where it can."""
    notice = one.served.filter(kind="notice").order_by("-pk").first()
    over = notice is not None and notice.due is not None and today > notice.due
    return "陈述申辩的期限已经过了，决定已经拟定。对决定不服的，送达以后可以申请复核、申诉。" if over and "drafted" in states_of(one) else ""


def contestable(one: Concerned) -> list[Decision]:
    """Return the decisions that may be contested: served, in force or lifted since, and with no review or appeal under way. Until when, its ways say."""
    return _standing(one, "served", "lifted")


def liftable(one: Concerned) -> list[Measure]:
    """Return the measures in force that nobody contests, which may be lifted once their effect is over."""
    served = [each.pk for each in _standing(one, "served")]
    return list(one.measures.current().filter(lifted_at=None, decision__in=served).order_by("date", "pk"))


def _standing(one: Concerned, *states: str) -> list[Decision]:
    return [each for each in one.decisions.filter(decided_at__isnull=False).order_by("pk") if decision_state(each) in states]
