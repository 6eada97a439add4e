"""Problems found in inspections, followed to their closure."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.acts.actions.problems import take_step
from anze.acts.forms.reasons import StepForm
from anze.acts.forms.unseen import NULL
from anze.acts.models import Act
from anze.acts.policies import STEPS_FROM, state_of
from anze.acts.queries.lists import MOST_ROWS
from anze.acts.queries.problems import VIEWS, fetched, listed, reachable, sheet, steps_open
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.workbook.write import download, workbook

PER_PAGE = 50


@needs("problem.follow")
@require_safe
def problems(request: Any) -> HttpResponse:
    """List problems: open ones first, by the filters of the URL; `excel` in it gives them all as a sheet."""
    today, view = day_of(request.now), request.GET.get("view", "open")
    unit, text = (request.GET.get(name, "").replace(NULL, "").strip()[:80] for name in ("unit", "q"))
    found = listed(request.rights, view, today, unit, text)
    if "excel" in request.GET:
        return download(f"排查问题{today:%Y%m%d}.xlsx", workbook([sheet(found[:MOST_ROWS])]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    units = Unit.objects.filter(pk__in=reachable(request.rights).filter(act__withdrawal=None).values("follow_up_unit")).order_by("path")
    rows = [(problem, *steps_open(request.rights, problem, today)) for problem in page.object_list]
    return render(request, "acts/problems.html", {"page": page, "rows": rows, "view": view if view in VIEWS else "all", "views": VIEWS, "units": units})


@needs("problem.follow")
@require_http_methods(["GET", "HEAD", "POST"])
def problem(request: Any, pk: int) -> HttpResponse:
    """Show a problem with its steps, and take the next."""
    one = get_object_or_404(fetched(reachable(request.rights)), pk=pk)
    today = day_of(request.now)
    lamp, state, steps = steps_open(request.rights, one, today)
    form = StepForm(request.POST if request.method == "POST" else None, steps=steps, today=today) if steps else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _taken(request, one, form):
            return redirect("acts:problem", one.pk)
    seen = Act.objects.visible_to(request.rights).filter(pk=one.act_id).exists()
    return render(request, "acts/problem.html", {"problem": one, "lamp": lamp, "state": state, "form": form, "act_visible": seen,
                                                 "next_step": STEPS_FROM[state_of(one)]}, status=422 if form and form.errors else 200)


def _taken(request: Any, one: Any, form: StepForm) -> bool:
    got = form.cleaned_data
    try:
        step = take_step(request.user, request.now, one, kind=got["kind"], on=got["on"], note=got["note"])
    except ValidationError as fault:
        form.add_error(None, fault) if not hasattr(fault, "error_dict") else [form.add_error(name, said) for name, said in fault.error_dict.items()]
        return False
    messages.success(request, f"已登记：{step.get_kind_display()}。")
    return True
