"""The page on which what was recorded of an interview that was held is corrected: what it does to the counts is shown before it is done."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.interviews.actions.amending import amend as amend_interview
from anze.interviews.actions.amending import rehearse
from anze.interviews.forms.steps import AmendForm
from anze.interviews.queries.counts import Shift, shifts
from anze.interviews.queries.ranking import ranked
from anze.interviews.views.shared import closed_to, page, to_take
from anze.people.moment import day_of

TEMPLATE: Final = "interviews/amend.html"


@needs("interview.run")
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Any, uid: str) -> HttpResponse:
    """Correct on which day it was held and who was there."""
    found = to_take(request, uid, "amend")
    rows = found.interviewees.current().filter(attendance__isnull=False).select_related("attendance", "officer", "unit")
    minuted = found.steps.filter(kind="minute").exists()
    form = AmendForm(request.POST if request.method == "POST" else None, people=ranked(rows.order_by("pk")), minuted=minuted,
                     initial={"on": found.held_on})
    more = {"minuted": minuted}
    if request.method == "POST" and not closed_to(request, found, "amend") and form.is_valid() and request.POST.get("seen") != form.key():
        more["counts"] = _tried(request, found, form)
        return render(request, TEMPLATE, {"interview": found, "form": form, "key": "" if form.errors else form.key(), **more},
                      status=422 if form.errors else 200)
    return page(request, found, "amend", form, lambda _: amend_interview(request.user, request.now, found, form.told()),
                f"{uid}：约谈情况已更正，原来的留在案上。", template=TEMPLATE, **more)


def _tried(request: Any, interview: Any, form: AmendForm) -> list[tuple[str, Shift]]:
    """Return, by name, what the correction does to the counts; nothing where it is refused, which the form says then."""
    told = form.told()
    try:
        rehearse(interview, request.user, request.now, told)
    except ValidationError as fault:
        form.add_faults(fault)
        return []
    officers = {one.officer.code: one.name for one in form.people if one.officer is not None}
    there = [one.officer.code for one in form.people if one.officer is not None and told.presence[one.pk].came != "absent"]
    return [(officers[one.officer], one) for one in shifts(interview.uid, told.on, there, list(officers), day_of(request.now))]
