"""How assessments are called on the pages of other apps, and where they lead."""

from collections.abc import Collection

from django.urls import reverse

from anze.access.rights import Rights
from anze.assessments.models import Assessment
from anze.duties.sources import Told


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the assessments (by uid) that the account may see; nothing for another list."""
    if name != "assessments":
        return {}
    return {one.uid: Told(one.title, reverse("assessments:detail", args=[one.uid])) for one in Assessment.objects.visible_to(rights).filter(uid__in=ids)}
