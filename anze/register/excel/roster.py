"""The roster written out: the template, and what is on record in the same columns, so that it comes in again unchanged."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from anze.access.rights import Rights
from anze.law.codes import FUNCTIONS, LEVELS, POSTS, ZONE_LEVELS
from anze.people.models import Officer, OfficerVersion, Tenure, Unit, UnitVersion
from anze.register.excel.columns import TABLES, Heading, Table
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet


def template() -> list[Sheet]:
    """Return the three sheets with nothing but an example row, which is passed over when the file comes back."""
    return [Sheet(table.title, columns(table), [[heading.example for heading in table.headings]], examples=1) for table in TABLES]


@exporter
def roster(rights: Rights, now: datetime) -> list[Sheet]:
    """Return the three sheets with all that the account may see: five queries for the rows."""
    units, officers, tenures = _seen(rights)
    rows: tuple[Iterable[Sequence[Any]], ...] = (map(_unit, units.iterator(2000)), ([officer.code, officer.name] for officer in officers.iterator(2000)),
            _tenures(list(tenures)))
    return [Sheet(table.title, columns(table), found) for table, found in zip(TABLES, rows, strict=True)]


def rows_of(rights: Rights) -> int:
    """Return how many rows the roster has for the account."""
    return sum(found.count() for found in _seen(rights))


def _seen(rights: Rights) -> tuple[Any, Any, Any]:
    reach = rights.reach("register.view")
    units = Unit.objects.filter(reach.of_units(), pk__in=UnitVersion.objects.current().values("unit")).select_related("parent").order_by("path")
    officers = Officer.objects.filter(reach.of_officers(), pk__in=OfficerVersion.objects.current().values("officer")).order_by("pinyin", "code")
    # Not joined: after a large import PostgreSQL has no statistics yet, and would go through every pair of rows.
    tenures = Tenure.objects.current().filter(Q(unit__in=Unit.objects.filter(reach.of_units()).values("pk")) | Q(officer__in=reach.officers))
    return units, officers, tenures.order_by()


def columns(table: Table) -> list[Column]:
    """Return the columns of a table as a sheet is given them: notes, lists to choose from, how what is typed stays."""
    return [Column(heading.title, heading.width, _note(heading), _choices(heading), "day" if heading.kind == "day" else "text") for heading in table.headings]


def _note(heading: Heading) -> str:
    return f"{'必填。' if heading.needed else ''}{heading.note}"


def _choices(heading: Heading) -> Sequence[str]:
    return ("是", "否") if heading.kind == "mark" else tuple((heading.choices or {}).values())


def _unit(unit: Unit) -> list[Any]:
    above, level = unit.parent, unit.level
    return [unit.code, unit.name, LEVELS[level], above.code if above else "", above.name if above else "",
            FUNCTIONS[unit.function] if level == "department" else "", unit.determined if level == "subdistrict" else "",
            ZONE_LEVELS[unit.treated_as] if level == "zone" else "", unit.kind, unit.code_system, unit.position, unit.closed_on]


def _tenures(rows: list[Tenure]) -> Iterator[list[Any]]:
    units, officers = Unit.objects.in_bulk({one.unit_id for one in rows}), Officer.objects.in_bulk({one.officer_id for one in rows})
    for one in sorted(rows, key=lambda one: (units[one.unit_id].path, one.post, one.start, one.pk)):
        officer, unit = officers[one.officer_id], units[one.unit_id]
        yield [officer.code, officer.name, unit.code, unit.name, POSTS[one.post], one.title, one.start, one.end, one.acting, one.party_committee_member]
