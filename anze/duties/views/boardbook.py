"""The board as a workbook: the same rows as on the page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.duties.queries.boardrows import asked_filters, seen, view_of, view_rows
from anze.duties.queries.filters import ALL_YEARS, SPANS, Filters, narrow, period_label
from anze.duties.queries.grid import WORDS
from anze.duties.queries.obligations import LAMPS, OPEN, Table
from anze.law.codes import ACT_TYPES, POSTS
from anze.people.moment import asked as asked_by
from anze.people.moment import day_of
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet

STEP: Final = 2_000  # rows made at a time
ASKED: Final = ("view", "as_of", "known_at", *Filters.__slots__)  # what of an address says which rows
_WORD: Final = dict(zip(LAMPS, WORDS, strict=True)) | {OPEN: "未完成（全部）"}
_COUNTS: Final = [Column(word, 9) for word in WORDS]


@exporter
def board_book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the rows that the filters of an address let through, in its view: a sheet with them, one that says of which day and in which reading."""
    table, reachable = seen(rights, asked_by(query, now), day_of(now))
    filters, view = asked_filters(query, table, rights), view_of(query)
    columns, line = _VIEWS[view]
    made = _made(view_rows(view, reachable, narrow(reachable, filters), filters))
    return [Sheet("任务看板", [Column("序号", 6), *columns], ([number, *line(table, row)] for number, row in enumerate(made, 1))), _reading(table, filters)]


def _made(rows: Any) -> Iterator[Any]:
    for low in range(0, len(rows), STEP):
        yield from rows[low:low + STEP]


def _reading(table: Table, filters: Filters) -> Sheet:
    pack = table.world.pack
    names = ["grace_days", *(name for name in pack.parameters if name.startswith(("min_days.", "due_soon.")))]
    lines: list[list[Any]] = [["截至", table.asked.as_of], ["以哪一天在案的为准", table.asked.known_at], ["规则", pack.title]]
    lines += [[name, pack.value(name)] for name in names]
    lines += [["筛选", f"{head}：{words}"] for head, words in _filtered(table, filters)]
    return Sheet("解释口径", [Column("项目", 24), Column("值", 60)], lines)


def _filtered(table: Table, filters: Filters) -> Iterator[tuple[str, str]]:
    """Yield the filters that are set, in words."""
    tree, names, pack = table.world.index.tree, table.world.index.names, table.world.pack
    words = {"单位": tree.name(filters.unit) if filters.unit in tree.units else filters.unit, "范围": SPANS.get(filters.span, "") if filters.span else "",
             "职务": POSTS.get(filters.post, ""), "条款": pack.label(filters.duty) if any(filters.duty == one.id for one in table.duties) else filters.duty,
             "种类": ACT_TYPES.get(filters.type, ""), "状态": _WORD.get(filters.lamp, ""), "期间": period_label(filters.period),
             "责任人": names.get(filters.officer, filters.officer), "年度": {"": "", ALL_YEARS: "全部年度"}.get(filters.year, f"{filters.year}年")}
    yield from ((head, said) for head, said in words.items() if said)


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
