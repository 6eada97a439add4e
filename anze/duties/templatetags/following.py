"""What follows from a thing (items under supervision from a meeting's decision), shown on its own page; the page knows no process by name."""

from typing import Any

from django import template

from anze.duties.sources import about, begin
from anze.people.moment import day_of

register = template.Library()


@register.inclusion_tag("duties/following.html", takes_context=True)
def following(context: template.Context, name: str, one: str) -> dict[str, Any]:
    """What came from a thing (the name of its list, its id), and where more is begun from it."""
    request = context["request"]
    found = about(name, one, request.rights, day_of(request.now))
    return {"rows": [each for each in found if not each.under], "others": sorted((each for each in found if each.under), key=lambda each: each.under),
            "begin": begin(name, one, request.rights)}


@register.inclusion_tag("duties/lately.html", takes_context=True)
def lately(context: template.Context, unit: str, title: str) -> dict[str, Any]:
    """What the processes count of a unit (its code): a town's patrols this month."""
    request = context["request"]
    return {"rows": about("units", unit, request.rights, day_of(request.now)), "title": title}
