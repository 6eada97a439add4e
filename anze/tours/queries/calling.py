"""How tours, their items and superiors' tours are called on the pages of other apps, and where they lead."""

from collections.abc import Collection

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Told
from anze.tours.models import Item, Tour

ITEMS = "tours"  # the list of facts to which a supervision item says that it goes back


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of tours (by uid) and of their items (uid/position) that the account may see; nothing for another list."""
    if name != ITEMS:
        return {}
    uids = {one.partition("/")[0] for one in ids}
    seen = {one.uid: one for one in Tour.objects.visible_to(rights).filter(uid__in=uids).select_related("unit")}
    found = {uid: Told(f"{one}（{uid}）", reverse("tours:detail", args=[uid])) for uid, one in seen.items() if uid in ids}
    wanted = {one for one in ids if "/" in one and one.partition("/")[0] in seen}
    if wanted:
        rows = Item.objects.current().filter(tour__in=[one.pk for one in seen.values()]).select_related("tour")
        found |= {key: Told(f"{one.tour.uid} 整改第 {one.position} 项：{one.content}"[:160], reverse("tours:detail", args=[one.tour.uid]) + "#items")
                  for one in rows if (key := f"{one.tour.uid}/{one.position}") in wanted}
    return found
