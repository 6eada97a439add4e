"""What an import of accidents would do, row by row, in the words of the check page."""

from typing import Any

from anze.accidents.excel.checking import SHEET, Desk
from anze.accidents.excel.columns import ACCIDENTS
from anze.accidents.told import Told, told_of


def described(desk: Desk) -> list[list[Any]]:
    """Return a line for each row that registers or corrects an accident."""
    lines = [[SHEET, row, "新增", f"{told.unit.name}{told.enterprise or told.address}", _entered(told)] for row, told in desk.added.items()]
    lines += [[SHEET, row, "更正", f"{known.accident.title}（{known.accident.number}）", _differs(told_of(known.statement), told)]
              for row, (known, told) in desk.changed.items() if known.statement]
    return sorted(lines, key=lambda line: line[1])


def counted(desk: Desk) -> dict[str, dict[str, int]]:
    """Return how many rows are added, changed, unchanged, passed over, and how many cells are wrong."""
    sheet = desk.sheets.get(SHEET)
    if sheet is None:
        return {}
    return {SHEET: {"rows": len(sheet.rows), "added": len(desk.added), "changed": len(desk.changed), "unchanged": desk.unchanged,
                    "examples": sheet.examples, "wrong": len(desk.faults)}}


def _entered(told: Told) -> str:
    day = told.date
    loss = "未填" if told.loss is None else f"{told.loss.normalize():f}万元"
    return f"{day.year}年{day.month}月{day.day}日，{told.nature}，死亡{told.deaths}人、重伤{told.serious_injuries}人，直接经济损失{loss}"


def _differs(before: Told, after: Told) -> str:
    old, new = before.plain(), after.plain()
    titles = {key: heading.title for key, heading in ACCIDENTS.by_key.items()} | {"unit": "发生地"}
    return "；".join(f"{titles.get(key, key)}：{_short(old.get(key))} → {_short(new.get(key))}" for key in titles if old.get(key) != new.get(key))


def _short(value: Any) -> str:
    said = "是" if value is True else str("（空）" if value is None else value)
    return said if len(said) <= 40 else f"{said[:40]}……"
