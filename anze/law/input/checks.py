"""What must hold between the records of a case: ids given once, ids that exist, tenures that fit together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from anze.law.codes import POSTS, SINGLE_HOLDER_POSTS
from anze.law.facts import LISTS, Act, Tenure, Unit
from anze.law.input.records import columns, near
from anze.law.problems import Problem

Placed = tuple[Any, int]  # a record and its line
Lists = Mapping[str, list[Placed]]
NEEDS: dict[str, tuple[str, ...]] = {
    "meeting": ("unit", "body"), "inspection": ("officer",), "document": ("kind",), "budget": ("unit",),
}


def check(lists: Lists, files: Mapping[str, str], known: Mapping[str, set[str]] | None = None) -> list[Problem]:
    """Return everything that is wrong between records: `lists` by name, each record with its line; `files` by list name.

    `known` gives the ids of lists that are not passed here (a chunk of a table is checked against the whole).
    """
    problems: list[Problem] = []
    ids = dict(known or {})
    for name, records in lists.items():
        if "id" in columns(LISTS[name]):
            ids[name] = {record.id for record, _ in records} | ids.get(name, set())
            problems += _repeated(records, files[name], name)
    for name, records in lists.items():
        problems += _dangling(name, records, files[name], ids)
    problems += _units(lists.get("units", []), files.get("units", ""))
    problems += _tenures(lists.get("tenures", []), files.get("tenures", ""))
    for name, test in CHECKS.items():
        for record, line in lists.get(name, []):
            problems += [Problem(files[name], line, what, remedy) for what, remedy in test(record)]
    return problems


def _repeated(records: Iterable[Placed], file: str, name: str) -> list[Problem]:
    seen: dict[str, int] = {}
    found = []
    for record, line in records:
        if record.id in seen:
            found.append(Problem(file, line, f"{name} 的编号“{record.id}”已在第 {seen[record.id]} 行用过", "换一个编号，或删去重复的记录"))
        seen.setdefault(record.id, line)
    return found


def _dangling(name: str, records: Iterable[Placed], file: str, ids: Mapping[str, set[str]]) -> list[Problem]:
    found = []
    refs = [(c.name, c.key, c.ref) for c in columns(LISTS[name]).values() if c.ref]
    for record, line in records:
        for attribute, key, target in refs:
            value = getattr(record, attribute)
            for one in value if isinstance(value, tuple) else (value,):
                if one is not None and one not in ids.get(target, ()):
                    hint = near(one, sorted(ids.get(target, ()))[:200]) if ids.get(target) else ""
                    found.append(Problem(file, line, f"{name} 的 {key} 所指的“{one}”不在 {target} 中", f"在 {target} 中加上它，或改正编号。{hint}".rstrip("。") if not hint else f"在 {target} 中加上它，或改正编号；{_short(hint)}"))
    return found


def _short(hint: str) -> str:
    return hint if len(hint) <= 120 else hint[:119] + "…"


def _units(units: Iterable[Placed], file: str) -> list[Problem]:
    parents = {unit.id: unit.parent for unit, _ in units}
    found = []
    for unit, line in units:
        above, steps = unit.parent, 0
        while above in parents and above != unit.id and steps <= len(parents):
            above, steps = parents[above], steps + 1
        if above == unit.id or steps > len(parents):
            found.append(Problem(file, line, f"单位“{unit.id}”的上级绕回了它自己", "改正 parent，使单位树有顶"))
    return found


def _tenures(tenures: Iterable[Placed], file: str) -> list[Problem]:
    found = []
    single: dict[tuple[str, str], list[tuple[Tenure, int]]] = defaultdict(list)
    for tenure, line in tenures:
        if tenure.end is not None and tenure.end < tenure.start:
            found.append(Problem(file, line, f"{tenure.officer} 的任期止于 {tenure.end}，早于开始的 {tenure.start}", "核对 from 与 to"))
        elif tenure.post in SINGLE_HOLDER_POSTS:
            single[tenure.unit, tenure.post].append((tenure, line))
    for (unit, post), held in single.items():
        held.sort(key=lambda placed: (placed[0].start, placed[0].officer))
        longest = held[0]
        for after in held[1:]:
            if after[0].start <= (longest[0].end or date.max):
                found.append(Problem(file, after[1], f"单位“{unit}”的{POSTS[post]}只能一人担任，{after[0].officer} 自 {after[0].start} 起的任期与 {longest[0].officer}（第 {longest[1]} 行）重叠", "把前任的 to 写到后任 from 的前一日，或改正职务"))
            longest = max(longest, after, key=lambda placed: placed[0].end or date.max)
    return found


def _act(act: Act) -> list[tuple[str, str]]:
    return [(f"acts 的“{act.id}”是 {act.type}，缺少“{key}”", f"补上 {key}") for key in NEEDS[act.type] if getattr(act, key) is None]


def _span(record: Any) -> list[tuple[str, str]]:
    if record.end is not None and record.end < record.start:
        return [(f"止于 {record.end}，早于开始的 {record.start}", "核对 from 与 to")]
    return []


def _contact(contact: Any) -> list[tuple[str, str]]:
    key = "sector" if contact.target == "sector" else "unit"
    missing = [] if getattr(contact, key) else [(f"{contact.officer} 的联系点是 {contact.target}，缺少“{key}”", f"补上 {key}")]
    return missing + _span(contact)


def _accident(accident: Any) -> list[tuple[str, str]]:
    return [(f"事故“{accident.id}”的更新日期 {update.date} 早于发生日 {accident.date}", "核对日期")
            for update in accident.updates if update.date < accident.date]


def _measure(measure: Any) -> list[tuple[str, str]]:
    if measure.kind == "留党察看" and not measure.months:
        return [(f"{measure.officer} 的留党察看缺少期限“months”", "补上 months（12 或 24）")]
    return []


def _unit(unit: Unit) -> list[tuple[str, str]]:
    if unit.level == "department" and unit.parent is None:
        return [(f"部门“{unit.id}”缺少“parent”", "写明它是哪个单位的部门")]
    return []


CHECKS: dict[str, Callable[[Any], list[tuple[str, str]]]] = {
    "units": _unit, "acts": _act, "contacts": _contact, "accidents": _accident, "measures": _measure,
    "problem_towns": _span, "duty_lists": _span, "committees": _span, "tours": _span,
}
