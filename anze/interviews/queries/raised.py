"""Interviews whose matter was handed over to discipline (移交纪检监察机关): whether anybody answers for it, a person weighs."""

from collections.abc import Iterator
from datetime import date

from anze.duties.sources import Raised
from anze.interviews.facts import own
from anze.interviews.models import Step
from anze.law.findings import in_words
from anze.law.question import Question
from anze.people.moment import end_of


def raised(asked: Question, today: date) -> Iterator[Raised]:
    """Yield each interview that was handed over, with those who were interviewed, by both clocks."""
    known_at = min(asked.known_at, today)
    rows = Step.objects.filter(kind="hand_over", at__lt=end_of(known_at), on__lte=asked.as_of).select_related("interview__unit").order_by("on", "pk")
    steps = {step.interview.uid: step for step in rows}
    officers = {one.id: one.officers for one in own(known_at)} if steps else {}
    for uid, step in steps.items():
        if officers.get(uid):
            note = f"：{step.note.rstrip('。')}" if step.note else ""
            yield Raised(key=f"handed~{uid}", rule="", unit=step.interview.unit.code, officers=tuple(officers[uid]), day=step.on, on=step.on,
                         text=f"{in_words(step.on)}约谈整改情况移交纪检监察机关{note}", name="interviews", one=uid)
