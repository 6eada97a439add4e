"""Pages of officers: the list, one officer, entering and renaming."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from anze.access.guard import needs
from anze.law.codes import POSTS
from anze.people.models import OfficerVersion
from anze.people.moment import asked, day_of
from anze.register.actions import add_officer_in_post, rename_officer
from anze.register.forms.officers import AddOfficer, Rename
from anze.register.queries import history, officers, scope
from anze.register.views.editing import edited

STATES = (("", "在任的"), ("out", "不在任的"), ("all", "全部"))
TYPED = ("q", "officer", "successor", "first", "second")


@needs("register.view")
def index(request: Any) -> HttpResponse:
    """List the officers that fit the filters."""
    found = officers.wanted(request.rights, request.GET, asked(request.GET, request.now))
    places = scope.units(request.rights).filter(closed_on=None).places().order_by("path")
    return render(request, "register/officers.html", {
        "page": Paginator(found, 50).get_page(request.GET.get("page")), "posts": list(POSTS.items()), "states": STATES,
        "places": list(places.values_list("code", "name")), "may_change": request.rights.may("register.change"),
    })


@needs("register.view")
def officer(request: Any, code: str) -> HttpResponse:
    """Show one officer as on record for the day asked."""
    found = scope.officer_or_404(request.rights, code)
    reach = request.rights.reach(scope.CHANGE)
    shown = officers.page(request.rights, found, asked(request.GET, request.now))
    tenures = (*shown.held, *shown.past, *shown.coming)
    changeable = {one.pk for one in tenures if one.struck_at is None and reach.covers_unit(one.unit)}
    opens = {one.unit_id for one in tenures if request.rights.reach(scope.VIEW).covers_unit(one.unit)}
    return render(request, "register/officer.html", {
        "officer": found, "shown": shown, "events": history.of_officer(request.rights, found), "changeable": changeable, "opens": opens,
        "may_change": reach.holds_officer(found, day_of(request.now)), "partly": not request.rights.reach(scope.VIEW).everything,
    })


@needs("register.change")
def add(request: Any) -> HttpResponse:
    """Enter an officer with the first post."""
    place = scope.units(request.rights, scope.CHANGE).filter(code=request.GET.get("unit", "")).first()
    start = {"unit": place, "post": request.GET.get("post", ""), "start": day_of(request.now)}
    form = AddOfficer(request.POST or None, rights=request.rights, initial=start)

    def save(data: dict[str, Any]) -> tuple[str, str]:
        made = add_officer_in_post(request.user, request.now, **data)
        return f"已登记{made.name}及其任职。", reverse("register:officer", args=[made.code])

    back = reverse("register:unit", args=[place.code]) if place else reverse("register:officers")
    return edited(request, form, save, title="登记人员", button="登记人员和任职", back=back,
                  lead="登记没有上过名册的人，连同现任职务。从外单位调来、已经在册的人，请用“登记任职”。")


@needs("register.change")
def rename(request: Any, code: str) -> HttpResponse:
    """Correct an officer's name."""
    found = scope.changeable_officer_or_404(request.rights, code, day_of(request.now))
    version = OfficerVersion.objects.current().filter(officer=found).order_by("pk").last()
    form = Rename(request.POST or None, rights=request.rights, initial={"name": found.name, "based_on": version.pk if version else 0})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        rename_officer(request.user, request.now, found, **data)
        return "已更正姓名。原来的写法留在变更历史里。", reverse("register:officer", args=[code])

    return edited(request, form, save, title=f"更正{found.name}的姓名", button="保存更正", back=reverse("register:officer", args=[code]))


@needs("register.change")
def suggest(request: Any) -> HttpResponse:
    """Answer with options for the officer being typed: only officers in reach."""
    typed = next((request.GET[name] for name in TYPED if request.GET.get(name)), "")
    return render(request, "register/suggested.html", {"officers": officers.suggested(request.rights, typed)})
