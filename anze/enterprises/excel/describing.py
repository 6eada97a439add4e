"""What an import of production units would do, row by row, in the words of the check page."""

from typing import Any

from anze.enterprises.excel.checking import SHEET, Desk
from anze.enterprises.excel.onrecord import Known
from anze.enterprises.models import Enterprise
from anze.enterprises.models.enterprise import STATED
from anze.enterprises.words import label, said
from anze.register.words import in_chinese

_CHOICES = {"risk", "state"}


def described(desk: Desk) -> list[list[Any]]:
    """Return a line for each row that adds or changes something."""
    lines = [[SHEET, row, "新增", fields["name"], _entered(fields)] for row, fields in desk.added.items()]
    lines += [[SHEET, row, "变更" if start > known.since else "更正", f"{known.stated[0]}（{known.code}）", _differs(known, start, fields)]
              for row, (known, start, fields) in desk.changed.items()]
    return sorted(lines, key=lambda line: line[1])


def counted(desk: Desk) -> dict[str, dict[str, int]]:
    """Return how many rows are added, changed, unchanged, passed over, and how many cells are wrong."""
    sheet = desk.sheets.get(SHEET)
    if sheet is None:
        return {}
    return {SHEET: {"rows": len(sheet.rows), "added": len(desk.added), "changed": len(desk.changed), "unchanged": desk.unchanged,
                    "examples": sheet.examples, "wrong": len(desk.faults)}}


def _entered(fields: dict[str, Any]) -> str:
    kind, cell = fields["kind"], fields["cell"]
    return "，".join(filter(None, [fields["unit"].name, kind.name if kind else "类别未定", cell.name if cell else "", f"自{in_chinese(fields['start'])}"]))


def _differs(known: Known, start: Any, fields: dict[str, Any]) -> str:
    parts = [f"自{in_chinese(start)}起"] if start > known.since else []
    wanted = Enterprise(**fields)
    for name, before in zip(STATED, known.stated, strict=True):
        after = getattr(fields[name], "pk", fields[name])
        if before == after:
            continue
        if name in ("contact", "phone"):
            parts.append(f"{label(name)}有变动")  # not copied into yet another table
        elif name in ("unit", "kind", "cell", "department"):
            parts.append(f"{label(name)} → {said(wanted, name) or '（空）'}")
        else:
            old = said(Enterprise(**{name: before}), name) if name in _CHOICES else before
            parts.append(f"{label(name)}：{old or '（空）'} → {said(wanted, name) or '（空）'}")
    return "；".join(parts)
