"""Pages of kinds × supervising departments, level by level, and what is missing (第六条（五）)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.enterprises.actions.charges import (
    add_kind,
    assign_charge,
    change_charge,
    change_kind,
    end_charge,
    strike_charge,
)
from anze.enterprises.codes import GAPS
from anze.enterprises.excel.gaps import gap_sheets
from anze.enterprises.forms.charges import ChangeCharge, ChangeKind, ChargeForm, EndCharge, KindForm, Strike
from anze.enterprises.models import Charge, Kind
from anze.enterprises.queries import charges as queries
from anze.enterprises.queries.gaps import cell_gaps, counts, kind_gaps
from anze.enterprises.queries.places import place_asked, places_shown
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import CHANGE
from anze.enterprises.views.enterprises import FORM
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.register.views.editing import edited
from anze.workbook.write import download, workbook


@needs("enterprise.view")
@require_safe
def table(request: Any) -> HttpResponse:
    """Show the table of a place: each kind, the department at each level, which governs."""
    supervisors = Supervisors(asked(request.GET, request.now))
    place = place_asked(request.rights, request.GET.get("unit", ""))
    if place is None:
        raise Http404
    places, _ = places_shown(request.rights, supervisors)
    return render(request, "enterprises/charges.html", {
        "place": place, "places": places, "rows": queries.rows(request.rights, place, supervisors), "levels": queries.levels(place, supervisors),
        "may_change": request.rights.may(CHANGE, unit=place), "may_change_kinds": may_change_kinds(request), "gaps": GAPS, "tab": "charges"})


LISTED = ("kind_without", "kind_twice", "cell_without")  # the others open the list of production units


@needs("enterprise.view")
@require_safe
def gaps(request: Any) -> HttpResponse:
    """Show what is missing, each with its number; `kind` opens the names, `excel` gives them as a workbook."""
    question, today = asked(request.GET, request.now), day_of(request.now)
    supervisors, now_on = Supervisors(question), question == Question(today, today)
    name = request.GET.get("kind", "") if request.GET.get("kind", "") in LISTED else ""
    if "excel" in request.GET:
        sheets = gap_sheets(request.rights, question, supervisors, name, now_on=now_on)
        return download(f"{GAPS.get(name, '监管缺口')}{question.as_of:%Y%m%d}.xlsx", workbook(sheets))
    found = counts(request.rights, question, supervisors, now_on=now_on)
    page: dict[str, Any] = {"counts": [(key, GAPS[key], number) for key, number in found.items()], "chosen": name, "tab": "gaps"}
    if name in {"kind_without", "kind_twice"}:
        page["kind_gaps"] = kind_gaps(request.rights, supervisors, name, now_on=now_on)
    elif name == "cell_without":
        page["cell_gaps"] = list(cell_gaps(request.rights, question))
    return render(request, "enterprises/gaps.html", page)


def may_change_kinds(request: Any) -> bool:
    """Say whether the account keeps the city's table of kinds: one table serves every county."""
    top = Unit.objects.filter(parent=None).first()
    return top is not None and bool(request.rights.may(CHANGE, unit=top))


def _back(charge: Charge) -> str:
    return f"{reverse('enterprises:charges')}?unit={charge.place.code}"


@needs("enterprise.change")
def kind_add(request: Any) -> HttpResponse:
    """Add a kind to the city's table."""
    if not may_change_kinds(request):
        raise Http404
    form = KindForm(request.POST or None, rights=request.rights)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = add_kind(request.user, request.now, **data)
        return f"已增加类别“{made.name}”。请在下面确定它的监管部门。", reverse("enterprises:charges")

    return edited(request, form, save, title="增加单位类别", button="增加", back=reverse("enterprises:charges"), template=FORM)


@needs("enterprise.change")
def kind_change(request: Any, code: str) -> HttpResponse:
    """State a kind anew, or put it out of use."""
    if not may_change_kinds(request):
        raise Http404
    kind = get_object_or_404(Kind, code=code)
    form = ChangeKind(request.POST or None, rights=request.rights,
                      initial={name: getattr(kind, name) for name in ("name", "sector", "note", "position", "closed_on")})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        changed = change_kind(request.user, request.now, kind, **data | {"position": data["position"] or 0})
        return f"已保存类别“{changed.name}”。", reverse("enterprises:charges")

    return edited(request, form, save, title=f"更改类别“{kind.name}”", button="保存", back=reverse("enterprises:charges"), template=FORM)


@needs("enterprise.change")
def charge_add(request: Any) -> HttpResponse:
    """Give a department the supervision of a kind in a place."""
    start = {"place": Unit.objects.filter(code=request.GET.get("unit", "")).first(), "kind": Kind.objects.filter(code=request.GET.get("kind", "")).first(),
             "start": day_of(request.now)}
    form = ChargeForm(request.POST or None, rights=request.rights, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = assign_charge(request.user, request.now, **data)
        return f"已确定：{made}。", _back(made)

    return edited(request, form, save, title="确定监管分工", button="确定", back=reverse("enterprises:charges"), template=FORM)


@needs("enterprise.change")
def charge_change(request: Any, pk: int) -> HttpResponse:
    """Correct a charge."""
    charge = _own_or_404(request, pk)
    form = ChangeCharge(request.POST or None, rights=request.rights,
                        initial={name: getattr(charge, name) for name in ("place", "kind", "department", "start", "end", "document")})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        return "已更正。原来的记载留着。", _back(change_charge(request.user, request.now, charge, **data))

    return edited(request, form, save, title="更正监管分工", button="保存更正", back=_back(charge), template=FORM, lead=str(charge),
                  removal=reverse("enterprises:charge_strike", args=[pk]))


@needs("enterprise.change")
def charge_end(request: Any, pk: int) -> HttpResponse:
    """End a charge on its last day."""
    charge = _own_or_404(request, pk)
    form = EndCharge(request.POST or None, rights=request.rights, initial={"end": charge.end or day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        return "已登记结束日期。", _back(end_charge(request.user, request.now, charge, **data))

    return edited(request, form, save, title="结束监管分工", button="登记结束", back=_back(charge), template=FORM, lead=str(charge))


@needs("enterprise.change")
def charge_strike(request: Any, pk: int) -> HttpResponse:
    """Strike a charge that was entered by mistake."""
    charge = _own_or_404(request, pk)
    form = Strike(request.POST or None, rights=request.rights)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        strike_charge(request.user, request.now, charge, **data)
        return "已撤下。", _back(charge)

    return edited(request, form, save, title="撤下监管分工", button="撤下", back=_back(charge), template=FORM, lead=str(charge), danger=True)


def _own_or_404(request: Any, pk: int) -> Charge:
    found = Charge.objects.current().filter(request.rights.reach(CHANGE).of_units("place")).select_related("place", "kind", "department")
    return get_object_or_404(found, pk=pk)
