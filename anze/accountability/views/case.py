"""The page of a case, its verbs, members, files, papers and readings: for those on it, and 404 for anybody else."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anze.accountability.actions.finding import add_files, strike
from anze.accountability.forms.finding import FilesForm
from anze.accountability.forms.opening import EndForm, ReasonForm
from anze.accountability.models import Circumstance
from anze.accountability.policies import CASE, HANDLE, PERSON
from anze.accountability.queries.already import already, entered
from anze.accountability.queries.entitled import not_his, not_to_end
from anze.accountability.queries.held import held
from anze.accountability.queries.page import case_page
from anze.accountability.queries.papers import opening_paper
from anze.accountability.views.deeds import CASES, ENDING, Deed
from anze.accountability.views.drafting import draft_kept, on_page
from anze.accountability.views.shared import answered, case_of, of_cases, opened, paper, passed, role_of, shown
from anze.acts.views.attaching import sent_files
from anze.people.moment import day_of

METHODS: Final = ["GET", "HEAD", "POST"]
STRUCK: Final = {"fact": "这项事实", "evidence": "这份证据", "file": "这个文件", "circumstance": "这项情节"}


@of_cases(HANDLE)
@require_safe
def detail(request: Any, uid: str) -> HttpResponse:
    """Show a case: how it stands, what is next, persons, facts with their evidence, files, members, story."""
    found = case_of(request, uid)
    return shown(request, found, "case", "accountability/case.html", case_page(found, role_of(request, found), request.rights, day_of(request.now)))


@of_cases(HANDLE)
@require_http_methods(METHODS)
def take(request: Any, uid: str, kind: str) -> HttpResponse:
    """Take a verb of a case."""
    found = case_of(request, uid)
    deed = CASES.get(kind)
    if deed is None:
        raise Http404
    form = deed.form(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=found,
                     initial=_initial(request, found, kind))
    label = PERSON.verbs["list"].label if kind == "list" else CASE.verbs[kind].label
    shut = _shut(request, found, kind) or (form.is_bound and form.is_valid() and entered(kind, found, form.cleaned_data)) or ""
    return _answer(request, found, deed, form, label, shut=shut)


def _shut(request: Any, found: Any, kind: str) -> str:
    """Return why a verb may not be taken of the case now: that it was taken already, that it is another's, or how the case stands; empty where it may."""
    role = role_of(request, found)
    if kind == "list":
        state = "" if found.state == "open" else f"这个案件现在是“{CASE.states[found.state].label}”，不能列入有关人员。"
        return not_his(PERSON, kind, role) or state
    if kind == "withdraw" and found.proposed_by != request.user:
        return f"提请由提请的人撤回，这个案件是{found.proposed_by.name}提请的。"
    return not_his(CASE, kind, role) or (kind not in CASE.verbs_from(found.state) and already(CASE, kind, found)) or CASE.refusal(kind, found.state)


def _initial(request: Any, found: Any, kind: str) -> dict[str, Any]:
    asked = request.GET.get("role" if kind == "member" else "fact", "")
    return {"on": found.day} if kind == "fact" else {"role": asked} if kind == "member" else {"fact": asked} if kind == "about" else {}


def _answer(request: Any, found: Any, deed: Deed, form: Any, label: str, *, shut: str = "", said: str = "", onward: str = "") -> HttpResponse:
    """Take what the form says and lead on, or show it (again); `shut`: why that cannot be done any more, `onward`: where to, if not back to the case."""
    if done := draft_kept(request, found):
        return done
    back = reverse("accountability:case", args=[found.uid])
    if shut:
        done = passed(request, form, shut, back, case=found)
    else:
        done = answered(request, form, lambda filled: deed.do(request.user, request.now, found, filled),
                        lambda made: (said or f"{found.uid}：已{label}。", onward or back))
    context = {"case": found, "form": form, "deed": deed, "label": label, "back": back, "shut": shut,
               "draft": None if done or shut else on_page(request, form, found)}
    return done or shown(request, found, "form", "accountability/form.html", context, 422 if form.is_bound and form.errors else 200)


