"""Pages of units: the tree, one unit, and the verbs on it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from anze.access.guard import needs
from anze.law.question import Question
from anze.people.models import UnitVersion
from anze.people.moment import asked, day_of
from anze.register.actions import add_unit, change_unit, close_unit, reopen_unit
from anze.register.forms.units import AddUnit, ChangeUnit, CloseUnit
from anze.register.queries import history, scope, units
from anze.register.queries.shape import checks
from anze.register.views.editing import edited

FILTERS = ("q", "level", "function", "kind", "under", "closed")
SHOWN = 20  # events of the history before “全部”


@needs("register.view")
def index(request: Any) -> HttpResponse:
    """Show the tree, or the list of the units that fit the filters, as of the day asked."""
    question, today = asked(request.GET, request.now), day_of(request.now)
    past = question != Question(today, today)
    found: Any = units.wanted_then(request.rights, request.GET, question) if past else units.wanted(request.rights, request.GET).select_related("parent")
    page: dict[str, Any] = {"choices": units.choices(request.rights), "counts": units.counts(found), "may_change": request.rights.may("register.change")}
    if any(request.GET.get(name) for name in FILTERS):
        page["page"] = Paginator(units.in_tree_order(found), 50).get_page(request.GET.get("page"))
        page["under"] = scope.units(request.rights).filter(code=request.GET.get("under", "")).first()
    else:
        page["branches"] = units.tree(found)
    return render(request, "register/units.html", page)


@needs("register.view")
def unit(request: Any, code: str) -> HttpResponse:
    """Show one unit as it was on record for the day asked."""
    found = scope.unit_or_404(request.rights, code)
    question = asked(request.GET, request.now)
    events = history.of_unit(found)
    shown = units.page(request.rights, found, question)
    more = len(events) > SHOWN and not request.GET.get("history")
    return render(request, "register/unit.html", {
        "unit": found, "shown": shown, "checks": checks(question, [found]).get(found.code, []), "events": events[:SHOWN] if more else events,
        "more_events": more, "may_change": request.rights.may("register.change", unit=found),
        "above": found.parent if found.parent and request.rights.reach("register.view").covers_unit(found.parent) else None,
    })


@needs("register.change")
def add(request: Any) -> HttpResponse:
    """Enter a unit."""
    parent = scope.units(request.rights, scope.CHANGE).filter(code=request.GET.get("parent", "")).first()
    form = AddUnit(request.POST or None, rights=request.rights, initial={"parent": parent})

    def save(_: Any) -> tuple[str, str]:
        made = add_unit(request.user, request.now, **form.stated())
        return f"已登记{made.name}。", reverse("register:unit", args=[made.code])

    back = reverse("register:unit", args=[parent.code]) if parent else reverse("register:units")
    return edited(request, form, save, title="登记单位", button="登记单位", back=back)


@needs("register.change")
def change(request: Any, code: str) -> HttpResponse:
    """State a unit anew."""
    found = scope.unit_or_404(request.rights, code, scope.CHANGE)
    version = UnitVersion.objects.current().filter(unit=found).order_by("pk").last()
    start = {name: getattr(found, name) for name in ("name", "kind", "function", "determined", "treated_as")}
    form = ChangeUnit(request.POST or None, rights=request.rights, initial=start | {"based_on": version.pk if version else 0})
    form.keep_for(found.level)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        change_unit(request.user, request.now, found, **data)
        return "已变更。原来的记载留在变更历史里。", reverse("register:unit", args=[code])

    return edited(request, form, save, title=f"变更{found.name}", button="保存变更", back=reverse("register:unit", args=[code]), unit=found)


@needs("register.change")
def close(request: Any, code: str) -> HttpResponse:
    """Close a unit."""
    found = scope.unit_or_404(request.rights, code, scope.CHANGE)
    version = UnitVersion.objects.current().filter(unit=found).order_by("pk").last()
    start = {"on": found.closed_on or day_of(request.now), "based_on": version.pk if version else 0}
    form = CloseUnit(request.POST or None, rights=request.rights, initial=start)
    if found.closed_on:
        form.may_be_taken_back()

    def save(data: dict[str, Any]) -> tuple[str, str]:
        if data["on"] is None:
            reopen_unit(request.user, request.now, found, reason=data["reason"], based_on=data["based_on"])
            return f"已恢复{found.name}。", reverse("register:unit", args=[code])
        close_unit(request.user, request.now, found, **data)
        return f"已登记{found.name}撤销。", reverse("register:unit", args=[code])

    return edited(request, form, save, title=f"撤销{found.name}", button="登记撤销", back=reverse("register:unit", args=[code]), unit=found, danger=True)
