"""The production units of these tests: a kind, who supervises it, a cell, and firms with invented names."""

from datetime import date
from typing import Any

from anze.enterprises.actions.cells import add_cell
from anze.enterprises.actions.charges import add_kind, assign_charge
from anze.enterprises.actions.enterprises import add_enterprise
from anze.enterprises.credit import check_character
from anze.enterprises.models import Cell, Enterprise, Kind
from tests.cast import LONG_AGO, Cast

JANUARY = date(2025, 1, 1)


def credit_code(number: int) -> str:
    """Return a right credit code, invented."""
    body = f"91441881MA5{number:06d}"
    return body + check_character(body)


def kind(name: str = "工贸", **fields: Any) -> Kind:
    """Return a kind of the city's table."""
    return Kind.objects.filter(name=name).first() or add_kind(None, LONG_AGO, name=name, **fields)


def charge(cast: Cast, place: str, department: str, of: str = "工贸", start: date = JANUARY, **fields: Any) -> Any:
    """Give a department of the cast the supervision of a kind in a place of the cast."""
    return assign_charge(None, LONG_AGO, place=cast.unit[place], kind=kind(of), department=cast.unit[department], start=start, **fields)


def firm(cast: Cast, name: str, place: str = "望埠", of: str = "工贸", start: date = date(2025, 6, 1), **fields: Any) -> Enterprise:
    """Enter a production unit."""
    return add_enterprise(None, LONG_AGO, name=name, unit=cast.unit[place], kind=kind(of) if of else None, start=start, **fields)


def cell(cast: Cast, code: str = "wb-01", place: str = "望埠", start: date = JANUARY) -> Cell:
    """Draw a cell."""
    return add_cell(None, LONG_AGO, unit=cast.unit[place], code=code, name=f"{place}第一网格", start=start)
