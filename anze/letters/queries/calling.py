"""How letters are called on the pages of other apps, and where they lead."""

from collections.abc import Collection

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Told
from anze.letters.models import Letter


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the letters (by code) that the account may see; nothing for another list."""
    if name != "letters":
        return {}
    found = Letter.objects.visible_to(rights).filter(code__in=ids).select_related("subordinate")
    return {one.code: Told(f"{one}（{one.code}）", reverse("letters:detail", args=[one.code])) for one in found}
