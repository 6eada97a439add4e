"""The register of production units written out: the template, and what an account may see in the columns in which it comes in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from anze.access.rights import Rights
from anze.enterprises.codes import RISKS, STATES
from anze.enterprises.excel.columns import ENTERPRISES
from anze.enterprises.models import Kind
from anze.enterprises.queries.lists import Line, filters, lines, listed
from anze.enterprises.queries.supervisors import Supervisors
from anze.law.question import Question
from anze.people.moment import asked, day_of
from anze.register.excel.roster import columns
from anze.workbook.exporting import exporter
from anze.workbook.write import Column, Sheet


def template() -> list[Sheet]:
    """Return the sheet with nothing but an example row, which is passed over when the file comes back."""
    return [Sheet(ENTERPRISES.title, _columns(), [[heading.example for heading in ENTERPRISES.headings]], examples=1)]


@exporter
def book(rights: Rights, now: datetime, **query: str) -> list[Sheet]:
    """Return the production units that the account may see and the filters of a URL let through, as a sheet."""
    question, today = asked(query, now), day_of(now)
    table = Supervisors(question)
    rows = listed(rights, question, filters(query), table, now_on=question == Question(today, today))
    return [Sheet(ENTERPRISES.title, _columns(), map(_row, _lines(rows, table, rights)))]


def _lines(rows: Any, table: Supervisors, rights: Rights) -> Iterator[Line]:
    return lines(rows.iterator(2000), table, rights)


def _columns() -> list[Column]:
    kinds = tuple(Kind.objects.filter(closed_on=None).values_list("name", flat=True))
    return [replace(column, choices=kinds) if column.title == "类别" and len(",".join(kinds)) < 255 else column for column in columns(ENTERPRISES)]


def _row(line: Line) -> list[Any]:
    one = line.one
    contact, phone = (one.contact, one.phone) if line.contact else ("", "")
    start = one.since if hasattr(one, "since") else one.start
    return [line.code, one.name, one.credit_code, one.unit.code, one.unit.name, one.address, one.kind.name if one.kind else "", one.sector, one.industry,
            RISKS.get(one.risk, ""), one.cell.code if one.cell else "", one.department.code if one.department else "", one.department_reason, contact,
            phone, STATES[one.state], start, "、".join(unit.name for unit in line.supervisors)]
