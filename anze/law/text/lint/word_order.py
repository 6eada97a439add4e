"""The same words in another order: 市委常委会、县（市、区）党委其他成员 beside 市委、县（市、区）党委常委会其他成员."""

import re
from collections.abc import Iterator
from typing import Final

from anze.law.text.lint.finding import Finding, Provision, Reading

CODE = "词序不一"
_CLAUSE_END = re.compile(r"[，。；：,;:\n]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十百]")
SHORTEST: Final = 8
LONGEST: Final = 40


def check(reading: Reading) -> Iterator[Finding]:
    """Clause openings of different provisions that are made of the same characters in another order; each rarer one is found."""
    made_of: dict[str, dict[str, list[Provision]]] = {}
    for provision in reading.body():
        for clause in _CLAUSE_END.split(provision.node.text):
            for length in range(SHORTEST, min(len(clause), LONGEST) + 1):
                opening = clause[:length]
                variants = made_of.setdefault("".join(sorted(opening)), {})
                places = variants.setdefault(opening, [])
                if not places or places[-1] is not provision:
                    places.append(provision)
    seen: set[tuple[str, str]] = set()
    for variants in made_of.values():
        if len(variants) > 1:
            yield from _findings(reading, variants, seen)


def _findings(reading: Reading, variants: dict[str, list[Provision]], seen: set[tuple[str, str]]) -> Iterator[Finding]:
    usual, *others = sorted(variants, key=lambda words: -len(variants[words]))
    for other in others:
        same_ends = usual[:2] == other[:2] and usual[-2:] == other[-2:]
        core = _core(usual, other)
        elsewhere = variants[usual][0] is not variants[other][0]
        if same_ends and elsewhere and core not in seen and not _NUMBER.search("".join(core)):
            seen.add(core)
            place = variants[usual][0].place
            yield reading.finding(CODE, variants[other][0], other, f"与{place}的“{usual}”用字相同、词序不同，可能被理解为不同的人或者事",
                                  f"如指同一对象，统一为一种写法（例如“{usual}”）；如有区别，分别写明")


def _core(a: str, b: str) -> tuple[str, str]:
    """What differs between two strings, without what they begin and end with alike."""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y), 0)
    end = next((i for i, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=True)) if x != y), 0)
    x, y = sorted((a[start:len(a) - end], b[start:len(b) - end]))
    return x, y
