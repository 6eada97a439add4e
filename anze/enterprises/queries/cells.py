"""The grid: cells of the places in reach, who answers for each on a day, the production units in it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from anze.access.rights import Rights
from anze.enterprises.codes import NEEDED_ROLES, ROLES
from anze.enterprises.models import Cell, CellHolder, CellVersion, Enterprise, EnterpriseVersion
from anze.enterprises.queries.visible import VIEW
from anze.law.question import Question
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A cell as of a day: what is said of it, who answers for it by role, how many production units lie in it."""

    cell: Cell
    version: CellVersion
    holders: list[CellHolder]
    enterprises: int

    @property
    def lacking(self) -> list[str]:
        """The roles in which nobody answers for it."""
        held = {one.role for one in self.holders}
        return [ROLES[role] for role in NEEDED_ROLES if role not in held]


def rows(rights: Rights, asked: Question, today: date, *, unit: Unit | None = None, text: str = "", officer: int | None = None) -> list[Row]:
    """Return the cells in reach that hold on the day, in the order of the tree; of one place, of a name, of one officer's if asked for."""
    cells = Cell.objects.visible_to(rights, VIEW)
    if unit is not None:
        cells = cells.filter(unit__path__startswith=unit.path)
    holders = CellHolder.objects.on_record(asked.known_at).held_on(asked.as_of).select_related("officer").order_by("role", "start")
    if officer is not None:
        cells = cells.filter(pk__in=holders.filter(officer=officer).order_by().values("cell"))
    versions = CellVersion.objects.on_record(asked.known_at).held_on(asked.as_of).filter(cell__in=cells).select_related("cell__unit")
    if text:
        found = holders.filter(officer__name__icontains=text).order_by().values("cell")
        named = holders.filter(person__icontains=text).order_by().values("cell")
        versions = versions.filter(name__icontains=text) | versions.filter(cell__code__istartswith=text) | versions.filter(
            extent__icontains=text) | versions.filter(cell__in=found) | versions.filter(cell__in=named)
    by_cell: dict[int, list[CellHolder]] = defaultdict(list)
    for one in holders.filter(cell__in=cells):
        by_cell[one.cell_id].append(one)
    numbers = _numbers(asked, today)
    return [Row(one.cell, one, by_cell[one.cell_id], numbers[one.cell_id])
            for one in versions.order_by("cell__unit__path", "cell__code")]


def _numbers(asked: Question, today: date) -> Counter[int]:
    found: Any
    if asked == Question(today, today):
        found = Enterprise.objects.standing().exclude(state="deregistered").filter(cell__isnull=False).values_list("cell")
    else:
        found = EnterpriseVersion.objects.on_record(asked.known_at).held_on(asked.as_of).exclude(state="deregistered").filter(
            cell__isnull=False).values_list("cell")
    return Counter(dict(found.annotate(number=Count("pk")).order_by()))
