"""Check a whole workbook: every wrong cell in one pass, and what it would do if there were none."""

from anze.access.rights import Reach
from anze.register.excel.columns import TABLES
from anze.register.excel.officers import check_officers
from anze.register.excel.onrecord import on_record
from anze.register.excel.plan import Desk
from anze.register.excel.tables import Fault, Typed
from anze.register.excel.tenures import check_tenures
from anze.register.excel.units import check_units

ORDER = {table.key: place for place, table in enumerate(TABLES)}


def check(sheets: dict[str, Typed], reach: Reach) -> Desk:
    """Return the desk on which the sheets were checked against the register, for one who reaches so far."""
    desk = Desk(on_record(reach), sheets)
    check_units(desk)
    check_officers(desk)
    check_tenures(desk)
    desk.faults.sort(key=_order)
    return desk


def _order(fault: Fault) -> tuple[int, int, int]:
    table = next((one for one in TABLES if one.key == fault.table), None)
    keys = [heading.key for heading in table.headings] if table else []
    return ORDER.get(fault.table, -1), fault.row, keys.index(fault.key) if fault.key in keys else -1
