"""The grid out to Excel and in again, with the same columns."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anze.access.guard import needs
from anze.access.rights import Rights
from anze.enterprises.actions.cells_import import SHEET, TITLES, import_cells
from anze.enterprises.codes import ROLES
from anze.enterprises.models import Cell, CellHolder, CellVersion
from anze.enterprises.queries.visible import CHANGE, CONTACT
from anze.enterprises.views.uploading import uploaded
from anze.law.question import Question
from anze.people.models import Unit
from anze.people.moment import asked, day_of
from anze.workbook.write import Column, Sheet, download, workbook

WIDTHS = {"所在地": 16, "网格编号": 16, "网格名称": 18, "范围": 30, "姓名": 10, "职务": 24}


@needs("enterprise.view")
@require_safe
def export_file(request: Any) -> HttpResponse:
    """Give the cells in reach with everybody who answered for them, as they can be imported again."""
    question = asked(request.GET, request.now)
    unit = Unit.objects.filter(code=request.GET.get("unit", "")).first()
    columns = [Column(title, WIDTHS.get(title, 12), choices=tuple(ROLES.values()) if title == "角色" else (),
                      look="day" if title in {"划定日期", "撤销日期", "自", "至"} else "text") for title in TITLES]
    return download(f"网格_{day_of(request.now)}.xlsx", workbook([Sheet(SHEET, columns, _rows(request.rights, question, unit))]))


def _rows(rights: Rights, question: Question, unit: Unit | None) -> Iterator[list[Any]]:
    cells = Cell.objects.visible_to(rights)
    if unit is not None:
        cells = cells.filter(unit__path__startswith=unit.path)
    phones = rights.reach(CONTACT)
    holders: dict[int, list[CellHolder]] = {}
    for one in CellHolder.objects.on_record(question.known_at).filter(cell__in=cells).select_related("officer").order_by("role", "start"):
        holders.setdefault(one.cell_id, []).append(one)
    versions = CellVersion.objects.on_record(question.known_at).filter(cell__in=cells).select_related("cell__unit")
    for row in versions.order_by("cell__unit__path", "cell__code"):
        said = [row.cell.unit.code, row.cell.unit.name, row.cell.code, row.name, row.extent, row.start, row.end]
        for one in holders.get(row.cell_id, ()):
            phone = one.phone if phones.covers_unit(row.cell.unit) else ""
            yield [*said, ROLES[one.role], one.officer.code if one.officer else "", one.who, one.title, phone, one.start, one.end]
        if row.cell_id not in holders:
            yield [*said, *[""] * 7]


@needs("enterprise.change")
def import_file(request: Any) -> HttpResponse:
    """Take a workbook in, all of it or nothing."""
    return uploaded(request, lambda content: import_cells(request.user, request.now, request.rights.reach(CHANGE), content),
                    title="导入网格", back="enterprises:grid", export="enterprises:grid_excel")
