"""Points come in from a workbook with the columns of the export: all rows or none; scoring and finishing in one breath."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from anze.assessments.actions import checking
from anze.assessments.actions.checking import Found
from anze.assessments.models import Assessment, Indicator
from anze.assessments.queries.covering import covered_units
from anze.assessments.queries.sheets import SHEET, TITLES
from anze.assessments.queries.wording import number
from anze.assessments.told import Points
from anze.duties.forms.tables import Faults, Line, lines_of
from anze.people.models import Account, Unit


def score_and_finish(by: Account | None, now: datetime, assessment: Assessment, points: Sequence[Points], checks: Sequence[Found], *, note: str = "",
                     finish: bool = False) -> None:
    """Give points and, if asked for, finish scoring: both or neither."""
    with transaction.atomic():
        checking.score(by, now, assessment, points, checks, note=note)
        if finish:
            checking.finish(by, now, assessment)


def import_scores(by: Account | None, now: datetime, assessment: Assessment, content: bytes, *, note: str = "") -> int:
    """Take the points of a sheet and return how many changed. Raises ValidationError naming every wrong cell; a row without points is left as it is."""
    lines, faults = lines_of(content, SHEET, TITLES)
    units = {one.code: one for one in covered_units(assessment)}
    known = {one.key: one for one in assessment.indicators.current() if one.source == "report"}
    wanted = [told for line in lines if (told := _points(line, units, known, faults)) is not None]
    seen: set[tuple[int, str]] = set()
    for line in lines:
        unit = units.get(line.cells["单位代码"])
        if unit is not None and (unit.pk, line.cells["指标代号"]) in seen:
            faults.add(line, "指标代号", "这个单位的这项指标在上面已经有一行。")
        elif unit is not None:
            seen.add((unit.pk, line.cells["指标代号"]))
    faults.end()
    return checking.score(by, now, assessment, wanted, note=note)


def _points(line: Line, units: dict[str, Unit], known: Mapping[str, Indicator], faults: Faults) -> Points | None:
    cells = line.cells
    unit = units.get(cells["单位代码"])
    if unit is None:
        faults.add(line, "单位代码", "不是这次考核的单位。请用导出的表来填。")
    if cells["指标代号"] not in known:
        faults.add(line, "指标代号", "不是由人评分的指标。请用导出的表来填。")
    if cells["不适用"] not in {"", "是"}:
        faults.add(line, "不适用", "只能填“是”，或者空着。")
    if len(cells["理由"]) > 200:
        faults.add(line, "理由", "最多 200 个字。")
    if cells["不适用"] == "是" and not cells["理由"].strip():
        faults.add(line, "理由", "不适用的，请写明理由。")
    if cells["不适用"] == "是":
        if cells["得分"]:
            faults.add(line, "得分", "勾了不适用的，得分空着。")
        return Points(unit, cells["指标代号"], None, cells["理由"]) if unit else None
    if not cells["得分"]:
        return None
    value = _decimal(cells["得分"])
    if value is None:
        faults.add(line, "得分", "请写数字，最多两位小数，如 12.5。")
    elif (row := known.get(cells["指标代号"])) is not None and not 0 <= value <= row.weight:
        faults.add(line, "得分", f"{unit.name if unit else ''}“{row.name}”在 0 到 {number(row.weight)} 分之间。")
    return Points(unit, cells["指标代号"], value, cells["理由"]) if unit and value is not None else None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value == round(value, 2) else None
