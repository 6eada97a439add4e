"""The steps of a case as its members read them: each step about a decision with what the decision is called, since one person may have several."""

from typing import Any

from anze.accountability.models import Decision, Tested
from anze.accountability.queries.called import called


def story(steps: Any) -> list[Any]:
    """Return steps in their order, those that drafted, approved or sent back a decision with `about`: by its measures, told by the moment of the step; those
    that made a test with `test`: its number, by which the person's page has it."""
    rows = list(steps.order_by("pk"))
    people = {step.concerned_id for step in rows if step.kind in {"draft", "decide", "return", "undraft"}}
    names = {}
    for decision in Decision.objects.filter(concerned__in=people) if people else ():
        for kind, at in (("draft", decision.drafted_at), ("decide", decision.decided_at), ("return", decision.returned_at), ("undraft", decision.returned_at)):
            names[decision.concerned_id, kind, at] = called(decision)
    made = {step.concerned_id for step in rows if step.kind == "test"}
    tests = {(test.concerned_id, test.at): test.pk for test in Tested.objects.filter(concerned__in=made)} if made else {}
    for step in rows:
        step.test = tests.get((step.concerned_id, step.at)) if step.kind == "test" else None
        step.about = names.get((step.concerned_id, step.kind, step.at), "")
    return rows
