"""The points that people give, as a sheet that can be filled in and sent back."""

from collections.abc import Iterable
from typing import Any, Final

from anze.assessments.models import Assessment, Given, SelfReport
from anze.people.models import Unit
from anze.workbook.write import Column, Sheet

SHEET: Final = "评分"
TITLES: Final = ("单位代码", "被考核单位", "指标代号", "指标", "最多", "自评分", "得分", "不适用", "理由")
WIDTHS: Final = (16, 18, 10, 30, 8, 10, 10, 8, 40)


def scores(assessment: Assessment, units: Iterable[Unit]) -> Sheet:
    """Return a row for each unit and each indicator that a person scores."""
    given = {(one.unit_id, one.indicator.key): one for one in Given.objects.current().filter(assessment=assessment).select_related("indicator")}
    claimed = {(one.unit_id, one.indicator.key): one.claimed for one in SelfReport.objects.current().filter(assessment=assessment).select_related("indicator")}
    rows = [one for one in assessment.indicators.current() if one.source == "report"]
    lines: list[list[Any]] = []
    for unit in units:
        for one in rows:
            row = given.get((unit.pk, one.key))
            lines.append([unit.code, unit.name, one.key, one.name, one.weight, claimed.get((unit.pk, one.key)), row.points if row else None,
                          "是" if row and row.absent else "", row.note if row else ""])
    return Sheet(SHEET, [Column(title, width) for title, width in zip(TITLES, WIDTHS, strict=True)], lines)
