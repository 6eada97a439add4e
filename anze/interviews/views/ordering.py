"""Interviews without a trigger; decisions of the city's Party committee and government."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.interviews.actions.opening import order as order_interview
from anze.interviews.actions.superior import record_decision, strike_decision
from anze.interviews.forms.opening import OrderForm, ReasonForm
from anze.interviews.forms.superior import DecisionForm
from anze.interviews.models import Decision
from anze.interviews.queries.officers import named_people
from anze.people.models import Unit
from anze.people.moment import day_of

METHODS = ["GET", "HEAD", "POST"]


@needs("interview.propose")
@require_http_methods(METHODS)
def order(request: Any) -> HttpResponse:
    """Propose an interview without a trigger."""
    reach = request.rights.reach("interview.propose")
    committees = Unit.objects.filter(reach.of_units(), closed_on=None, level__in=("city", "county", "zone"))
    own = request.rights.units("office")
    form = OrderForm(request.POST if request.method == "POST" else None, committees=committees,
                     initial={"subject": "department", "committee": own[0].code if own else ""})
    if request.method == "POST" and form.is_valid():
        people, faults = named_people(form.cleaned_data, day_of(request.now))
        for fault in faults:
            form.add_error("people", fault)
        if not faults and (made := _ordered(request, form, people)) is not None:
            messages.success(request, f"已提请：{made}（{made.uid}），等待安委办负责人审批。")
            return redirect("interviews:detail", made.uid)
    return render(request, "interviews/plain_form.html", {
        "form": form, "title": "提请约谈（没有约谈情形）", "verb": "提请约谈", "back": "interviews:list",
        "lead": "用于约谈部门、企业，或者安委会认为需要约谈的其他情况；过程和约谈县（市、区）相同。"}, status=422 if form.errors else 200)


def _ordered(request: Any, form: OrderForm, people: Any) -> Any:
    try:
        return order_interview(request.user, request.now, form.case(), people)
    except ValidationError as fault:
        form.add_faults(fault)
        return None


@needs("interview.view")
@require_safe
def decisions(request: Any) -> HttpResponse:
    """List the decisions of the city's Party committee and government to interview."""
    rows = Decision.objects.current().filter(request.rights.reach("interview.view").of_units("committee")).select_related("unit", "recorded_by")
    page = Paginator(rows.order_by("-date", "-pk"), 50).get_page(request.GET.get("page"))
    return render(request, "interviews/decisions.html", {"page": page, "may_record": request.rights.may("interview.propose")})


@needs("interview.propose")
@require_http_methods(METHODS)
def decision_new(request: Any) -> HttpResponse:
    """Record a decision."""
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"date": day_of(request.now), "organ": "both"})
    if request.method == "POST" and form.is_valid():
        city = _city(request, form)
        try:
            if city is not None:
                made = record_decision(request.user, request.now, committee=city, **form.cleaned_data)
                messages.success(request, f"已登记约谈决定：{made.unit.name}。它现在列在“待处理”里。")
                return redirect("interviews:list")
        except ValidationError as fault:
            form.add_faults(fault)
    return render(request, "interviews/plain_form.html", {
        "form": form, "title": "登记约谈决定", "verb": "登记决定", "back": "interviews:decisions",
        "lead": "市委、市政府认为有必要约谈的（第二十一条第二款（六）），登记决定后成为约谈情形，由安委办提请约谈。"}, status=422 if form.errors else 200)


def _city(request: Any, form: DecisionForm) -> Unit | None:
    above = [int(key) for key in form.cleaned_data["unit"].path.split("/") if key]
    reach = request.rights.reach("interview.propose")
    found = next((one for one in Unit.objects.filter(pk__in=above, level="city") if reach.covers_unit(one)), None)
    if found is None:
        form.add_error("unit", "这个单位不由您所在的安委会约谈。请改选。")
    return found


@needs("interview.propose")
@require_http_methods(METHODS)
def decision_strike(request: Any, pk: int) -> HttpResponse:
    """Strike a decision."""
    rows = Decision.objects.current().filter(request.rights.reach("interview.propose").of_units("committee")).select_related("unit")
    found = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, label="撤下的原因", needed="请写明撤下的原因。")
    if request.method == "POST" and form.is_valid():
        try:
            strike_decision(request.user, request.now, found, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, "已撤下这项决定。已经提请的约谈会标明依据的情形不再成立，由您决定怎样办。")
            return redirect("interviews:decisions")
    return render(request, "interviews/plain_form.html", {"form": form, "title": f"撤下约谈决定：{found.unit.name}", "verb": "撤下决定",
                                                        "back": "interviews:decisions"}, status=422 if form.errors else 200)
