"""Yearly key-work lists: made, copied from last year's, issued, checked. Issue and checks record the act that meets 第六条（三） and 第十一条（三）."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.recording import record_act
from anze.acts.models import Act
from anze.acts.told import Told
from anze.duties.models import KeyWorkCheck, KeyWorkItem, KeyWorkList, KeyWorkRound
from anze.duties.queries.keywork import next_year
from anze.people.models import Account, Unit
from anze.record.actions import Change, record

STATED: Final = ("list", "position", "content", "officer", "department", "deadline", "provision")


def make_list(by: Account | None, now: datetime, *, unit: Unit, year: int, title: str = "", copied: bool = False) -> KeyWorkList:
    """Make the list of a year, with last year's items where it is `copied`. Raises ValidationError where there is one already."""
    found = KeyWorkList(unit=unit, year=year, title=title or f"{unit.name}{year}年度安全生产重点工作责任清单", recorded_at=now, recorded_by=by)
    found.full_clean()
    with transaction.atomic():
        found.save()
        last = KeyWorkList.objects.current().filter(unit=unit, year=year - 1).first() if copied else None
        old = list(KeyWorkItem.objects.current().filter(list=last)) if last else []
        KeyWorkItem.objects.bulk_create(
            KeyWorkItem(recorded_at=now, recorded_by=by, **(_stated(one) | {"list": found, "deadline": next_year(one.deadline)})) for one in old)
        _write(by, now, "编制重点工作清单", found, {"year": year, "title": found.title, "items": len(old)})
    return found


def add_item(by: Account | None, now: datetime, found: KeyWorkList, **fields: Any) -> KeyWorkItem:
    """Add an item and return it. `fields`: position, content, officer, department, deadline, provision."""
    with transaction.atomic():
        item = KeyWorkItem(list=found, recorded_at=now, recorded_by=by, **fields)
        item.full_clean()
        item.save()
        _write(by, now, "添加重点工作任务", found, _plain(item))
    return item


def change_item(by: Account | None, now: datetime, item: KeyWorkItem, *, reason: str, **fields: Any) -> KeyWorkItem:
    """State an item anew; the old entry and its checks stay on record."""
    with transaction.atomic():
        old = _struck(now, item, reason)
        new = KeyWorkItem(recorded_at=now, recorded_by=by, replaces_id=old.pk, **(_stated(old) | fields))
        new.full_clean()
        new.save()
        _write(by, now, "更改重点工作任务", new.list, _plain(new), _plain(old), reason)
    return new


def drop_item(by: Account | None, now: datetime, item: KeyWorkItem, *, reason: str) -> None:
    """Take an item off the list, with the reason; it stays on record."""
    with transaction.atomic():
        old = _struck(now, item, reason)
        _write(by, now, "撤下重点工作任务", old.list, None, _plain(old), reason)


def issue(by: Account | None, now: datetime, found: KeyWorkList, *, issued_on: date, number: str = "") -> Act:
    """Issue a list: the document `task_list` is recorded as an act, so that nobody types it twice. Raises ValidationError for an empty or issued one."""
    with transaction.atomic():
        found = KeyWorkList.objects.select_for_update().select_related("unit").get(pk=found.pk)
        if found.issued_on:
            raise ValidationError("这份清单已经印发。要改任务的，直接更改任务，原来的会保留。")
        if not KeyWorkItem.objects.current().filter(list=found).exists():
            raise ValidationError("清单里还没有任务，不能印发。请先添加任务。")
        act = record_act(by, now, Told(type="document", unit=found.unit, date=issued_on, title=found.title, kind="task_list", number=number, year=found.year))
        found.issued_on, found.number, found.act = issued_on, number, act
        found.save(update_fields=["issued_on", "number", "act"])
        _write(by, now, "印发重点工作清单", found, {"issued_on": issued_on, "number": number, "act": act.uid}, provision=_provision(found))
    return act


def check_round(by: Account | None, now: datetime, found: KeyWorkList, *, on: date, results: Mapping[int, tuple[bool, str]], note: str = "") -> KeyWorkRound:
    """Record a round of checks: each item (by key) done or not, and the act `task_list_check` with it. Raises ValidationError before the issue."""
    with transaction.atomic():
        found = KeyWorkList.objects.select_for_update().select_related("unit").get(pk=found.pk)
        if not found.issued_on or on < found.issued_on:
            raise ValidationError("清单印发以后才检查。请先印发清单，检查日期不早于印发日期。")
        items = {item.pk: item for item in KeyWorkItem.objects.current().filter(list=found)}
        if not results or results.keys() - items.keys():
            raise ValidationError("检查的任务和清单对不上，可能刚被别人改过。请刷新页面重新填写。")
        done = sum(one for one, _ in results.values())
        act = record_act(by, now, Told(type="document", unit=found.unit, date=on, title=f"{found.title}检查（完成 {done}／{len(items)} 项）"[:120],
                                       kind="task_list_check", year=found.year))
        held = KeyWorkRound.objects.create(list=found, on=on, note=note, act=act, at=now, by=by)
        KeyWorkCheck.objects.bulk_create(KeyWorkCheck(item=items[key], round=held, on=on, done=one, note=text, at=now, by=by)
                                         for key, (one, text) in results.items())
        after = {"on": on, "note": note, "act": act.uid, "results": [[items[key].position, one, text] for key, (one, text) in results.items()]}
        _write(by, now, "检查重点工作清单", found, after, provision=_provision(found))
    return held


def _provision(found: KeyWorkList) -> str:
    return "11.3" if found.unit.level in {"town", "subdistrict"} else "6.3"


def _struck(now: datetime, item: KeyWorkItem, reason: str) -> KeyWorkItem:
    old = KeyWorkItem.objects.select_for_update().get(pk=item.pk)
    if old.struck_at is not None:
        raise ValidationError("这项任务刚被别人更改过。请刷新页面，在新的记录上修改。")
    old.struck_at, old.struck_reason = now, reason
    old.save(update_fields=["struck_at", "struck_reason"])
    return old


def _stated(item: KeyWorkItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in STATED}


def _plain(item: KeyWorkItem) -> dict[str, Any]:
    return {"position": item.position, "content": item.content, "officer": item.officer.code if item.officer else None,
            "department": item.department.code if item.department else None, "deadline": item.deadline, "provision": item.provision}


def _write(by: Account | None, now: datetime, verb: str, found: KeyWorkList, after: Mapping[str, Any] | None, before: Mapping[str, Any] | None = None,
           note: str = "", provision: str = "") -> None:
    record(Change(at=now, actor=by, verb=verb, object_type="key_work", object_id=str(found.pk), unit=found.unit.code, provision=provision,
                  before=before, after=after, note=note))
