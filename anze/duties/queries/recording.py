"""Where an act for an obligation is recorded, and whether the account may."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from anze.access.rights import Rights
from anze.duties.queries.obligations import Row, Table
from anze.duties.queries.standing import reached
from anze.duties.sources import begin


def may_record(table: Table, rights: Rights, row: Row) -> bool:
    """Say whether the account may record an act for it: of that unit, or of an officer who answers for it."""
    units, people = reached(table.world, rights.reach("act.record"))
    return row.unit in units or any(code in people for code, _ in row.officers)


def record_address(table: Table, rights: Rights, row: Row, as_of: date, officer: str = "") -> str:
    """Return the page on which an act for an obligation is recorded, filled in; empty for whoever may not. A document that a process has a page of
    its own for is begun there, so that nobody records a report that was never written."""
    if not may_record(table, rights, row):
        return ""
    document = next((duty.act.document for duty in table.duties if duty.id == row.duty), "")
    own = begin("documents", document, rights) if document else ""
    return own or f"{reverse('acts:record')}?{record_query(row, as_of, officer)}"


def record_query(row: Row, as_of: date, officer: str = "") -> str:
    """Return the query that fills the form in: kind, duty, unit, officer; the day, where the period still runs."""
    fields = {"type": row.act_type, "duty": row.duty, "unit": row.unit, "officer": officer or (row.officers[0][0] if row.officers else ""),
              "date": as_of.isoformat() if row.left >= 0 else ""}
    return urlencode({name: value for name, value in fields.items() if value})
