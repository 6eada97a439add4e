"""`{% load ledger %}{% history "act" act.uid %}`: what the ledger says of one object, for the page of that object."""

from typing import Any

from django import template

from anze.record.queries.entries import about, lines

register = template.Library()


@register.inclusion_tag("record/history.html")
def history(object_type: str, object_id: str) -> dict[str, Any]:
    """Draw the history of an object. Four queries. Whoever may see the object may see its history."""
    return {"lines": lines(about(object_type, object_id).select_related("sealed"))}
