"""Pages of the register of issued documents and of numbers; one document; a number is voided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.papers.actions.numbering import void
from anze.papers.forms.reasons import VoidForm
from anze.papers.kinds import OPEN_KINDS
from anze.papers.models import Issued, Number
from anze.papers.policies import case_kind
from anze.papers.queries.register import (
    STATES,
    chosen,
    listed,
    number_state,
    numbers,
    paper_seen,
    register_book,
    state_of,
)
from anze.papers.views.serving import page_of, pages_shown, saved
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.exporting import export, query_of

PAGE = 50


@needs("paper.view")
@require_safe
def papers(request: Any) -> HttpResponse:
    """List issued documents by the filters of the URL; `excel` in it gives them all as a sheet."""
    question, wanted = asked_by(request.GET, request.now), chosen(request.GET, request.rights)
    found = listed(request.rights, question, wanted)
    if "excel" in request.GET:
        return export(request, f"发文登记_{question.as_of}.xlsx", register_book, rows=2 * found.count(), **query_of(request))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "papers/register/list.html", {
        "page": page, "rows": [(one, state_of(one, question.known_at)) for one in page.object_list], "asked": question, "chosen": wanted, "kinds": OPEN_KINDS,
        "states": {name: STATES[name] for name in ("standing", "voided")}, "units": _units(request), **_tabs(request)})


def _tabs(request: Any) -> dict[str, bool]:
    return {"may_issue": request.rights.may("paper.issue"), "may_change_templates": request.rights.may("template.change")}


def _units(request: Any) -> Any:
    return Unit.objects.filter(request.rights.reach("paper.view").of_units(), pk__in=Number.objects.open_kinds().values("series__unit")).order_by("path")


@needs("paper.view")
@require_safe
def number_list(request: Any) -> HttpResponse:
    """List every number that was given out, also voided ones and those not used yet."""
    wanted = chosen(request.GET, request.rights)
    page = Paginator(numbers(request.rights, wanted), PAGE).get_page(request.GET.get("page"))
    reach = request.rights.reach("paper.issue")
    return render(request, "papers/register/numbers.html", {
        **_tabs(request), "page": page, "chosen": wanted, "states": STATES, "units": _units(request),
        "rows": [(one, number_state(one), STATES[number_state(one)], bool(reach) and reach.covers_unit(one.series.unit)) for one in page.object_list]})


def _seen(request: Any, pk: int) -> Issued:
    found = paper_seen(request.rights, pk)
    if found is None:
        raise Http404
    return found


@needs("signed_in")
@require_safe
def paper(request: Any, pk: int) -> HttpResponse:
    """Show a document: both clocks, its digests, the pages of its PDF."""
    found = _seen(request, pk)
    kind = case_kind(found.object_type)
    state = state_of(found, day_of(request.now))
    return render(request, "papers/register/detail.html", {
        "paper": found, "state": state, "case": kind.address(found.object_id) if kind and kind.may_see(request.rights, found.object_id) else "",
        "in_register": found.kind in OPEN_KINDS and request.rights.may("paper.view", unit=found.unit),
        "may_void": state == "standing" and found.kind in OPEN_KINDS and found.number is not None and request.rights.may("paper.issue", unit=found.unit),
        **pages_shown(found.pdf, request.GET)})


@needs("signed_in")
@require_safe
def word(request: Any, pk: int) -> HttpResponseBase:
    """Give the Word file."""
    found = _seen(request, pk)
    return saved(found.word, f"{found.title}.docx")


@needs("signed_in")
@require_safe
def pdf(request: Any, pk: int) -> HttpResponseBase:
    """Give the PDF."""
    found = _seen(request, pk)
    return saved(found.pdf, f"{found.title}.pdf")


@needs("signed_in")
@require_safe
def page_picture(request: Any, pk: int, number: int) -> HttpResponseBase:
    """Give the picture of a page of the PDF."""
    return page_of(_seen(request, pk).pdf, number)


@needs("paper.issue")
def number_void(request: Any, pk: int) -> HttpResponse:
    """Void a number, with a reason."""
    reach = request.rights.reach("paper.issue")
    rows = Number.objects.open_kinds().filter(reach.of_units("series__unit"), voided_at=None)
    number = get_object_or_404(rows.select_related("series__unit", "paper"), pk=pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            void(request.user, request.now, number, form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"{number.text}已作废，原因留在登记簿上。")
            return redirect("papers:numbers")
    return render(request, "papers/register/void.html", {"form": form, "number": number, "paper": getattr(number, "paper", None)},
                  status=422 if form.errors else 200)
