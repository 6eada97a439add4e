"""Entries to be read: those within somebody's reach, those about one object, and what they say."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.people.models import Account, Officer, Unit
from anze.record.confidential import readable_to
from anze.record.models import Entry
from anze.record.words import KEYS, OBJECTS, said


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that an entry changed, as a reader sees it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a reader sees it. `note` and `changes` are empty and `erased` is true where the text was erased."""

    entry: Entry
    object_label: str
    who: str
    for_whom: str
    unit_name: str
    note: str
    changes: tuple[Difference, ...]
    erased: bool


def within(rights: Rights) -> QuerySet[Entry]:
    """Return the entries that an account may read (ledger.view): about units in reach, or officers who have or had a post there.

    Entries that belong to no unit and no officer (accounts, the ledger itself) are for who reaches the top of the tree; confidential ones for nobody but
    those whom their app names.
    """
    reach = rights.reach("ledger.view")
    if reach.everything:
        return Entry.objects.filter(readable_to(rights))
    if not reach:
        return Entry.objects.none()
    officers = Officer.objects.filter(reach.of_officers("")).values("code")
    mine = Q(unit__in=Unit.objects.filter(reach.of_units()).values("code")) | Q(unit="", object_type="officer", object_id__in=officers)
    if any(reach.covers_unit(top) for top in Unit.objects.filter(parent=None)):
        mine |= Q(unit="")
    return Entry.objects.filter(mine).filter(readable_to(rights))


def about(object_type: str, object_id: str) -> QuerySet[Entry]:
    """Return the entries about one object, first to last; an act's with those of its files and problems."""
    kinds = (object_type, "evidence", "problem") if object_type == "act" else (object_type,)
    return Entry.objects.filter(object_type__in=kinds, object_id=object_id).order_by("seq")


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Return entries (fetched with `sealed`) as readers see them: three queries, however many."""
    found = list(entries)
    accounts = _names(Account, "username", {one.actor for one in found})
    officers = _names(Officer, "code", {one.on_behalf for one in found} | {one.object_id for one in found if one.object_type == "officer"})
    units = _names(Unit, "code", {one.unit for one in found})
    return [_line(one, accounts, officers, units) for one in found]


def _names(model: Any, key: str, codes: set[str]) -> dict[str, str]:
    return dict(model.objects.filter(**{f"{key}__in": codes - {""}}).values_list(key, "name"))


def _line(entry: Entry, accounts: dict[str, str], officers: dict[str, str], units: dict[str, str]) -> Line:
    sealed = getattr(entry, "sealed", None)
    erased = sealed is None or sealed.erased_at is not None
    text: dict[str, Any] = {} if sealed is None or erased else json.loads(sealed.text)
    return Line(entry=entry, object_label=OBJECTS.get(entry.object_type, entry.object_type), who=accounts.get(entry.actor, entry.actor) or "系统",
                for_whom=officers.get(entry.on_behalf, entry.on_behalf), unit_name=units.get(entry.unit, entry.unit), note=text.get("note") or "",
                changes=tuple(_differences(text.get("before") or {}, text.get("after") or {})), erased=erased)


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterable[Difference]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield Difference(KEYS.get(key, key), said(old) if key in before else "", said(new) if key in after else "")
