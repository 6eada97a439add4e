"""The sheet of dangers written out: the template, and what is on record in the same columns, so that it comes in again unchanged."""

from collections.abc import Iterable
from typing import Any

from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.excel.columns import DANGERS
from anze.hazards.policies import DANGER
from anze.register.excel.roster import columns
from anze.workbook.write import Sheet


def template() -> list[Sheet]:
    """Return the sheet with nothing but an example row, which is passed over when the file comes back."""
    return [Sheet(DANGERS.title, columns(DANGERS), [[heading.example for heading in DANGERS.headings]], examples=1)]


def danger_sheet(rows: Iterable[Any]) -> Sheet:
    """Return dangers (with their state) as a sheet that can be imported again."""
    return Sheet(DANGERS.title, columns(DANGERS), [list(as_row(one).values()) for one in rows])


def as_row(one: Any) -> dict[str, Any]:
    """Return what the sheet shows of a danger with its state, by key of the column, in order."""
    firm, cell, department = one.enterprise, one.cell, one.department
    return {"uid": one.uid, "unit": one.unit.code, "unit_name": one.unit.name, "level": LEVELS[one.level], "source": SOURCES[one.source],
            "found_on": one.found_on, "place": one.place, "enterprise": firm.code if firm else "", "enterprise_name": firm.name if firm else "",
            "cell": cell.code if cell else "", "text": one.text, "owner": one.owner, "department": department.code if department else "",
            "deadline": one.deadline, "state": DANGER.states[one.state].label}
