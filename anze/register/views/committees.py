"""Safety committees and their directors: the list with what 第四条第三款 says of each, changes checked before they are saved, Excel out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from anze.access.guard import needs
from anze.law.question import Question
from anze.people.models import Committee
from anze.people.moment import asked, day_of
from anze.register.actions import end_committee, set_directors, withdraw
from anze.register.forms.fields import shown
from anze.register.forms.lists import Directors, EndCommittee
from anze.register.forms.officers import Withdraw
from anze.register.queries import lists, scope
from anze.register.queries.shape import with_directors
from anze.register.views.editing import edited
from anze.workbook.write import Column, Sheet, download, workbook

COLUMNS = (Column("序号", 6), Column("单位代码", 16), Column("单位", 24), Column("主任", 24), Column("主任编号", 24), Column("起始日期"), Column("终止日期"))


@needs("register.view")
def index(request: Any) -> HttpResponse:
    """List the committees with their directors on the day asked."""
    rows = lists.committees(request.rights, asked(request.GET, request.now))
    wrong = [row for row in rows if row.check and not row.check.ok]
    return render(request, "register/committees.html", {"rows": wrong if request.GET.get("state") == "wrong" else rows, "wrong": len(wrong), "all": len(rows),
                                                        "reach": request.rights.reach("register.change")})


@needs("register.view")
def excel(request: Any) -> HttpResponse:
    """Every period of every committee as a workbook."""
    rows = []
    for number, one in enumerate(lists.committee_periods(request.rights, asked(request.GET, request.now)), 1):
        directors = sorted(one.directors.all(), key=lambda officer: officer.code)
        rows.append((number, one.unit.code, one.unit.name, "、".join(each.name for each in directors), "、".join(each.code for each in directors),
                     one.start, one.end))
    return download(f"安全生产委员会主任{day_of(request.now)}.xlsx", workbook([Sheet("安委会主任", COLUMNS, rows)]))


@needs("register.change")
def change(request: Any, code: str) -> HttpResponse:
    """Set the directors of a unit's committee; what the law finds of them is shown first (第四条第三款)."""
    unit = scope.unit_or_404(request.rights, code, scope.CHANGE)
    today = day_of(request.now)
    now_stands = lists.directing(unit)
    directors = list(now_stands.directors.all()) if now_stands else []
    start = {"start": today, "based_on": now_stands.pk if now_stands else 0} | dict(zip(("first", "second"), map(shown, directors), strict=False))
    form = Directors(request.POST or None, rights=request.rights, initial=start)
    page: dict[str, Any] = {"title": f"{unit.name}安全生产委员会主任", "back": reverse("register:unit", args=[code]), "unit": unit, "now_stands": now_stands}
    if request.method == "POST" and form.is_valid() and form.cleaned_data["checked"] != form.seal():
        begins = form.cleaned_data["start"]
        day = max(begins, today)
        page["found"] = with_directors(Question(day, today), unit, form.directors(), begins)
        held: Any = form.data
        data = held.copy()
        data["checked"] = form.seal()
        form.data = data
        return render(request, "register/committee.html", page | {"form": form, "button": "确认保存", "day": day})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        set_directors(request.user, request.now, unit=unit, directors=form.directors(), start=data["start"], reason=data["reason"], based_on=data["based_on"])
        return f"已登记{unit.name}安委会主任。", reverse("register:unit", args=[code])

    return edited(request, form, save, button="检查", template="register/committee.html", **page)


@needs("register.change")
def end(request: Any, pk: int) -> HttpResponse:
    """End a committee without a successor."""
    committee = _committee(request, pk)
    form = EndCommittee(request.POST or None, rights=request.rights, initial={"end": day_of(request.now)})
    back = reverse("register:unit", args=[committee.unit.code])

    def save(data: dict[str, Any]) -> tuple[str, str]:
        end_committee(request.user, request.now, committee, **data)
        return "已登记主任届止。", back

    return edited(request, form, save, title=f"{committee.unit.name}安委会主任届止", button="登记届止", back=back,
                  moved=lambda stands: reverse("register:committee_end", args=[stands.pk]))


@needs("register.change")
def take_off(request: Any, pk: int) -> HttpResponse:
    """Take an entry made by mistake off the register."""
    committee = _committee(request, pk)
    form = Withdraw(request.POST or None, rights=request.rights)
    back = reverse("register:unit", args=[committee.unit.code])

    def save(data: dict[str, Any]) -> tuple[str, str]:
        withdraw(request.user, request.now, committee, **data)
        return "已撤下这条记录。", back

    return edited(request, form, save, title=f"撤下登错的安委会主任：{committee.unit.name}", button="撤下这条记录", back=back, danger=True,
                  moved=lambda stands: reverse("register:committee_withdraw", args=[stands.pk]))


def _committee(request: Any, pk: int) -> Committee:
    reach = request.rights.reach(scope.CHANGE)
    return get_object_or_404(Committee.objects.filter(reach.of_units("unit")).select_related("unit"), pk=pk)
