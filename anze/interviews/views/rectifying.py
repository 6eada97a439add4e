"""Pages of rectification: items required, changed, reported with files, sent back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.interviews.actions import rectifying
from anze.interviews.forms.rectifying import ItemChangeForm, ReportForm, SendBackForm, items_form
from anze.interviews.models import Interview, Item
from anze.interviews.policies import VERBS, refusal
from anze.interviews.queries.entitled import may, may_report
from anze.interviews.queries.items import STANDS, standing_items, stands
from anze.interviews.queries.page import owners_of
from anze.interviews.views.shared import closed_to, page, to_take
from anze.papers.actions.filing import attach
from anze.people.moment import day_of

METHODS = ["GET", "HEAD", "POST"]
FILES = "整改佐证"


@needs("interview.run")
@require_http_methods(METHODS)
def require(request: Any, uid: str) -> HttpResponse:
    """List what is to be put right."""
    found = to_take(request, uid, "require")
    words = closed_to(request, found, "require")
    if words:
        messages.warning(request, words)
        return redirect("interviews:detail", uid)
    texts = list(found.points.filter(kind="problem").values_list("text", flat=True))
    formset = items_form(request.POST if request.method == "POST" else None, texts, **owners_of(found, day_of(request.now)))
    faults: list[str] = []
    if request.method == "POST" and formset.is_valid():
        try:
            rectifying.require(request.user, request.now, found, formset.wanted())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"{uid}：整改已下达。")
            return redirect("interviews:detail", uid)
    return render(request, "interviews/require.html", {"interview": found, "formset": formset, "faults": faults, "verb": VERBS["require"]},
                  status=422 if faults or (request.method == "POST") else 200)


def _item(request: Any, pk: int) -> Item:
    seen = Interview.objects.visible_to(request.rights).values("pk")
    items = Item.objects.current().filter(interview__in=seen).select_related("interview__unit", "interview__committee", "owner", "officer")
    found: Item = get_object_or_404(items, pk=pk)
    return found


def _with_state(item: Item) -> Any:
    return Interview.objects.with_state().select_related("unit", "committee").get(pk=item.interview_id)


@needs("interview.run")
@require_http_methods(METHODS)
def change(request: Any, pk: int) -> HttpResponse:
    """State an item anew."""
    item = _item(request, pk)
    if not may(request.rights, item.interview, "item"):
        raise PermissionDenied("整改事项由约谈方更改。")
    initial = {"content": item.content, "owner": item.owner.code, "officer": item.officer.code if item.officer else "", "deadline": item.due}
    form = ItemChangeForm(request.POST if request.method == "POST" else None, initial=initial, **owners_of(item.interview, day_of(request.now), item))
    return page(request, _with_state(item), "item", form, lambda got: rectifying.change_item(
        request.user, request.now, item, form.wanted(), reason=got["reason"]), f"第 {item.position} 项已更改，原来的留在案上；报告、退回和期限照旧。")


@needs("interview.report")
@require_http_methods(METHODS)
def report(request: Any, pk: int) -> HttpResponse:
    """Report how an item was put right, with files."""
    item = _item(request, pk)
    if not may_report(request.rights, item):
        raise PermissionDenied("这一项由责任单位或者被约谈单位的安委办报告。")
    form = ReportForm(request.POST if request.method == "POST" else None, initial={"on": day_of(request.now)})
    staged, refused = sent_files(request, "attached") if request.method == "POST" else ([], [])
    for fault in refused:
        form.add_error("attached", fault)

    def verb(got: dict[str, Any]) -> None:
        with transaction.atomic():
            rectifying.report_item(request.user, request.now, item, on=got["on"], text=got["text"])
            for one in staged:
                attach(request.user, request.now, ("interview_item", str(item.pk)), FILES, one, item.owner)

    return page(request, _with_state(item), "item_report", form, verb, f"第 {item.position} 项的整改情况已报告。", template="interviews/report.html", item=item,
                stands=STANDS[stands(item)])


@needs("interview.run")
@require_http_methods(METHODS)
def send_back(request: Any, uid: str) -> HttpResponse:
    """Send items back."""
    found = to_take(request, uid, "send_back")
    items = [one for one in standing_items(found) if stands(one) != "accepted"] if not refusal("send_back", found.state) else []
    form = SendBackForm(request.POST if request.method == "POST" else None, items=items)
    return page(request, found, "send_back", form, lambda got: rectifying.send_back(
        request.user, request.now, found, returned=form.returned(), note=got["note"], deadline=got["deadline"]), f"{uid}：已退回，其余事项复核通过。",
        lead="没有勾选的事项复核通过。")
