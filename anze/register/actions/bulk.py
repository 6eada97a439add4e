"""The verbs of the register for many rows at once: the same versions, paths, spellings and ledger entries as the single verbs, one query a kind.

Each is to be called inside the transaction of whatever it is part of. What the single verbs check against the database the caller has
checked (an import does, cell by cell); what a field may hold, places in the tree and posts held twice are checked here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from anze.people.models import Account, Officer, OfficerVersion, Tenure, Unit, UnitVersion
from anze.people.spelling import spelt
from anze.record.actions import Change, record_all
from anze.register.actions.tenures import KEPT, plain_tenure
from anze.register.actions.units import STATED, plain_state
from anze.register.overlaps import Span, overlaps
from anze.register.words import in_chinese

BATCH = 500
TABLES = (Unit, UnitVersion, Officer, OfficerVersion, Tenure)


def add_units(by: Account | None, now: datetime, rows: Iterable[Mapping[str, Any]], *, note: str = "") -> list[UnitVersion]:
    """Enter units (fields as `add_unit`; `parent` is the code of a unit on record or of another row) and return their versions.

    Raises ValidationError for a parent that is not there.
    """
    given = {row["code"]: dict(row) for row in rows}
    back = {unit.code: unit for unit in Unit.objects.filter(code__in=list(given)).exclude(versions__struck_at=None)}
    known = {unit.code: unit for unit in Unit.objects.filter(code__in={row["parent"] for row in given.values() if row["parent"]} - set(given))}
    made: dict[str, Unit] = {}
    while len(made) < len(given):
        ready = [code for code, row in given.items() if code not in made and (not row["parent"] or row["parent"] in known or row["parent"] in made)]
        if not ready:
            raise ValidationError("有单位的上级不在名册上，也不在这一批里。请先登记上级单位。")
        made |= _placed({code: _stated(back.get(code) or Unit(), given[code], (known | made).get(given[code]["parent"])) for code in ready})
    versions = [UnitVersion(unit=unit, recorded_at=now, recorded_by=by, **_state(unit)) for unit in made.values()]
    UnitVersion.objects.bulk_create(versions, batch_size=BATCH)
    record_all(Change(at=now, actor=by, verb="登记单位", object_type="unit", object_id=unit.code, unit=unit.code, after=plain_state(unit), note=note)
               for unit in made.values())
    return versions


def _stated(unit: Unit, row: Mapping[str, Any], parent: Unit | None) -> Unit:
    values = {"closed_on": None} | dict(row) | {"parent": parent} | spelt(row["name"], pinyin_length=200, initials_length=40)
    for name, value in values.items():
        setattr(unit, name, value)
    unit.clean_fields(exclude=["path", "parent"])
    return unit


def _placed(units: dict[str, Unit]) -> dict[str, Unit]:
    """Save units whose parents are saved; their paths in one query, since each holds the unit's own id."""
    again = [unit for unit in units.values() if unit.pk is not None]
    Unit.objects.bulk_create([unit for unit in units.values() if unit.pk is None], batch_size=BATCH)
    Unit.objects.bulk_update(again, [*STATED, "code_system", "kind", "position", "pinyin", "initials"], batch_size=BATCH)
    above = Coalesce(Subquery(Unit.objects.filter(pk=OuterRef("parent_id")).values("path")), Value("/"))
    Unit.objects.filter(pk__in=[unit.pk for unit in units.values()]).update(path=Concat(above, Cast("pk", CharField()), Value("/")))
    for unit in units.values():
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    return units


def change_units(by: Account | None, now: datetime, rows: Sequence[tuple[Unit, Mapping[str, Any]]], *, reason: str = "") -> list[UnitVersion]:
    """State units anew (fields as `change_unit`) and return their new versions."""
    last = {version.unit_id: version for version in UnitVersion.objects.current().filter(unit__in=[unit for unit, _ in rows])}
    UnitVersion.objects.filter(pk__in=[version.pk for version in last.values()]).update(struck_at=now, struck_reason=reason)
    versions, changes = [], []
    for unit, fields in rows:
        before = plain_state(unit)
        for name, value in fields.items():
            setattr(unit, name, value)
        vars(unit).update(spelt(unit.name, pinyin_length=200, initials_length=40))
        unit.clean_fields(exclude=["path", "parent"])
        versions.append(UnitVersion(unit=unit, recorded_at=now, recorded_by=by, replaces=last.get(unit.pk), **_state(unit)))
        changes.append(Change(at=now, actor=by, verb="变更单位", object_type="unit", object_id=unit.code, unit=unit.code, before=before,
                              after=plain_state(unit), note=reason))
    Unit.objects.bulk_update([unit for unit, _ in rows], [*STATED, "pinyin", "initials"], batch_size=BATCH)
    UnitVersion.objects.bulk_create(versions, batch_size=BATCH)
    record_all(changes)
    return versions


