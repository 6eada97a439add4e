"""Pages of rectification: items required, changed, reported with files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.papers.actions.filing import attach
from anze.people.moment import day_of
from anze.tours.actions import rectifying
from anze.tours.forms.rectifying import ItemChangeForm, ReportForm, items_form
from anze.tours.models import Item, Tour
from anze.tours.policies import VERBS
from anze.tours.queries.entitled import may, may_report
from anze.tours.queries.files import DONE, ITEM
from anze.tours.queries.items import STANDS, stands
from anze.tours.queries.offered import owners_of, usual_deadline
from anze.tours.views.shared import METHODS, closed_to, page, to_take


@needs("tour.run")
@require_http_methods(METHODS)
def require(request: Any, uid: str) -> HttpResponse:
    """List what is to be put right: a row a problem, filled in."""
    found = to_take(request, uid, "require")
    words = closed_to(request, found, "require")
    if words:
        messages.warning(request, words)
        return redirect("tours:detail", uid)
    findings = list(found.findings.current().select_related("unit", "officer").order_by("position"))
    formset = items_form(request.POST if request.method == "POST" else None, findings, usual_deadline(request.now), **owners_of(found, request.now))
    faults: list[str] = []
    if request.method == "POST" and formset.is_valid():
        try:
            rectifying.require(request.user, request.now, found, formset.wanted())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"{uid}：整改已下达。")
            return redirect("tours:detail", uid)
    return render(request, "tours/require.html", {"tour": found, "formset": formset, "faults": faults}, status=422 if request.method == "POST" else 200)


def _item(request: Any, pk: int) -> Item:
    seen = Tour.objects.visible_to(request.rights).values("pk")
    rows = Item.objects.current().filter(tour__in=seen).select_related("tour__unit", "tour__superior", "owner", "officer")
    found: Item = get_object_or_404(rows, pk=pk)
    return found


def _with_state(item: Item) -> Any:
    return Tour.objects.with_state().select_related("unit", "superior").get(pk=item.tour_id)


@needs("tour.run")
@require_http_methods(METHODS)
def change(request: Any, pk: int) -> HttpResponse:
    """State an item anew."""
    item = _item(request, pk)
    if not may(request.rights, item.tour, "item"):
        raise PermissionDenied("整改事项由派出的一方更改。")
    begin = {"content": item.content, "owner": item.owner.code, "officer": item.officer.code if item.officer else "", "deadline": item.deadline}
    form = ItemChangeForm(request.POST if request.method == "POST" else None, initial=begin, **owners_of(item.tour, request.now))
    return page(request, _with_state(item), "item", form,
                lambda: rectifying.change_item(request.user, request.now, item, form.wanted(), reason=form.cleaned_data["reason"]),
                f"第 {item.position} 项已更改，原来的留在案上。")


@needs("tour.report")
@require_http_methods(METHODS)
def report(request: Any, pk: int) -> HttpResponse:
    """Report how an item was put right, with files."""
    item = _item(request, pk)
    if not may_report(request.rights, item):
        raise PermissionDenied("这一项由责任单位或者被巡查单位的安委办报告。")
    form = ReportForm(request.POST if request.method == "POST" else None, initial={"on": day_of(request.now)})
    staged, refused = sent_files(request, "attached") if request.method == "POST" else ([], [])
    for fault in refused:
        form.add_error("attached", fault)

    def verb() -> None:
        with transaction.atomic():
            rectifying.report_item(request.user, request.now, item, on=form.cleaned_data["on"], text=form.cleaned_data["text"])
            for one in staged:
                attach(request.user, request.now, (ITEM, str(item.pk)), DONE, one, item.owner)

    return page(request, _with_state(item), "item_report", form, verb, f"第 {item.position} 项的整改情况已报告。", template="tours/report.html", item=item,
                stands=STANDS[stands(item)], label=VERBS["item_report"].label)
