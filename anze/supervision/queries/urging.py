"""Whom an office urges about an item: everybody who answers for an undertaking in which nothing was handed in that stands."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.actions.urging_matters import Matter
from anze.supervision.models import Task, Undertaking
from anze.supervision.policies import ASSIGN, CLAUSE, NOT_DONE


def matters_of(rights: Rights, uids: Iterable[str], today: date) -> list[Matter]:
    """Return what to urge about of these items, as far as the account supervises them."""
    rows = Undertaking.objects.in_state(*NOT_DONE).filter(rights.reach(ASSIGN).of_units("task__unit"), task__in=Task.objects.filter(uid__in=list(uids)))
    found = []
    for one in rows.select_related("task", "unit").prefetch_related("people__officer").order_by("due", "pk"):
        left = (one.due - today).days
        when = f"已逾期 {-left} 天" if left < 0 else "今天到期" if not left else f"还有 {left} 天到期"
        found += [Matter(person.officer, one.unit, f"督办事项{when}：{one.task.title}", CLAUSE, reverse("supervision:detail", args=[one.task.uid]),
                         f"supervision|{one.task.uid}|{person.officer.code}") for person in one.people.all() if person.struck_at is None]
    return found
