"""Who may see and put files to an item of rectification: whoever sees its interview; whoever reports for it."""

from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.interviews.models import Interview, Item
from anze.interviews.queries.entitled import may_report
from anze.people.models import Unit

ITEM: Final = "interview_item"


def _item(object_id: str) -> Item | None:
    if not object_id.isdecimal() or len(object_id) > 15:
        return None
    return Item.objects.select_related("interview__unit", "interview__committee", "owner").filter(pk=int(object_id)).first()


def may_see_item(rights: Rights, object_id: str) -> bool:
    """Say whether the account sees the interview of an item."""
    found = _item(object_id)
    return found is not None and Interview.objects.visible_to(rights).filter(pk=found.interview_id).exists()


def may_file_item(rights: Rights, object_id: str) -> bool:
    """Say whether the account reports for an item."""
    found = _item(object_id)
    return found is not None and may_report(rights, found)


def address_of(object_id: str) -> str:
    """Return the page of an item's interview."""
    found = _item(object_id)
    return reverse("interviews:detail", args=[found.interview.uid]) if found else ""


def owner_of(object_id: str) -> Unit | None:
    """Return the unit that answers for an item."""
    found = _item(object_id)
    return found.owner if found else None
