"""Yearly key-work lists of the demo, tied to the records of their issue and of the rounds of checks."""

from datetime import date, timedelta
from typing import Any, Final

from anze.duties.models import KeyWorkCheck, KeyWorkItem, KeyWorkList, KeyWorkRound
from anze.people.models import Officer, Unit
from anze.project.loading.acts import Written
from anze.project.loading.insert import insert
from anze.project.loading.register import City
from anze.record.actions import Change

# What is to be done, by which day, whose it is (the post, and the how manieth of those who hold it), with which department.
WORK: Final = (
    ("开展重点行业领域重大事故隐患专项排查", (6, 30), ("gov_executive_deputy", 0), "yjj"),
    ("完成非煤矿山和尾矿库汛前检查", (4, 15), ("gov_executive_deputy", 0), "yjj"),
    ("推进自建房安全隐患整治销号", (9, 30), ("gov_deputy", 0), "zjj"),
    ("组织危险化学品企业安全评估", (8, 31), ("gov_executive_deputy", 0), "yjj"),
    ("完成农村道路安全防护工程年度任务", (11, 30), ("gov_deputy", 1), "jtj"),
    ("组织安全生产月宣传和综合应急演练", (6, 30), ("gov_head", 0), "yjj"),
    ("开展冬春火灾防控", (12, 20), ("gov_executive_deputy", 0), "xfj"),
    ("开展中小学校舍和校车安全检查", (8, 25), ("gov_deputy", 2), "jyj"),
    ("整治电动自行车违规停放充电", (10, 31), ("gov_deputy", 3), "xfj"),
)
TOWN_WORK: Final = (
    ("开展辖区重点场所事故隐患排查", (6, 30), ("safety_deputy", 0), ""),
    ("配合完成非煤矿山和尾矿库汛前检查", (4, 15), ("safety_deputy", 0), ""),
    ("推进自建房安全隐患整治销号", (9, 30), ("other_leader", 0), ""),
    ("完成农村道路隐患路段整治", (11, 30), ("other_leader", 1), ""),
    ("组织安全生产月宣传和应急演练", (6, 30), ("gov_head", 0), ""),
    ("开展冬春火灾防控和出租屋检查", (12, 20), ("safety_deputy", 0), ""),
)
BEHIND: Final = 0.06  # share of items that are not done by their last day
TOWNS: Final = frozenset({"town", "subdistrict"})


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
    day, town = found.issued_on or city.clock.until, unit.level in TOWNS
    return [KeyWorkItem(list=found, position=place, content=content, officer=_owner(city, unit.code, whose, day),
                        department=city.unit.get(f"{unit.code}-{department}"), deadline=date(found.year, *last), provision="11.3" if town else "6.3",
                        recorded_at=found.recorded_at, recorded_by=found.recorded_by)
            for place, (content, last, whose, department) in enumerate(TOWN_WORK if town else WORK, 1)]


def _owner(city: City, unit: str, whose: tuple[str, int], day: date) -> Officer | None:
    """Return who held the post on the day of issue; where it was vacant, whoever leads the government."""
    post, number = whose
    held = city.holders(unit, post, day)
    return held[number % len(held)] if held else city.in_post(unit, "gov_head", day)


def _rounds(city: City, standing: list[Written], lists: dict[Any, KeyWorkList], items: dict[Any, list[KeyWorkItem]]) -> None:
    checks = []
    for one in standing:
        key = one.told.unit.code, one.told.date.year
        found = lists.get(key)
        if one.told.kind != "task_list_check" or found is None or found.issued_on is None or one.told.date < found.issued_on:
            continue
        held = KeyWorkRound(list=found, on=one.told.date, note="逐项检查，未完成的限期完成。", act=one.act, at=one.at, by=one.by)
        insert([held])
        results = [(item, _done_on(city, key, item) <= one.told.date) for item in items[key]]
        checks += [KeyWorkCheck(item=item, round=held, on=held.on, done=done, at=one.at, by=one.by,
                                note="" if done else "进度滞后，已要求限期完成" if item.deadline < held.on else "正在推进") for item, done in results]
        _note(city, one, found, "检查重点工作清单", {"on": held.on, "note": held.note, "act": one.uid,
                                                     "results": [[item.position, done, ""] for item, done in results]})
    insert(checks)


def _done_on(city: City, key: tuple[str, int], item: KeyWorkItem) -> date:
    """Return when an item is done: most some time before its last day, a few long after it."""
    luck = city.clock.chance("done", key[0], str(key[1]), str(item.position))
    return item.deadline + timedelta(days=90 if luck < BEHIND else -int(40 * luck))


def _note(city: City, one: Written, found: KeyWorkList, verb: str, after: dict[str, Any]) -> None:
    provision = "11.3" if one.told.unit.level in TOWNS else "6.3"
    city.journal.add(Change(at=one.at, actor=one.by, verb=verb, object_type="key_work", object_id=str(found.pk), unit=one.told.unit.code,
                            provision=provision, after=after))
