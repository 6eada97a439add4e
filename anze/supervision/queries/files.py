"""Whose the files of undertakings are: whoever sees the item sees them, whoever reports for the undertaker puts them there."""

from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.papers.policies import register_case
from anze.people.models import Unit
from anze.supervision.models import Task, Undertaking
from anze.supervision.queries.entitled import reports, supervises

PART, WHOLE = "undertaking", "supervision"
PURPOSE: Final = "办理佐证"


def _part(object_id: str) -> Undertaking | None:
    if not object_id.isdecimal() or len(object_id) > 15:
        return None
    return Undertaking.objects.select_related("task__unit", "unit").prefetch_related("people").filter(pk=int(object_id)).first()


def _sees(rights: Rights, object_id: str) -> bool:
    found = _part(object_id)
    return found is not None and Task.objects.visible_to(rights).filter(pk=found.task_id).exists()


def _files(rights: Rights, object_id: str) -> bool:
    found = _part(object_id)
    return found is not None and not supervises(rights, found.task) and reports(rights, found)


def _address(object_id: str) -> str:
    found = _part(object_id)
    return reverse("supervision:detail", args=[found.task.uid]) if found else ""


def _unit(object_id: str) -> Unit | None:
    found = _part(object_id)
    return found.unit if found else None


def _whole(object_id: str) -> Unit | None:
    found = Task.objects.select_related("unit").filter(uid=object_id).first()
    return found.unit if found else None


def register_files() -> None:
    """Say it for the undertakings, and whose slips are whose."""
    register_case(PART, _sees, may_file=_files, address=_address, unit=_unit, purposes=(PURPOSE,))
    register_case(WHOLE, lambda rights, oid: Task.objects.visible_to(rights).filter(uid=oid).exists(),
                  address=lambda oid: reverse("supervision:detail", args=[oid]), unit=_whole)
