"""What changed inside an article: the words, and the numbers one by one."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from anze.law.text.quantities import Quantity, quantities

_WORD = re.compile(r"[A-Za-z]+|.", re.S)


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words: kept, removed or added."""

    op: Literal["keep", "remove", "add"]
    words: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number, amount or time limit that changed; `old` or `new` is "" where it came or went.

    `kind`: 期限, 频次, 日期, 金额, 比例, 援引, 数量; `same_value` where only the way of writing differs (三十日 → 30日).
    """

    kind: str
    old: str
    new: str
    same_value: bool


def edits(old: str, new: str) -> list[Edit]:
    """The words of `old` and `new` as runs kept, removed and added; a number counts as one word."""
    a, b = _tokens(old), _tokens(new)
    found: list[Edit] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(Edit("keep", "".join(a[i:j])))
            continue
        if i < j:
            found.append(Edit("remove", "".join(a[i:j])))
        if k < m:
            found.append(Edit("add", "".join(b[k:m])))
    return found


def number_changes(old: str, new: str) -> list[NumberChange]:
    """The numbers that differ, in the order of the text; those of the same kind in one changed place are set against each other."""
    a, b = _tokens(old), _tokens(new)
    found: list[NumberChange] = []
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op != "equal":
            found += _against(_numbers(a[i:j]), _numbers(b[k:m]))
    return found


def _numbers(tokens: list[str]) -> list[Quantity]:
    """The numbers among tokens, each of which is one: read by itself, since what stood before it may be gone."""
    return [quantity for token in tokens if len(token) > 1 for quantity in quantities(token)]


def _against(old: list[Quantity], new: list[Quantity]) -> list[NumberChange]:
    found = []
    for kind in dict.fromkeys(q.kind for q in (*old, *new)):
        pairs = zip_longest((q for q in old if q.kind == kind), (q for q in new if q.kind == kind))
        for a, b in pairs:
            if a is None or b is None:
                one = a or b
                if one is not None and not one.vague:
                    found.append(NumberChange(kind, a.words if a else "", b.words if b else "", False))
            elif a.words != b.words:
                found.append(NumberChange(kind, a.words, b.words, a.measure == b.measure))
    return found


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    for quantity in quantities(text):
        tokens += _WORD.findall(text[at:quantity.start])
        tokens.append(quantity.words)
        at = quantity.end
    return tokens + _WORD.findall(text[at:])
