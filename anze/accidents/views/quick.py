"""The quick report (事故快报) of an accident: a draft in Word in one press, issued under a number."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.accidents.forms.quick import QuickReportForm
from anze.accidents.models import Accident
from anze.accidents.queries.quick import KIND, addressee, quick_fields, sender_of
from anze.documents.paper import WORD
from anze.papers.actions.issuing import issue_kind
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.papers.queries.preview import word_bytes
from anze.people.models import Unit
from anze.workbook.write import download

SHOWN = ("发生时间", "发生地点", "事故类型", "伤亡情况", "单位概况", "简要经过", "损失情况")


def _found(request: Any, code: str) -> tuple[Accident, Unit]:
    accident = get_object_or_404(Accident.objects.visible_to(request.rights).on_record().select_related("unit__parent"), code=code)
    sender = sender_of(request.rights, accident)
    if sender is None:
        raise Http404
    return accident, sender


@needs("paper.issue")
@require_safe
def quick_word(request: Any, code: str) -> HttpResponse:
    """Give the quick report as a draft in Word, filled from the record."""
    accident, sender = _found(request, code)
    official = draft(KIND, sender, quick_fields(accident, sender, request.now, {}))
    return download(f"事故快报（稿）_{accident.number}.docx", word_bytes(official), WORD)


@needs("paper.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def quick_report(request: Any, code: str) -> HttpResponse:
    """Issue the quick report under a number, with what only its writer can say."""
    accident, sender = _found(request, code)
    form = QuickReportForm(request.POST or None, initial={"to": addressee(sender)})
    fields = quick_fields(accident, sender, request.now, form.cleaned_data if form.is_bound and form.is_valid() else {})
    if form.is_bound and form.is_valid():
        try:
            made = issue_kind(request.user, request.now, KIND, ("accident", accident.code), sender, fields)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"已印发：{made.number}。Word 和 PDF 在本页下载。报告时间请在事故的“报告链”里登记。")
            return redirect("papers:detail", pk=made.pk)
    issued = Issued.objects.filter(object_type="accident", object_id=accident.code, kind=KIND).select_related("number").order_by("pk")
    return render(request, "accidents/quick_report.html", {"accident": accident, "sender": sender, "form": form, "issued": issued,
                                                            "shown": [(name, fields[name]) for name in SHOWN]}, status=422 if form.errors else 200)
