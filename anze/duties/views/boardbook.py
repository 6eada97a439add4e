"""The board as a workbook: the same rows as on the page."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from anze.duties.queries.filters import Filters
from anze.duties.queries.grid import WORDS
from anze.duties.queries.obligations import LAMPS, Table
from anze.law.codes import ACT_TYPES
from anze.workbook.write import Column, Sheet, workbook

_WORD: Final = dict(zip(LAMPS, WORDS, strict=True))
_COUNTS: Final = [Column(word, 9) for word in WORDS]


def board_book(view: str, rows: Any, table: Table, filters: Filters) -> bytes:
    """Return the workbook of a view's rows: one sheet with them, one that says as of which day and in which reading."""
    columns, line = _VIEWS[view]
    numbered = ([number, *line(table, row)] for number, row in enumerate(rows[:], 1))
    return workbook([Sheet("任务看板", [Column("序号", 6), *columns], numbered), _reading(table, filters)])


def _reading(table: Table, filters: Filters) -> Sheet:
    pack = table.world.pack
    names = ["grace_days", *(name for name in pack.parameters if name.startswith(("min_days.", "due_soon.")))]
    lines: list[list[Any]] = [["截至", table.asked.as_of], ["以哪一天在案的为准", table.asked.known_at], ["规则", pack.title]]
    lines += [[name, pack.value(name)] for name in names]
    lines += [["筛选", f"{name}={getattr(filters, name)}"] for name in Filters.__slots__ if getattr(filters, name)]
    return Sheet("解释口径", [Column("项目", 24), Column("值", 60)], lines)


def _list(table: Table, row: Any) -> Iterable[Any]:
    return [row.county, row.unit_name, row.names, table.world.pack.label(row.duty), row.what, ACT_TYPES[row.act_type], row.period_label, row.last,
            _WORD[row.lamp], row.days, row.done, row.required]


def _group(table: Table, row: Any) -> Iterable[Any]:
    return [row.label, row.note, *row.counts, row.total]


def _grid(table: Table, row: Any) -> Iterable[Any]:
    months: list[str] = []
    for cell in row.cells:
        months += [cell.word, *[""] * (cell.span - 1)]
    return [row.unit_name, row.post, row.who, table.world.pack.label(row.duty), row.what, *months]


_GROUP: Final = [*_COUNTS, Column("合计", 9)]
_VIEWS: Final[dict[str, tuple[list[Column], Callable[[Table, Any], Iterable[Any]]]]] = {
    "list": ([Column("县（市、区）", 16), Column("单位", 20), Column("责任人", 16), Column("条款", 18), Column("任务", 36), Column("种类", 10),
              Column("期间", 16), Column("到期日", 12), Column("状态", 10), Column("天数", 12), Column("计入次数", 10), Column("至少次数", 10)], _list),
    "grid": ([Column("单位", 20), Column("职务", 26), Column("责任人", 16), Column("条款", 18), Column("任务", 36),
              *(Column(f"{month}月", 8) for month in range(1, 13))], _grid),
    "unit": ([Column("单位", 24), Column("说明", 16), *_GROUP], _group),
    "person": ([Column("姓名", 16), Column("单位和职务", 40), *_GROUP], _group),
    "duty": ([Column("任务", 40), Column("条款", 18), *_GROUP], _group),
}
