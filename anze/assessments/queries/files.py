"""Who may see and put files to a unit's part of an assessment (evidence of its self-assessment, of objections): who sees its line; who reports for it."""

from typing import Any, Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.assessments.models import Assessment
from anze.assessments.policies import VERBS
from anze.assessments.queries.entitled import own_units, seen_units
from anze.papers.policies import register_case
from anze.people.models import Unit

OBJECT: Final = "assessment_unit"
PURPOSES: Final = ("自评佐证", "异议材料")


def case_id(assessment: Assessment, unit: Unit) -> str:
    """Return what names a unit's part of an assessment."""
    return f"{assessment.uid}~{unit.code}"


def _found(rights: Rights, object_id: str) -> tuple[Any, Unit] | None:
    uid, _, code = object_id.partition("~")
    found: Any = Assessment.objects.visible_to(rights).with_state().select_related("by").filter(uid=uid).first()
    unit = next((one for one in seen_units(rights, found) if one.code == code), None) if found else None
    return (found, unit) if unit else None


def may_see(rights: Rights, object_id: str) -> bool:
    """Say whether the account sees the unit's line."""
    return _found(rights, object_id) is not None


def may_file(rights: Rights, object_id: str) -> bool:
    """Say whether the account reports for the unit, while its self-assessment or its objections are open."""
    found = _found(rights, object_id)
    return found is not None and found[1] in own_units(rights, found[0]) and found[0].state in {*VERBS["self_assess"].start, *VERBS["object"].start, "scoring"}


def address_of(object_id: str) -> str:
    """Return the unit's page."""
    uid, _, code = object_id.partition("~")
    return reverse("assessments:unit", args=[uid, code])


def owner_of(object_id: str) -> Unit | None:
    """Return the unit."""
    return Unit.objects.filter(code=object_id.partition("~")[2]).first()


def register_files() -> None:
    """Say it once, when the app begins."""
    register_case(OBJECT, may_see, may_file=may_file, address=address_of, unit=owner_of, purposes=PURPOSES)


