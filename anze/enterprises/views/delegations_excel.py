"""Delegations out to Excel and in again, with the same columns."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.enterprises.actions.delegations_import import SHEET, TITLES, import_delegations
from anze.enterprises.queries.delegations import Row, listed
from anze.enterprises.queries.visible import CHANGE
from anze.enterprises.views.uploading import uploaded
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import Column, Sheet, download, workbook

WIDTHS = {"受委托的地方": 16, "委托机关": 24, "委托事项": 36, "范围": 30, "委托书文号": 22, "续期的原文号": 22}


@needs("enterprise.view")
@require_safe
def export_file(request: Any) -> HttpResponse:
    """Give the delegations shown, as they can be imported again; how each stands is on a sheet beside."""
    question = asked(request.GET, request.now)
    unit, organ = (Unit.objects.filter(code=request.GET.get(name, "")).first() for name in ("unit", "organ"))
    found = [Row(one, question.as_of) for one in listed(request.rights, question, unit=unit, organ=organ, show=request.GET.get("show", ""),
                                                        text=request.GET.get("q", "").strip()[:60])]
    columns = [Column(title, WIDTHS.get(title, 14), look="day" if title in "自至" else "text") for title in TITLES]
    lines = [[row.one.unit.code, row.one.unit.name, row.one.organ.code, row.one.organ.name, row.one.matter, row.one.scope, row.one.number, row.one.start,
              row.one.end, row.one.renews.number if row.one.renews else ""] for row in found]
    stands = [[number, row.one.unit.name, row.one.organ.name, row.one.matter, row.one.number, row.one.end, row.words] for number, row in enumerate(found, 1)]
    heads = ("序号", "受委托的地方", "委托机关", "委托事项", "委托书文号", "至", "情况")
    sheets = [Sheet(SHEET, columns, lines), Sheet("到期情况", [Column(head, WIDTHS.get(head, 14)) for head in heads], stands)]
    return download(f"委托执法_{day_of(request.now)}.xlsx", workbook(sheets))


@needs("enterprise.change")
def import_file(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    return uploaded(request, lambda content: import_delegations(request.user, request.now, request.rights.reach(CHANGE), content),
                    title="导入委托执法", back="enterprises:delegations", export="enterprises:delegations_excel")
