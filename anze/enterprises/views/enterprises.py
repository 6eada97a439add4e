"""Pages of the register of production units: the list, one unit, and the verbs on it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.duties.sources import about
from anze.enterprises.actions.enterprises import add_enterprise, change_enterprise, take_off
from anze.enterprises.codes import GAPS, RISKS
from anze.enterprises.excel.book import book
from anze.enterprises.forms.enterprises import ChangeEnterprise, EnterpriseForm, TakeOff
from anze.enterprises.models import Cell, Enterprise, EnterpriseVersion, Kind
from anze.enterprises.models.enterprise import STATED
from anze.enterprises.queries.lists import STATES_OFFERED, filters, lines, listed
from anze.enterprises.queries.places import places_shown
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import CHANGE, enterprise_or_404
from anze.enterprises.words import differences
from anze.law.findings import in_words
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.register.views.editing import edited
from anze.workbook.exporting import export, query_of

PER_PAGE = 50
FORM = "enterprises/form.html"


@needs("enterprise.view")
@require_safe
def index(request: Any) -> HttpResponse:
    """List production units by the filters of the URL, as of the day asked; `excel` in it gives them all as a workbook."""
    question, today = asked(request.GET, request.now), day_of(request.now)
    table, chosen = Supervisors(question), filters(request.GET)
    found = listed(request.rights, question, chosen, table, now_on=question == Question(today, today))
    if "excel" in request.GET:
        name = f"生产经营单位{question.as_of:%Y%m%d}.xlsx"
        return export(request, name, book, rows=found.count() * ROW_COSTS, **query_of(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    places, departments = places_shown(request.rights, table)
    return render(request, "enterprises/list.html", {
        "page": page, "lines": list(lines(page.object_list, table, request.rights)), "chosen": chosen, "places": places, "departments": departments,
        "kinds": table.kinds, "risks": RISKS, "states": STATES_OFFERED, "gaps": GAPS, "may_change": request.rights.may(CHANGE), "tab": "list"})


ROW_COSTS = 2  # a row of this list takes as long as so many of the roster


@needs("enterprise.view")
@require_safe
def enterprise(request: Any, code: str) -> HttpResponse:
    """Show a production unit as of the day asked, who supervises it by which table, and its history."""
    question = asked(request.GET, request.now)
    table = Supervisors(question)
    found = enterprise_or_404(request.rights, table, code)
    versions = EnterpriseVersion.objects.filter(enterprise=found).select_related("unit", "kind", "department", "cell")
    row = versions.on_record(question.known_at).held_on(question.as_of).order_by("start").last()
    first = versions.on_record(question.known_at).order_by("start").first()
    shown = next(iter(lines([row], table, request.rights)), None) if row else None
    governing = table.governing(row.unit_id, row.kind_id) if row else None
    return render(request, "enterprises/enterprise.html", {
        "enterprise": found, "row": row, "line": shown, "first": first, "governing": governing, "rows": versions.current().order_by("-start"),
        "may_change": found.on_record and _may_change(request, found), "tab": "list",
        "related": about("enterprises", found.code, request.rights, question.as_of)})


def _may_change(request: Any, found: Enterprise) -> bool:
    today = day_of(request.now)
    return request.rights.may(CHANGE) and _mine(request, found, Supervisors(Question(today, today)))


def _mine(request: Any, one: Any, table: Supervisors) -> bool:
    reach = request.rights.reach(CHANGE)
    return reach.covers_unit(one.unit) or any(reach.covers_unit(unit) for unit in table.of(one))


def _stays_mine(request: Any, data: dict[str, Any]) -> None:
    """Refuse what would lie out of one's own reach at once: a department enters what it supervises."""
    today = day_of(request.now)
    wanted = Enterprise(**{name: data[name] for name in STATED})
    table = Supervisors(Question(today, today))
    if not _mine(request, wanted, table):
        names = "、".join(unit.name for unit in table.of(wanted)) or "还没有监管部门"
        raise ValidationError({"kind": f"按监管分工，这样登记的单位归：{names}，不归您的部门。请核对类别和所在地，或者请当地安委办登记。"})


@needs("enterprise.change")
def add(request: Any) -> HttpResponse:
    """Enter a production unit."""
    today = day_of(request.now)
    start = {"unit": Unit.objects.filter(code=request.GET.get("unit", "")).first(), "kind": Kind.objects.filter(code=request.GET.get("kind", "")).first(),
             "start": today}
    form = EnterpriseForm(request.POST or None, rights=request.rights, today=today, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        _stays_mine(request, data)
        if not data["sector"] and data["kind"]:
            data["sector"] = data["kind"].sector
        made = add_enterprise(request.user, request.now, **data)
        return f"已登记{made.name}，编号 {made.code}。", reverse("enterprises:enterprise", args=[made.code])

    return edited(request, form, save, title="登记生产经营单位", button="登记", back=reverse("enterprises:list"), template=FORM,
                  cells=_cells(request, None))


@needs("enterprise.change")
def change(request: Any, code: str) -> HttpResponse:
    """State a production unit anew from a day on, or correct what stands."""
    today = day_of(request.now)
    found = _own_or_404(request, code)
    row = EnterpriseVersion.objects.current().filter(enterprise=found, end=None).order_by("pk").last()
    start = {name: getattr(found, name) for name in STATED} | {"start": today, "based_on": row.pk if row else 0}
    form = ChangeEnterprise(request.POST or None, rights=request.rights, today=today, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        _stays_mine(request, data)
        changed = change_enterprise(request.user, request.now, found, **data)
        return f"已保存{changed.name}。原来的记载留在变更历史里。", reverse("enterprises:enterprise", args=[code])

    return edited(request, form, save, title=f"变更{found.name}", button="保存变更", back=reverse("enterprises:enterprise", args=[code]), template=FORM,
                  against=differences, cells=_cells(request, found), lead=f"现在的情况自{in_words(found.since)}起。")


@needs("enterprise.change")
def removal(request: Any, code: str) -> HttpResponse:
    """Take off a production unit that was entered by mistake."""
    found = _own_or_404(request, code)
    form = TakeOff(request.POST or None, rights=request.rights)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        take_off(request.user, request.now, found, **data)
        return f"已撤下{found.name}（{found.code}）。", reverse("enterprises:list")

    return edited(request, form, save, title=f"撤下{found.name}", button="撤下", back=reverse("enterprises:enterprise", args=[code]), template=FORM,
                  danger=True, lead="只用于登记重复或者录错的；撤下后不再列入，记录仍可查。关停的单位请改状态为“注销”。")


def _own_or_404(request: Any, code: str) -> Enterprise:
    today = day_of(request.now)
    table = Supervisors(Question(today, today))
    found = enterprise_or_404(request.rights, table, code, CHANGE)
    if not found.on_record or not _mine(request, found, table):
        raise Http404
    return found


def _cells(request: Any, found: Enterprise | None) -> Any:
    cells = Cell.objects.standing().filter(end=None).select_related("unit")
    return cells.filter(unit=found.unit) if found else cells.filter(request.rights.reach(CHANGE).of_units("unit"))[:60]
