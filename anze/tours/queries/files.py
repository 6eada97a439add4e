"""Who may see and put files to a finding and to an item of rectification: whoever reads it; the group, whoever reports for it."""

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.papers.models import Filed
from anze.papers.policies import register_case
from anze.people.models import Unit
from anze.tours.models import Finding, Item, Tour
from anze.tours.policies import VERBS
from anze.tours.queries.entitled import may, may_report, reads_findings

FINDING, ITEM = "tour_finding", "tour_item"
PROOF: Final = "问题佐证"
DONE: Final = "整改佐证"


def _one(model: Any, object_id: str) -> Any:
    if not object_id.isdecimal() or len(object_id) > 15:
        return None
    return model.objects.select_related("tour__unit", "tour__superior").filter(pk=int(object_id)).first()


def _tour(rights: Rights, found: Any) -> Any:
    """Return the tour of a finding or an item with its state, where the account may read it."""
    if found is None:
        return None
    tour: Any = Tour.objects.visible_to(rights).with_state().select_related("unit", "superior").filter(pk=found.tour_id).first()
    return tour if tour is not None and reads_findings(rights, tour, tour.state) else None


def may_see_finding(rights: Rights, object_id: str) -> bool:
    """Say whether the account reads a finding."""
    return _tour(rights, _one(Finding, object_id)) is not None


def may_file_finding(rights: Rights, object_id: str) -> bool:
    """Say whether the account may put files to a finding: the group, as long as findings may be changed."""
    tour = _tour(rights, _one(Finding, object_id))
    return tour is not None and may(rights, tour, "find") and tour.state in VERBS["find"].start


def may_see_item(rights: Rights, object_id: str) -> bool:
    """Say whether the account sees the tour of an item."""
    return _tour(rights, _one(Item, object_id)) is not None


def may_file_item(rights: Rights, object_id: str) -> bool:
    """Say whether the account reports for an item."""
    found = _one(Item, object_id)
    return found is not None and may_report(rights, found)


def _address(model: Any) -> Any:
    def address(object_id: str) -> str:
        found = _one(model, object_id)
        return reverse("tours:detail", args=[found.tour.uid]) if found else ""

    return address


def finding_unit(object_id: str) -> Unit | None:
    """Return the unit that answers for a finding."""
    found = _one(Finding, object_id)
    return found.unit if found else None


def item_unit(object_id: str) -> Unit | None:
    """Return the unit that answers for an item."""
    found = _one(Item, object_id)
    return found.owner if found else None


def files_by(object_type: str, keys: Iterable[int]) -> dict[str, list[Filed]]:
    """Return the files that stand with several findings or items, by the key of each as text: one query."""
    found: dict[str, list[Filed]] = {}
    for one in Filed.objects.filter(object_type=object_type, object_id__in=[str(key) for key in keys], struck_at=None).order_by("pk"):
        found.setdefault(one.object_id, []).append(one)
    return found


def register_files() -> None:
    """Say whose files are whose."""
    register_case(FINDING, may_see_finding, may_file=may_file_finding, address=_address(Finding), unit=finding_unit, purposes=(PROOF,))
    register_case(ITEM, may_see_item, may_file=may_file_item, address=_address(Item), unit=item_unit, purposes=(DONE,))
