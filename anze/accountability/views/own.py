"""What the person concerned sees and does: what was served on him, his statement, receipt, review and appeal. Nothing else of the case."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anze.accountability.actions import answering
from anze.accountability.forms.answering import StatementForm
from anze.accountability.forms.deciding import ContestForm
from anze.accountability.policies import ANSWER
from anze.accountability.queries.already import kept
from anze.accountability.queries.page import own_files, own_page, own_rows
from anze.accountability.queries.standing import too_late_to_state
from anze.accountability.views.deeds import Deed
from anze.accountability.views.drafting import draft_kept, on_page
from anze.accountability.views.shared import answered, of_cases, opened, own_of, passed, shown
from anze.accountability.views.shared import served as give
from anze.acts.evidence.store import Staged
from anze.acts.views.attaching import sent_files
from anze.documents.official import in_words
from anze.people.moment import day_of

METHODS: Final = ["GET", "HEAD", "POST"]
NO_MORE: Final = "现在不能提出陈述申辩：决定已经作出。对决定不服的，送达以后可以申请复核、申诉。"


@of_cases(ANSWER)
@require_safe
def mine(request: Any) -> HttpResponse:
    """Show what was served on the account's officer, by kind and day."""
    return render(request, "accountability/mine.html", {"rows": own_rows(request.rights)})


@of_cases(ANSWER)
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show what was served, in full, with the time limits and what may be done."""
    one = own_of(request, uid)
    return shown(request, one.case, "own", "accountability/own.html", own_page(one, day_of(request.now)) | {"today": day_of(request.now)})


@of_cases(ANSWER)
@require_POST
def receive(request: Any, uid: str, pk: int) -> HttpResponse:
    """Acknowledge receipt."""
    one = own_of(request, uid)
    answering.receive(request.user, request.now, get_object_or_404(one.served, pk=pk))
    return redirect("accountability:own", uid)


@of_cases(ANSWER)
@require_safe
def served(request: Any, uid: str, pk: int, form: str) -> HttpResponse:
    """Give what was served as Word or PDF."""
    one = own_of(request, uid)
    if form not in {"docx", "pdf"}:
        raise Http404
    return give(request, get_object_or_404(one.served, pk=pk), form, marked=False)


@of_cases(ANSWER)
@require_safe
def file(request: Any, uid: str, pk: int) -> HttpResponse:
    """Give a file that the person put to what he stated, or the scan of what he handed in, to be saved."""
    one = own_of(request, uid)
    return opened(request, one.case, get_object_or_404(own_files(one).select_related("blob"), pk=pk))


@of_cases(ANSWER)
@require_http_methods(METHODS)
def state(request: Any, uid: str) -> HttpResponse:
    """State one's case, with files."""
    one = own_of(request, uid)
    if done := draft_kept(request, one.case):
        return done
    form = StatementForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=one)
    deed = Deed(StatementForm, lambda by, now, found, filled: answering.state(
        by, now, found, text=filled.cleaned_data["text"], files=staged, nothing_more=filled.cleaned_data["nothing_more"]), "提交以后不能改，可以再补充。")
    shut = too_late_to_state(one, day_of(request.now)) if own_page(one, day_of(request.now))["may_state"] else NO_MORE
    staged: list[Staged] = []
    if not shut and request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].strip()
        if text and kept([text], one.case, one) and not request.FILES:
            return _again(request, one, "这份陈述申辩已经提交过了。")
        staged, refused = sent_files(request, "attached")
        for sentence in refused:
            form.add_error("attached", sentence)
        if refused:
            for one_file in staged:
                one_file.path.unlink(missing_ok=True)
            form.add_error("attached", "请改好以后连同其他文件一起重新选，再提交。")
    return _answer(request, one, deed, form, "提交陈述申辩", shut=shut)


@of_cases(ANSWER)
@require_http_methods(METHODS)
def contest(request: Any, uid: str) -> HttpResponse:
    """Ask for review, or appeal."""
    one, today = own_of(request, uid), day_of(request.now)
    page = own_page(one, day_of(request.now))
    ways = [way for way in page["routes"] if way.open_on(today)]
    shut = _contest_shut(page, ways)
    form = ContestForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=one)
    form.routes(ways or page["routes"])
    deed = Deed(ContestForm, lambda by, now, found, filled: answering.contest(by, now, found, **filled.told()), "提交以后由受理机关作出结果；期间不停止执行。")
    return _answer(request, one, deed, form, "提交申请", shut=shut)


def _contest_shut(page: dict[str, Any], ways: list[Any]) -> str:
    """Return why the person may not contest now; empty where he may."""
    if page["may_contest"] and ways:
        return ""
    waiting = next((row for row in page["remedies"] if not row.outcome), None)
    if waiting:
        return f"您已经在{in_words(waiting.on)}提出了{waiting.get_kind_display()}，等受理机关作出结果。"
    if not page["may_contest"]:
        return "现在没有可以申请复核、申诉的决定。"
    return "可以提出的期限都已经过了。有正当理由的，请直接向受理机关书面提出。"


def _again(request: Any, one: Any, words: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect("accountability:own", one.uid)


def _answer(request: Any, one: Any, deed: Deed, form: Any, label: str, *, shut: str = "") -> HttpResponse:
    if done := draft_kept(request, one.case):
        return done
    back = reverse("accountability:own", args=[one.uid])
    if shut:
        done = passed(request, form, shut, back, case=one.case, one=one)
    else:
        done = answered(request, form, lambda filled: deed.do(request.user, request.now, one, filled), lambda made: (f"已{label}。", back))
    context = {"one": one, "form": form, "deed": deed, "label": label, "back": back, "shut": shut,
               "draft": None if done or shut else on_page(request, form, one.case)}
    return done or shown(request, one.case, "own", "accountability/own_form.html", context, 422 if form.is_bound and form.errors else 200)
