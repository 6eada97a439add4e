"""The figures of a month: the page, its sheet, and the bulletin (通报) drawn from it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anze.access.guard import needs
from anze.accidents.queries.bulletin import bulletin_fields, issuer_of
from anze.accidents.queries.monthly import figures, month_of, month_sheets, span_of
from anze.documents.paper import WORD
from anze.duties.world import world
from anze.law.days import Period
from anze.law.question import Question
from anze.papers.actions.issuing import issue_kind
from anze.papers.drafting import draft
from anze.papers.models import Issued
from anze.papers.queries.preview import word_bytes
from anze.people.models import Unit
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.write import download, workbook

KIND = "bulletin"
CASE = "bulletin"


@needs("accident.view")
@require_safe
def monthly(request: Any) -> HttpResponse:
    """Show a month's figures beside those of the year before, and the year's so far; `excel` in the address gives them as a workbook."""
    question, today = asked_by(request.GET, request.now), day_of(request.now)
    month, tree = month_of(request.GET.get("month", ""), question.as_of), world(question, today).index.tree
    tables = [(span, figures(request.rights, question, today, tree, span)) for span in (span_of(month, so_far=False), span_of(month, so_far=True))]
    if "excel" in request.GET:
        return download(f"事故统计{month.name}.xlsx", workbook(month_sheets(month, tables)))
    unit = issuer_of(request.rights) if request.rights.may("paper.issue") else None
    return render(request, "accidents/monthly.html", {
        "month": month, "tables": tables, "asked": question, "last": f"{question.as_of:%Y-%m}", "unit": unit,
        "issued": _issued(unit, month) if unit else None})


def _issued(unit: Unit, month: Period) -> Issued | None:
    return Issued.objects.filter(object_type=CASE, object_id=f"{unit.code} {month.name}").order_by("-pk").first()


@needs("paper.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: Any, name: str) -> HttpResponse:
    """Give the month's bulletin as a draft in Word; a POST takes a number and issues it."""
    unit, today = issuer_of(request.rights), day_of(request.now)
    month = month_of(name, today)
    if unit is None or month.name != name:
        raise Http404
    fields = bulletin_fields(request.rights, month, world(Question(today, today), today), request.now)
    if request.method != "POST":
        return download(f"{month.label}安全生产通报（稿）.docx", word_bytes(draft(KIND, unit, {"成文日期": today, **fields})), WORD)
    try:
        made = issue_kind(request.user, request.now, KIND, (CASE, f"{unit.code} {month.name}"), unit, dict(fields))
    except ValidationError as fault:
        messages.error(request, "；".join(fault.messages))
        return redirect("accidents:monthly")
    messages.success(request, f"已印发：{made.number}。Word 和 PDF 在本页下载。")
    return redirect("papers:detail", pk=made.pk)
