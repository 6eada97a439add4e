"""A person's own pages: take a copy of everything, ask for a correction or an erasure, see what became of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anze.access.guard import needs
from anze.acts.views.attaching import sent_files
from anze.papers.models import Filed
from anze.people.moment import SHANGHAI
from anze.privacy.actions import filing
from anze.privacy.codes import ACTS, KINDS, OBJECT, REMEDY
from anze.privacy.forms import CorrectForm, EraseForm, NoteForm
from anze.privacy.models import DataRequest
from anze.privacy.policies import ANSWER_WORKDAYS, STATES
from anze.privacy.queries.copied import copied
from anze.privacy.queries.entitled import open_verbs
from anze.privacy.queries.told import told_of
from anze.privacy.views.renamed import kept_otherwise
from anze.privacy.views.story import story
from anze.workbook.write import download

METHODS = ["GET", "HEAD", "POST"]
FORMS: dict[str, Any] = {"correct": CorrectForm, "erase": EraseForm}


@needs("data_request.file")
@require_safe
def mine(request: Any) -> HttpResponse:
    """Show what one may ask and what one has asked."""
    rows = DataRequest.objects.of(request.rights).with_state().select_related("unit", "officer")
    return render(request, "privacy/mine.html", {"page": Paginator(rows, 20).get_page(request.GET.get("page")), "states": STATES, "days": ANSWER_WORKDAYS,
                                                 "remedy": REMEDY, "oneself": request.user.officer is not None})


@needs("data_request.file")
@require_POST
def copy(request: Any) -> HttpResponse:
    """Give the copy, in one press, and keep that it was given."""
    try:
        filing.copy(request.user, request.now)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("privacy:mine")
    name = f"我的个人信息-{request.now.astimezone(SHANGHAI):%Y%m%d}.zip"
    return download(name, copied(request.user.officer, request.now), "application/zip")


@needs("data_request.file")
@require_http_methods(METHODS)
def ask(request: Any, kind: str) -> HttpResponse:
    """Ask for a correction or an erasure."""
    form = FORMS[kind](request.POST, request.FILES) if request.method == "POST" else FORMS[kind]()
    same = None
    if request.method == "POST" and form.is_valid():
        staged, refused = sent_files(request, "attached")
        for sentence in refused:
            form.add_error("attached", sentence)
        if not refused:
            got = form.cleaned_data
            asked = filing.Asked(kind, about=got.get("about", ""), wanted=got.get("wanted", ""), reason=got["reason"],
                                 data=got.get("what", ()), seqs=got.get("seqs", ()), files=staged)
            try:
                made = filing.file(request.user, request.now, asked)
            except ValidationError as fault:
                form.add_faults(fault)
                same = filing.same(request.user.officer, asked) if filing.TWICE in fault.messages else None
            else:
                messages.success(request, f"请求已经提出，{made.unit.name}安委办在 {ANSWER_WORKDAYS} 个工作日内答复。")
                for name, one in zip((str(one.name) for one in request.FILES.getlist("attached")), staged, strict=True):
                    if said := kept_otherwise(name, one):
                        messages.warning(request, said)
                return redirect("privacy:own", made.uid)
    return render(request, "privacy/ask.html", {"form": form, "kind": kind, "label": KINDS[kind], "article": ACTS[kind], "days": ANSWER_WORKDAYS,
                                                "same": same}, status=422 if form.errors else 200)


def _own(request: Any, uid: str) -> Any:
    return get_object_or_404(DataRequest.objects.of(request.rights).with_state().select_related("unit", "officer", "filed_by"), uid=uid)


@needs("data_request.file")
@require_safe
def own(request: Any, uid: str) -> HttpResponse:
    """Show one's own request and what became of it."""
    found = _own(request, uid)
    return render(request, "privacy/detail.html", {"found": found, "state": STATES[found.state], "steps": story(found), "items": told_of(found.items.all()),
                                                   "files": Filed.objects.of(OBJECT, str(found.uid)).current(), "verbs": open_verbs(request.rights, found),
                                                   "own": True, "remedy": REMEDY})


@needs("data_request.file")
@require_http_methods(METHODS)
def withdraw(request: Any, uid: str) -> HttpResponse:
    """Take one's own request back."""
    found = _own(request, uid)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            filing.withdraw(request.user, request.now, found, note=form.cleaned_data["note"])
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, "请求已经撤回。需要时可以重新提出。")
        return redirect("privacy:own", found.uid)
    return render(request, "privacy/verb.html", {"found": found, "form": form, "title": "撤回请求", "button": "撤回请求", "own": True,
                                                 "lead": "撤回以后不再办理；需要时可以重新提出。"}, status=422 if form.errors else 200)
