"""How accidents are called on the pages of other apps, and where they lead."""

from collections.abc import Collection, Iterator

from django.urls import NoReverseMatch, reverse

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.duties.sources import Entered, Told


def tell(name: str, ids: Collection[str], rights: Rights) -> dict[str, Told]:
    """Return the names and addresses of the accidents (by code) that the account may see; nothing for another list."""
    if name != "accidents":
        return {}
    found = Accident.objects.visible_to(rights).filter(code__in=ids).select_related("unit")
    return {one.code: Told(one.title, address_of(one.code)) for one in found}


def entries(name: str, ids: Collection[str], rights: Rights) -> Iterator[Entered]:
    """Yield what the ledger calls the accidents (by code) that the account may see."""
    if name == "accidents":
        yield from (Entered("accident", code) for code in Accident.objects.visible_to(rights).filter(code__in=ids).values_list("code", flat=True))


def address_of(code: str) -> str:
    """Return where an accident's page is; empty where there is none."""
    try:
        return reverse("accidents:detail", args=[code])
    except NoReverseMatch:
        return ""
