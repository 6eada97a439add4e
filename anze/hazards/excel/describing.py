"""What an import of dangers would do, row by row, in the words of the check page."""

from datetime import date
from typing import Any, Final

from anze.hazards.actions.dangers import stated_of
from anze.hazards.excel.checking import Desk
from anze.hazards.excel.columns import DANGERS, SHEET
from anze.hazards.told import Found, Stated

UP: Final = "；登记后报县、市安委办，并提请挂牌督办"


def described(desk: Desk) -> list[list[Any]]:
    """Return a line for each row that records or corrects a danger."""
    lines = [[SHEET, row, "新增", f"{found.unit.name}：{_short(told.text)}", _entered(found, told)] for row, (found, told) in desk.added.items()]
    lines += [[SHEET, row, "更正", f"{known.danger.uid} {_short(known.danger.text)}", _differs(stated_of(known.danger), told)]
              for row, (known, told) in desk.changed.items()]
    return sorted(lines, key=lambda line: line[1])


def counted(desk: Desk) -> dict[str, dict[str, int]]:
    """Return how many rows are added, changed, unchanged, passed over, and how many cells are wrong."""
    sheet = desk.sheets.get(SHEET)
    if sheet is None:
        return {}
    return {SHEET: {"rows": len(sheet.rows), "added": len(desk.added), "changed": len(desk.changed), "unchanged": desk.unchanged,
                    "examples": sheet.examples, "wrong": len(desk.faults)}}


def _entered(found: Found, told: Stated) -> str:
    return f"{_day(found.on)}发现，{told.plain()['level']}，{told.owner}整改，期限{_day(told.deadline)}{UP if told.level == 'major' else ''}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _differs(before: Stated, after: Stated) -> str:
    old, new = before.plain(), after.plain()
    titles = {key: heading.title for key, heading in DANGERS.by_key.items()} | {"enterprise": "生产经营单位"}
    up = UP if after.level == "major" and before.level != "major" else ""
    return "；".join(f"{titles.get(key, key)}：{_short(old[key])} → {_short(new[key])}" for key in titles if key in old and old[key] != new[key]) + up


def _short(value: Any) -> str:
    said = "（空）" if value in (None, "") else str(value)
    return said if len(said) <= 40 else f"{said[:40]}……"