@of_cases(HANDLE)
@require_http_methods(METHODS)
def files(request: Any, uid: str) -> HttpResponse:
    """Put files to a case: examined, then sealed."""
    found = case_of(request, uid)
    if shut := _shut(request, found, "file"):
        messages.warning(request, shut)
        return redirect("accountability:case", found.uid)
    form = FilesForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=found)
    deed = Deed(FilesForm, lambda by, now, case, filled: None, "文件检查以后加密存放；只有案内的人能打开，每次打开都有记录。")
    if request.method == "POST":
        staged, refused = sent_files(request, "attached")
        for fault in refused or ([] if staged else ["请选择文件。"]):
            form.add_error("attached", fault)
        if staged:
            add_files(request.user, request.now, found, staged)
        if not form.errors:
            return redirect("accountability:case", found.uid)
    return shown(request, found, "form", "accountability/form.html", {"case": found, "form": form, "deed": deed, "label": CASE.verbs["file"].label,
                                                                      "back": reverse("accountability:case", args=[uid]), "upload": True},
                 422 if form.is_bound and form.errors else 200)


@of_cases(HANDLE)
@require_safe
def file(request: Any, uid: str, pk: int) -> HttpResponse:
    """Give a file of a case, opened, to be saved."""
    found = case_of(request, uid)
    return opened(request, found, get_object_or_404(found.files.select_related("blob"), pk=pk))


@of_cases(HANDLE)
@require_http_methods(METHODS)
def struck(request: Any, uid: str, what: str, pk: int) -> HttpResponse:
    """Strike a fact, a piece of evidence, a file or a circumstance, with the reason."""
    found = case_of(request, uid)
    if what not in STRUCK:
        raise Http404
    rows: Any = {"fact": found.facts, "evidence": found.evidence, "file": found.files}.get(what) or Circumstance.objects.filter(concerned__case=found)
    row = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=found)
    deed = Deed(ReasonForm, lambda by, now, case, filled: strike(by, now, case, row, **filled.told()),
                f"撤下{STRUCK[what]}：原来的内容和撤下的原因都留在案内。", danger=True)
    shut = _shut(request, found, "strike") or (f"{STRUCK[what]}已经撤下了。" if row.struck_at else " ".join(held(found, row)))
    return _answer(request, found, deed, form, "撤下", shut=shut)


@of_cases(HANDLE)
@require_http_methods(METHODS)
def ended(request: Any, uid: str, pk: int, kind: str) -> HttpResponse:
    """Let a member leave a case, or recuse one: from then on it is not there for him."""
    found = case_of(request, uid)
    if kind not in ENDING:
        raise Http404
    member = get_object_or_404(found.members.select_related("account", "case__unit"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=found, member=member, kind=kind)
    label, own = CASE.verbs[kind].label, member.account == request.user
    lead = f"{'您' if own else member.account.name}{label}以后，看不到这个案件的任何内容" + ("，也不能再参加。" if kind == "recuse" else "。")
    deed = Deed(EndForm, lambda by, now, case, filled: ENDING[kind](by, now, member, **filled.told()), lead, danger=kind == "recuse")
    shut = f"{member.account.name}已经不在案内了。" if member.ended_at else _shut(request, found, kind) or not_to_end(request.user, member, kind)
    return _answer(request, found, deed, form, label, shut=shut, said=f"已{label}。", onward=reverse("accountability:cases") if own else "")


@of_cases(HANDLE)
@require_safe
def opening(request: Any, uid: str, form: str) -> HttpResponse:
    """Give the form by which the case is opened (立案审批表) as Word or PDF."""
    found = case_of(request, uid)
    if form not in {"docx", "pdf"}:
        raise Http404
    return paper(request, found, opening_paper(found, request.now), form)


@of_cases(HANDLE)
@require_safe
def readings(request: Any, uid: str) -> HttpResponse:
    """Show the members who read what of the case, and when."""
    found = case_of(request, uid)
    rows = found.readings.select_related("account").order_by("-at", "-pk")[:500]
    return shown(request, found, "readings", "accountability/case_readings.html", {"case": found, "rows": rows})
