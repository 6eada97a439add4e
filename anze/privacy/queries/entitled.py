"""Which verbs of a request an account may take now, and who may see and file its evidence."""

from typing import Any

from django.urls import reverse

from anze.access.rights import Rights
from anze.people.models import Unit
from anze.privacy.models import DataRequest
from anze.privacy.policies import DECIDING, FILE, OWN, SAME, VERBS, verbs_from


def may(rights: Rights, request: Any, kind: str) -> bool:
    """Say whether a verb is the account's at all: one's own request, or one of a unit in reach; never a decision on one's own, nor carrying out one's own
    decision."""
    if VERBS[kind].permission == FILE:
        return request.officer_id in rights.reach(FILE).officers
    if not rights.reach(VERBS[kind].permission).covers_unit(request.unit):
        return False
    return not barred(rights, request, kind)


def barred(rights: Rights, request: Any, kind: str) -> str:
    """Say why somebody with the permission may still not take a verb: two persons; empty where he may."""
    if kind in DECIDING and request.filed_by_id == rights.account.pk:
        return OWN
    if kind == "carry" and request.steps.filter(kind="grant", by=rights.account).exists():
        return SAME
    return ""


def open_verbs(rights: Rights, request: Any) -> list[str]:
    """Return the verbs that the account may take as the request stands."""
    return [kind for kind in verbs_from(request.state) if may(rights, request, kind)]


def _of(object_id: str) -> Any:
    try:
        return DataRequest.objects.select_related("unit").filter(uid=object_id).first()
    except ValueError:
        return None


def may_see_files(rights: Rights, object_id: str) -> bool:
    """Say whether the account may see the evidence put to a request: whose it is, and the office that answers."""
    found = _of(object_id)
    return found is not None and (found.officer_id in rights.reach(FILE).officers or rights.reach("data_request.view").covers_unit(found.unit))


def address_of(object_id: str) -> str:
    """Return the page of a request for the office."""
    return reverse("privacy:detail", args=[object_id])


def unit_of(object_id: str) -> Unit | None:
    """Return the unit that answers a request."""
    found = _of(object_id)
    return found.unit if found else None
