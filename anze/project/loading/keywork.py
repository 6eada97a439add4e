"""Yearly key-work lists of the demo, tied to the records of their issue and of the rounds of checks."""

from datetime import date, timedelta
from typing import Any, Final

from anze.duties.models import KeyWorkCheck, KeyWorkItem, KeyWorkList, KeyWorkRound
from anze.people.models import Unit
from anze.project.loading.acts import Written
from anze.project.loading.insert import insert
from anze.project.loading.register import City
from anze.record.actions import Change

WORK: Final = (("开展重点行业领域重大事故隐患专项排查", 6, 30), ("完成非煤矿山和尾矿库汛前检查", 4, 15), ("推进自建房安全隐患整治销号", 9, 30),
               ("组织危险化学品企业安全评估", 8, 31), ("完成农村道路安全防护工程年度任务", 11, 30), ("组织安全生产月宣传和综合应急演练", 6, 30),
               ("开展冬春火灾防控", 12, 20), ("整治电动自行车违规停放充电", 10, 31))
LEADERS: Final = ("gov_executive_deputy", "gov_deputy", "safety_deputy", "gov_head")


def load_key_work(city: City, written: list[Written]) -> None:
    """Enter a list for each unit and year in which one was issued."""
    standing = [one for one in written if not one.gone and one.told.type == "document"]
    issued: dict[tuple[str, int], Written] = {}
    for one in standing:
        if one.told.kind == "task_list":
            issued.setdefault((one.told.unit.code, one.told.date.year), one)
    lists = {key: _list(one) for key, one in issued.items()}
    insert(list(lists.values()))
    items = {key: _items(city, found, issued[key].told.unit) for key, found in lists.items()}
    insert([item for its in items.values() for item in its])
    for key, found in lists.items():
        _note(city, issued[key], found, "印发重点工作清单", {"issued_on": found.issued_on, "number": found.number, "act": issued[key].uid,
                                                           "items": [[item.position, item.content] for item in items[key]]})
    _rounds(city, standing, lists, items)


def _list(one: Written) -> KeyWorkList:
    told = one.told
    return KeyWorkList(unit=told.unit, year=told.date.year, title=f"{told.unit.name}{told.date.year}年度安全生产重点工作责任清单", number=told.number,
                       issued_on=told.date, act=one.act, recorded_at=one.at, recorded_by=one.by)


def _items(city: City, found: KeyWorkList, unit: Unit) -> list[KeyWorkItem]:
    departments = [one for one in city.unit.values() if one.parent_id == unit.pk and one.level == "department" and one.function != "other"]
    leaders = [who for post in LEADERS if (who := city.in_post(unit.code, post, found.issued_on or city.clock.until))]
    items = []
    for place, (content, month, day) in enumerate(WORK, 1):
        luck = city.clock.chance("work", unit.code, str(found.year), str(place))
        items.append(KeyWorkItem(list=found, position=place, content=content, officer=leaders[place % len(leaders)] if leaders else None,
                                 department=departments[int(luck * len(departments))] if departments else None, deadline=date(found.year, month, day),
                                 provision="11.3" if unit.level in {"town", "subdistrict"} else "6.3", recorded_at=found.recorded_at,
                                 recorded_by=found.recorded_by))
    return items


def _rounds(city: City, standing: list[Written], lists: dict[Any, KeyWorkList], items: dict[Any, list[KeyWorkItem]]) -> None:
    checks = []
    for one in standing:
        key = one.told.unit.code, one.told.date.year
        found = lists.get(key)
        if one.told.kind != "task_list_check" or found is None or found.issued_on is None or one.told.date < found.issued_on:
            continue
        held = KeyWorkRound(list=found, on=one.told.date, note="逐项检查，未完成的限期完成。", act=one.act, at=one.at, by=one.by)
        insert([held])
        results = [(item, item.deadline - timedelta(days=int(40 * city.clock.chance("done", str(item.pk)))) <= one.told.date) for item in items[key]]
        checks += [KeyWorkCheck(item=item, round=held, on=held.on, done=done, note="" if done else "正在推进", at=one.at, by=one.by)
                   for item, done in results]
        _note(city, one, found, "检查重点工作清单", {"on": held.on, "note": held.note, "act": one.uid,
                                                     "results": [[item.position, done, ""] for item, done in results]})
    insert(checks)


def _note(city: City, one: Written, found: KeyWorkList, verb: str, after: dict[str, Any]) -> None:
    provision = "11.3" if one.told.unit.level in {"town", "subdistrict"} else "6.3"
    city.journal.add(Change(at=one.at, actor=one.by, verb=verb, object_type="key_work", object_id=str(found.pk), unit=one.told.unit.code,
                            provision=provision, after=after))
