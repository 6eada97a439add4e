"""The history of what was entered: who recorded what and when, what it replaced, what was taken off and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.law.codes import FUNCTIONS, LEVELS, POSTS, ZONE_LEVELS
from anze.people.models import Account, Committee, Officer, OfficerVersion, ProblemTown, Tenure, Unit, UnitVersion
from anze.record.models import Entry
from anze.register.queries import scope
from anze.register.words import in_chinese


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to the register: when, by whom, what; each field as it was and as it became; the reason given."""

    at: datetime
    by: str
    what: str
    about: str
    lines: tuple[tuple[str, str, str], ...]
    reason: str


SAID: Final[Mapping[type, Mapping[str, str]]] = {
    UnitVersion: {"name": "名称", "level": "级别", "function": "部门类别", "determined": "确定参照执行", "treated_as": "比照层级", "closed_on": "撤销日期"},
    OfficerVersion: {"name": "姓名"},
    Tenure: {"post": "职务类别", "title": "职务名称", "start": "任职日期", "end": "免职日期", "acting": "主持工作", "party_committee_member": "党委委员"},
    ProblemTown: {"start": "列入日期", "end": "移出日期", "document": "列入文件", "end_document": "移出文件"},
    Committee: {"start": "起始日期", "end": "终止日期"},
}
_NAMES: Final[Mapping[type, tuple[str, str]]] = {
    UnitVersion: ("登记单位", "变更单位"), OfficerVersion: ("登记人员", "更正姓名"), Tenure: ("登记任期", "更正任期"),
    ProblemTown: ("列入问题突出镇", "更正问题突出镇"), Committee: ("登记安委会主任", "更正安委会主任"),
}
_TYPES: Final[Mapping[type, str]] = {Tenure: "tenure", ProblemTown: "problem_town", Committee: "committee"}
_CODES: Final[Mapping[str, Mapping[str, str]]] = {"post": POSTS, "level": LEVELS, "function": FUNCTIONS, "treated_as": ZONE_LEVELS}


def of_unit(unit: Unit) -> list[Event]:
    """Return what was ever entered about a unit, its posts, committee and place on the list of problem towns, the newest first."""
    rows: list[Any] = list(UnitVersion.objects.filter(unit=unit).select_related("recorded_by").order_by("recorded_at", "pk"))
    rows += list(Tenure.objects.filter(unit=unit).select_related("recorded_by", "officer").order_by("recorded_at", "pk"))
    rows += list(ProblemTown.objects.filter(unit=unit).select_related("recorded_by").order_by("recorded_at", "pk"))
    rows += list(Committee.objects.filter(unit=unit).select_related("recorded_by").prefetch_related("directors").order_by("recorded_at", "pk"))
    return _told(rows)


def of_officer(rights: Rights, officer: Officer) -> list[Event]:
    """Return what was ever entered about an officer, of the tenures those in reach, the newest first."""
    rows: list[Any] = list(OfficerVersion.objects.filter(officer=officer).select_related("recorded_by").order_by("recorded_at", "pk"))
    rows += list(scope.tenures(rights).filter(officer=officer).select_related("recorded_by", "officer", "unit").order_by("recorded_at", "pk"))
    return _told(rows)


def said(row: Any, name: str) -> str:
    """Return the value of a row's field as a reader sees it."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return in_chinese(value)
    return _CODES[name].get(value, value) if name in _CODES else str(value or "")


def differences(before: Any, after: Any) -> tuple[tuple[str, str, str], ...]:
    """Return the fields in which two rows of one kind differ: label, before, after. `before` is None for a first entry."""
    found = []
    for name, label in SAID[type(after)].items():
        was, now = said(before, name) if before else "", said(after, name)
        if was != now and (before or now not in ("", "否")):
            found.append((label, was, now))
    return tuple(found)


def _told(rows: list[Any]) -> list[Event]:
    by_pk = {(type(row), row.pk): row for row in rows}
    replaced = {(type(row), row.replaces_id) for row in rows if row.replaces_id}
    removed: list[Any] = [row for row in rows if row.struck_at and (type(row), row.pk) not in replaced and type(row) in _TYPES]
    events = [_entered(row, by_pk.get((type(row), row.replaces_id or 0))) for row in rows]
    events += _taken_off(removed)
    return sorted(events, key=lambda event: event.at, reverse=True)


def _entered(row: Any, before: Any) -> Event:
    first, later = _NAMES[type(row)]
    what = later if before else first
    if before and isinstance(row, Tenure) and row.end and not before.end and not _others_differ(before, row):
        what = "免职"
    return Event(row.recorded_at, row.recorded_by.name if row.recorded_by else "系统", what, _about(row), differences(before, row),
                 before.struck_reason if before else "")


def _others_differ(before: Tenure, row: Tenure) -> bool:
    return any(label != "免职日期" for label, _, _ in differences(before, row))


def _taken_off(removed: list[Any]) -> Iterator[Event]:
    if not removed:
        return
    wanted = Q()
    for name in _TYPES.values():
        wanted |= Q(object_type=name, object_id__in=[str(row.pk) for row in removed if _TYPES[type(row)] == name])
    entries = Entry.objects.filter(wanted, verb__startswith="撤下").values_list("object_type", "object_id", "actor")
    actors = {(kind, number): actor for kind, number, actor in entries}
    names = dict(Account.objects.filter(username__in=set(actors.values())).values_list("username", "name"))
    for row in removed:
        actor = actors.get((_TYPES[type(row)], str(row.pk)), "")
        what = {"tenure": "撤下任期", "problem_town": "撤下问题突出镇", "committee": "撤下安委会主任"}[_TYPES[type(row)]]
        yield Event(row.struck_at, names.get(actor, actor or "系统"), what, _about(row), (), row.struck_reason)


def _about(row: Any) -> str:
    if isinstance(row, Tenure):
        return f"{row.officer.name} · {row.title or POSTS[row.post]}"
    if isinstance(row, Committee):
        return "、".join(officer.name for officer in row.directors.all())
    return ""
