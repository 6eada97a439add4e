"""The list of tours; the same as a sheet, and back in."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.duties.forms.upload import UploadForm
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.tours.actions.importing import import_tours
from anze.tours.policies import RUN, STATES
from anze.tours.queries.lists import VIEWS, listed, sheet, units_seen
from anze.tours.queries.sheets import told_sheets
from anze.tours.views.shared import METHODS
from anze.workbook.write import download, workbook

PER_PAGE: Final = 50


@needs("tour.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List tours by the filters of the address, as of a day; `excel` in it gives them as a sheet."""
    asked, today = asked_by(request.GET, request.now), day_of(request.now)
    rows = listed(request.rights, request.GET, asked)
    if "excel" in request.GET:
        return download(f"安全生产巡查_{today:%Y%m%d}.xlsx", workbook([sheet(rows, request.rights), *told_sheets(rows, request.rights, today)]))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    view = request.GET.get("view") if request.GET.get("view") in VIEWS else "open"
    return render(request, "tours/list.html", {
        "page": page, "lines": [(one, STATES[state], schedule) for one, state, schedule in page], "views": VIEWS, "view": view, "states": STATES,
        "asked": asked, "today": today, "units": units_seen(request.rights), "may_plan": request.rights.may(RUN),
        "narrowed": any(request.GET.get(name) for name in ("unit", "state", "q", "year"))})


@needs("tour.run")
@require_http_methods(METHODS)
def importing(request: Any) -> HttpResponse:
    """Take a workbook of plans in, all of it or nothing."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new, changed, same = import_tours(request.user, request.now, request.rights, form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新安排 {new} 次，更改 {changed} 次，没有变化 {same} 次。")
            return redirect("tours:list")
    return render(request, "tours/import.html", {"form": form, "faults": faults, "what": "巡查安排", "back": "tours:list"},
                  status=422 if faults or form.errors else 200)
