"""What an import of items would do, row by row, in the words of the check page."""

from typing import Any, Final

from anze.documents.official import in_words
from anze.supervision.actions.planning import wanted_of
from anze.supervision.codes import ANSWERS
from anze.supervision.excel.checking import Desk
from anze.supervision.excel.columns import SHEET
from anze.supervision.told import Wanted

LONG: Final = 40  # characters of a text that a line shows


def described(desk: Desk) -> list[list[Any]]:
    """Return a line for each row that plans or changes an item."""
    lines = [[SHEET, row, "新增", f"{unit.name}：{_short(told.title)}", "，".join(_words(told).values())] for row, (unit, _, told) in desk.added.items()]
    lines += [[SHEET, row, "更改", f"{task.uid} {_short(task.title)}", _differs(wanted_of(task), told)] for row, (task, told) in desk.changed.items()]
    return sorted(lines, key=lambda line: line[1])


def counted(desk: Desk) -> dict[str, dict[str, int]]:
    """Return how many rows are added, changed, unchanged, passed over, and how many cells are wrong."""
    sheet = desk.sheets.get(SHEET)
    if sheet is None:
        return {}
    return {SHEET: {"rows": len(sheet.rows), "added": len(desk.added), "changed": len(desk.changed), "unchanged": desk.unchanged,
                    "examples": sheet.examples, "wrong": len(desk.faults)}}


def _words(told: Wanted) -> dict[str, str]:
    assists = "、".join(one.name for one in told.assists)
    return {"主办单位": f"{told.main.name}主办", "协办单位": f"{assists}协办" if assists else "没有协办", "办理期限": f"{in_words(told.due)}前",
            "责任人": f"责任人：{ANSWERS[told.answering]}"}


def _differs(before: Wanted, after: Wanted) -> str:
    old = {"督办事项": before.title, "办理要求": before.text} | _words(before)
    new = {"督办事项": after.title, "办理要求": after.text} | _words(after)
    return "；".join(f"{name}：{_short(old[name])} → {_short(new[name])}" for name in old if old[name] != new[name])


def _short(text: str) -> str:
    said = text or "（空）"
    return said if len(said) <= LONG else f"{said[:LONG]}……"
