"""Urging letters (催办函) from what the office has urged: seen first, then issued under a number."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.access.guard import needs
from anze.documents.paper import WORD
from anze.duties.queries.workdays import first_workday
from anze.papers.actions.issuing import issue_kind
from anze.papers.drafting import draft
from anze.papers.forms.urging import LetterForm
from anze.papers.queries.preview import word_bytes
from anze.papers.queries.urging import Letter, days_of, fields_of, letters
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.workbook.write import download

KIND = "urging_letter"


@needs("paper.issue")
def urging(request: Any) -> HttpResponse:
    """List the units that were urged on a day, each with its letter."""
    reach = request.rights.reach("paper.issue")
    days = days_of(reach)
    asked = request.GET.get("on", "")
    on = next((day for day in days if day.isoformat() == asked), days[0] if days else None)
    return render(request, "papers/urging/list.html", {
        "days": days, "on": on, "letters": letters(reach, on) if on else [], "may_issue": True,
        "may_change_templates": request.rights.may("template.change")})


def _letter(request: Any, code: str, on: str) -> Letter:
    reach = request.rights.reach("paper.issue")
    unit = get_object_or_404(Unit.objects.filter(reach.of_units()), code=code)
    try:
        day = date.fromisoformat(on)
    except ValueError as fault:
        raise Http404 from fault
    found = next((one for one in letters(reach, day) if one.unit == unit), None)
    if found is None:
        raise Http404
    return found


def _sender(request: Any, unit: Unit) -> Unit:
    """Return the unit whose office urges: of those whose office the account is, the nearest above the unit urged."""
    above = [one for one in request.rights.units("office") if unit.path.startswith(one.path)]
    if not above:
        raise Http404
    return max(above, key=lambda one: len(one.path))


@needs("paper.issue")
def urging_letter(request: Any, code: str, on: str) -> HttpResponse:
    """Write the letter to one unit: `see` gives the draft as Word, `send` takes a number and issues it."""
    letter = _letter(request, code, on)
    sender = _sender(request, letter.unit)
    form = LetterForm(request.POST or None, initial={"reply_by": first_workday(day_of(request.now)), "text": letter.text})
    if request.method == "POST" and form.is_valid() and letter.issued is None:
        fields = fields_of(letter, form.cleaned_data)
        try:
            if "see" in request.POST:
                return download(f"催办函（稿）_{letter.unit.name}.docx", word_bytes(draft(KIND, sender, {"成文日期": day_of(request.now), **fields})), WORD)
            made = issue_kind(request.user, request.now, KIND, letter.case, sender, fields)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"已印发：{made.number}。Word 和 PDF 在本页下载。")
            return redirect("papers:detail", pk=made.pk)
    return render(request, "papers/urging/letter.html", {"letter": letter, "sender": sender, "form": form}, status=422 if form.errors else 200)
