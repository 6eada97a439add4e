"""The list of problem towns (安全生产问题突出镇): by period, on and off, Excel out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from anze.access.guard import needs
from anze.people.models import ProblemTown
from anze.people.moment import asked, day_of
from anze.register.actions import delist_town, list_town, withdraw
from anze.register.forms.lists import DelistTown, ListTown
from anze.register.forms.officers import Withdraw
from anze.register.queries import lists, scope
from anze.register.views.editing import edited
from anze.workbook.write import Column, Sheet, download, workbook

COLUMNS = (Column("序号", 6), Column("县（市、区）", 18), Column("镇代码", 16), Column("镇", 18), Column("列入日期"), Column("列入文件", 30),
           Column("移出日期"), Column("移出文件", 30))


@needs("register.view")
def index(request: Any) -> HttpResponse:
    """List the towns on the list on the day asked, or every period."""
    found = lists.problem_towns(request.rights, asked(request.GET, request.now), request.GET)
    counties = scope.units(request.rights).filter(level__in=("county", "zone"), closed_on=None).order_by("path")
    return render(request, "register/towns.html", {
        "page": Paginator(found, 50).get_page(request.GET.get("page")), "counties": list(counties.values_list("code", "name")),
        "may_change": request.rights.may("register.change"), "reach": request.rights.reach("register.change"),
    })


@needs("register.view")
def excel(request: Any) -> HttpResponse:
    """The same list as a workbook."""
    found = lists.problem_towns(request.rights, asked(request.GET, request.now), request.GET)
    rows = [(number, one.unit.parent.name if one.unit.parent else "", one.unit.code, one.unit.name, one.start, one.document, one.end, one.end_document)
            for number, one in enumerate(found, 1)]
    return download(f"安全生产问题突出镇{day_of(request.now)}.xlsx", workbook([Sheet("问题突出镇", COLUMNS, rows)]))


@needs("register.change")
def add(request: Any) -> HttpResponse:
    """Put a town on the list."""
    place = scope.units(request.rights, scope.CHANGE).filter(code=request.GET.get("unit", "")).first()
    form = ListTown(request.POST or None, rights=request.rights, initial={"unit": place, "start": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = list_town(request.user, request.now, **data)
        return f"已将{made.unit.name}列入安全生产问题突出镇。", reverse("register:problem_towns")

    return edited(request, form, save, title="列入问题突出镇", button="列入名单", back=reverse("register:problem_towns"),
                  lead="党政领导干部挂点联系的镇，从名单上选定（第五条（七）等）。名单一变，挂点联系是否有效随之重新判断。")


@needs("register.change")
def remove(request: Any, pk: int) -> HttpResponse:
    """Take a town off the list."""
    entry = _entry(request, pk)
    form = DelistTown(request.POST or None, rights=request.rights, initial={"end": day_of(request.now)})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        delist_town(request.user, request.now, entry, **data)
        return f"已将{entry.unit.name}移出名单。", reverse("register:problem_towns")

    return edited(request, form, save, title=f"将{entry.unit.name}移出名单", button="移出名单", back=reverse("register:problem_towns"),
                  moved=lambda stands: reverse("register:town_remove", args=[stands.pk]))


@needs("register.change")
def take_off(request: Any, pk: int) -> HttpResponse:
    """Take an entry made by mistake off the register."""
    entry = _entry(request, pk)
    form = Withdraw(request.POST or None, rights=request.rights)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        withdraw(request.user, request.now, entry, **data)
        return f"已撤下{entry.unit.name}的这条记录。", reverse("register:problem_towns")

    return edited(request, form, save, title=f"撤下登错的记录：{entry.unit.name}", button="撤下这条记录", back=reverse("register:problem_towns"), danger=True,
                  moved=lambda stands: reverse("register:town_withdraw", args=[stands.pk]), lead="只用于登记错了的。真实列入过的请登记移出。")


def _entry(request: Any, pk: int) -> ProblemTown:
    reach = request.rights.reach(scope.CHANGE)
    return get_object_or_404(ProblemTown.objects.filter(reach.of_units("unit")).select_related("unit"), pk=pk)
