"""How letters are called on the pages of other apps, and where they lead."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.sources import Entered, Told, letter_id
from anze.letters.models import Letter


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the letters (by code) that the account may see; nothing for another list."""
    if name != "letters":
        return {}
    found = Letter.objects.visible_to(rights).filter(code__in=ids).select_related("subordinate")
    return {one.code: Told(f"{one}（{one.code}）", reverse("letters:detail", args=[one.code])) for one in found}


def entries(name: str, ids: Collection[str], rights: Rights) -> Iterator[Entered]:
    """Yield what the ledger calls the letters (by `letter_id`) that the account may see, those that were replaced or voided too."""
    if name == "letters":
        wanted = [one.split("~") for one in ids]
        rows = Letter.objects.visible_to(rights).filter(subordinate__code__in={one[1] for one in wanted}, year__in={int(one[3]) for one in wanted})
        for code, superior, subordinate, side, year in rows.order_by().values_list("code", "superior__code", "subordinate__code", "side", "year"):
            if letter_id(superior, subordinate, side, year) in ids:
                yield Entered("letter", code)
