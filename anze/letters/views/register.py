"""The register of letters (台账): by filters, as a workbook, and in from one."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.access.rights import Rights
from anze.enterprises.views.uploading import uploaded
from anze.law.codes import SIDES
from anze.letters.actions.importing import import_register
from anze.letters.models import Letter
from anze.letters.policies import ISSUE
from anze.letters.queries.matrix import standing_of
from anze.letters.queries.sheets import register_sheet, signed_on
from anze.letters.views.shared import question, years
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.workbook.write import download, workbook

PER_PAGE: Final = 50
STANDS: Final = {"unsigned": "未签订", "signed": "已签订", "ended": "已重签、已作废"}


def listed(rights: Rights, wanted: Mapping[str, str]) -> QuerySet[Letter]:
    """Return the letters that fit `year`, `unit` (as superior or subordinate), `side`, `stands`, `q` (code or name)."""
    found = Letter.objects.visible_to(rights).with_signed()
    if wanted.get("year", "").isdecimal() and len(wanted["year"]) == 4:
        found = found.filter(year=int(wanted["year"]))
    of = Q(superior__code=wanted.get("unit")) | Q(subordinate__code=wanted.get("unit"))
    if wanted.get("unit") and Letter.objects.visible_to(rights).filter(of).exists():  # else it is passed over, and the page says so (`not_taken`)
        found = found.filter(of)
    if wanted.get("side") in SIDES:
        found = found.filter(side=wanted["side"])
    ended = Q(voided_at__isnull=False) | Q(replaced_at__isnull=False)
    narrowed = {"unsigned": Q(signed__lt=2) & ~ended, "signed": Q(signed__gte=2) & ~ended, "ended": ended}
    found = found.filter(narrowed.get(wanted.get("stands", ""), Q()))
    text = wanted.get("q", "").strip()[:60]
    if text:
        found = found.filter(Q(code__icontains=text) | Q(subordinate__name__icontains=text) | Q(superior__name__icontains=text) | Q(number__icontains=text))
    found = found.select_related("superior", "subordinate", "replaces").prefetch_related("signings__officer")
    return found.order_by("-year", "superior__path", "subordinate__position", "subordinate__path", "-side", "-serial")


@needs("letter.view")
@require_safe
def listing(request: Any) -> HttpResponse:
    """List letters by the filters of the address; `excel` in it gives them as a sheet."""
    asked, today = question(request), day_of(request.now)
    rows = listed(request.rights, request.GET)
    if "excel" in request.GET:
        return download(f"责任书台账_{today:%Y%m%d}.xlsx", workbook([register_sheet(rows, asked, today)]))
    page: Any = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(one, *standing_of(one, asked, today), signed_on(one)) for one in page]
    seen = Letter.objects.visible_to(request.rights)
    units = Unit.objects.filter(Q(pk__in=seen.values("superior")) | Q(pk__in=seen.values("subordinate"))).order_by("path")
    return render(request, "letters/register.html", {
        "page": page, "lines": lines, "units": units, "years": years(request), "sides": SIDES, "stands": STANDS, "may_issue": request.rights.may(ISSUE),
        "narrowed": any(request.GET.get(name) for name in ("year", "unit", "side", "stands", "q"))})


@needs("letter.issue")
def importing(request: Any) -> HttpResponse:
    """Take rows of the register in from a workbook, all or none."""
    return uploaded(request, lambda content: import_register(request.user, request.now, request.rights, content), title="导入责任书台账",
                    back="letters:register", export="letters:register")
