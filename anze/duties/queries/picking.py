"""What of the board an account may urge about: each by its key, and all that the filters let through, on whatever page they stand."""

import numpy as np

from anze.access.rights import Rights
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.obligations import MISSED, SOON, WAITING, Chosen, Row, Table, in_reach
from anze.duties.queries.standing import reached


def urge_units(table: Table, rights: Rights) -> frozenset[str]:
    """Return the codes of the units whose leaders the account may urge."""
    return reached(table.world, rights.reach("urge.send"))[0] if rights.may("urge.send") else frozenset()


def pick_of(table: Table, row: Row, units: frozenset[str]) -> str:
    """Return the key by which an urging names the obligation; nothing for what is done, vacant or not for this account."""
    if row.unit not in units or not row.officers or row.lamp in {"met", "backfilled"}:
        return ""
    return _key(table, row.duty, row.unit, row.officers[0][0], row.period)


def pickable(chosen: Chosen, units: frozenset[str]) -> Chosen:
    """Return those of the rows that may be urged about: not done, with somebody who answers for them, in these units."""
    table, roll = chosen.table, chosen.table.world.recurrence.roll
    within = np.fromiter((code in units for code in roll.units), dtype=np.bool_, count=len(roll.units))
    left = np.isin(table.lamp, (SOON, WAITING, MISSED)) & (np.diff(table.officer_at) > 0)
    return chosen.where(left & within.take(table.unit)) if len(table) else chosen


def picks_of(table: Table, rights: Rights, filters: Filters) -> list[str]:
    """Return the keys of everything that filters let through and that the account may urge about."""
    chosen = pickable(narrow(in_reach(table, rights.reach("board.view")), filters), urge_units(table, rights))
    units = table.world.recurrence.roll.units
    return [_key(table, table.duties[table.duty[row]].id, units[table.unit[row]], table.officers_at(row)[0], table.period_at(row).name)
            for row in chosen.at.tolist()]


def _key(table: Table, duty: str, unit: str, officer: str, period: str) -> str:
    owner = next(one.owner for one in table.duties if one.id == duty)
    return "|".join((duty, unit, officer if owner == "person" else "", period))
