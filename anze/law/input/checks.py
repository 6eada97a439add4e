"""What must hold between the records of a case: ids given once, ids that exist, tenures that fit together."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.law.codes import POSTS, SINGLE_HOLDER_POSTS
from anze.law.facts import LISTS, Act, Unit
from anze.law.input.records import Partial, columns
from anze.law.national.effects import TERMS
from anze.law.national.grades import tables as grade_tables
from anze.law.pack import Pack, decided_by_people, entered_by_people
from anze.law.problems import Problem


@dataclass(frozen=True, slots=True)
class Placed:
    """A record, perhaps `Partial`, and where it stands."""

    record: Any
    file: str
    line: int

    @property
    def whole(self) -> bool:
        """Whether every value of the record could be read."""
        return not isinstance(self.record, Partial)


Lists = Mapping[str, list[Placed]]
GRADED_SINCE = grade_tables()[0].since
MOST_HINTS = 50  # looking for what was meant takes longer than everything else
NEEDS: dict[str, tuple[str, ...]] = {
    "meeting": ("unit", "body"), "inspection": ("officer",), "document": ("kind",), "budget": ("unit",),
}


def check(lists: Lists, pack: Pack | None, unread: Collection[str] = ()) -> list[Problem]:
    """Return everything that is wrong between the records of `lists`, and the provisions they name that `pack` does not know.

    `unread` names lists of which part could not be read: what refers to them is not at fault.
    """
    problems: list[Problem] = []
    ids: dict[str, set[str]] = {}
    for name, placed in lists.items():
        if "id" in columns(LISTS[name]):
            ids[name] = {one.record.id for one in placed if one.record.id is not None}
            problems += _repeated(placed, name)
    for name, placed in lists.items():
        problems += check_each(name, placed, ids, unread)
    whole = {name: [one for one in placed if one.whole] for name, placed in lists.items()}
    problems += _units(whole.get("units", []))
    problems += _tenures(whole.get("tenures", []))
    return problems if pack is None else problems + _rules(whole, pack)


def _rules(lists: Lists, pack: Pack) -> list[Problem]:
    """Return a fault for each decision or fact entered under a provision that provides for none."""
    known = {"decisions": decided_by_people(pack), "circumstances": set(entered_by_people(pack))}
    return [Problem(one.file, one.line, f"{name} 的 rule “{one.record.rule}”不是可以登记的条款", f"改为下列之一：{'、'.join(sorted(rules))}")
            for name, rules in known.items() for one in lists.get(name, []) if one.record.rule not in rules]


def check_each(name: str, placed: Sequence[Placed], ids: Mapping[str, Collection[str]], unread: Collection[str]) -> list[Problem]:
    """Return what is wrong with each record of one list by itself: ids that are not in `ids`, values that do not fit together."""
    problems = _dangling(name, placed, ids, unread)
    test = CHECKS.get(name)
    if test:
        problems += [Problem(one.file, one.line, what, remedy) for one in placed if one.whole for what, remedy in test(one.record)]
    return problems


def _repeated(placed: Iterable[Placed], name: str) -> list[Problem]:
    seen: dict[str, Placed] = {}
    found = []
    for one in placed:
        if one.record.id is None:
            continue
        before = seen.setdefault(one.record.id, one)
        if before is not one:
            found.append(repeated(name, one.record.id, (one.file, one.line), (before.file, before.line)))
    return found


def repeated(name: str, given: str, here: tuple[str, int], before: tuple[str, int]) -> Problem:
    """Return the fault of an id that was used before."""
    where = f"第 {before[1]} 行" if here[0] == before[0] else f" {before[0]} 第 {before[1]} 行"
    return Problem(*here, f"{name} 的编号“{given}”已在{where}用过", "换一个编号，或删去重复的记录")


def _where(other: Placed, one: Placed) -> str:
    return f"第 {other.line} 行" if other.file == one.file else f"{other.file} 第 {other.line} 行"


def _dangling(name: str, placed: Iterable[Placed], ids: Mapping[str, Collection[str]], unread: Collection[str]) -> list[Problem]:
    found = []
    refs = [(c.name, c.key, c.ref) for c in columns(LISTS[name]).values() if c.ref and c.ref not in unread]
    hints: dict[tuple[str, str], str] = {}
    for one in placed:
        for attribute, key, target in refs:
            value = getattr(one.record, attribute)
            for given in value if isinstance(value, tuple) else (value,):
                if given is not None and given not in ids.get(target, ()):
                    if (target, given) not in hints and len(hints) < MOST_HINTS:
                        hints[target, given] = _hint(given, ids.get(target, ()))
                    what = f"{name} 的 {key} 所指的“{given}”不在 {target} 中"
                    found.append(Problem(one.file, one.line, what, f"在 {target} 中加上它，或改正编号{hints.get((target, given), '')}"))
    return found


def _hint(given: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(given, known, n=1) if len(known) <= 5000 else []
    return f"，是否应为 {close[0]}？" if close else ""


def _units(placed: Iterable[Placed]) -> list[Problem]:
    parents = {one.record.id: one.record.parent for one in placed}
    found = []
    for one in placed:
        unit = one.record
        above, steps = unit.parent, 0
        while above in parents and above != unit.id and steps <= len(parents):
            above, steps = parents[above], steps + 1
        if above == unit.id or steps > len(parents):
            found.append(Problem(one.file, one.line, f"单位“{unit.id}”的上级绕回了它自己", "改正 parent，使单位树有顶"))
    return found


def _tenures(placed: Iterable[Placed]) -> list[Problem]:
    found = []
    held: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for one in placed:
        tenure = one.record
        if tenure.end is not None and tenure.end < tenure.start:
            what = f"{tenure.officer} 的任期止于 {tenure.end}，早于开始的 {tenure.start}"
            found.append(Problem(one.file, one.line, what, "核对 from 与 to"))
        elif tenure.post in SINGLE_HOLDER_POSTS:
            held[tenure.unit, tenure.post].append(one)
        else:  # several may hold the post, but nobody holds it twice at once
            held[tenure.unit, tenure.post, tenure.officer].append(one)
    for its in held.values():
        found += _overlaps(sorted(its, key=lambda one: (one.record.start, one.record.officer)))
    return found


def _overlaps(held: list[Placed]) -> list[Problem]:
    """Return a fault for each tenure of a post that begins while another runs; `held` in the order of start."""
    found = []
    longest = held[0]
    for one in held[1:]:
        tenure, running = one.record, longest.record
        if tenure.start <= (running.end or date.max):
            alone = "只能一人担任，" if tenure.post in SINGLE_HOLDER_POSTS else "，"
            what = (f"单位“{tenure.unit}”的{POSTS[tenure.post]}{alone}{tenure.officer} 自 {tenure.start} 起的任期"
                    f"与 {running.officer}（{_where(longest, one)}）的重叠")
            found.append(Problem(one.file, one.line, what, "把前一段的 to 写到后一段 from 的前一日，或删去重复的一条，或改正职务"))
        longest = max(longest, one, key=lambda placed: placed.record.end or date.max)
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
    if accident.date < GRADED_SINCE:
        return [(f"事故“{accident.id}”发生于 {accident.date}，早于事故等级规定施行的 {GRADED_SINCE}", "核对日期；更早的事故不在本系统评定")]
    return [(f"事故“{accident.id}”的更新日期 {update.date} 早于发生日 {accident.date}", "核对日期")
            for update in accident.updates if update.date < accident.date]


def _measure(measure: Any) -> list[tuple[str, str]]:
    if measure.kind == "留党察看" and measure.months not in TERMS:
        given = "缺少期限“months”" if measure.months is None else f"的期限 months 写成了 {measure.months}"
        return [(f"{measure.officer} 的留党察看{given}", "写 months: 12（一年）或 24（二年）")]
    return []


def _unit(unit: Unit) -> list[tuple[str, str]]:
    if unit.level == "department" and unit.parent is None:
        return [(f"部门“{unit.id}”缺少“parent”", "写明它是哪个单位的部门")]
    return []


CHECKS: dict[str, Callable[[Any], list[tuple[str, str]]]] = {
    "units": _unit, "acts": _act, "contacts": _contact, "accidents": _accident, "measures": _measure,
    "problem_towns": _span, "duty_lists": _span, "committees": _span, "tours": _span,
}
