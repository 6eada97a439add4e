"""A workbook with the mistakes that offices make, to try the import with in the demo city. Its people are invented."""

from datetime import date
from typing import Any, Final

from anze.register.excel.roster import template
from anze.workbook.write import Sheet

# In the order of the columns of `columns.TABLES`; what is left out at the end of a row is empty.
UNITS: Final[tuple[tuple[Any, ...], ...]] = (
    ("441881-sly", "英德市水利局", "部门", "441881", "英德市", "其他行业主管部门", "", "", "", "", "20"),
    ("441881-lyj", "英德市林业局", "单位", "441881", "英德市", "监管部门"),                      # no such level
    ("441881-swj", "", "部门", "441881", "英德市", "其他行业主管部门"),                          # no name
    ("441881-sly", "英德市水利局（重复）", "部门", "441881", "英德市", "其他行业主管部门"),      # the code stands twice
    ("441881-xxx", "英德市某某局", "部门", "441889", "", "其他行业主管部门"),                    # no such unit above
)
OFFICERS: Final[tuple[tuple[Any, ...], ...]] = (
    ("yd-s01", "何某甲"), ("yd-s02", " 许 某 乙 "), ("yd-s03", ""), ("yd-s01", "吕某丙"), ("", "施某丁"), ("yd-s06", "=A2&A3"),
)
TENURES: Final[tuple[tuple[Any, ...], ...]] = (
    ("yd-s01", "何某甲", "441881-sly", "英德市水利局", "部门主要负责人", "局长", date(2026, 3, 1), "", "否", ""),
    ("yd-s02", "许某乙", "441881-sly", "", "部门分管安全生产的副职", "副局长", "2026.13.1", "", "", ""),          # no thirteenth month
    ("yd-s02", "许某乙", "441881-sly", "", "副局长", "副局长", "2026-4-1", "", "", ""),                            # a title for a post
    ("yd-s02", "许某乙", "441881-sly", "", "部门分管安全生产的副职", "副局长", "2026-05-01", "2026-04-01", "", ""),  # ends before it begins
    ("yd-s99", "无此人", "441881-sly", "", "部门其他副职", "", "2026-05-01", "", "", ""),                          # nobody of that number
    ("yd-s01", "何某甲", "441881-zzz", "不存在的局", "部门主要负责人", "", "2026年5月1日", "", "对", ""),          # no such unit, neither yes nor no
)


def dirty() -> list[Sheet]:
    """Return the three sheets with rows of which most are wrong."""
    given = (UNITS, OFFICERS, TENURES)
    return [Sheet(sheet.title, sheet.columns, [[*row, *[""] * (len(sheet.columns) - len(row))] for row in rows])
            for sheet, rows in zip(template(), given, strict=True)]
