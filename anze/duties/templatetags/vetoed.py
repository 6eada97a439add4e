"""`{% load vetoed %}`: the provisions of a veto, those by what leaders received together (第二十七条第四、五款, decisions/0055)."""

from django import template

from anze.duties.world import pack_in_force
from anze.law.rules.undivided import rules_of

register = template.Library()


@register.filter
def alike(rule: str) -> tuple[str, ...]:
    """27.p4 → 27.p4 and 27.p5: the provisions that readers are not told apart."""
    return rules_of(pack_in_force(), rule)
