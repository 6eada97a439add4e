"""The cards of the officers whom an account is or records for, ready to be shown: rows with their addresses."""

from dataclasses import dataclass
from datetime import date

from anze.access.rights import Rights
from anze.duties.queries.grid import cell_query
from anze.duties.queries.mine import Card, card
from anze.duties.queries.obligations import Row, table_of
from anze.duties.queries.recording import record_address
from anze.law.question import Question


@dataclass(frozen=True, slots=True)
class Line:
    """One obligation with the query of its explanation and that of the form for it (empty: the account may not record it)."""

    row: Row
    explain: str
    record: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A card with its lines. `own`: of the account's own officer; else of one it records for."""

    card: Card
    own: bool
    groups: list[tuple[str, list[Line]]]
    overdue: list[Line]


def ready(asked: Question, today: date, rights: Rights) -> list[Ready]:
    """Return the cards of everyone whom `duty.own` names: the account's own first."""
    table = table_of(asked, today)
    codes = table.world.places.officer_by_pk
    own = rights.account.officer_id
    keys = sorted((pk for pk in rights.reach("duty.own").officers if pk in codes), key=lambda pk: (pk != own, codes[pk]))
    bodies = {duty.id for duty in table.duties if duty.owner == "body"}

    def line(row: Row, officer: str) -> Line:
        return Line(row, cell_query(row.duty, row.unit, "" if row.duty in bodies else officer, row.period, row.twin),
                    record_address(table, rights, row, asked.as_of, officer))

    found = []
    for pk in keys:
        one = card(table, codes[pk], pk)
        found.append(Ready(one, pk == own, [(title, [line(row, one.officer) for row in rows]) for title, rows in one.groups],
                           [line(row, one.officer) for row in one.overdue]))
    return found
