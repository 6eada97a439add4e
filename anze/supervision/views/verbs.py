"""A verb of an item or an undertaking on its page: its form, then the deed. 404 for a stranger's, 403 where the verb is another's."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.law.codes import POSTS
from anze.papers.actions.filing import attach
from anze.people.moment import day_of
from anze.supervision.actions.planning import wanted_of
from anze.supervision.actions.reviewing import send_slip
from anze.supervision.codes import COLOURS
from anze.supervision.forms.planning import ChangeForm, JoinForm
from anze.supervision.forms.verbs import ContactForm
from anze.supervision.policies import ASSIGN, DECIDE, REPORT, TASK, UNDERTAKING
from anze.supervision.queries.entitled import asker_of, behalf_of, may, supervises
from anze.supervision.queries.files import PART, PURPOSE
from anze.supervision.queries.people import leaders_of
from anze.supervision.queries.terms import terms
from anze.supervision.views.deeds import TASKS, UNDERTAKINGS, Deed
from anze.supervision.views.shared import task_shown, undertakers_of, undertaking_shown

STATED: Final = ("title", "text", "due", "main", "assists", "answering")
METHODS: Final = ["GET", "HEAD", "POST"]


@needs("supervision.assign")
@require_http_methods(METHODS)
def take(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of a whole item."""
    if kind not in TASKS:
        raise Http404
    task = task_shown(request, uid).task
    if not supervises(request.rights, task):
        raise PermissionDenied(f"{TASK.verbs[kind].label}由交办单位（{task.unit.name}）的安委办办理。")
    more: dict[str, Any] = {"initial": {"contact": request.user.name}}
    if TASKS[kind].form is ChangeForm:
        old = wanted_of(task)
        more = {"units": undertakers_of([task.unit]), "initial": {name: getattr(old, name) for name in STATED}}
    if TASKS[kind].form is JoinForm:
        more = {"units": undertakers_of([task.unit]), "initial": {"due": task.due if task.due >= day_of(request.now) else None}}
    form = TASKS[kind].form(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, **more)
    page = {"units": more.get("units", ()), "slip": uid if kind == "assign" else ""}
    return _answer(request, task, TASKS[kind], form, TASK.refusal(kind, task.state), task=task, label=TASK.verbs[kind].label, **page)


@needs("supervision.assign")
@require_http_methods(METHODS)
def slip(request: Any, uid: str) -> HttpResponse:
    """Issue a slip in the colour in which the item stands."""
    one = task_shown(request, uid)
    task, colour = one.task, one.colour.colour if one.colour and one.colour.status not in {"met", "late"} else ""
    if not supervises(request.rights, task):
        raise PermissionDenied(f"督办单由交办单位（{task.unit.name}）的安委办发。")
    form = ContactForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, initial={"contact": request.user.name})
    deed = Deed(ContactForm, lambda by, now, found, filled: send_slip(by, now, found, colour=colour, **filled.cleaned_data),
                "取号印发，一个事项一天至多一份。要让责任人在手机上看到提醒的，用催办。")
    words = TASK.refusal("slip", task.state) or ("" if colour in {"yellow", "red"} else "这个事项还没有临期或者逾期，不发黄色、红色督办单。")
    return _answer(request, task, deed, form, words, task=task, label=f"发{COLOURS.get(colour, '')}督办单", slip=uid)


@needs("supervision.report")
@require_http_methods(METHODS)
def report(request: Any, pk: int, kind: str) -> HttpResponse:
    """Take a verb of the undertaker: sign, tell, report, ask."""
    return _part(request, pk, kind, REPORT)


@needs("supervision.assign")
@require_http_methods(METHODS)
def review(request: Any, pk: int, kind: str) -> HttpResponse:
    """Take a verb of the supervising office: review, hand on, release."""
    return _part(request, pk, kind, ASSIGN)


@needs("supervision.decide")
@require_http_methods(METHODS)
def decide(request: Any, pk: int, kind: str) -> HttpResponse:
    """Decide on an extension; never on one's own request."""
    return _part(request, pk, kind, DECIDE)


def _part(request: Any, pk: int, kind: str, permission: str) -> HttpResponse:
    if kind not in UNDERTAKINGS or UNDERTAKING.verbs[kind].permission != permission:
        raise Http404
    found = undertaking_shown(request, pk)
    verb, deed = UNDERTAKING.verbs[kind], UNDERTAKINGS[kind]
    if not may(request.rights, found, kind):
        whose = f"交办单位（{found.task.unit.name}）" if verb.side == "office" else f"承办单位（{found.unit.name}）的责任人、安委办、联络员"
        raise PermissionDenied(f"{verb.label}由{whose}办理。")
    words = UNDERTAKING.refusal(kind, found.state)
    if kind == "sign" and found.state == "signed":
        return redirect("supervision:detail", found.task.uid)  # pressed twice
    if not words and verb.decides and asker_of(found, kind) == request.user.pk:
        words = "这是您申请、反馈的，不能由您审批、复核。请由交办单位的另一位同志办理。"
    form = _form(request, found, kind, deed)
    behalf = behalf_of(request.rights, found) if verb.side == "undertaker" else None
    days = terms(found)
    said = days.report if kind in {"accept", "send_back"} else days.asked if kind in {"grant", "refuse"} else days.returned if kind == "report" else None
    return _answer(request, found, deed, form, words, task=found.task, part=found, label=verb.label, behalf=behalf, days=days, told=said)


def _form(request: Any, found: Any, kind: str, deed: Deed) -> Any:
    initial: dict[str, Any] = {}
    if kind == "grant":
        asked = terms(found).asked
        initial["due"] = asked.due if asked else None
    if kind == "hand_on":
        initial["officers"] = [person.officer_id for person in found.people.all() if person.struck_at is None]
    form = deed.form(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, initial=initial)
    if kind == "hand_on":
        form.offer([(officer, POSTS[post]) for officer, post in leaders_of(found.unit, day_of(request.now))])
    return form


def _answer(request: Any, found: Any, deed: Deed, form: Any, words: str, **page: Any) -> HttpResponse:
    task = page["task"]
    if words:
        messages.warning(request, words)
        return redirect("supervision:detail", task.uid)
    staged, refused = sent_files(request, "attached") if request.method == "POST" and "attached" in form.fields else ([], [])
    for fault in refused:
        form.add_error("attached", fault)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                deed.do(request.user, request.now, found, form)
                for one in staged:
                    attach(request.user, request.now, (PART, str(found.pk)), PURPOSE, one, found.unit)
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"{task.uid}：已{page['label']}。")
            return redirect("supervision:mine") if request.POST.get("back") == "mine" else redirect("supervision:detail", task.uid)
    back = reverse("supervision:detail", args=[task.uid])
    return render(request, "supervision/form.html", {"form": form, "deed": deed, "back": back, **page}, status=422 if form.is_bound and form.errors else 200)
