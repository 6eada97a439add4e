"""The outcome of a review or appeal as it was entered and waits for another's approval, and how heavy its measures are beside those that stand."""

import json
from collections.abc import Iterable
from datetime import date

from anze.accountability.codes import OUTCOMES, WAYS
from anze.accountability.models import Concerned, Decision, Remedy
from anze.accountability.queries.hearing import hearers, ill_named
from anze.accountability.queries.sound import unalterable
from anze.accountability.told import Ended, Wanted
from anze.law.national.combining import Received
from anze.law.national.effects import effect_months
from anze.law.national.weights import Weighed, never_heavier, weighed


def waiting(one: Concerned) -> Remedy | None:
    """Return the review or appeal whose outcome was entered and not approved yet; of several the one that was entered first."""
    return one.remedies.filter(outcome="", proposed_by__isnull=False).select_related("decision", "proposed_by").order_by("proposed_at", "pk").first()


def unanswered(one: Concerned) -> list[Remedy]:
    """Return the reviews and appeals under way of which no outcome was entered yet."""
    return list(one.remedies.filter(outcome="", proposed_by=None).select_related("decision").order_by("pk"))


def ended_of(row: Remedy) -> Ended | None:
    """Return the outcome as it was entered last, one that was sent back included; None where none was."""
    if not row.proposal:
        return None
    told = json.loads(row.proposal)
    days = {name: date.fromisoformat(told[name]) for name in ("on", "served_on")}
    return Ended(**(told | days | {"measures": tuple(Wanted(**each) for each in told["measures"])}))


def beside(decision: Decision, measures: Iterable[Wanted]) -> Weighed:
    """Hold measures against those of a decision that stand: which are heavier, which no rule compares."""
    on = decision.decided_on
    if on is None:
        raise ValueError("measures are altered of a decision that was made")
    old = [Received(one.kind, one.date, one.months) for one in decision.measures.current()]
    return weighed([Received(one.kind, on, one.months) for one in measures], old)


def unenterable(row: Remedy, told: Ended, today: date) -> dict[str, list[str]]:
    """Return what forbids that an outcome is entered, by field, all at once: a body that does not hear it, days in the wrong order or to come, measures
    that are none, may not be imposed, or are heavier than those that stand."""
    faults: dict[str, list[str]] = {}
    if not told.text.strip():
        faults["text"] = ["请写明结果和理由。"]
    if told.body.strip() not in hearers(row) and (words := ill_named(row, told.body)):
        faults["other" if told.body.strip() else "body"] = [words]
    if told.way not in WAYS:
        faults["way"] = ["请选择送达方式。"]
    if told.on < row.on or told.on > today:
        faults["on"] = ["结果日期早于提出的日期，请改正。" if told.on < row.on else "结果日期晚于今天，请改正。"]
    if told.served_on < told.on or told.served_on > today:
        faults["served_on"] = ["送达日期不能早于结果日期，也不能晚于今天，请改正。"]
    if told.outcome not in OUTCOMES:
        faults["outcome"] = ["请选择结果。"]
    elif (told.outcome == "alter") != bool(told.measures):
        faults["measures"] = ["变更的，请选择变更以后的全部措施；维持、撤销的，不选措施。"]
        return faults
    elif told.outcome != "alter" and told.double.strip():
        faults["double"] = ["维持、撤销的不另外给予措施，没有并处，这里请不要写。"]
    for name, some in _too_much(row, told).items():
        faults[name] = [*faults.get(name, []), *some]
    return faults


def _too_much(row: Remedy, told: Ended) -> dict[str, list[str]]:
    on = row.decision.decided_on or row.on
    try:
        for wanted in told.measures:
            effect_months(wanted.kind, wanted.months, on)
    except ValueError as fault:
        return {"months": [f"{fault}。"]}
    if faults := unalterable(row.decision, told.body.strip(), told.measures, note="由批准的人写明", double=told.double):
        return faults
    heavier = beside(row.decision, told.measures).heavier
    if heavier:
        return {"measures": [f"{'、'.join(heavier)}比原来的措施重。因本人申请而变更的，不得加重（{never_heavier(row.scheme, on)}）。请重新选择。"]}
    return {}
