"""A workbook with the mistakes that offices make, to try the import with in the demo city. Its people are invented."""

from datetime import date
from typing import Any, Final

from anze.law.codes import FUNCTIONS, POSTS
from anze.register.excel.roster import template
from anze.workbook.write import Sheet

INDUSTRY: Final = FUNCTIONS["industry"]
# In the order of the columns of `columns.TABLES`; what is left out at the end of a row is empty.
UNITS: Final[tuple[tuple[Any, ...], ...]] = (
    ("441881-sly", "英德市水利局", "部门", "441881", "英德市", INDUSTRY, "", "", "", "", "20"),
    ("441881-lyj", "英德市林业局", "单位", "441881", "英德市", "监管类"),  # no such level, and no such kind of department
    ("441881-swj", "", "部门", "441881", "英德市", INDUSTRY),  # no name
    ("441881-sly", "英德市水利局（重复）", "部门", "441881", "英德市", INDUSTRY),  # the code stands twice
    ("441881-xxx", "英德市某某局", "部门", "441889", "", INDUSTRY),  # no such unit above
)
OFFICERS: Final[tuple[tuple[Any, ...], ...]] = (
    ("yd-s01", "何某甲"), ("yd-s02", " 许 某 乙 "), ("yd-s03", ""), ("yd-s01", "吕某丙"),  # no name, a number that stands twice
    ("", "施某丁"), ("yd-s06", "=A2&A3"),  # no number, a formula
)
TENURES: Final[tuple[tuple[Any, ...], ...]] = (
    ("yd-s01", "何某甲", "441881-sly", "英德市水利局", POSTS["dept_head"], "局长", date(2026, 3, 1), "", "否", ""),
    ("yd-s02", "许某乙", "441881-sly", "", POSTS["dept_safety_deputy"], "副局长", "2026.13.1", "", "", ""),  # no thirteenth month
    ("yd-s02", "许某乙", "441881-sly", "", "副局长", "副局长", "2026-4-1", "", "", ""),  # a title for a post
    ("yd-s02", "许某乙", "441881-sly", "", POSTS["dept_safety_deputy"], "副局长", "2026-05-01", "2026-04-01", "", ""),  # ends before it begins
    ("yd-s99", "无此人", "441881-sly", "", POSTS["dept_deputy"], "", "2026-05-01", "", "", ""),  # neither number nor name is anybody's
    ("yd-s01", "何某甲", "441881-zzz", "不存在的局", POSTS["dept_head"], "", "2026年5月1日", "", "兼", ""),  # no such unit, neither yes nor no
)
# Every wrong cell of the workbook, by sheet: what a check must name, no more and no less.
WRONG: Final = {
    "unit": ("C3", "F3", "B4", "A5", "D6"), "officer": ("B4", "A5", "A6", "B7"),
    "tenure": ("G3", "E4", "H5", "A6", "B6", "C7", "D7", "I7"),
}


def dirty() -> list[Sheet]:
    """Return the three sheets with rows of which most are wrong."""
    given = (UNITS, OFFICERS, TENURES)
    return [Sheet(sheet.title, sheet.columns, [[*row, *[""] * (len(sheet.columns) - len(row))] for row in rows])
            for sheet, rows in zip(template(), given, strict=True)]
