"""What the pages of cases share: the case that the account is on (404 for anybody else), the reading recorded before anything is shown, the watermark."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Textarea
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from anze.access.guard import case_page, needs
from anze.access.sealing import CannotOpen
from anze.accountability.actions.keeping import content_of, kept_paper
from anze.accountability.actions.reading import Unrecorded, read
from anze.accountability.models import Case, CaseFile, Concerned, Served
from anze.accountability.queries.already import kept
from anze.accountability.queries.entitled import role_on
from anze.accountability.queries.papers import served_paper, title_of_served
from anze.accountability.views.drafting import sent_off
from anze.acts.views.evidence import SEALED_OFF
from anze.documents.official import in_words
from anze.documents.paper import WORD
from anze.documents.pdf import PDF, pdf_of
from anze.documents.watermark import marked_pdf, marked_word
from anze.documents.word import word_of
from anze.people.moment import SHANGHAI, day_of
from anze.workbook.write import download

View = TypeVar("View", bound=Callable[..., Any])


def of_cases(permission: str) -> Callable[[View], View]:
    """Mark a page of cases: the permission it takes, the short idle limit, nothing kept by the browser."""

    def mark(view: View) -> View:
        def kept_nowhere(request: Any, *args: Any, **kwargs: Any) -> Any:
            try:
                response = view(request, *args, **kwargs)
            except (Unrecorded, CannotOpen) as fault:
                raise PermissionDenied(str(fault)) from fault
            response["Cache-Control"] = "private, no-store"
            return response

        kept_nowhere.__name__, kept_nowhere.__doc__ = view.__name__, view.__doc__
        return case_page(needs(permission)(kept_nowhere))  # type: ignore[return-value]

    return mark


def case_of(request: Any, uid: str) -> Any:
    """Return a case on which the account is, with its state; 404 for any other."""
    return get_object_or_404(Case.objects.visible_to(request.rights).with_state().select_related("unit", "proposed_by", "approver"), uid=uid)


def person_of(request: Any, uid: str) -> Any:
    """Return a person of a case on which the account is, with its state; 404 for any other."""
    mine = Case.objects.visible_to(request.rights).order_by().values("pk")
    rows = Concerned.objects.with_state().filter(case__in=mine)
    return get_object_or_404(rows.select_related("case__unit", "case__proposed_by", "officer", "tenure__unit"), uid=uid)


def own_of(request: Any, uid: str) -> Concerned:
    """Return what the account is itself concerned by, once something was served on it; 404 for anything else."""
    officer = request.user.officer_id if request.user.officer_id in request.rights.reach("case.answer").officers else None
    rows = Concerned.objects.filter(officer=officer, served__isnull=False).distinct()
    found: Concerned = get_object_or_404(rows.select_related("case__unit", "officer", "tenure__unit"), uid=uid)
    return found


def role_of(request: Any, case: Case) -> str:
    """Return in which role the account is on a case."""
    return role_on(request.user, case)


def mark_of(request: Any) -> str:
    """Return what the watermark says: who reads, and when."""
    here = request.now.astimezone(SHANGHAI)
    return f"{request.user.name}（{request.user.username}） {in_words(day_of(request.now))} {here:%H:%M}"


def shown(request: Any, case: Case, page: str, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Record the reading, then answer with the page under the reader's watermark."""
    read(request.user, request.now, case, page)
    words = mark_of(request)
    return render(request, template, {"watermark": words, "watermark_width": 16 * len(words) + 40, **context}, status=status)


def paper(request: Any, case: Case, official: Any, form: str) -> HttpResponse:
    """Record the reading, then give a paper as Word or PDF under the reader's watermark."""
    read(request.user, request.now, case, "paper")
    words = mark_of(request)
    content = marked_word(word_of(official), words) if form == "docx" else marked_pdf(pdf_of(official), words)
    return download(f"{official.title}.{form}", content, WORD if form == "docx" else PDF)


def served(request: Any, row: Served, form: str, *, marked: bool) -> HttpResponse:
    """Record the reading, then give what was served as the bytes that it was; `marked`: under the reader's watermark. What was served before bytes were
    kept is drawn as it stands, with the day of service, which papers bore then."""
    if not (row.word and row.pdf):
        return paper(request, row.concerned.case, served_paper(row, day=row.on), form)
    read(request.user, request.now, row.concerned.case, "paper")
    content = kept_paper(row, form)
    if marked:
        content = (marked_word if form == "docx" else marked_pdf)(content, mark_of(request))
    return download(f"{title_of_served(row)}.{form}", content, WORD if form == "docx" else PDF)


def opened(request: Any, case: Case, one: CaseFile) -> HttpResponse:
    """Record the reading, then give a file of a case, opened, to be saved."""
    read(request.user, request.now, case, "file")
    response = HttpResponse(content_of(one), content_type=one.media_type)
    for name, value in (SEALED_OFF | {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(one.name)}"}).items():
        response[name] = value
    return response


def answered(request: Any, form: Any, do: Callable[[Any], Any], done: Callable[[Any], tuple[str, Any]]) -> HttpResponse | None:
    """Take the verb of a form that was sent whole, and lead on; None where the form is to be shown (again). `done` says what was done, and where to."""
    if request.method == "POST" and form.is_valid():
        try:
            made = do(form)
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            sent_off(request)
            words, where = done(made)
            messages.success(request, words)
            return redirect(where)
    return None


def passed(request: Any, form: Any, words: str, where: str, *, case: Case, one: Concerned | None = None) -> HttpResponse | None:
    """Answer a verb that cannot be taken any more (a second tab, a button pressed twice): lead on and say why. None where words were typed that are kept
    nowhere: then the form is shown again with them, and says why."""
    words = words.partition("现在可以：")[0]  # what may be done instead stands on the page that this leads to
    texts = _typed(form) if form is not None and request.method == "POST" else []
    if texts and not kept(texts, case, one):
        form.is_valid()
        form.add_error(None, f"{words}您写的没有保存，还在下面；还有用的，请先复制下来。")
        return None
    sent_off(request)
    messages.warning(request, words)
    return redirect(where)


def _typed(form: Any) -> list[str]:
    """Return what was typed into the fields for sentences."""
    names = [name for name, field in form.fields.items() if isinstance(field.widget, Textarea)]
    return [text for name in names if (text := str(form.data.get(form.add_prefix(name), "")).replace("\r\n", "\n").strip())]
