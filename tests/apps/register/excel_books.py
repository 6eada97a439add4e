"""Workbooks that tests send in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anze.access.rights import Reach
from anze.people.models import Account
from anze.register.actions.imports import receive
from anze.register.excel.columns import OFFICERS, TENURES, UNITS, Table
from anze.register.models import Import
from anze.workbook.write import Column, Sheet, workbook
from tests.cast import LONG_AGO, Cast

UNIT = ("code", "name", "level", "parent", "parent_name", "function", "determined", "treated_as")
OFFICER = ("code", "name")
TENURE = ("officer", "officer_name", "unit", "unit_name", "post", "title", "start", "end", "acting", "party_committee_member")
Rows = Iterable[Sequence[Any]]


def book(units: Rows = (), officers: Rows = (), tenures: Rows = ()) -> bytes:
    """Return a workbook with these rows under the usual headings (without those that only new units have)."""
    return workbook([_sheet(UNITS, UNIT, units), _sheet(OFFICERS, OFFICER, officers), _sheet(TENURES, TENURE, tenures)])


def _sheet(table: Table, keys: Sequence[str], rows: Rows) -> Sheet:
    return Sheet(table.title, [Column(table.by_key[key].title) for key in keys], rows)


def reach_of(cast: Cast, unit: str) -> Reach:
    """Return the reach of a unit's office."""
    return Reach(trees=frozenset({cast.unit[unit].path}))


def sent(cast: Cast, content: bytes, office: str = "英德", name: str = "名册.xlsx") -> Import:
    """Let the office of a unit send a workbook in."""
    account: Account = cast.account[f"{office}安委办"]
    return receive(account, LONG_AGO, reach_of(cast, office), name=name, content=content)


def dropped(client: Client, content: bytes, name: str = "名册.xlsx") -> Any:
    """Upload a workbook as a browser does."""
    return client.post("/import/", {"file": SimpleUploadedFile(name, content)})


def confirmed(client: Client, address: str) -> Any:
    """Press the button of the check page."""
    return client.post(f"{address}apply/", {"revision": client.get(address).context["imported"].revision})


def named(imported: Import) -> set[tuple[str, str]]:
    """Return the wrong cells: (sheet, address)."""
    return {(fault[0], fault[3]) for fault in imported.faults}
