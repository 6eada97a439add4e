"""Where evidence lies in the records: found when it is entered, named again for whoever reads the case, as far as he may see it there."""

from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.accountability.queries.accidents import accident_code, numbered
from anze.acts.models import Act
from anze.duties.sources import Told, told

LISTS: Final = ("accidents", "interviews", "tours", "tasks", "hazards", "letters")


def found_place(kind: str, typed: str, rights: Rights) -> str:
    """Return the place of an act or a matter by its number (`acts:…`, `accidents:…`); empty where the account sees none of that number."""
    typed = typed.strip()
    if kind == "act":
        return f"acts:{typed}" if Act.objects.visible_to(rights).filter(uid=typed).exists() else ""
    tried = ((name, typed) for name in LISTS), [("accidents", accident_code(typed))]
    return next((f"{name}:{number}" for some in tried for name, number in some if told(name, [number], rights)), "")


def named_place(place: str, rights: Rights) -> Told | None:
    """Return how a place is called and where it leads; None for none, its bare number where the account may not see it there."""
    name, _, key = place.partition(":")
    if not key:
        return None
    if name == "acts":
        act = Act.objects.visible_to(rights).filter(uid=key).select_related("unit").first()
        return Told(f"{act.unit.name}：{act}（{key}）", reverse("acts:detail", args=[key])) if act else Told(key)
    return told(name, [key], rights).get(key) or Told(numbered(key))
