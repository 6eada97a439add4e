"""An accident is registered on one page: the grade is computed while typing, drafts are kept, what follows is shown before and after."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from anze.access.guard import needs
from anze.accidents.actions.registering import register_accident
from anze.accidents.forms.particulars import ParticularsForm
from anze.accidents.models import Accident
from anze.accidents.queries.alike import alike
from anze.accidents.queries.expected import expected
from anze.accidents.queries.firms import offered
from anze.acts.actions.drafts import drop_draft
from anze.acts.forms.unseen import seen_only
from anze.acts.models import Draft
from anze.people.moment import day_of

DRAFT: Final = "accident"
ASKED: Final = "同一地、同一时间已经登记过相似的事故。是同一起的，不用再登记；确是另一起的，请勾选“不是同一起”再提交。"


@needs("accident.record")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Any) -> HttpResponse:
    """Register an accident."""
    form, similar = _form(request), list[Accident]()
    if request.method == "POST" and form.is_valid() and not (similar := _unasked(request, form)) and (made := _saved(request, form)):
        again = made.recorded_at != request.now
        if again:
            messages.info(request, f"这起事故已经登记过，没有重复登记：台账编号 {made.number}。要改内容的，用“更正情况”；另一起事故，请重新打开登记页。")
        else:
            messages.success(request, f"已登记，台账编号 {made.number}。")
        return redirect("accidents:detail", made.code)
    draft = Draft.objects.filter(account=request.user, form=DRAFT).first() if request.method == "GET" else None
    context = {"form": form, "draft": draft, "draft_form": DRAFT, "similar": similar} | _panel(request, form)
    return render(request, "accidents/register.html", context, status=422 if form.is_bound and form.errors else 200)


def _form(request: Any) -> ParticularsForm:
    data = seen_only(request.POST)[0] if request.method == "POST" else None
    asked = {"unit": request.GET["unit"].replace("\x00", "")} if request.GET.get("unit") else {}
    return ParticularsForm(data, rights=request.rights, now=request.now, initial=asked)


def _unasked(request: Any, form: ParticularsForm) -> list[Accident]:
    """Return accidents that may be the same one, where nobody said yet that it is another; the form says what to do."""
    if form.cleaned_data["another"]:
        return []
    similar = alike(request.rights, form.told(), form.cleaned_data["device_key"])
    if similar:
        form.add_error("another", ASKED)
    return similar


def _saved(request: Any, form: ParticularsForm) -> Accident | None:
    try:
        made = register_accident(request.user, request.now, form.told(), device_key=form.cleaned_data["device_key"])
    except ValidationError as fault:
        form.take(fault)
        return None
    drop_draft(request.user, DRAFT)
    return made


def _panel(request: Any, form: ParticularsForm) -> dict[str, Any]:
    """Return what the accident, as typed so far, would be."""
    if not form.is_bound:
        return {"expected": None}
    form.is_valid()
    if form.faulty_figures:
        return {"expected": None, "faulty": form.faulty_figures}
    if not {"unit", "happened_at"} <= form.cleaned_data.keys():
        return {"expected": None}
    return {"expected": expected(form.told(), request.rights, request.now)}


@needs("accident.record")
@require_POST
def panel(request: Any) -> HttpResponse:
    """Say what the accident would be as it is typed; and offer the types of another table where the day changed it."""
    form = _form(request)
    said = _panel(request, form)
    got = form.cleaned_data
    context = said | {"form": form, "other_types": request.POST.get("type_table", "") not in {"", form.table.number},
                      "firms": offered(got.get("enterprise", ""), got.get("unit"), request.rights, day_of(request.now))}
    return render(request, "accidents/parts/panel.html", context)
