"""Problems that the group found: written down, with files, stated anew, taken off."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.enterprises.views.uploading import uploaded
from anze.papers.actions.filing import attach
from anze.people.moment import day_of
from anze.tours.actions import finding as verbs
from anze.tours.actions.findings_import import import_findings
from anze.tours.forms.base import ReasonForm
from anze.tours.forms.visiting import FindingChangeForm, FindingForm
from anze.tours.models import Finding, Tour
from anze.tours.policies import VERBS
from anze.tours.queries.entitled import may, on_tours_side
from anze.tours.queries.files import FINDING, PROOF
from anze.tours.queries.offered import begin_of, choices_of
from anze.tours.queries.sheets import told_sheets
from anze.tours.views.shared import METHODS, closed_to, page, to_take
from anze.workbook.write import download, workbook

FOUND: Final = 302  # it was taken in, and the page is left


@needs("tour.check")
@require_http_methods(METHODS)
def new(request: Any, uid: str) -> HttpResponse:
    """Write a problem down; from a line of the checklist or an act of the sample much of it is filled in."""
    found = to_take(request, uid, "find")
    sent = request.POST if request.method == "POST" else None
    form = FindingForm(sent, initial=begin_of(found, request.GET, request.now), **choices_of(found, request.now))
    return _answer(request, found, form, lambda: verbs.find(request.user, request.now, found, form.found()), "问题已记录。", {})


@needs("tour.check")
@require_http_methods(METHODS)
def importing(request: Any, uid: str) -> HttpResponse:
    """Take problems in from a workbook, all rows or none."""
    found = to_take(request, uid, "find")
    if words := closed_to(request, found, "find"):
        messages.warning(request, words)
        return redirect("tours:detail", uid)
    if "excel" in request.GET:
        return download(f"{uid}问题.xlsx", workbook(told_sheets([(found, found.state, None)], request.rights, day_of(request.now))[:1]))
    answer = uploaded(request, lambda content: import_findings(request.user, request.now, found, content), title=f"导入问题：{found.unit.name}",
                      back="tours:list", export="tours:list", export_address="?excel=1")
    return redirect("tours:detail", uid) if answer.status_code == FOUND else answer


def _answer(request: Any, tour: Any, form: Any, verb: Any, said: str, more: dict[str, Any]) -> HttpResponse:
    staged, refused = sent_files(request, "attached") if request.method == "POST" else ([], [])
    for fault in refused:
        form.add_error("attached", fault)

    def done() -> None:
        with transaction.atomic():
            made = verb()
            for one in staged:
                attach(request.user, request.now, (FINDING, str(made.root)), PROOF, one, made.unit)

    return page(request, tour, "find", form, done, said, template="tours/finding.html", **more)


def _finding(request: Any, pk: int) -> Finding:
    """Return a finding that stands, for whoever is on the side that visits; 404 for any other, 403 where the verb is another's."""
    seen = Tour.objects.visible_to(request.rights).values("pk")
    rows = Finding.objects.current().filter(tour__in=seen).select_related("tour__unit", "tour__superior", "unit", "officer")
    found: Finding = get_object_or_404(rows, pk=pk)
    if not on_tours_side(request.rights, found.tour):
        found = get_object_or_404(rows.none(), pk=pk)
    if not may(request.rights, found.tour, "find"):
        raise PermissionDenied("问题由巡查组记录和更改。")
    return found


def _with_state(finding: Finding) -> Any:
    return Tour.objects.with_state().select_related("unit", "superior").get(pk=finding.tour_id)


@needs("tour.check")
@require_http_methods(METHODS)
def change(request: Any, pk: int) -> HttpResponse:
    """State a problem anew."""
    found = _finding(request, pk)
    begin = {"text": found.text, "provision": found.provision, "unit": found.unit.code, "officer": found.officer.code if found.officer else "",
             "happened_on": found.happened_on, "act": found.act}
    form = FindingChangeForm(request.POST if request.method == "POST" else None, initial=begin, **choices_of(found.tour, request.now))
    return _answer(request, _with_state(found), form,
                   lambda: verbs.restate(request.user, request.now, found, form.found(), reason=form.cleaned_data["reason"]),
                   f"第 {found.position} 个问题已更改，原来的留在案上。", {"finding": found})


@needs("tour.check")
@require_http_methods(METHODS)
def strike(request: Any, pk: int) -> HttpResponse:
    """Take a problem off."""
    found = _finding(request, pk)
    tour = _with_state(found)
    words = closed_to(request, tour, "find")
    if words:
        messages.warning(request, words)
        return redirect("tours:detail", tour.uid)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.strike(request.user, request.now, found, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"第 {found.position} 个问题已撤下，留在案上。")
            return redirect("tours:detail", tour.uid)
    return render(request, "tours/form.html", {"tour": tour, "form": form, "verb": VERBS["find"], "kind": "strike", "label": "撤下问题",
                                             "deed": {"lead": found.text, "danger": True}}, status=422 if form.errors else 200)
