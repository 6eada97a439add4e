"""What was entered by mistake is taken off the register: struck with a reason, nothing takes its place, and it stays readable."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import transaction

from anze.people.models import Account, Committee, ProblemTown, Tenure
from anze.record.actions import Change, record
from anze.register.actions.committees import plain_committee
from anze.register.actions.overtaken import Overtaken
from anze.register.actions.tenures import plain_tenure
from anze.register.actions.towns import plain_town

R = TypeVar("R", Tenure, ProblemTown, Committee)
_KINDS: Final[Mapping[type, tuple[str, str, Callable[[Any], dict[str, Any]]]]] = {
    Tenure: ("tenure", "撤下任期", plain_tenure),
    ProblemTown: ("problem_town", "撤下问题突出镇", plain_town),
    Committee: ("committee", "撤下安委会", plain_committee),
}


def withdraw(by: Account | None, now: datetime, row: R, *, reason: str) -> R:
    """Take a tenure, an entry of the list of problem towns or a committee off the register. Raises Overtaken if it no longer stands."""
    object_type, verb, plain = _KINDS[type(row)]
    with transaction.atomic():
        model: Any = type(row)
        old = model.objects.select_for_update().get(pk=row.pk)
        if old.struck_at is not None:
            raise Overtaken(model.objects.filter(replaces=old, struck_at=None).select_related("recorded_by").first())
        old.struck_at, old.struck_reason = now, reason
        old.save(update_fields=["struck_at", "struck_reason"])
        record(Change(at=now, actor=by, verb=verb, object_type=object_type, object_id=str(old.pk), unit=old.unit.code, happened_on=old.start,
                      on_behalf=old.officer.code if isinstance(old, Tenure) else "", before=plain(old), note=reason))
    return old
