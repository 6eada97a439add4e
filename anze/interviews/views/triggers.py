"""Pages of a trigger: what it says, and its answer: proposed, joined, declined, reconsidered."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.documents.paper import WORD
from anze.documents.word import word_of
from anze.interviews.actions.opening import decline as decline_trigger
from anze.interviews.actions.opening import join as join_trigger
from anze.interviews.actions.opening import propose as propose_over
from anze.interviews.actions.opening import reconsider as reconsider_answer
from anze.interviews.forms.opening import JoinForm, ProposeForm, ReasonForm
from anze.interviews.models import Answer, Interview
from anze.interviews.policies import JOINABLE, STATES
from anze.interviews.queries.page import reason_over, told_trigger
from anze.interviews.queries.papers import drafted_over
from anze.interviews.queries.people import candidates
from anze.interviews.queries.saying import posts_of, said_of
from anze.interviews.queries.triggers import Trigger, around, fired, keys_of
from anze.law.known import Known
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import download

METHODS = ["GET", "HEAD", "POST"]


def _found(request: Any, key: str, permission: str) -> tuple[Trigger, Known]:
    """Return the trigger of a key that stands, for whoever has the permission on the city that interviews; 404 for any other."""
    today = day_of(request.now)
    found, known = _asked(request, key, permission, Question(today, today))
    if found is None:
        raise Http404
    return found, known


def _asked(request: Any, key: str, permission: str, question: Question) -> tuple[Trigger | None, Known]:
    """Return the trigger of a key as it stood by both clocks, None where it did not, for whoever has the permission; 404 for any other."""
    parts = key.split("~")
    unit = Unit.objects.filter(code=parts[1]).first() if len(parts) == 3 else None
    if unit is None:
        raise Http404
    today = day_of(request.now)
    known = around(unit.code, question.as_of, question, today)
    city = Unit.objects.filter(code=known.tree.city_of(unit.code) or "").first() if unit.code in known.tree.units else None
    if city is None or not request.rights.reach("interview.view").covers_unit(city):
        raise Http404
    wanted = keys_of((key,))[key]
    found = next((one for one in fired(known) if one.key == wanted), None)
    if found is not None and not request.rights.reach(permission).covers_unit(city):
        raise PermissionDenied("约谈情形由约谈方的安委办处理。")
    return found, known


def _answered(request: Any, key: str) -> HttpResponse | None:
    answer = Answer.objects.current().filter(key__in=list(keys_of((key,)))).select_related("interview").first()
    if answer is None:
        return None
    if answer.interview is not None:
        return redirect("interviews:detail", answer.interview.uid)
    return redirect("interviews:answer", answer.pk)


def _joinable(request: Any, unit: str) -> list[Any]:
    return list(Interview.objects.visible_to(request.rights).in_state(*JOINABLE).filter(unit__code=unit, subject="leaders").select_related("unit"))


@needs("interview.view")
@require_safe
def trigger(request: Any, key: str) -> HttpResponse:
    """Show a trigger that waits for its answer, with what may be done; as of a day gone by, how it stood then, or that it did not."""
    today, question = day_of(request.now), asked(request.GET, request.now)
    if question != Question(today, today):
        return _then(request, key, question)
    answered = _answered(request, key)
    found, known = _found(request, key, "interview.view")
    if answered is not None:
        return answered
    said = said_of(found, known)
    city = Unit.objects.get(code=known.tree.city_of(found.unit) or "")
    repeat, joinable = found.found["repeat_of"], _joinable(request, found.unit)
    seen: Any = Interview.objects.visible_to(request.rights).with_state().exclude(pk__in=[one.pk for one in joinable])
    earlier = seen.filter(uid=repeat).first() if repeat else None
    return render(request, "interviews/trigger.html", {
        "key": key, "told": told_trigger(said, request.rights), "days": (day_of(request.now) - found.on).days, "joinable": joinable, "repeat": repeat,
        "earlier": earlier, "earlier_state": STATES[earlier.state].label if earlier else "",
        "may_answer": request.rights.may("interview.propose", unit=city)})


def _then(request: Any, key: str, question: Question) -> HttpResponse:
    found, known = _asked(request, key, "interview.view", question)
    if found is None and not Answer.objects.filter(key__in=list(keys_of((key,)))).exists():
        _found(request, key, "interview.view")  # one that never was is not found
    said = said_of(found, known) if found is not None else None
    return render(request, "interviews/trigger_then.html", {
        "key": key, "asked": question, "told": told_trigger(said, request.rights) if said else None, "unit": known.tree.name(key.split("~")[1])})


@needs("interview.view")
@require_safe
def notice(request: Any, key: str) -> HttpResponse:
    """Give the draft of the notice over a trigger as Word, before anything is typed."""
    found, known = _found(request, key, "interview.view")
    said = said_of(found, known)
    official = drafted_over(said, Unit.objects.get(code=known.tree.city_of(found.unit) or ""), request.now, reason_over(said, request.rights))
    return download(f"{official.title}（稿）.docx", official.own or word_of(official), WORD)


@needs("interview.propose")
@require_http_methods(METHODS)
def propose(request: Any, key: str) -> HttpResponse:
    """Propose an interview over a trigger."""
    answered = _answered(request, key)
    found, known = _found(request, key, "interview.propose")
    if answered is not None:
        return answered
    said, unit = said_of(found, known), Unit.objects.get(code=found.unit)
    people = candidates(unit, found.on, posts_of(known.pack.clause(found.rule)), day_of(request.now))
    begin = {"reason": reason_over(said, request.rights)}
    form = ProposeForm(request.POST if request.method == "POST" else None, candidates=people, unit=unit, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_over(request.user, request.now, found, known, reason=form.cleaned_data["reason"], people=form.whom())
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"已提请：{made}（{made.uid}），等待安委办负责人审批。")
            return redirect("interviews:detail", made.uid)
    return render(request, "interviews/propose.html", {"key": key, "form": form, "told": told_trigger(said, request.rights)},
                  status=422 if form.errors else 200)


@needs("interview.propose")
@require_http_methods(METHODS)
def join(request: Any, key: str) -> HttpResponse:
    """Join a trigger to an interview that has not been held."""
    answered = _answered(request, key)
    found, known = _found(request, key, "interview.propose")
    if answered is not None:
        return answered
    form = JoinForm(request.POST if request.method == "POST" else None, open_ones=_joinable(request, found.unit), first=found.found["repeat_of"] or "")
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["interview"]
        try:
            join_trigger(request.user, request.now, found, known, into, reason=form.cleaned_data["reason"],
                         facts=reason_over(said_of(found, known), request.rights))
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, f"已并入 {into.uid}。")
            return redirect("interviews:detail", into.uid)
    return render(request, "interviews/answer_form.html", {"key": key, "form": form, "title": "并入约谈", "verb": "并入这次约谈",
                                                         "told": told_trigger(said_of(found, known), request.rights)}, status=422 if form.errors else 200)


@needs("interview.propose")
@require_http_methods(METHODS)
def decline(request: Any, key: str) -> HttpResponse:
    """Say why nobody is interviewed over a trigger."""
    answered = _answered(request, key)
    found, known = _found(request, key, "interview.propose")
    if answered is not None:
        return answered
    form = ReasonForm(request.POST if request.method == "POST" else None, label="不予约谈的理由", needed="请写明不予约谈的理由，它会一直留在案上。",
                      hint="条文是“应当按规定约谈”：不约谈的，理由留在案上，纪检监察看得到。")
    if request.method == "POST" and form.is_valid():
        try:
            made = decline_trigger(request.user, request.now, found, known, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, "已登记：不予约谈。它会一直列在“不予约谈”里。")
            return redirect("interviews:answer", made.pk)
    return render(request, "interviews/answer_form.html", {"key": key, "form": form, "title": "不予约谈", "verb": "不予约谈",
                                                         "told": told_trigger(said_of(found, known), request.rights)}, status=422 if form.errors else 200)


def _seen(request: Any, pk: int, permission: str = "interview.view") -> Answer:
    reach = request.rights.reach(permission)
    rows = Answer.objects.filter(reach.of_units("committee"), kind="decline").select_related("unit", "committee", "recorded_by")
    found: Answer = get_object_or_404(rows, pk=pk)
    return found


@needs("interview.view")
@require_safe
def answer(request: Any, pk: int) -> HttpResponse:
    """Show a trigger that was declined, as it was said that day, and how it stands now."""
    found, today = _seen(request, pk), day_of(request.now)
    known = around(found.unit.code, date.fromisoformat(found.said["on"]), Question(today, today), today)
    return render(request, "interviews/answer.html", {"answer": found, "told": told_trigger(found.told, request.rights, found.key, known),
                                                    "may_answer": request.rights.may("interview.propose", unit=found.committee)})


@needs("interview.propose")
@require_http_methods(METHODS)
def reconsider(request: Any, pk: int) -> HttpResponse:
    """Take a refusal back."""
    found = _seen(request, pk, "interview.propose")
    form = ReasonForm(request.POST if request.method == "POST" else None, label="重新考虑的原因", needed="请写明重新考虑的原因。")
    if request.method == "POST" and form.is_valid():
        try:
            reconsider_answer(request.user, request.now, found, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, "已撤回“不予约谈”；约谈情形仍成立的，回到待处理。")
            return redirect("interviews:list")
    return render(request, "interviews/answer_form.html", {"form": form, "title": "重新考虑", "verb": "撤回不予约谈", "answer": found,
                                                         "told": told_trigger(found.told, request.rights)}, status=422 if form.errors else 200)
