"""The page of a person on a case, the verbs and papers about him: for the members of the case, and 404 for anybody else."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anze.accountability.codes import OUTCOMES
from anze.accountability.forms.entering import OnPaper
from anze.accountability.policies import HANDLE, PERSON
from anze.accountability.queries.already import already, kept
from anze.accountability.queries.answering import to_answer
from anze.accountability.queries.called import called
from anze.accountability.queries.drafts import wanted_of
from anze.accountability.queries.ending import ended_of, unanswered, waiting
from anze.accountability.queries.entitled import not_his
from anze.accountability.queries.frozen import changed, digest_of_text
from anze.accountability.queries.lifting import lifted_text, waiting_lift
from anze.accountability.queries.page import person_page
from anze.accountability.queries.papers import decision_paper
from anze.accountability.queries.sound import returnable
from anze.accountability.queries.standing import decision_state, refusal
from anze.accountability.queries.stopping import standing_stop, waiting_stop
from anze.accountability.queries.tested import rested_on
from anze.accountability.queries.wording import decision_text
from anze.accountability.told import Ended
from anze.accountability.views.deeds import PEOPLE
from anze.accountability.views.drafting import draft_kept, on_page
from anze.accountability.views.shared import answered, of_cases, paper, passed, person_of, role_of, shown
from anze.accountability.views.shared import served as give
from anze.acts.views.attaching import sent_files
from anze.people.moment import day_of

METHODS: Final = ["GET", "HEAD", "POST"]
ENDED_ON: Final = ("unresult", *OUTCOMES)  # verbs above which the outcome that waits stands in full
DECIDED_ON: Final = ("decide", "return", "serve", "clear")  # verbs above which the decision stands in full


@of_cases(HANDLE)
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show a person on a case: post on the day, circumstances, the test, what was served and said, decisions with their effect."""
    one = person_of(request, uid)
    return shown(request, one.case, "person", "accountability/person.html", person_page(one, role_of(request, one.case), request.rights, day_of(request.now)))


@of_cases(HANDLE)
@require_http_methods(METHODS)
def take(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb about a person."""
    one = person_of(request, uid)
    deed = PEOPLE.get(kind)
    if deed is None:
        raise Http404
    if done := draft_kept(request, one.case):
        return done
    label, back, shut = PERSON.verbs[kind].label, reverse("accountability:person", args=[uid]), _shut(request, one, kind)
    form = deed.form(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=one, initial=_initial(one, kind))
    if not shut and isinstance(form, OnPaper):
        shut = _on_paper(request, one, form)
    if shut:
        done = passed(request, form, shut, back, case=one.case, one=one)
    else:
        done = answered(request, form, lambda filled: deed.do(request.user, request.now, one, filled), lambda made: (f"{one.case.uid}：已{label}。", back))
    if not form.is_bound:
        for words in form.lacking:
            messages.warning(request, words)
    context = {"case": one.case, "one": one, "form": form, "deed": deed, "label": label, "back": back, "shut": shut,
               "draft": None if done or shut else on_page(request, form, one.case),
               "tops": [(each, called(each), wanted_of(each), decision_text(each), digest_of_text(each), changed(each), rested_on(each))
                        for each in _on_top(one, kind)]}
    if kind == "draft":
        context |= {"answer": to_answer(one)}
    if kind in ENDED_ON and (row := waiting(one)):
        context |= {"remedy": row, "ended": ended_of(row), "outcome": OUTCOMES[told.outcome] if (told := ended_of(row)) else ""}
    if kind in {"approve_lift", "return_lift"} and (waits := waiting_lift(one)):
        context |= {"lifting": waits, "lifted": lifted_text(waits)}
    if kind in {"approve_stop", "return_stop", "strike_stop"}:
        context |= {"stop": standing_stop(one) if kind == "strike_stop" else waiting_stop(one)}
    return done or shown(request, one.case, "form", "accountability/form.html", context, 422 if form.is_bound and form.errors else 200)


def _shut(request: Any, one: Any, kind: str) -> str:
    """Return why a verb may not be taken about the person now: that it was taken already, that it is another's, or how things stand; empty where it may."""
    role = role_of(request, one.case)
    if kind in dict(person_page(one, role, request.rights, day_of(request.now))["verbs"]):
        return ""
    return (not_his(PERSON, kind, role) or already(PERSON, kind, one.case, one) or refusal(one, kind)
            or f"现在不能{PERSON.verbs[kind].label}，请看下一步能办什么。")


def _on_paper(request: Any, one: Any, form: OnPaper) -> str:
    """Take the scan that was sent with a form; return that the same was entered already, empty where it was not."""
    if request.method != "POST" or not form.is_valid():
        return ""
    if kept([form.cleaned_data["text"].strip()], one.case, one):
        return "这一步已经办过了：同样的内容已经登记。"
    form.take(*sent_files(request, "attached"))
    return ""


def _filled(told: Ended | None) -> dict[str, Any]:
    """Return what the form of an outcome begins with: what was sent back."""
    if told is None:
        return {}
    months = next((each.months for each in told.measures if each.months), None)
    return {name: getattr(told, name) for name in ("outcome", "body", "on", "text", "served_on", "way", "double")} | {
        "measures": [each.kind for each in told.measures], "months": months}


def _on_top(one: Any, kind: str) -> list[Any]:
    """Return the decisions that stand above the form of a verb: the draft, or all that are approved and will be served; none above others."""
    if kind not in DECIDED_ON:
        return []
    if kind == "return":
        return returnable(one)[:1]
    wanted = "decided" if kind in {"serve", "clear"} else "drafted"
    return [row for row in one.decisions.order_by("pk") if decision_state(row) == wanted]


def _initial(one: Any, kind: str) -> dict[str, Any]:
    if kind == "result":
        rows = unanswered(one)
        return _filled(ended_of(rows[0])) if len(rows) == 1 else {}
    if kind == "decide":
        return {"digest": next((digest_of_text(row) for row in _on_top(one, kind)), "")}
    if kind != "draft":
        return {}
    last = one.decisions.order_by("-pk").first()  # what was sent back is begun from
    if last is None or (last.decided_on and not last.returned_at):
        return {}
    told = wanted_of(last)
    return {"kind": last.kind, "by": last.by, "body": last.body, "reasons": last.reasons, "double": told["double"], "against": told["against"],
            "authority": told["authority"], "measures": [each["kind"] for each in told["measures"]],
            "months": next((each["months"] for each in told["measures"] if each["months"]), None)}


@of_cases(HANDLE)
@require_safe
def served(request: Any, uid: str, pk: int, form: str) -> HttpResponse:
    """Give what was served as Word or PDF."""
    one = person_of(request, uid)
    if form not in {"docx", "pdf"}:
        raise Http404
    return give(request, get_object_or_404(one.served, pk=pk), form, marked=True)


@of_cases(HANDLE)
@require_safe
def decision(request: Any, uid: str, pk: int, form: str) -> HttpResponse:
    """Give a decision, drafted or approved, as Word or PDF."""
    one = person_of(request, uid)
    if form not in {"docx", "pdf"}:
        raise Http404
    found = get_object_or_404(one.decisions, pk=pk)
    row = found.served.filter(kind="decision").order_by("pk").first()
    return give(request, row, form, marked=True) if row else paper(request, one.case, decision_paper(found), form)