def add_officers(by: Account | None, now: datetime, rows: Iterable[tuple[str, str]], *, note: str = "") -> list[OfficerVersion]:
    """Enter officers (code, name) and return their versions."""
    given = list(rows)
    back = {officer.code: officer for officer in Officer.objects.filter(code__in=[code for code, _ in given]).exclude(versions__struck_at=None)}
    officers = []
    for code, name in given:
        officer = back.get(code) or Officer(code=code)
        _call(officer, name)
        officers.append(officer)
    Officer.objects.bulk_create([officer for officer in officers if officer.pk is None], batch_size=BATCH)
    Officer.objects.bulk_update(back.values(), ["name", "pinyin", "initials"], batch_size=BATCH)
    versions = [OfficerVersion(officer=officer, name=officer.name, recorded_at=now, recorded_by=by) for officer in officers]
    OfficerVersion.objects.bulk_create(versions, batch_size=BATCH)
    record_all(Change(at=now, actor=by, verb="登记人员", object_type="officer", object_id=officer.code, after={"name": officer.name}, note=note)
               for officer in officers)
    return versions


def rename_officers(by: Account | None, now: datetime, rows: Sequence[tuple[Officer, str]], *, reason: str = "") -> list[OfficerVersion]:
    """Correct names of officers and return their new versions."""
    last = {version.officer_id: version for version in OfficerVersion.objects.current().filter(officer__in=[officer for officer, _ in rows])}
    OfficerVersion.objects.filter(pk__in=[version.pk for version in last.values()]).update(struck_at=now, struck_reason=reason)
    versions, changes = [], []
    for officer, name in rows:
        before = officer.name
        _call(officer, name)
        versions.append(OfficerVersion(officer=officer, name=name, recorded_at=now, recorded_by=by, replaces=last.get(officer.pk)))
        changes.append(Change(at=now, actor=by, verb="更正姓名", object_type="officer", object_id=officer.code, before={"name": before},
                              after={"name": name}, note=reason))
    Officer.objects.bulk_update([officer for officer, _ in rows], ["name", "pinyin", "initials"], batch_size=BATCH)
    OfficerVersion.objects.bulk_create(versions, batch_size=BATCH)
    record_all(changes)
    return versions


def _call(officer: Officer, name: str) -> None:
    officer.name = name
    vars(officer).update(spelt(name, pinyin_length=120, initials_length=20))
    officer.clean_fields()


def begin_tenures(by: Account | None, now: datetime, rows: Iterable[Mapping[str, Any]], *, note: str = "") -> list[Tenure]:
    """Enter tenures (fields as `begin_tenure`) and return them. Raises ValidationError where a post is held twice at once."""
    tenures = [Tenure(recorded_at=now, recorded_by=by, **row) for row in rows]
    return _entered(by, now, [(None, tenure) for tenure in tenures], note)


def correct_tenures(by: Account | None, now: datetime, rows: Sequence[tuple[Tenure, Mapping[str, Any]]], *, reason: str = "") -> list[Tenure]:
    """State tenures anew (fields as `correct_tenure`) and return the new ones. Raises ValidationError where a post is held twice at once."""
    Tenure.objects.filter(pk__in=[old.pk for old, _ in rows]).update(struck_at=now, struck_reason=reason)
    new = [(old, Tenure(recorded_at=now, recorded_by=by, replaces_id=old.pk, **({name: getattr(old, name) for name in KEPT} | dict(fields))))
           for old, fields in rows]
    return _entered(by, now, new, reason)


def _entered(by: Account | None, now: datetime, rows: Sequence[tuple[Tenure | None, Tenure]], note: str) -> list[Tenure]:
    tenures = [tenure for _, tenure in rows]
    for tenure in tenures:
        tenure.clean_fields(exclude=["officer", "unit", "recorded_by", "replaces"])
    Tenure.objects.bulk_create(tenures, batch_size=BATCH)
    _refuse_held_twice(tenures)
    record_all(Change(at=now, actor=by, verb=_verb(old, new), object_type="tenure", object_id=str(new.pk), unit=new.unit.code, on_behalf=new.officer.code,
                      happened_on=new.start, before=plain_tenure(old) if old else None, after=plain_tenure(new), note=note) for old, new in rows)
    return tenures


def _refuse_held_twice(tenures: Sequence[Tenure]) -> None:
    ours = {tenure.pk for tenure in tenures}
    standing = Tenure.objects.current().filter(unit__in={tenure.unit_id for tenure in tenures}).select_related("officer", "unit")
    spans = (Span(one, one.officer_id, one.unit_id, one.post, one.start, one.end) for one in standing)
    for first, second in overlaps(spans):
        if {first.pk, second.pk} & ours:
            raise ValidationError(f"{second.unit.name}的{second.get_post_display()}在这段时间已由{first.officer.name}（{in_chinese(first.start)}起）担任，"
                                  f"不能再登记{second.officer.name}（{in_chinese(second.start)}起）。请先登记前任的免职日期。", code="held")


def _verb(old: Tenure | None, new: Tenure) -> str:
    if old is None:
        return "登记任期"
    ended = old.end is None and new.end is not None and all(getattr(old, name) == getattr(new, name) for name in KEPT if name != "end")
    return "免职" if ended else "更正任期"


def take_stock() -> None:
    """Let PostgreSQL count its tables again after many rows: until it does of itself, pages go through every pair of rows for minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(model._meta.db_table) for model in TABLES)}")


def _state(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in STATED}
