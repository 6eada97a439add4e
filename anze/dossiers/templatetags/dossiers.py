"""Who was in post where an accident happened, each with the way to the evidence pack; where the things of a pack lead."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from anze.dossiers.queries.parts import Lamp, Line, Link
from anze.dossiers.queries.people import in_post
from anze.dossiers.queries.reach import MAKE

register = template.Library()


@register.inclusion_tag("dossiers/in_post.html", takes_context=True)
def evidence_packs(context: template.Context, unit: str, day: date, accident: str) -> dict[str, Any]:
    """Those in post on the day of an accident in its unit (code) and above, for whoever may make packs of them."""
    rights = context["request"].rights
    return {"units": in_post(rights, unit, day) if rights.may(MAKE) else [], "day": day, "accident": accident}


@register.filter
def leads(addresses: Mapping[tuple[str, str], str], link: Link) -> str:
    """The address of what a sentence rests on; empty where the reader may not open it."""
    return addresses.get((link.list, link.id), "")


@register.filter
def is_lamp(cell: Any) -> bool:
    """Whether a cell says how something stands."""
    return hasattr(cell, "lamp")


@register.filter
def labelled(line: Line, heads: tuple[str, ...]) -> list[tuple[str, str | Lamp]]:
    """The cells of a row, each with the head of its column."""
    return list(zip(heads, line.cells, strict=False))
