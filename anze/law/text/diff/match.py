"""Which article of the new version is which of the old one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from anze.law.text.tree import Node, Statute, squeeze, walk

SAME_NUMBER: Final = 0.4  # so alike must two articles of the same number be to count as one that was changed
OTHER_NUMBER: Final = 0.5  # and so alike two of different numbers


@dataclass(slots=True)
class Placed:
    """An article, its squeezed words, and the headings above it (第二章 监督管理)."""

    node: Node
    words: str
    under: str
    order: int


Pairs = list[tuple[Placed, Placed]]


def placed(statute: Statute) -> list[Placed]:
    """The articles of a statute in order, each with its headings."""
    found: list[Placed] = []

    def visit(nodes: list[Node], under: str) -> None:
        for node in nodes:
            if node.kind == "article":
                words = squeeze("".join(n.label + n.text for n in walk(node.children)))
                found.append(Placed(node, words, under, len(found)))
            elif node.kind in ("part", "chapter", "section"):
                visit(node.children, f"{under} {node.label}{node.text}".strip())

    visit(statute.nodes, "")
    return found


def match(old: list[Placed], new: list[Placed]) -> Pairs:
    """Pairs of articles, by the old one's order: first the same words, then the same number, then the most alike."""
    pairs = _pair_by(old, new, lambda a: (a.words, a.node.number))
    pairs += _pair_by(*_left(old, new, pairs), lambda a: (a.words,))
    pairs += _most_alike(*_left(old, new, pairs))
    return sorted(pairs, key=lambda pair: pair[0].order)


def stays_in_order(pairs: Pairs) -> set[int]:
    """The old orders of a largest set of pairs that keeps its order: the others were moved."""
    best: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, (_, b) in enumerate(pairs):
        spot = bisect_left(best, b.order)
        best[spot:spot + 1] = [b.order]
        at[spot:spot + 1] = [k]
        before.append(at[spot - 1] if spot else -1)
    chain, k = set(), at[-1] if at else -1
    while k >= 0:
        chain.add(pairs[k][0].order)
        k = before[k]
    return chain


def _left(old: list[Placed], new: list[Placed], pairs: Pairs) -> tuple[list[Placed], list[Placed]]:
    gone = {a.order for a, _ in pairs}
    taken = {b.order for _, b in pairs}
    return [a for a in old if a.order not in gone], [b for b in new if b.order not in taken]


def _pair_by(old: list[Placed], new: list[Placed], key: Callable[[Placed], tuple[str, ...]]) -> Pairs:
    waiting: dict[tuple[str, ...], list[Placed]] = {}
    for b in reversed(new):
        waiting.setdefault(key(b), []).append(b)
    return [(a, waiting[key(a)].pop()) for a in old if waiting.get(key(a))]


def _most_alike(old: list[Placed], new: list[Placed]) -> Pairs:
    grams_old, grams_new = [_bigrams(a.words) for a in old], [_bigrams(b.words) for b in new]
    scored = []
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            same = a.node.number == b.node.number
            likeness = _likeness(grams_old[i], grams_new[j])
            if likeness >= (SAME_NUMBER if same else OTHER_NUMBER):
                scored.append((likeness + (0.1 if same else 0), -abs(i - j), -i, -j))
    pairs: Pairs = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in sorted(scored, reverse=True):
        if -i not in used_old and -j not in used_new:
            used_old.add(-i)
            used_new.add(-j)
            pairs.append((old[-i], new[-j]))
    return pairs


def _bigrams(words: str) -> Counter[str]:
    return Counter(a + b for a, b in pairwise(words)) or Counter([words])


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """Dice's measure: 1 for the same bigrams, 0 for none in common."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 1.0
