"""Put many production units on record, or state them anew: the same rows and ledger entries as one by one, a few queries a thousand.

Each is to be called inside the transaction of whatever it is part of; the caller has checked the fields (`checks.faults_of`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from anze.enterprises.checks import masked
from anze.enterprises.models import Enterprise, EnterpriseVersion
from anze.enterprises.models.enterprise import KEYS, STATED, EnterpriseFields
from anze.people.models import Account
from anze.people.spelling import initials
from anze.record.actions import Change, hold, record_all

BATCH: Final = 500
ENTERED, CHANGED, CORRECTED, STRUCK = "登记生产经营单位", "变更生产经营单位", "更正生产经营单位", "撤下生产经营单位"


def enter(by: Account | None, now: datetime, rows: Iterable[Mapping[str, Any]], *, note: str = "") -> list[EnterpriseVersion]:
    """Enter production units (the fields of `STATED`, and `start`) and return their rows."""
    hold()  # numbers are given in order
    given = list(rows)
    last = int((Enterprise.objects.order_by("-code").values_list("code", flat=True).first() or "Q0000000")[1:])
    made = []
    for number, row in enumerate(given, last + 1):
        one = Enterprise(code=f"Q{number:07d}", since=row["start"], initials=row.get("initials") or initials(row["name"])[:60])
        _state(one, row)
        made.append(one)
    Enterprise.objects.bulk_create(made, batch_size=BATCH)
    versions = [_row(one, one, row["start"], None, now, by) for one, row in zip(made, given, strict=True)]
    EnterpriseVersion.objects.bulk_create(versions, batch_size=BATCH)
    record_all(Change(at=now, actor=by, verb=ENTERED, object_type="enterprise", object_id=one.enterprise.code, unit=one.unit.code,
                      happened_on=one.start, after=plain(one), note=note) for one in versions)
    return versions


def restate(by: Account | None, now: datetime, rows: Sequence[tuple[EnterpriseVersion, date, Mapping[str, Any]]], *, reason: str) -> list[EnterpriseVersion]:
    """State production units anew: each open row, the day from which the new fields hold, the fields. Returns the new open rows.

    From the day on which the row began, or before, it is a correction of the row; later, the row ends the day before and another begins.
    """
    strike([old for old, _, _ in rows], now, reason)
    ended, opened, changes = [], [], []
    for old, start, fields in rows:
        new = _row(old, old.enterprise, old.start if start <= old.start else start, None, now, by)
        _state(new, fields)
        if start <= old.start:
            new.replaces_id = old.pk
        else:
            ended.append(_row(old, old.enterprise, old.start, start - timedelta(days=1), now, by, replaces=old.pk))
        _mirror(old.enterprise, new)
        opened.append(new)
        changes.append(Change(at=now, actor=by, verb=CORRECTED if start <= old.start else CHANGED, object_type="enterprise",
                              object_id=old.enterprise.code, unit=new.unit.code, happened_on=new.start, before=plain(old), after=plain(new), note=reason))
    EnterpriseVersion.objects.bulk_create(ended, batch_size=BATCH)
    EnterpriseVersion.objects.bulk_create(opened, batch_size=BATCH)
    keep([old.enterprise for old, _, _ in rows])
    record_all(changes)
    return opened


def strike(rows: Sequence[EnterpriseVersion], now: datetime, reason: str) -> None:
    """Strike rows. Keys in batches: SQLite takes only so many at once."""
    for low in range(0, len(rows), BATCH):
        keys = [one.pk for one in rows[low:low + BATCH]]
        EnterpriseVersion.objects.filter(pk__in=keys).update(struck_at=now, struck_reason=reason[:200])


def keep(enterprises: Sequence[Enterprise]) -> None:
    """Write what changed of production units themselves: as one insert that updates, a hundred times quicker than row by row."""
    fields = [*STATED, "initials", "since", "on_record"]
    Enterprise.objects.bulk_create(enterprises, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _mirror(enterprise: Enterprise, row: EnterpriseVersion) -> None:
    if enterprise.name != row.name:
        enterprise.initials = initials(row.name)[:60]
    for name in KEYS:
        setattr(enterprise, name, getattr(row, name))
    enterprise.since = row.start


def _state(one: EnterpriseFields, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name in STATED:
            setattr(one, name, value)


def _row(stated: EnterpriseFields, enterprise: Enterprise, start: date, end: date | None, now: datetime, by: Account | None,
         replaces: int | None = None) -> EnterpriseVersion:
    row = EnterpriseVersion(enterprise=enterprise, start=start, end=end, recorded_at=now, recorded_by=by, replaces_id=replaces)
    for name in STATED:
        if stated._meta.get_field(name).is_relation:  # what was read once is not read again
            key = f"{name}_id"
            setattr(row, key, getattr(stated, key))
            if getattr(stated, key) is not None and name in stated._state.fields_cache:
                setattr(row, name, getattr(stated, name))
        else:
            setattr(row, name, getattr(stated, name))
    return row


def plain(row: EnterpriseVersion) -> dict[str, Any]:
    """Return a row as plain values, for the ledger; the contact masked."""
    return {"name": row.name, "credit_code": row.credit_code, "unit": row.unit.code, "address": row.address, "sector": row.sector,
            "industry": row.industry, "enterprise_kind": row.kind.name if row.kind else "", "risk": row.get_risk_display(),
            "department": row.department.code if row.department else "", "department_reason": row.department_reason,
            "cell": row.cell.code if row.cell else "", "state": row.get_state_display(), "start": row.start, "end": row.end,
            **masked(row.contact, row.phone)}
