"""`{% load accident_files %}{% accident_files accident.code %}`: the files of an accident, and the form that takes another."""

from typing import Any

from django import template

from anze.accidents.queries.files import CASE, EVIDENCE
from anze.papers.models import Filed
from anze.papers.queries.files import case_files, files_of

register = template.Library()


@register.inclusion_tag("accidents/parts/files.html", takes_context=True)
def accident_files(context: template.Context, code: str) -> dict[str, Any]:
    """Draw them for whoever reads the page."""
    request: Any = context["request"]
    return case_files(request.rights, CASE, code) | {"request": request, "csrf_token": context.get("csrf_token", "")}


@register.simple_tag
def evidence_files(code: str) -> list[Filed]:
    """The files that stand in an accident's case as evidence of an omitted, false or concealed report."""
    return [one for one in files_of(CASE, code) if one.purpose == EVIDENCE and not one.struck_at]
