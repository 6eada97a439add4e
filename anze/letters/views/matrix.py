"""Who has signed, for a superior and a year; all its letters at once, to be printed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.documents.pdf import PDF
from anze.law.codes import SIDES
from anze.letters.actions.handing import hand_out
from anze.letters.models import Letter, Pattern, Scan
from anze.letters.policies import FILE, ISSUE
from anze.letters.queries.law import due
from anze.letters.queries.matrix import rows_of, standing_of
from anze.letters.queries.papers import all_pdf, each_word, zipped
from anze.letters.queries.subordinates import superiors
from anze.letters.views.shared import issuer, question, years
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.workbook.write import download


@needs("letter.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """Show the matrix of the account's own unit, or of the one above it, for this year; `unit` and `year` of the address lead to another."""
    asked, today = question(request), day_of(request.now)
    code, year = request.GET.get("unit", ""), request.GET.get("year", "")
    if code and year.isascii() and year.isdecimal() and len(year) == 4:
        return redirect("letters:matrix", code, int(year))
    offered = superiors(request.rights, "letter.view", asked, today)
    own = [unit for unit in request.rights.units() if unit in offered]
    above = [unit.parent for unit in request.rights.units() if unit.parent is not None and unit.level != "department"]
    unit = next(iter([*own, *offered, *above]), None)
    if unit is None:
        return render(request, "letters/none.html", {})
    return _page(request, unit, asked.as_of.year)


@needs("letter.view")
@require_safe
def matrix(request: Any, unit: str, year: int) -> HttpResponse:
    """Show who has signed."""
    return _page(request, issuer(request, unit, year), year)


def _page(request: Any, unit: Unit, year: int) -> HttpResponse:
    asked, today, rights = question(request), day_of(request.now), request.rights
    rows = rows_of(unit, year, rights, asked, today)
    cells = [cell for row in rows for cell in row.cells]
    patterns = set(Pattern.objects.filter(superior=unit, year=year).values_list("side", flat=True))
    return render(request, "letters/matrix.html", {
        "unit": unit, "year": year, "years": years(request), "units": superiors(rights, "letter.view", asked, today), "rows": rows, "sides": SIDES,
        "due": due(year), "asked": asked, "today": today, "own": _own(request, year, asked, today), "may_issue": rights.may(ISSUE, unit=unit),
        "may_file": rights.may(FILE, unit=unit), "begun": patterns == set(SIDES), "made": sum(cell.letter is not None for cell in cells),
        "signed": sum(cell.lamp in {"met", "backfilled"} for cell in cells), "all": len(cells), "ahead": year > asked.as_of.year,
        "waiting": Scan.objects.current().filter(unit=unit, letter=None).count() if rights.may(FILE, unit=unit) else 0})


def _own(request: Any, year: int, asked: Any, today: Any) -> list[Any]:
    """Return the letters in which the account's own units are the subordinate."""
    rows = Letter.objects.visible_to(request.rights).standing().with_signed().filter(subordinate__in=request.rights.units(), year=year)
    return [(one, *standing_of(one, asked, today)) for one in rows.select_related("superior", "subordinate").order_by("subordinate__path", "-side")]


@needs("letter.view")
@require_safe
def everything(request: Any, unit: str, year: int, form: str) -> HttpResponse:
    """Give all letters of a unit and a year as one PDF, or as Word files in an archive."""
    found = issuer(request, unit, year)
    rows = Letter.objects.visible_to(request.rights).standing().filter(superior=found, year=year, number="").prefetch_related("signings__officer")
    letters = [(one, {signing.party: signing for signing in one.signings.all() if signing.struck_at is None})
               for one in rows.select_related("superior", "subordinate").order_by("subordinate__position", "subordinate__path", "-side")]
    if form not in {"pdf", "zip"} or not letters:
        raise Http404("还没有生成责任书，没有可以打印的。")
    name = f"{found.name}{year}年安全生产责任书（{len(letters)}份）"
    if form == "zip":
        words = each_word(letters)
        hand_out(request.user, request.now, words)
        return download(f"{name}.zip", zipped(words), "application/zip")
    whole = all_pdf(letters)
    hand_out(request.user, request.now, [(one, whole) for one, _ in letters])
    return download(f"{name}.pdf", whole, PDF)
