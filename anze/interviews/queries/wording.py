"""How an official document says what the law found: the facts as a sentence of an official, the provisions as documents cite them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from anze.law.clauses import Window
from anze.law.codes import ACCIDENT_FIELDS
from anze.law.known import Known, KnownAccident
from anze.law.national.grades import grade_label
from anze.law.pack import Pack

KINDS: Final = ("办法", "规定", "细则", "规则", "条例")  # what a regulation is called after its first mention: 《办法》
# How a place's name ends → what a document to it calls it.
ADDRESSED: Final = {"县": "你县", "区": "你区", "市": "你市", "镇": "你镇", "乡": "你乡", "街道": "你街道"}
_FACTS: Final = r"(?=先后发生|发生|挂牌督办|\d{4}年度)"  # how a sentence of ours goes on after the name of the place


def formal(labels: Iterable[str]) -> str:
    """Return provisions as documents cite them: 第二十一条第二款第（二）项、第（五）项."""
    found: list[str] = []
    before = ""
    for label in labels:
        stem, item = re.fullmatch(r"(.*?)((?:（[^）]+）)*)", label).groups()  # type: ignore[union-attr]
        said = re.sub(r"（([^）]+)）", r"第（\1）项", item)
        found.append(said if said and stem == before else stem + said)
        before = stem
    return "、".join(found)


def short_of(title: str) -> str:
    """Return what a regulation is called once it was named: 《办法》; by its whole title where that says no kind."""
    bare = re.sub(r"（[^）]*）$", "", title)  # a draft says so behind its name
    return next((f"《{one}》" for one in KINDS if bare.endswith(one)), f"《{title}》")


def facts_said(pack: Pack, said: Mapping[str, Any]) -> str:
    """Return the facts of a trigger (`saying.said_of`) in a sentence of an official, with the provision that they come under."""
    under = f"{short_of(pack.title)}{formal([pack.label(said['rule'])])}规定的情形。"
    if pack_window(pack, said["rule"]) is not None and said["told"]:
        return f"{plainly(pack, said['rule'], said['unit_name'], said['told'], '')}，达到{under}"
    return f"{plainly(pack, said['rule'], said['unit_name'], (), str(said['plainly']))}，属于{under}"


def pack_window(pack: Pack, rule: str) -> Window | None:
    """Return the clause of a rule that counts accidents in a window; None for another kind."""
    return next((one for one in pack.of(Window) if one.id == rule), None)


def plainly(pack: Pack, rule: str, unit: str, told: Sequence[Mapping[str, Any]], why: str) -> str:
    """Return the facts of a trigger in a sentence without its provision and without a full stop: what happened, to whom it happened.

    `told`: the accidents that it names (`accident_said`); `why`: what the law core says, which serves where it counts no accidents.
    """
    clause = pack_window(pack, rule)
    if clause is not None and told:
        return _accidents(clause, unit, told)
    return re.sub(r"；自[^；。]*起成立。$", "", why.removeprefix(f"{pack.label(rule)}：")).rstrip("。")


def accidents_named(words: str, known: Known) -> str:
    """Return a sentence of the law core with the accidents that it speaks of called as people call them."""
    for one in sorted(known.accidents, key=lambda one: (-len(one.accident.id), one.accident.id)):
        if one.accident.id in words:
            words = words.replace(one.accident.id, name_of(accident_said(one, known)))
    return words


def accident_said(one: KnownAccident, known: Known) -> dict[str, Any]:
    """Return what is said of an accident: when, where, how grave, by the figures known."""
    return {"id": one.accident.id, "date": one.accident.date.isoformat(), "where": known.tree.name(one.accident.unit), "grade": grade_label(one.grade),
            "nature": one.accident.nature or ""}


def _accidents(clause: Window, unit: str, told: Sequence[Mapping[str, Any]]) -> str:
    days = [date.fromisoformat(one["date"]) for one in told]
    grades = "、".join(dict.fromkeys(str(one["grade"]).removesuffix("事故") for one in told))
    same = "、".join(ACCIDENT_FIELDS[field] for field in clause.same)
    kind = f"{f'相同{same}的' if same else ''}{clause.sector}{grades}生产安全事故"
    names = "、".join(name_of(one) for one in told)
    return f"{_days(days)}，{unit}{'先后' if len(told) > 1 else ''}发生{len(told)}起{kind}（{names}）"


def name_of(one: Mapping[str, Any]) -> str:
    """Return how people call an accident (`accident_said`): 望埠镇“5·1”高处坠落事故."""
    day = date.fromisoformat(one["date"])
    return f"{one['where']}“{day.month}·{day.day}”{str(one['nature']).removesuffix('事故')}事故"


def _days(days: Sequence[date]) -> str:
    """Return days in a row, the year where it begins: 2026年10月28日、11月3日."""
    found, year = [], 0
    for day in sorted(set(days)):
        found.append(f"{f'{day.year}年' if day.year != year else ''}{day.month}月{day.day}日")
        year = day.year
    return "、".join(found)


def to_place(reason: str, name: str) -> str:
    """Return a reason as a document to the place itself words it: 英德市先后发生 → 你市先后发生. Words of others stay as they are."""
    called = next((word for ending, word in ADDRESSED.items() if name.endswith(ending)), "")
    return re.sub(rf"(?<![^，。；\n]){re.escape(name)}{_FACTS}", called, reason) if called else reason


def named_in_full(reason: str, title: str) -> tuple[str, str]:
    """Return a reason in which the regulation is named in full where it first stands, and what to call it from there on."""
    short, full = short_of(title), f"《{title}》"
    if short == full or short not in reason:
        return reason, full
    return reason.replace(short, f"{full}（以下简称{short}）", 1), short
