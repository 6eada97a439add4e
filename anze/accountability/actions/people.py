"""Persons come on a case by the post held on the day of the facts, wherever they are now (第三十一条); and off again where that was wrong."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.stepping import NOT_ON_IT, needed, person_now, step, written
from anze.accountability.codes import MANAGED, SHARES
from anze.accountability.models import Case, Concerned, Fact, Step
from anze.accountability.policies import CASE, PERSON
from anze.accountability.queries.entitled import not_his, role_on
from anze.accountability.queries.listed import left_to
from anze.people.models import Account, Tenure
from anze.record.actions import hold

UNKNOWN: Final = "不清楚"


def list_person(by: Account, now: datetime, case: Case, tenure: Tenure, *, managed_by: str, share: str = "open", note: str = "",
                facts: Sequence[Fact] | None = None) -> Concerned:
    """Put a person on a case by a tenure held on the day of the facts, with the facts on record that concern him (None: those that concern
    nobody on it now, and his own from before, where he was on it and taken off).

    Raises ValidationError for another day's tenure, who is on it, or who handles it.
    """
    with transaction.atomic():
        hold()
        found = Case.objects.with_state().get(pk=case.pk)
        if words := not_his(PERSON, "list", role_on(by, found)) if role_on(by, found) else NOT_ON_IT:
            raise ValidationError(words)
        if found.state != "open":  # type: ignore[attr-defined]
            raise ValidationError(f"这个案件现在是“{CASE.states[found.state].label}”，不能列入有关人员。")  # type: ignore[attr-defined]
        held = Tenure.objects.current().held_on(found.day).filter(pk=tenure.pk).select_related("officer").first()
        if held is None:
            raise ValidationError({"tenure": "事实发生当日，这位干部不在这个职务上。责任随当日的职务走，请选当日的任职。"})
        if Concerned.objects.in_state(*(set(PERSON.states) - {"dropped"})).filter(case=found, officer=held.officer).exists():
            raise ValidationError({"tenure": "这位干部已经列为有关人员。"})
        if found.members.filter(account__officer=held.officer, ended_at=None).exists():
            raise ValidationError({"tenure": "这位干部在案内办案，请先办回避，再列为有关人员。"})
        if (managed_by and managed_by not in MANAGED) or share not in SHARES:
            raise ValidationError("干部管理权限或者责任不在可选范围内。")
        made: Concerned = written(Concerned(case=found, officer=held.officer, tenure=held, managed_by=managed_by, share=share, listed_at=now, listed_by=by))
        made.facts.set(left_to(found, held.officer) if facts is None else found.facts.current().filter(pk__in=[fact.pk for fact in facts]))
        step(by, now, found, "list", concerned=made, note=note, rows=[made, *Fact.about.through.objects.filter(concerned=made).order_by("pk")])
    return made


def change(by: Account, now: datetime, one: Concerned, *, managed_by: str, share: str, note: str) -> Step:
    """Change how far a person answers and who manages him, before anything is decided, with on what ground; what stood before stays in the story. Raises
    ValidationError that names every fault, and where nothing is changed."""
    note = needed(note, "note", "请写明依据，如组织部门的认定、调查报告的认定。")
    with transaction.atomic():
        found = person_now(by, one, "change")
        if (managed_by and managed_by not in MANAGED) or share not in SHARES:
            raise ValidationError("干部管理权限或者责任不在可选范围内。")
        was = (("责任", SHARES[found.share], SHARES[share]), ("干部管理权限", MANAGED.get(found.managed_by, UNKNOWN), MANAGED.get(managed_by, UNKNOWN)))
        told = "；".join(f"{what}由“{old}”改为“{new}”" for what, old, new in was if old != new)
        if not told:
            raise ValidationError("责任和干部管理权限都没有变。要改的请重新选择，不改的请按“不办，回去”。")
        found.managed_by, found.share = managed_by, share
        found.save(update_fields=["managed_by", "share"])
        return step(by, now, found.case, "change", concerned=found, note=f"{told}。{note}", rows=[found])


def drop(by: Account, now: datetime, one: Concerned, *, note: str) -> Step:
    """Take a person off a case again, with why; the record stays."""
    note = needed(note, "note", "请写明为什么不再列为有关人员。")
    with transaction.atomic():
        found = person_now(by, one, "drop")
        return step(by, now, found.case, "drop", concerned=found, note=note)

