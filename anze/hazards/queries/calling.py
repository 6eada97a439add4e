"""How listed dangers are called on the pages of other apps, and where they lead."""

from collections.abc import Collection

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Told
from anze.hazards.models import Listing


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the listings (by uid) that the account may see; nothing for another list."""
    if name != "hazards":
        return {}
    found = Listing.objects.visible_to(rights).filter(uid__in=ids)
    return {one.uid: Told(f"{one.title}（{one.uid}）", reverse("hazards:listing", args=[one.uid])) for one in found}
