"""What became of a verb that somebody presses once more: who took it already, and whether the words sent with it are kept."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime

from anze.accountability.models import Case, Concerned, Step
from anze.accountability.policies import Course
from anze.documents.official import in_words


def already(course: Course, kind: str, case: Case, one: Concerned | None = None) -> str:
    """Return in a sentence that a verb which moves things on was taken already, by whom and when; empty where it was not, or may be taken again."""
    verb = course.verbs[kind]
    last = Step.objects.filter(case=case, concerned=one, kind__in=course.moving).select_related("by").order_by("-pk").first()
    step = last if last and last.kind == kind else Step.objects.filter(case=case, concerned=one, kind=kind).select_related("by").last() if verb.once else None
    if step is None:
        return ""
    at = localtime(step.at)
    return f"这一步已经办过了：{verb.label}，{step.by.name}，{in_words(at.date())} {at:%H:%M}。"


def kept(texts: list[str], case: Case, one: Concerned | None) -> bool:
    """Say whether texts that were typed stand in the case already: then a form sent twice has nothing to lose."""
    found: set[str] = set()
    rows: list[Any] = [case.facts.all(), case.evidence.all()] if one is None else [one.served.all(), one.statements.all(), one.remedies.all()]
    for row in (row for some in rows for row in some):
        found.add(row.text.strip())
    for decision in one.decisions.all() if one else ():
        found.add(decision.reasons.strip())
    found |= {step.note.strip() for step in case.steps.filter(concerned=one)}
    return all(text in found for text in texts)


def entered(kind: str, case: Case, got: Mapping[str, Any]) -> str:
    """Return in a sentence that the same fact or piece of evidence is on record already, so that a form sent twice enters it once; empty otherwise."""
    text = str(got.get("text", "")).strip()
    if kind == "fact":
        same = any((row.date, row.text) == (got["on"], text) for row in case.facts.current())
    elif kind == "evidence":
        told = (got["place"], text, got["fact"], got["file"])
        same = any((row.place, row.text, row.fact, row.file) == told for row in case.evidence.current().select_related("fact", "file"))
    else:
        return ""
    return "这一步已经办过了：同样的内容已经登记。" if same else ""
