"""A proposal of contact points for leaders who lack them: spread evenly over counties, problem towns and sectors. Whoever assigns decides."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anze.access.rights import Reach
from anze.duties.actions.contacts import propose
from anze.duties.codes import SECTORS
from anze.duties.queries.contacts import Row, contact_rows, points_in_force
from anze.duties.world import world
from anze.law.index import in_force
from anze.law.question import Question
from anze.people.models import Officer, Unit


@dataclass(frozen=True, slots=True)
class Proposal:
    """A leader who lacks a contact point, what may be chosen (value, name) and what is proposed."""

    row: Row
    officer: Officer
    choices: tuple[tuple[str, str], ...]
    proposed: str

    @property
    def field(self) -> str:
        """The name of the field in the form."""
        return f"{self.row.needs}-{self.row.officer}"


def proposals(asked: Question, today: date, reach: Reach, unit: Unit) -> list[Proposal]:
    """Return a proposal for each contact duty of the unit's leaders for which no point in force is in order."""
    rows = [row for row in contact_rows(asked, today, reach) if row.unit == unit.code]
    open_rows = [row for row in rows if row.status in {"lacking", "invalid"} or (row.status == "pending" and not row.points)]
    officers = Officer.objects.in_bulk([row.officer for row in open_rows], field_name="code")
    found: list[Proposal] = []
    for needs in ("county", "town", "sector"):
        mine = _once([row for row in open_rows if row.needs == needs])
        found += _spread(mine, officers, _choices(asked, today, unit, needs), _taken(asked, needs))
    return sorted(found, key=lambda one: rows.index(one.row))


def _once(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each leader once: a point serves every post that the leader holds."""
    return list({row.officer: row for row in reversed(rows)}.values())[::-1]


def _spread(rows: Sequence[Row], officers: dict[str, Officer], choices: tuple[tuple[str, str], ...], taken: dict[str, int]) -> list[Proposal]:
    given = propose([officers[row.officer] for row in rows], [value for value, _ in choices], taken)
    return [Proposal(row, officers[row.officer], choices, given.get(row.officer, "")) for row in rows]


def _choices(asked: Question, today: date, unit: Unit, needs: str) -> tuple[tuple[str, str], ...]:
    if needs == "sector":
        return tuple((sector, sector) for sector in SECTORS)
    known = world(asked, today).known(asked)
    tree = known.tree
    if needs == "county":
        return tuple((code, tree.name(code)) for code in sorted(tree.units) if tree.place(code) == "county" and tree.inside(code, unit.code))
    listed = [code for code, entries in known.index.problem_town_at.items() if any(in_force(entry, asked.as_of) for entry in entries)]
    return tuple((code, tree.name(code)) for code in sorted(listed) if tree.inside(code, unit.code))


def _taken(asked: Question, needs: str) -> dict[str, int]:
    points = (point for point in points_in_force(asked) if point.target == needs)
    return Counter(point.unit.code if point.unit else point.sector for point in points)
