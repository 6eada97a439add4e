"""Whether a measure would stand beside another of the same scheme for the same facts: one fact is not sanctioned twice without a mark."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from anze.accountability.models import Concerned, Decision, Measure
from anze.law.national.effects import CLASS_LABELS, measure_class


def doubled(one: Concerned, kinds: Iterable[str], on: date, *, but: Decision | None = None) -> list[str]:
    """Return in a sentence each why a measure would double another: one that stands, or one of the same decision. One that was lifted (解除) was
    imposed for the facts all the same and counts; one struck does not. `but`: a decision whose own measures are to be replaced."""
    same = Q(concerned=one)
    if one.case.accident:
        same |= Q(concerned__officer=one.officer, accident=one.case.accident)
    standing: dict[str, list[str]] = {}
    for kind, scheme in Measure.objects.current().filter(same).exclude(decision=but).order_by("pk").values_list("kind", "scheme"):
        standing.setdefault(scheme, []).append(kind)
    found, together = [], dict[str, list[str]]()
    for kind in kinds:
        scheme = measure_class(kind, on)
        label, before, beside = CLASS_LABELS[scheme], standing.get(scheme, []), together.setdefault(scheme, [])
        if before:
            found.append(f"{kind}：就同一事实，{one.officer.name}已有{label}（{'、'.join(before)}）。")
        elif beside:
            found.append(f"{kind}：这份决定里有{len(beside) + 1}项同类措施（{label}：{'、'.join([*beside, kind])}）。")
        beside.append(kind)
    return found
