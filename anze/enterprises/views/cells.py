"""Pages of the grid: cells, one cell, one's own, and the verbs on them (第十一条（三）)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.enterprises.actions.cells import add_cell, change_cell, end_holder, hand_over, name_holder, strike_holder
from anze.enterprises.codes import NEEDED_ROLES, ROLES
from anze.enterprises.forms.cells import CellForm, ChangeCell, EndHolder, HandOver, HolderForm
from anze.enterprises.forms.charges import Strike
from anze.enterprises.models import Cell, CellHolder, CellVersion, Enterprise
from anze.enterprises.queries.cells import rows
from anze.enterprises.queries.gaps import uncovered
from anze.enterprises.queries.lists import lines
from anze.enterprises.queries.places import places_shown
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import CHANGE, CONTACT, VIEW
from anze.enterprises.views.enterprises import FORM
from anze.law.findings import in_words
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.register.views.editing import edited

PER_PAGE = 50


@needs("enterprise.view")
@require_safe
def grid(request: Any) -> HttpResponse:
    """List the cells in reach as of the day asked, with who answers for each."""
    question = asked(request.GET, request.now)
    reach = request.rights.reach(VIEW)
    unit = Unit.objects.filter(reach.of_units(), code=request.GET.get("unit", "")).first()
    text = request.GET.get("q", "").strip()[:60]
    found = rows(request.rights, question, day_of(request.now), unit=unit, text=text)
    lacking = request.GET.get("show") == "lacking"
    shown = [row for row in found if row.lacking] if lacking else found
    places, _ = places_shown(request.rights, Supervisors(question))
    return render(request, "enterprises/grid.html", {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")), "unit": unit, "text": text, "lacking": lacking, "places": places,
        "number_lacking": sum(bool(row.lacking) for row in found), "number": len(found), "may_change": request.rights.may(CHANGE), "tab": "grid"})


@needs("enterprise.view")
@require_safe
def mine(request: Any) -> HttpResponse:
    """Show the cells that the officer who is signed in answers for, with the production units in each: for the phone."""
    question, officer = asked(request.GET, request.now), request.user.officer_id
    table = Supervisors(question)
    found = rows(request.rights, question, day_of(request.now), officer=officer) if officer else []
    cells = []
    for row in found:
        inside = Enterprise.objects.standing().exclude(state="deregistered").filter(cell=row.cell).select_related("unit", "kind", "department", "cell")
        cells.append((row, list(lines(_by_risk(inside), table, request.rights))))
    return render(request, "enterprises/mine.html", {"cells": cells, "tab": "mine"})


def _by_risk(found: Any) -> list[Enterprise]:
    order = {"red": 0, "orange": 1, "yellow": 2, "blue": 3}
    return sorted(found[:500], key=lambda one: (order.get(one.risk, 4), one.code))


@needs("enterprise.view")
@require_safe
def cell(request: Any, code: str) -> HttpResponse:
    """Show a cell: who answered for it from when to when, days without anybody, the production units in it."""
    found = get_object_or_404(Cell.objects.visible_to(request.rights).select_related("unit"), code=code)
    question, today = asked(request.GET, request.now), day_of(request.now)
    version = CellVersion.objects.filter(cell=found).on_record(question.known_at).order_by("pk").last()
    holders = list(CellHolder.objects.filter(cell=found).on_record(question.known_at).select_related("officer").order_by("role", "-start"))
    gaps = [(ROLES[role], days) for role in NEEDED_ROLES if (days := uncovered(found, role, holders, today))]
    inside = Enterprise.objects.standing().exclude(state="deregistered").filter(cell=found).select_related("unit", "kind", "department", "cell")
    page = Paginator(inside.order_by("code"), PER_PAGE).get_page(request.GET.get("page"))
    may = request.rights.may(CHANGE, unit=found.unit)
    return render(request, "enterprises/cell.html", {
        "cell": found, "version": version, "holders": [(one, _holds(one, question.as_of)) for one in holders], "gaps": gaps, "page": page,
        "lines": list(lines(page.object_list, Supervisors(question), request.rights)), "may_change": may and found.on_record,
        "phones": request.rights.may(CONTACT, unit=found.unit), "tab": "grid"})


def _holds(one: CellHolder, day: Any) -> bool:
    return bool(one.start <= day and (one.end is None or one.end >= day))


def _address(found: Cell) -> str:
    return reverse("enterprises:cell", args=[found.code])


@needs("enterprise.change")
def cell_add(request: Any) -> HttpResponse:
    """Draw a cell."""
    start = {"unit": Unit.objects.filter(code=request.GET.get("unit", "")).first(), "start": day_of(request.now)}
    form = CellForm(request.POST or None, rights=request.rights, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = add_cell(request.user, request.now, **data)
        return f"已划定“{made.name}”。请接着确定责任人。", _address(made)

    return edited(request, form, save, title="划定网格", button="划定", back=reverse("enterprises:grid"), template=FORM)


@needs("enterprise.change")
def cell_change(request: Any, code: str) -> HttpResponse:
    """State a cell anew, or note its last day."""
    found = _own_or_404(request, code)
    version = CellVersion.objects.current().filter(cell=found).order_by("pk").last()
    start = {name: getattr(found, name) for name in ("name", "extent", "start", "end")} | {"based_on": version.pk if version else 0}
    form = ChangeCell(request.POST or None, rights=request.rights, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        change_cell(request.user, request.now, found, **data)
        return "已保存。原来的记载留在变更历史里。", _address(found)

    return edited(request, form, save, title=f"更改“{found.name}”", button="保存", back=_address(found), template=FORM, against=lambda row, form: [])


@needs("enterprise.change")
def holder_add(request: Any, code: str) -> HttpResponse:
    """Name who answers for a cell."""
    found = _own_or_404(request, code)
    form = HolderForm(request.POST or None, rights=request.rights, initial={"role": request.GET.get("role", ""), "start": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = name_holder(request.user, request.now, cell=found, **data)
        return f"已确定{made.who}为“{found.name}”的{made.get_role_display()}。", _address(found)

    return edited(request, form, save, title=f"“{found.name}”的责任人", button="确定", back=_address(found), template=FORM)


@needs("enterprise.change")
def holder_change(request: Any, pk: int) -> HttpResponse:
    """Let another answer for the cell in the same role from a day on."""
    holder = _holder_or_404(request, pk)
    form = HandOver(request.POST or None, rights=request.rights, initial={"start": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = hand_over(request.user, request.now, holder, **data)
        return f"已换为{made.who}，原来的{holder.who}到前一天为止。", _address(holder.cell)

    return edited(request, form, save, title=f"“{holder.cell.name}”换{holder.get_role_display()}", button="换人", back=_address(holder.cell), template=FORM,
                  lead=f"现任：{holder.who}，自{in_words(holder.start)}起。", removal=reverse("enterprises:holder_strike", args=[pk]))


@needs("enterprise.change")
def holder_end(request: Any, pk: int) -> HttpResponse:
    """Note the last day on which somebody answers for a cell."""
    holder = _holder_or_404(request, pk)
    form = EndHolder(request.POST or None, rights=request.rights, initial={"end": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        end_holder(request.user, request.now, holder, **data)
        return "已登记卸任日期。", _address(holder.cell)

    return edited(request, form, save, title=f"{holder.who}卸任", button="登记卸任", back=_address(holder.cell), template=FORM,
                  lead=f"“{holder.cell.name}”的{holder.get_role_display()}，自{in_words(holder.start)}起。")


@needs("enterprise.change")
def holder_strike(request: Any, pk: int) -> HttpResponse:
    """Strike a row that was entered by mistake."""
    holder = _holder_or_404(request, pk)
    form = Strike(request.POST or None, rights=request.rights)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        strike_holder(request.user, request.now, holder, **data)
        return "已撤下。", _address(holder.cell)

    return edited(request, form, save, title=f"撤下{holder.who}", button="撤下", back=_address(holder.cell), template=FORM, danger=True)


def _own_or_404(request: Any, code: str) -> Cell:
    found = get_object_or_404(Cell.objects.standing().filter(request.rights.reach(CHANGE).of_units("unit")).select_related("unit"), code=code)
    return found


def _holder_or_404(request: Any, pk: int) -> CellHolder:
    found = CellHolder.objects.current().filter(request.rights.reach(CHANGE).of_units("cell__unit")).select_related("cell__unit", "officer")
    return get_object_or_404(found, pk=pk)
