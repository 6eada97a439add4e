"""Wording that differs a little between articles made to one pattern: 和 here, 及 there, a word more or less."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Final

from anze.law.text.lint.finding import Finding, Provision, Reading
from anze.law.text.tree import Node

CODE = "相近条文措辞不一"
_CLAUSE_END = re.compile(r"[，。；：,;:\n]")
_NUMBER = re.compile(r"[\d一二两三四五六七八九十百千万]")
SHORTEST: Final = 10
ALIKE: Final = 0.8
LONGEST_INSERTED: Final = 5
INTERCHANGEABLE: Final = ({"及", "以及", "和", "与", "、", ""}, {"执行", "落实"}, {"执", "落", "行", "实"}, {"辖区", "本地区", "本行政区域"},
                          {"或", "或者"}, {"将", "把"}, {"应", "应当"}, {"须", "必须"}, {"要", "应当", ""}, {"推进", "推动"})
PATTERN_TAIL: Final = 6  # characters that the opening words of sibling articles share at their end
SIBLINGS: Final = 3


def check(reading: Reading) -> Iterator[Finding]:
    """Clauses of sibling articles that are nearly the same; each pair of wordings is found once, at the rarer one."""
    for chapter in _chapters(reading):
        if not _follows_pattern(chapter):
            continue
        ids = {article.id for article in chapter}
        clauses: dict[str, list[Provision]] = {}
        for provision in reading.body():
            if provision.article and provision.article.id in ids:
                for clause in _CLAUSE_END.split(provision.node.text):
                    if len(clause) >= SHORTEST:
                        clauses.setdefault(clause, []).append(provision)
        yield from _pairs(reading, clauses)


def _chapters(reading: Reading) -> list[list[Node]]:
    """The articles under each heading, and those under none."""
    found = [[n for n in reading.statute.nodes if n.kind == "article"]]
    found += [[c for c in n.children if c.kind == "article"] for n in reading.statute.walk() if n.kind in ("chapter", "section", "part")]
    return [articles for articles in found if len(articles) >= SIBLINGS]


def _follows_pattern(articles: list[Node]) -> bool:
    tails = Counter(a.children[0].text[-PATTERN_TAIL:] for a in articles if a.children[0].text.endswith(("包括：", "如下：", "职责：")))
    return bool(tails) and max(tails.values()) >= SIBLINGS


def _pairs(reading: Reading, clauses: dict[str, list[Provision]]) -> Iterator[Finding]:
    grams = {clause: Counter(map("".join, pairwise(clause))) for clause in clauses}
    seen: set[tuple[str, str]] = set()
    for a, b in combinations(clauses, 2):
        if 2 * (grams[a] & grams[b]).total() < ALIKE * (len(a) + len(b) - 2) or sorted(a) == sorted(b):
            continue
        change = _change(a, b)
        if change and change not in seen:
            seen.add(change)
            usual, rare = (a, b) if len(clauses[a]) >= len(clauses[b]) else (b, a)
            if clauses[usual][0].article is not clauses[rare][0].article:
                yield _finding(reading, usual, rare, clauses)


def _change(a: str, b: str) -> tuple[str, str] | None:
    """What differs, where it is a word too many or one word for another of the same meaning, and no number."""
    out: list[str] = ["", ""]
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "equal":
            out[0] += a[i:j]
            out[1] += b[k:m]
    x, y = sorted(out)
    if _NUMBER.search(x + y):
        return None
    inserted = not x and len(y) <= (LONGEST_INSERTED if a[:2] == b[:2] and a[-2:] == b[-2:] else 2)
    return (x, y) if inserted or any({x, y} <= same for same in INTERCHANGEABLE) else None


def _finding(reading: Reading, usual: str, rare: str, clauses: dict[str, list[Provision]]) -> Finding:
    return reading.finding(
        CODE, clauses[rare][0], rare, f"{clauses[usual][0].place}写作“{usual}”，两处只差几个字",
        "如意思相同，统一措辞；如有意区别，写明区别")
