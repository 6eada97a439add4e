"""Acts are read: the list with its sheet, and one act with all that belongs to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.acts.models import Act
from anze.acts.policies import reason_needed, taken_back
from anze.acts.queries.entitled import may_withdraw
from anze.acts.queries.evidence import may_attach
from anze.acts.queries.growth import growth_of
from anze.acts.queries.lists import MOST_ROWS, act_book, filters, listed, page_of, rows
from anze.acts.queries.problems import steps_open
from anze.acts.queries.serves import served_by
from anze.acts.queries.statuses import STATUSES, lamps_of
from anze.acts.told import told_of
from anze.acts.views.recording import WHOLE
from anze.law.codes import ACT_TYPES
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of, end_of
from anze.workbook.exporting import export, query_of

ROW_COSTS = 4  # a row of this list takes as long as so many of the roster


@needs("act.view")
@require_safe
def acts(request: Any) -> HttpResponse:
    """List acts by the filters of the URL; `excel` in it gives them all as a sheet."""
    asked, chosen = asked_by(request.GET, request.now), filters(request.GET, request.rights)
    if "excel" in request.GET:
        count = min(listed(request.rights, asked, chosen).count(), MOST_ROWS) * ROW_COSTS
        return export(request, f"履职记录{asked.as_of:%Y%m%d}.xlsx", act_book, rows=count, **query_of(request))
    page = page_of(request.rights, asked, chosen, request.GET.get("page"))
    units = Unit.objects.filter(request.rights.reach("act.view").of_units()).order_by("path")
    return render(request, "acts/list.html", {"page": page, "rows": list(rows(page.object_list, asked)), "asked": asked, "chosen": chosen, "units": units,
                                              "types": ACT_TYPES, "statuses": STATUSES, "may_record": request.rights.may("act.record")})


@needs("act.view")
@require_safe
def act(request: Any, uid: str) -> HttpResponse:
    """Show an act: what happened, both clocks, what it serves, files, answers, history, and what may be done with it now."""
    found = Act.objects.visible_to(request.rights).select_related("unit", "visited", "recorded_by", "on_behalf_of", "withdrawal__by", "replaces", "replaced_by")
    one = get_object_or_404(found.prefetch_related(*WHOLE, "attachments__blob"), uid=uid)
    today, mine = day_of(request.now), may_withdraw(request.rights, one)
    waiting = one.on_behalf_of_id is not None and one.on_behalf_of_id == request.user.officer_id and not one.confirmations.all() and not taken_back(one)
    return render(request, "acts/detail.html", {
        "act": one, "lamps": lamps_of(one, end_of(today)), "served": served_by([one], today).get(one.pk, []),
        "growth": growth_of(told_of(one), one.recorded_on), "gone": taken_back(one), "may_withdraw": mine and not hasattr(one, "withdrawal"),
        "may_attach": may_attach(request.rights, one), "to_confirm": waiting, "reason_needed": reason_needed(one, request.user, request.now),
        "may_follow": request.rights.may("problem.follow"),
        "problems": [(problem, *steps_open(request.rights, problem, today)) for problem in one.problems.all()],
    })
