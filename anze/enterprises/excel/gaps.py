"""What is missing as sheets, with the columns of the page."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from anze.access.rights import Rights
from anze.enterprises.codes import GAPS
from anze.enterprises.queries.gaps import cell_gaps, counts, kind_gaps
from anze.enterprises.queries.supervisors import Supervisors
from anze.law.question import Question
from anze.workbook.write import Column, Sheet

WIDTHS: Final = {"序号": 6, "缺口": 24, "类别": 24, "地方": 16, "哪几个部门": 40, "网格": 24, "缺": 20}


def gap_sheets(rights: Rights, asked: Question, table: Supervisors, chosen: str, *, now_on: bool) -> list[Sheet]:
    """Return the gap that is chosen; of none, how many there are of each, and all that have no list of their own."""
    sheets = []
    if not chosen:
        numbers = counts(rights, asked, table, now_on=now_on)
        sheets.append(_sheet("缺口", ("缺口", "数量"), ([GAPS[name], number] for name, number in numbers.items())))
    for name in ("kind_without", "kind_twice"):
        if chosen in {"", name}:
            found = kind_gaps(rights, table, name, now_on=now_on)
            twice = name == "kind_twice"
            sheets.append(_sheet(GAPS[name], ("类别", "地方", *(["哪几个部门"] if twice else []), "涉及单位"), (
                [one.kind.name, one.place.name, *(["、".join(unit.name for unit in one.departments)] if twice else []), one.enterprises] for one in found)))
    if chosen in {"", "cell_without"}:
        sheets.append(_sheet(GAPS["cell_without"], ("网格编号", "网格", "所在地", "缺"), (
            [one.cell.code, one.name, one.cell.unit.name, "、".join(one.roles)] for one in cell_gaps(rights, asked))))
    return sheets


def _sheet(title: str, heads: Sequence[str], rows: Iterable[list[Any]]) -> Sheet:
    return Sheet(title, [Column(head, WIDTHS.get(head, 14)) for head in ("序号", *heads)], [[place, *row] for place, row in enumerate(rows, 1)])
