"""Kinds × supervising departments out to Excel and in again, with the same columns."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.enterprises.actions.charges_import import SHEET, TITLES, import_charges
from anze.enterprises.models import Charge, Kind
from anze.enterprises.queries.visible import CHANGE, VIEW
from anze.enterprises.views.charges import may_change_kinds
from anze.enterprises.views.uploading import uploaded
from anze.people.moment import asked, day_of
from anze.workbook.write import Column, Sheet, download, workbook

WIDTHS = {"地方": 16, "类别": 16, "监管部门": 24, "依据文件": 30}


@needs("enterprise.view")
@require_safe
def export_file(request: Any) -> HttpResponse:
    """Give the charges of the places in reach, as of the day asked, as they can be imported again; beside them the kinds."""
    question = asked(request.GET, request.now)
    rows = Charge.objects.on_record(question.known_at).filter(request.rights.reach(VIEW).of_units("place")).select_related("place", "kind", "department")
    kinds = tuple(Kind.objects.filter(closed_on=None).values_list("name", flat=True))
    columns = [Column(title, WIDTHS.get(title, 14), choices=kinds if title == "类别" and len(",".join(kinds)) < 255 else (),
                      look="day" if title in "自至" else "text") for title in TITLES]
    lines = [[one.place.code, one.place.name, one.kind.name, one.department.code, one.department.name, one.start, one.end, one.document] for one in rows]
    table = [[number, kind.code, kind.name, kind.sector, kind.note, kind.closed_on] for number, kind in enumerate(Kind.objects.all(), 1)]
    heads = ("序号", "类别编号", "类别", "行业", "说明", "停用日期")
    sheets = [Sheet(SHEET, columns, lines), Sheet("类别", [Column(head, 16) for head in heads], table)]
    return download(f"监管分工_{day_of(request.now)}.xlsx", workbook(sheets))


@needs("enterprise.change")
def import_file(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    return uploaded(request, lambda content: import_charges(request.user, request.now, request.rights.reach(CHANGE), content,
                                                            kinds_too=may_change_kinds(request)),
                    title="导入监管分工", back="enterprises:charges", export="enterprises:charges_excel")
