"""The register of accidents, and the page of one: what happened, what follows, reports, investigation, changes."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.accidents.models import Accident
from anze.accidents.queries.entitled import may_change
from anze.accidents.queries.whole import whole_of
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of

PAGE: Final = 50


@needs("accident.view")
@require_safe
def accidents(request: Any) -> HttpResponse:
    """List the accidents in reach, newest first."""
    found = Accident.objects.visible_to(request.rights).select_related("unit", "unit__parent")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "accidents/list.html", {"page": page, "may_record": request.rights.may("accident.record")})


@needs("accident.view")
@require_safe
def accident(request: Any, code: str) -> HttpResponse:
    """Show one accident by both clocks."""
    found = get_object_or_404(Accident.objects.visible_to(request.rights).select_related("unit", "recorded_by"), code=code)
    question, today = asked_by(request.GET, request.now), day_of(request.now)
    shown = whole_of(found, question, request.now, request.rights)
    changing = may_change(request.rights, found) and (question.as_of, question.known_at) == (today, today)
    return render(request, "accidents/detail.html", {"accident": found, "asked": question, "today": today, "whole": shown, "may_change": changing,
                                                     "saved": request.GET.get("saved", "")})
