"""The pages of a year's pattern."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from anze.access.guard import needs
from anze.letters.actions import patterns as verbs
from anze.letters.actions.patterns import locked
from anze.letters.forms.pattern import PatternForm
from anze.letters.models import Pattern
from anze.letters.policies import ISSUE
from anze.letters.views.shared import issuer, issuing


@needs("letter.view", to_change="letter.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def pattern(request: Any, unit: str, year: int) -> HttpResponse:
    """Show the patterns of a year, both sides; change them until letters are generated."""
    sending = request.method == "POST"
    found = issuing(request, unit, year) if sending else issuer(request, unit, year)
    rows = Pattern.objects.visible_to(request.rights).filter(superior=found, year=year).select_related("superior").prefetch_related("goals").order_by("-side")
    patterns = list(rows)
    forms = [PatternForm(request.POST if sending else None, one) for one in patterns]
    open_ones = [form for form in forms if not locked(form.pattern)]
    wrong = [form for form in open_ones if not form.is_valid()] if sending else []  # all are looked at, so that all faults are told
    if sending and open_ones and not wrong and _changed(request, open_ones):
        messages.success(request, f"{year}年责任书范本已保存。")
        return redirect("letters:generate" if "next" in request.POST else "letters:pattern", found.code, year)
    faulty = sending and (bool(wrong) or any(form.faults for form in open_ones))
    return render(request, "letters/pattern.html", {
        "unit": found, "year": year, "forms": forms, "open_ones": open_ones, "may_issue": request.rights.may(ISSUE, unit=found), "faulty": faulty,
        "before": Pattern.objects.filter(superior=found, year__lt=year).order_by("-year").values_list("year", flat=True).first()},
        status=422 if faulty else 200)


def _changed(request: Any, forms: list[PatternForm]) -> bool:
    """Change every pattern; what is refused is told at its own."""
    for form in forms:
        try:
            verbs.change_pattern(request.user, request.now, form.pattern, form.words.cleaned_data["text"], form.wanted())
        except ValidationError as fault:
            form.add_faults(fault)
    return not any(form.faults for form in forms)


@needs("letter.issue")
@require_POST
def begin(request: Any, unit: str, year: int) -> HttpResponse:
    """Begin the patterns of a year from last year's, or from the usual goals."""
    found = issuing(request, unit, year)
    try:
        verbs.begin(request.user, request.now, found, year)
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    else:
        messages.success(request, f"{year}年责任书范本已建立，请核对；可以改到生成为止。")
    return redirect("letters:pattern", found.code, year)
