"""Acts are taken back, confirmed and refused."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.actions.confirming import confirm as confirm_acts
from anze.acts.actions.confirming import reject as reject_act
from anze.acts.actions.withdrawing import withdraw as withdraw_act
from anze.acts.forms.reasons import RejectForm, WithdrawForm
from anze.acts.models import Act, Participant
from anze.acts.policies import reason_needed, taken_back
from anze.acts.queries.entitled import may_withdraw
from anze.acts.queries.serves import served_by
from anze.people.moment import day_of


@needs("act.withdraw")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Any, uid: str) -> HttpResponse:
    """Take an act back, with a reason where one is due."""
    act = get_object_or_404(Act.objects.visible_to(request.rights).select_related("unit", "withdrawal"), uid=uid)
    if not may_withdraw(request.rights, act):
        raise PermissionDenied("这条记录不是您登记的，也不属于您的单位，不能撤回。请联系登记人。")
    needed = reason_needed(act, request.user, request.now)
    form = WithdrawForm(request.POST if request.method == "POST" else None, needed=needed)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_act(request.user, request.now, act, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, f"已撤回 {act.uid}。记录仍在案，标为“已撤回”，不再计入。")
            return redirect("acts:detail", act.uid)
    served = served_by([act], day_of(request.now)).get(act.pk, [])
    return render(request, "acts/withdraw.html", {"act": act, "form": form, "needed": needed, "served": served, "gone": taken_back(act)},
                  status=422 if form.errors else 200)


def _mine(request: Any) -> Any:
    people = Prefetch("participants", Participant.objects.select_related("officer"))
    return (Act.objects.waiting().filter(on_behalf_of__in=request.rights.reach("act.confirm").officers)
            .select_related("unit", "recorded_by", "on_behalf_of").prefetch_related(people, "problems", "topics", "attachments").order_by("-date", "-id"))


@needs("act.confirm")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Any) -> HttpResponse:
    """Show what waits for the leader's word; confirm the one whose button was pressed (`only`), or those that were ticked."""
    waiting = list(_mine(request)[:100])
    if request.method == "POST":
        chosen = request.POST.getlist("only") or request.POST.getlist("act")
        made = confirm_acts(request.user, request.now, [act for act in waiting if act.uid in chosen])
        if made:
            messages.success(request, f"已确认 {len(made)} 条。")
        else:
            messages.warning(request, "没有确认任何一条：没有勾选，或者都已答复过、由登记人撤回了。还有要确认的，请按“属实，确认”，或者先勾选再确认。")
        return redirect("acts:confirm")
    served = served_by(waiting, day_of(request.now))
    return render(request, "acts/confirm.html", {"waiting": [(act, served.get(act.pk, [])) for act in waiting]})


@needs("act.confirm")
@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: Any, uid: str) -> HttpResponse:
    """Say that what was recorded on one's behalf is not so."""
    act = _mine(request).filter(uid=uid).first()
    if act is None:
        raise Http404
    form = RejectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reject_act(request.user, request.now, act, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            messages.success(request, f"已标为“本人不认可”：{act.uid}。记录仍在案，不再计入。")
            return redirect("acts:confirm")
    return render(request, "acts/reject.html", {"act": act, "form": form, "served": served_by([act], day_of(request.now)).get(act.pk, [])},
                  status=422 if form.errors else 200)
