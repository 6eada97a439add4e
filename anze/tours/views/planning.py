"""Tours are planned: the places not yet visited in the cycle, a group, days; one sending plans a round."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.tours.actions import planning
from anze.tours.forms.planning import PlanForm
from anze.tours.models import Tour
from anze.tours.policies import RUN
from anze.tours.queries.cycle import coverage, superiors
from anze.tours.queries.lists import called
from anze.tours.views.shared import METHODS


@needs("tour.run")
@require_http_methods(METHODS)
def plan(request: Any) -> HttpResponse:
    """Plan a round: which places, by whom, when."""
    today = day_of(request.now)
    senders = superiors(request.rights, today, RUN)
    wanted = request.POST.get("by") or request.GET.get("by")
    superior = next((one for one in senders if one.code == wanted), senders[0] if senders else None)
    if superior is None:
        messages.warning(request, "您的单位没有下级党委、政府，不派出巡查。")
        return redirect("tours:list")
    form = _form(request, superior)
    if request.method == "POST" and form.is_valid():
        told = form.plan()
        try:
            made = [] if form.errors else planning.plan(request.user, request.now, told)
        except ValidationError as fault:
            form.add_faults(fault)
            made = []
        if made:
            messages.success(request, f"已安排 {len(made)} 个单位的巡查：{'、'.join(one.uid for one in made)}。")
            return redirect("tours:detail", made[0].uid) if len(made) == 1 else redirect("tours:list")
    return render(request, "tours/plan.html", {"form": form, "superior": superior, "senders": senders}, status=422 if form.is_bound and form.errors else 200)


def _form(request: Any, superior: Unit) -> PlanForm:
    """Return the form with everything that is known already: the round that goes on, its group, the places that are left."""
    today = day_of(request.now)
    found = coverage(superior, Question(today, today), today)
    left = found.left if found else []
    units = Unit.objects.filter(code__in=[one.unit.code for one in left]).order_by("position", "path")
    labels = {one.unit.code: one.unit.name if one.stand == "none" else f"{one.unit.name}（{one.words}）" for one in left}
    last = Tour.objects.filter(superior=superior, year=today.year).order_by("-round", "-pk").first()
    start: dict[str, Any] = {"year": today.year, "round": last.round if last else 1}
    if last is not None:
        rows = last.members.current().select_related("officer", "account").order_by("-lead", "pk")
        start |= {"people": "\n".join(called(one) for one in rows), "group": getattr(last.schedules.current().first(), "group", "")}
    picked = request.GET.getlist("unit")
    return PlanForm(request.POST if request.method == "POST" else None, superior=superior, today=today, offered=units, labels=labels,
                    initial={**start, "units": picked, "group": start.get("group") or f"{superior.name}安全生产第一巡查组"})
