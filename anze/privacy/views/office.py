"""The office's pages: requests by state, one request, the decision, the carrying out."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.papers.models import Filed
from anze.people.moment import SHANGHAI, day_of
from anze.privacy.actions import carrying, deciding
from anze.privacy.codes import KINDS, OBJECT, REMEDY
from anze.privacy.forms import CarryForm, DecideForm, EraseCarryForm, Faulty, ItemsForm
from anze.privacy.models import DataRequest
from anze.privacy.policies import OPEN, STATES, VERBS, refusal
from anze.privacy.queries.about import corrections
from anze.privacy.queries.entitled import barred, open_verbs
from anze.privacy.queries.told import told_of
from anze.privacy.views.story import story
from anze.record.words import OBJECTS

METHODS = ["GET", "HEAD", "POST"]
REMAINS: Final = ("下面各项删除以后谁也不能恢复。账本里留有这一条和摘要，看不出内容；本系统里还留存的履职证据包，含有这些内容的一并删去。"
                  "已经下载出去的证据包和副本、以前的备份里的副本，要另行处理。")
VIEWS: Final = {"open": "办理中", "done": "已办结", "all": "全部"}


@needs("data_request.view")
@require_safe
def requests(request: Any) -> HttpResponse:
    """Show the requests that the office answers."""
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    rows: Any = DataRequest.objects.visible_to(request.rights).with_state().select_related("unit", "officer")
    if view != "all":
        rows = rows.filter(state__in=OPEN) if view == "open" else rows.exclude(state__in=OPEN)
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(officer__name__contains=words)
    return render(request, "privacy/requests.html", {"page": Paginator(rows, 50).get_page(request.GET.get("page")), "states": STATES, "views": VIEWS,
                                                     "view": view, "kinds": KINDS, "today": day_of(request.now), "narrowed": bool(kind or words)})


def _shown(request: Any, uid: str) -> Any:
    return get_object_or_404(DataRequest.objects.visible_to(request.rights).with_state().select_related("unit", "officer", "filed_by"), uid=uid)


@needs("data_request.view")
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show a request: what is asked, what was done, what is to be done next."""
    found = _shown(request, uid)
    verbs = open_verbs(request.rights, found)
    shut = [words for kind in ("grant", "carry") if not refusal(kind, found.state) and (words := barred(request.rights, found, kind))
            and request.rights.reach(VERBS[kind].permission).covers_unit(found.unit)]
    return render(request, "privacy/detail.html", {"found": found, "state": STATES[found.state], "steps": story(found), "items": told_of(found.items.all()),
                                                   "files": Filed.objects.of(OBJECT, str(found.uid)).current(), "verbs": verbs, "shut": shut, "own": False,
                                                   "remedy": REMEDY, "late": found.state in OPEN and found.due_on < day_of(request.now)})


def _page(request: Any, found: Any, kind: str, form: Faulty, verb: Callable[[dict[str, Any]], Any], *, said: str, **more: Any) -> HttpResponse:
    """Show the form of a verb; where one is sent that holds, take it and go back to the request."""
    words = refusal(kind, found.state) or barred(request.rights, found, kind)
    if words:
        messages.warning(request, words)
        return redirect("privacy:detail", found.uid)
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data)
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, said)
            return redirect("privacy:detail", found.uid)
    return render(request, "privacy/verb.html", {"found": found, "form": form, "own": False, **more}, status=422 if form.errors else 200)


def _to_take(request: Any, uid: str, kind: str) -> Any:
    found = _shown(request, uid)
    if not request.rights.reach(VERBS[kind].permission).covers_unit(found.unit):
        raise PermissionDenied("这个请求由受理单位办理。")
    return found


@needs("data_request.decide")
@require_http_methods(METHODS)
def decide(request: Any, uid: str) -> HttpResponse:
    """Decide on a request."""
    found = _to_take(request, uid, "grant")
    data = request.POST if request.method == "POST" else None
    if found.kind == "erase":
        told = told_of(found.items.all())
        form: Any = ItemsForm(data, told=told)
        return _page(request, found, "grant", form, lambda got: deciding.decide_items(request.user, request.now, found, form.decided(), note=got["note"]),
                     said="决定已经作出，本人随即看到。", title="决定删除请求", button="作出决定", told=told,
                     lead="逐项决定。决定作出后不能更改；同意删除的由另一人核对后删除。")
    form = DecideForm(data)

    def take(got: dict[str, Any]) -> None:
        if got["ground"] == "grant":
            deciding.grant(request.user, request.now, found, note=got["note"])
        else:
            deciding.refuse(request.user, request.now, found, ground=got["ground"], note=got["note"])

    return _page(request, found, "grant", form, take, said="决定已经作出，本人随即看到。", title="决定更正请求", button="作出决定",
                 lead="决定作出后不能更改；同意更正的由另一人在名册或者记录里更正，再登记落实。")


@needs("register.change")
@require_http_methods(METHODS)
def carry(request: Any, uid: str) -> HttpResponse:
    """Carry out what was granted."""
    found = _to_take(request, uid, "carry")
    data = request.POST if request.method == "POST" else None
    if found.kind == "erase":
        told = told_of(found.items.filter(outcome="granted"))
        return _page(request, found, "carry", EraseCarryForm(data, told=told), lambda got: carrying.erased(request.user, request.now, found, note=got["note"]),
                     said="已经删除。账本的链保持完整，删除本身另有登记。", title="删除", button="删除，不能恢复", danger=True, told=told, lead=REMAINS)
    grant = found.steps.filter(kind="grant").first()
    entries = [(one.seq, f"第 {one.seq} 条：{one.at.astimezone(SHANGHAI):%Y年%m月%d日 %H:%M} {one.verb}（{OBJECTS.get(one.object_type, one.object_type)}）")
               for one in corrections(found, grant.at)] if grant else []
    return _page(request, found, "carry", CarryForm(data, entries=entries),
                 lambda got: carrying.corrected(request.user, request.now, found, entry=got["entry"], note=got["note"]), said="更正已经登记落实。",
                 title="登记更正的落实", button="登记落实", lead="先在名册或者记录里更正，再选中那一条登记；这里列出决定以后关于本人的登记。")
