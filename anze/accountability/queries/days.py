"""What a case's days cannot be before: the first rules on measures, and the steps that come before one."""

from datetime import date
from typing import Final

from django.db.models import Q

from anze.accountability.models import Concerned, Step
from anze.accountability.policies import CASE, PERSON
from anze.accountability.queries.law import circumstances
from anze.documents.official import in_words
from anze.law.national.effects import tables

BEFORE_NOTICE: Final = ("approve",)
BEFORE_DECISION: Final = (*BEFORE_NOTICE, "notify", "state", "enter_statement", "waive")


def before_rules(day: date) -> str:
    """Say that a day lies before the first rules on measures that the law's tables hold; empty where it does not."""
    first = tables()[0]
    return f"早于《{first.instrument}》施行的{in_words(first.since)}，请核对。" if day < first.since else ""


def before_its_time(one: Concerned, rule: str, on: date) -> str:
    """Say that a circumstance lies before the accident on which it follows, or before the first rules; empty where it does not (第二十八、二十九条)."""
    clause = circumstances().get(rule)
    if clause is not None and clause.since == "accident" and on < one.case.day:
        return f"早于事故发生的{in_words(one.case.day)}，“{clause.quote}”说的是事故发生以后的情形，请改正。"
    words = before_rules(on)
    return f"{words}更早的情况，写在这一项情节的文字里。" if words else ""


def too_early(one: Concerned, on: date, kinds: tuple[str, ...]) -> str:
    """Say that a day lies before the last of the steps that must come first; empty where it does not."""
    steps = Step.objects.filter(Q(concerned=one) | Q(case=one.case, concerned=None), kind__in=kinds)
    last = steps.order_by("-on", "-pk").first()
    if last is None or on >= last.on:
        return ""
    label = (CASE.verbs | PERSON.verbs)[last.kind].label  # type: ignore[operator]
    return f"早于{in_words(last.on)}的{label}，请改正。"
