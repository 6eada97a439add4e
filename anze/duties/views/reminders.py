"""Pages of reminders: the inbox, one message, the channels; urging; what was reported to the superior office."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from anze.access.guard import needs
from anze.duties.actions.preferring import prefer
from anze.duties.actions.urging import plan, urge
from anze.duties.forms.reminders import PreferencesForm, UrgeForm
from anze.duties.models import Escalation, Message, Preference
from anze.duties.policies import TOPICS
from anze.duties.queries.boardrows import asked_filters
from anze.duties.queries.filters import Filters, period_label
from anze.duties.queries.obligations import table_of
from anze.duties.queries.picking import picks_of
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import day_of
from anze.workbook.write import Column, Sheet, download, workbook

PAGE = 50


@needs("signed_in")
def inbox(request: Any) -> HttpResponse:
    """Show the account's messages, unread ones marked."""
    found = Message.objects.filter(account=request.user)
    if request.GET.get("unread"):
        found = found.filter(read_at=None)
    return render(request, "duties/reminders/inbox.html", {"page": Paginator(found, PAGE).get_page(request.GET.get("page")),
                                                         "unread": Message.objects.filter(account=request.user, read_at=None).count()})


@needs("signed_in")
def message(request: Any, pk: int) -> HttpResponse:
    """Show one of the account's own messages; it counts as read from now on."""
    found = get_object_or_404(Message, pk=pk, account=request.user)
    if found.read_at is None:
        Message.objects.filter(pk=pk, read_at=None).update(read_at=request.now)
    parts = [(label, [line for line in found.lines if line["topic"] == topic]) for topic, label in TOPICS.items()]
    return render(request, "duties/reminders/message.html", {"found": found, "parts": [part for part in parts if part[1]]})


@needs("signed_in")
def preferences(request: Any) -> HttpResponse:
    """Show and set through which channels the account is told."""
    wanted = Preference.objects.filter(account=request.user).first() or Preference(account=request.user)
    form = PreferencesForm(request.POST or None, initial={"mail": wanted.mail, "email": request.user.email, "robot_on": wanted.robot,
                                                          "robot": request.user.robot})
    if request.method == "POST" and form.is_valid():
        prefer(request.user, request.now, **form.cleaned_data)
        messages.success(request, "已保存提醒方式。站内提醒总是保留。")
        return redirect("duties:inbox")
    return render(request, "duties/reminders/preferences.html", {"form": form})


def _keys(request: Any) -> list[str]:
    """Return the keys that a request picks: one by one, or by `all` everything that the filters of its address let through."""
    if request.GET.get("all"):
        today = day_of(request.now)
        table = table_of(Question(today, today), today)
        return picks_of(table, request.rights, asked_filters(request.GET, table, request.rights))
    data = request.POST if request.method == "POST" else request.GET
    return [*data.getlist("pick"), *data.getlist("key")]


def _everything(request: Any) -> str:
    """Return the address of the preview of all that the list's filters let through, where that was ticked; thousands of keys fit no form."""
    said = QueryDict(request.POST.get("filters", ""))
    kept = {name: said[name] for name in Filters.__slots__ if said.get(name)}
    return f"{reverse('duties:urge')}?{urlencode({'all': '1'} | kept)}"


@needs("urge.send")
def urge_preview(request: Any) -> HttpResponse:
    """Show whom an urging would reach and whom not (`pick`: duty|unit|officer|period, or `all` with the filters of a list); `send` sends it."""
    if request.POST.get("all") and not request.GET.get("all"):
        return redirect(_everything(request))
    keys, reach = _keys(request), request.rights.reach("urge.send")
    form = UrgeForm(request.POST if request.POST.get("send") else None)
    faults: list[str] = []
    found = None
    try:
        if request.POST.get("send") and form.is_valid():
            found = urge(request.user, request.now, reach, keys, form.cleaned_data["text"])
            return render(request, "duties/reminders/urged.html", {"found": found})
        found = plan(request.now, reach, keys)
    except ValidationError as fault:
        faults = list(fault.messages)
    by_filters = bool(request.GET.get("all"))
    return render(request, "duties/reminders/urge.html", {"found": found, "keys": [] if by_filters else keys, "faults": faults, "form": form,
                                                          "everything": request.GET.urlencode() if by_filters else "", "count": len(keys)})


def _reported(request: Any) -> tuple[Any, dict[str, str]]:
    reach = request.rights.reach("board.view")
    found = Escalation.objects.filter(reach.of_units("office")).select_related("office", "unit")
    wanted = {name: request.GET.get(name, "").strip() for name in ("unit", "on")}
    if wanted["unit"]:
        top = Unit.objects.filter(reach.of_units(), code=wanted["unit"]).first()
        found = found.filter(unit__path__startswith=top.path) if top else found.none()
    try:
        found = found.filter(on=wanted["on"]) if wanted["on"] else found
    except ValidationError:
        wanted["on"] = ""
    return found, wanted


def _rows(found: Any) -> list[dict[str, Any]]:
    codes = {code for one in found for code in one.officers}
    names = dict(Officer.objects.filter(code__in=codes).values_list("code", "name"))
    return [{"one": one, "label": provision_label(one.duty), "names": "、".join(names.get(code, code) for code in one.officers) or "职务空缺"} for one in found]


@needs("board.view")
def escalations(request: Any) -> HttpResponse:
    """Show what the units below have been reported for to the offices in reach."""
    found, wanted = _reported(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "duties/reminders/escalations.html", {"page": page, "rows": _rows(page.object_list), "wanted": wanted})


@needs("board.view")
def escalations_excel(request: Any) -> HttpResponse:
    """Give the same as a workbook."""
    heads = ("序号", "上报日期", "上级单位", "单位", "条款", "期间", "责任人")
    rows = [[place, row["one"].on, row["one"].office.name, row["one"].unit.name, row["label"], period_label(row["one"].period), row["names"]]
            for place, row in enumerate(_rows(list(_reported(request)[0][:20_000])), 1)]
    return download(f"逾期上报_{day_of(request.now)}.xlsx", workbook([Sheet("逾期上报", [Column(head, 18) for head in heads], rows)]))
