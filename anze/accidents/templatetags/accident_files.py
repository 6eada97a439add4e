"""`{% load accident_files %}{% accident_files accident.code %}`: the files of an accident, and the form that takes another."""

from typing import Any

from django import template

from anze.accidents.queries.files import CASE
from anze.papers.queries.files import case_files

register = template.Library()


@register.inclusion_tag("accidents/parts/files.html", takes_context=True)
def accident_files(context: template.Context, code: str) -> dict[str, Any]:
    """Draw them for whoever reads the page."""
    request: Any = context["request"]
    return case_files(request.rights, CASE, code) | {"request": request, "csrf_token": context.get("csrf_token", "")}
