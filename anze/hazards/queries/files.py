"""Whose the files of dangers, listings and patrols are: photos before and after, acceptance opinions (`papers` keeps them)."""

from typing import Any, Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.hazards.models import Danger, Listing, Patrol
from anze.hazards.policies import CHANGE
from anze.papers.policies import register_case
from anze.people.models import Unit

# kind of case → model, its key in the address, its page, for which purposes files come
CASES: Final[dict[str, tuple[Any, str, str, tuple[str, ...]]]] = {
    "danger": (Danger, "uid", "hazards:danger", ("整改前照片", "整改后照片", "整改资料")),
    "listing": (Listing, "uid", "hazards:listing", ("整改方案", "进展材料", "验收意见", "公布截图")),
    "patrol": (Patrol, "pk", "hazards:patrol", ("现场照片", "巡查记录")),
}


def _rows(kind: str, object_id: str, rights: Rights, permission: str) -> Any:
    model, key, _, _ = CASES[kind]
    if key == "pk" and not (object_id.isdecimal() and len(object_id) < 15):
        return model.objects.none()
    return model.objects.visible_to(rights, permission).filter(**{key: object_id})


def _unit(kind: str, object_id: str) -> Unit | None:
    model, key, _, _ = CASES[kind]
    at = "danger__unit" if kind == "listing" else "unit"
    found = model.objects.filter(**{key: object_id}).select_related(at).first() if key != "pk" or object_id.isdecimal() else None
    if found is None:
        return None
    unit: Unit = found.danger.unit if kind == "listing" else found.unit
    return unit


def register_files() -> None:
    """Say it for every kind of case of this app."""
    for kind, (_, _, page, purposes) in CASES.items():
        register_case(kind, lambda rights, oid, kind=kind: bool(_rows(kind, oid, rights, "hazard.view").exists()),  # type: ignore[misc]
                      may_file=lambda rights, oid, kind=kind: bool(_rows(kind, oid, rights, CHANGE).exists()),  # type: ignore[misc]
                      address=lambda oid, page=page: reverse(page, args=[oid]),  # type: ignore[misc]
                      unit=lambda oid, kind=kind: _unit(kind, oid), purposes=purposes)  # type: ignore[misc]
