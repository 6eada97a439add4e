"""What must hold of a production unit before it is put on record, field by field, in sentences with the remedy."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from anze.enterprises.credit import what_is_wrong
from anze.enterprises.models.enterprise import EnterpriseFields
from anze.people.models import Unit

_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()（）-]{5,18}")
_IDENTITY: Final = re.compile(r"[0-9]{17}[0-9Xx]")


def faults_of(one: EnterpriseFields) -> Iterator[tuple[str, str]]:
    """Yield the fields that are wrong with why, as far as they depend on each other or on more than their form."""
    if one.credit_code:
        why = what_is_wrong(one.credit_code)
        if why:
            yield "credit_code", why
    yield from place_faults(one.unit)
    if one.department_id and one.department is not None:
        if one.department.level != "department":
            yield "department", f"{one.department.name}不是部门。另行指定的监管部门请选一个部门；按监管分工表来的不用选。"
        if not one.department_reason.strip():
            yield "department_reason", "另行指定监管部门的，请写明原因或者文号。"
    elif one.department_reason:
        yield "department_reason", "没有另行指定监管部门，不用写原因。请清空这一格，或者选定部门。"
    if one.cell is not None and one.cell.unit_id != one.unit_id:
        yield "cell", f"“{one.cell.name}”是{one.cell.unit.name}的网格，这个单位在{one.unit.name}。请选{one.unit.name}的网格。"
    if one.phone and (not _PHONE.fullmatch(one.phone) or _IDENTITY.fullmatch(one.phone)):
        yield "phone", "不像电话号码。请写手机号，或者区号加号码，如 0763-3300000。"


def place_faults(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield why a production unit cannot lie in a unit."""
    if unit.level == "department":
        yield "unit", f"{unit.name}是部门，不是地方。请选单位所在的镇、街道或者园区。"
    elif unit.closed_on is not None:
        yield "unit", f"{unit.name}已于{unit.closed_on.year}年{unit.closed_on.month}月{unit.closed_on.day}日撤销。请选现在的镇、街道或者园区。"


def start_fault(start: date, today: date) -> str:
    """Return why a statement cannot hold from a day: a register says what is, not what will be."""
    return "起始日期在今天以后。请到那一天再登记，或者改成已经发生的日期。" if start > today else ""


def masked(contact: str, phone: str) -> dict[str, Any]:
    """Return a contact as the ledger keeps it: not enough to ring anybody up; in full it stands in the register alone."""
    return {"contact": contact[:1] + "某" if contact else "", "phone": f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****" if phone else ""}
