"""The reason of a decision on an item, for templates."""

from django import template

from anze.privacy.codes import GROUNDS, REFUSALS, Reason
from anze.privacy.models import Item

register = template.Library()


@register.filter
def reason(item: Item) -> Reason | None:
    """Return the reason on which an item was decided; None where it was not."""
    return (GROUNDS if item.outcome == "granted" else REFUSALS).get(item.ground)
