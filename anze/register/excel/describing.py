"""What an import would do, row by row, in the words of the check page."""

from collections.abc import Iterator, Mapping
from typing import Any

from anze.law.codes import FUNCTIONS, LEVELS, POSTS, ZONE_LEVELS
from anze.register.excel.columns import BY_KEY, TABLES
from anze.register.excel.onrecord import Place, place_of
from anze.register.excel.plan import Desk, Post
from anze.register.words import in_chinese

Line = list[Any]  # the sheet's key, the row, 新增 or 变更, which, what


def described(desk: Desk) -> list[Line]:
    """Return a line for each row that adds or changes something, in the order of the sheets."""
    plan = desk.plan
    lines: list[Line] = [["unit", row, "新增", place.name, _unit(desk, place)] for row, place in plan.new_units.items()]
    lines += [["unit", row, "变更", unit.name, "；".join(_differs(place_of(unit), place))] for row, (unit, place) in plan.units.items()]
    lines += [["officer", row, "新增", name, f"编号 {code}"] for row, (code, name) in plan.new_officers.items()]
    lines += [["officer", row, "变更", f"{officer.name}（{officer.code}）", f"姓名：{officer.name} → {name}"] for row, (officer, name) in plan.officers.items()]
    lines += [["tenure", row, "新增", _who(desk, post), _held(post)] for row, post in plan.new_tenures.items()]
    for row, (old, post) in plan.tenures.items():
        lines.append(["tenure", row, "变更", _who(desk, post), "；".join(_differs(old, post))])
    order = {table.key: place for place, table in enumerate(TABLES)}
    return sorted(lines, key=lambda line: (order[line[0]], line[1]))


def counted(desk: Desk) -> dict[str, dict[str, int]]:
    """Return by sheet how many rows are added, changed, unchanged, examples passed over, and cells wrong."""
    plan = desk.plan
    added: dict[str, Mapping[int, Any]] = {"unit": plan.new_units, "officer": plan.new_officers, "tenure": plan.new_tenures}
    changed: dict[str, Mapping[int, Any]] = {"unit": plan.units, "officer": plan.officers, "tenure": plan.tenures}
    return {key: {"rows": len(sheet.rows), "added": len(added[key]), "changed": len(changed[key]), "unchanged": plan.unchanged.get(key, 0),
                  "examples": sheet.examples, "wrong": sum(fault.table == key for fault in desk.faults)} for key, sheet in desk.sheets.items()}


def _unit(desk: Desk, place: Place) -> str:
    above = desk.places.get(place.parent or "")
    words = [LEVELS[place.level], FUNCTIONS[place.function] if place.level == "department" else "", f"上级：{above.name}" if above else "",
             "确定参照执行" if place.determined else ""]
    return f"代码 {place.code}，{'，'.join(filter(None, words))}"


def _who(desk: Desk, post: Post) -> str:
    unit = desk.places.get(post.unit)
    return f"{desk.names.get(post.officer, post.officer)}，{unit.name if unit else post.unit}{POSTS[post.post]}"


def _held(post: Post) -> str:
    marks = [post.title, "主持工作" if post.acting else "", "党委委员" if post.party_committee_member else ""]
    return "，".join(filter(None, [f"{in_chinese(post.start)}{'至' + in_chinese(post.end) if post.end else '起'}", *marks]))


def _differs(old: Any, new: Place | Post) -> Iterator[str]:
    table = BY_KEY["unit" if isinstance(new, Place) else "tenure"]
    fields = ("name", "level", "function", "determined", "treated_as") if isinstance(new, Place) else ("title", "end", "acting", "party_committee_member")
    for name in fields:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{table.by_key[name].title}：{shown(before)} → {shown(after)}"


def shown(value: Any) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value in (None, ""):
        return "（空）"
    return str({**LEVELS, **FUNCTIONS, **ZONE_LEVELS, **POSTS}.get(value, value)) if isinstance(value, str) else in_chinese(value)
