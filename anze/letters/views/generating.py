"""The page on which the letters of a year are generated for all chosen subordinates at once; a preview; the numbers as a workbook, both ways."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from anze.access.guard import needs
from anze.documents.pdf import PDF, pdf_of
from anze.duties.forms.upload import UploadForm
from anze.law.codes import SIDES
from anze.letters.actions.generating import generate as generate_letters
from anze.letters.actions.generating import goals_for
from anze.letters.actions.importing import import_shares
from anze.letters.actions.patterns import share_out
from anze.letters.forms.generating import Table
from anze.letters.models import Letter, Pattern
from anze.letters.queries.papers import official_of
from anze.letters.queries.shares import begun, differing
from anze.letters.queries.sheets import share_sheet
from anze.letters.queries.subordinates import organ, subordinates
from anze.letters.views.shared import issuing, question
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.workbook.write import download, workbook


def _table(request: Any, unit: Unit, year: int) -> tuple[list[Pattern], Table]:
    asked, today = question(request), day_of(request.now)
    rows = Pattern.objects.filter(superior=unit, year=year).select_related("superior").prefetch_related("goals").order_by("-side")
    patterns, units = list(rows), subordinates(unit, asked, today)
    for pattern in patterns:
        for goal in pattern.goals.all():
            goal.pattern = pattern
    there: dict[int, list[str]] = {}
    for subordinate, side in Letter.objects.standing().filter(superior=unit, year=year).values_list("subordinate", "side"):
        there.setdefault(subordinate, []).append(side)
    return patterns, Table(request.POST if request.method == "POST" else None, patterns=patterns, units=units, begun=begun(patterns, units, asked, today),
                           there=there)


@needs("letter.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def generate(request: Any, unit: str, year: int) -> HttpResponse:
    """Show the table with every number filled in that is known; generate, or keep the numbers for later."""
    found = issuing(request, unit, year)
    patterns, table = _table(request, found, year)
    if len(patterns) < len(SIDES):
        messages.warning(request, f"先建立{year}年的范本，再生成责任书。")
        return redirect("letters:pattern", found.code, year)
    if "excel" in request.GET:
        return download(f"{found.name}{year}年责任目标分解.xlsx", workbook([share_sheet(patterns, table)]))
    faults: list[str] = []
    if request.method == "POST" and not table.faults:
        try:
            return _done(request, found, year, table)
        except ValidationError as fault:
            faults = list(fault.messages)
    lines = table.lines()
    return render(request, "letters/generate.html", {"unit": found, "year": year, "patterns": patterns, "table": table, "lines": lines, "faults": faults,
                                                     "differing": differing(patterns, table.units, table.limits),
                                                     "left": any(not line.done for line in lines)},
                  status=422 if faults or table.faults else 200)


def _done(request: Any, unit: Unit, year: int, table: Table) -> HttpResponse:
    if request.POST.get("do") == "save":
        share_out(request.user, request.now, unit, year, table.limits, table.units)
        messages.success(request, "分解的数字已保存，还没有生成责任书。")
        return redirect("letters:generate", unit.code, year)
    if not table.chosen:
        raise ValidationError("请至少勾选一个下级单位。")
    made = generate_letters(request.user, request.now, unit, year, table.chosen, table.limits)
    if made:
        count = len({one.subordinate_id for one in made})
        messages.success(request, f"已为 {count} 个单位生成 {len(made)} 份责任书。可以全部打印，也可以请双方登录在页面上签。")
    else:
        messages.info(request, "所选单位的责任书都已经生成，没有重复生成。")
    return redirect("letters:matrix", unit.code, year)


@needs("letter.issue")
@require_POST
def preview(request: Any, unit: str, year: int) -> HttpResponse:
    """Show one letter as it would be generated from the table as it stands on the page."""
    found = issuing(request, unit, year)
    patterns, table = _table(request, found, year)
    side, _, code = request.POST.get("preview", "").partition(":")
    pattern = next((one for one in patterns if one.side == side), None)
    subordinate = next((one for one in table.units if one.code == code), None)
    if pattern is None or subordinate is None:
        raise Http404
    letter = Letter(year=year, superior=found, subordinate=subordinate, side=side, superior_name=organ(found, side), text=pattern.text, code="",
                    subordinate_name=organ(subordinate, side), goals=goals_for(pattern, subordinate, table.limits))
    response = HttpResponse(pdf_of(official_of(letter)), content_type=PDF)
    response["Content-Disposition"] = "inline; filename=preview.pdf"
    return response


@needs("letter.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: Any, unit: str, year: int) -> HttpResponse:
    """Take the numbers in from the workbook that was given out, all or none."""
    found = issuing(request, unit, year)
    patterns, table = _table(request, found, year)
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            changed = import_shares(request.user, request.now, found, year, patterns, table.units, form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：更改 {changed} 个数字。还没有生成责任书。")
            return redirect("letters:generate", found.code, year)
    return render(request, "letters/import.html", {
        "form": form, "faults": faults, "title": f"导入{year}年责任目标分解", "back": reverse("letters:generate", args=[found.code, year]),
        "export": f"{reverse('letters:generate', args=[found.code, year])}?excel=1"}, status=422 if faults else 200)
