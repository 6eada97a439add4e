"""An article as anybody reads it: what it comes to in plain words, without what only concerns how this site works."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from anze.duties.queries.statute import Meant, Setting

LISTED: Final = re.compile(r"列入(?P<who>.+)的职责清单；可以归集佐证，不计算状态。")  # a duty without a number: `anze.law.show`
TWICE: Final = re.compile(r"(乡镇|部门)的\1")
ONLY_HERE: Final = ("只影响提醒", "仍算按时留痕")  # of parameters that set how this site reminds and records


@dataclass(frozen=True, slots=True)
class Plain:
    """Provisions that come to the same, what they come to, and how it is read."""

    labels: str
    words: str
    note: str


def plain(clauses: Iterable[Meant]) -> list[Plain]:
    """Return what the clauses of an article come to, in their order; duties without a number once for all provisions and posts that have them."""
    found: dict[str, tuple[list[str], str]] = {}
    for one in clauses:
        listed = LISTED.fullmatch(one.meaning)
        words = f"{listed['who']}负责落实。条文没有规定次数，不按次数检查。" if listed else one.meaning or one.note
        labels, _ = found.setdefault(TWICE.sub(r"\1", words), ([], one.note if one.meaning else ""))
        if one.label not in labels:
            labels.append(one.label)
    return [Plain("、".join(labels), words, note) for words, (labels, note) in found.items()]


def readings(clauses: Iterable[Meant]) -> list[Setting]:
    """Return where the words leave a choice and what is taken here, each once, without what concerns only reminders and records."""
    found = {one.settles: one for clause in clauses for one in clause.settings if not any(word in one.settles for word in ONLY_HERE)}
    return [replace(one, settles=one.settles.rstrip("。")) for one in found.values()]


def opening(text: str, longest: int = 60) -> str:
    """Return how an article begins, without its own number."""
    line = re.sub(r"^第[一二三四五六七八九十百零]+条[\s　]*", "", text.strip()).strip().splitlines()[0]
    return line if len(line) <= longest else f"{line[:longest]}……"
