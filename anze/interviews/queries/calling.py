"""How interviews are called on the pages of other apps, and where they lead."""

from collections.abc import Collection

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Told
from anze.interviews.models import Interview, SuperiorInterview


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the interviews (by uid) that the account may see; nothing for another list."""
    if name != "interviews":
        return {}
    own = Interview.objects.visible_to(rights).filter(uid__in=ids).select_related("unit")
    above = SuperiorInterview.objects.current().visible_to(rights).filter(uid__in=ids).select_related("unit")
    return ({one.uid: Told(f"{one}（{one.uid}）", reverse("interviews:detail", args=[one.uid])) for one in own}
            | {one.uid: Told(f"{one.by}约谈{one.unit.name}（{one.uid}）", reverse("interviews:superior")) for one in above})
