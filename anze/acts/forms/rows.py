"""A field of several rows: topics of a meeting, problems of an inspection. Rows left empty are no rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the rows: its name, what it is called, text, date or select, the choices, how long a text may be."""

    name: str
    label: str
    kind: str = "text"
    choices: Sequence[tuple[str, str]] = ()
    longest: int = 200


class RowsWidget(forms.Widget):
    """Inputs named `topics-0-title`, `topics-0-kind`, …; one empty row is always there."""

    template_name = "acts/widgets/rows.html"
    use_fieldset = True

    def __init__(self, cells: Sequence[Cell], add: str) -> None:
        super().__init__()
        self.cells, self.add = cells, add

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, str]]:
        """Return the rows in which something was typed."""
        rows = []
        for number in range(MOST):
            row = {cell.name: str(data.get(f"{name}-{number}-{cell.name}", "")).strip() for cell in self.cells}
            if any(row[cell.name] for cell in self.cells if cell.kind != "select"):
                rows.append(row)
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say no: no rows are an answer too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the rows with the names of their inputs, and an empty one."""
        context = super().get_context(name, value, attrs)
        shown = [*(value or []), *([{}] if not value else [])]
        context["rows"] = [[(cell, f"{name}-{number}-{cell.name}", row.get(cell.name, "")) for cell in self.cells] for number, row in enumerate(shown)]
        context["add"] = self.add
        return context

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first input."""
        return f"{id_}-0-{self.cells[0].name}" if id_ else ""


class RowsField(forms.Field):
    """Rows of text, days and choices. The first column must be filled; every fault names its row."""

    def __init__(self, cells: Sequence[Cell], *, add: str, **options: Any) -> None:
        self.cells = cells
        super().__init__(widget=RowsWidget(cells, add), **options)

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Return the rows with days as days. Raises ValidationError with a sentence for each fault."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        faults: list[str] = []
        found = []
        for number, row in enumerate(value, 1):
            found.append({cell.name: self._cell(cell, row[cell.name], number, faults) for cell in self.cells})
        if faults:
            raise ValidationError(faults)
        return found

    def _cell(self, cell: Cell, text: str, number: int, faults: list[str]) -> Any:
        if cell is self.cells[0] and not text:
            faults.append(f"第 {number} 项：请写明{cell.label}，或者清空这一项。")
        if len(text) > cell.longest:
            faults.append(f"第 {number} 项：{cell.label}超过 {cell.longest} 字，请缩短。")
        if cell.kind == "select" and text and text not in dict(cell.choices):
            faults.append(f"第 {number} 项：{cell.label}不在可选范围内，请重新选择。")
        if cell.kind != "date":
            return text
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            faults.append(f"第 {number} 项：{cell.label}“{text}”不是日期，请写成 2026-11-25 这样。")
            return None
