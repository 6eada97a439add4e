"""Carry out an import of production units that has no fault: made ready first, then written at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from anze.enterprises.actions import bulk
from anze.enterprises.excel.checking import Desk
from anze.enterprises.models import EnterpriseVersion
from anze.people.models import Account
from anze.people.spelling import initials

PART: Final = 2_000


@dataclass(slots=True)
class Prepared:
    """What is to be written."""

    by: Account
    now: datetime
    note: str
    new: list[dict[str, Any]]
    changed: list[tuple[EnterpriseVersion, date, Mapping[str, Any]]]

    def write(self) -> dict[str, list[int]]:
        """Write, inside the caller's transaction, and return the keys of the rows written, by whether they were new."""
        new: list[int] = []
        changed: list[int] = []
        for low in range(0, len(self.new), PART):  # a part at a time: rows and entries of fifty thousand at once would take a gigabyte
            new += [one.pk for one in bulk.enter(self.by, self.now, self.new[low:low + PART], note=self.note)]
        for low in range(0, len(self.changed), PART):
            changed += [one.pk for one in bulk.restate(self.by, self.now, self.changed[low:low + PART], reason=self.note)]
        return {"new": new, "changed": changed}


def carry_out(by: Account, now: datetime, desk: Desk, note: str) -> Prepared:
    """Make ready what the desk would do: names spelt, rows that change read by their keys (never joined, never a thousand at once)."""
    new = [fields | {"initials": initials(fields["name"])[:60]} for fields in desk.added.values()]
    wanted = {known.pk: (start, fields) for known, start, fields in desk.changed.values()}
    return Prepared(by, now, note, new, [(row, *wanted[row.enterprise_id]) for row in open_rows(list(wanted))])


def open_rows(enterprises: list[int]) -> list[EnterpriseVersion]:
    """Return the rows that hold now of production units (keys), with all they refer to."""
    found: list[EnterpriseVersion] = []
    for low in range(0, len(enterprises), bulk.BATCH):
        rows = EnterpriseVersion.objects.current().filter(enterprise__in=enterprises[low:low + bulk.BATCH], end=None)
        found += rows.select_related("enterprise", "unit", "kind", "department", "cell")
    return found
