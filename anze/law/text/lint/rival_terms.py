"""Two terms for one thing in the same text."""

import re
from collections.abc import Iterator
from typing import Final

from anze.law.text.lint.finding import Finding, Provision, Reading

CODE = "同一事物用语不一"
# Each row: what it is about, then the rival terms.
TABLE: Final = tuple((about, tuple(re.compile(term) for term in terms)) for about, terms in (
    ("挂点联系", (r"挂点联系", r"(?<!挂点)联系(?=[\d一]个)")),
    ("风险管控与隐患治理的机制", (r"隐患排查治理预防工作机制", r"隐患排查治理双重预防体系", r"双重预防(?:工作)?机制", r"隐患排查治理预防措施")),
    ("事故", (r"生产安全(?:责任)?事故", r"安全生产(?:责任)?事故")),
    ("安全生产委员会", (r"安全生产委员会", r"安委会")),
    ("包括本数的写法", (r"(?:\d[起次人]|[较重]大|特别重大)及以上", r"(?:\d[起次人]|[较重]大|特别重大)以上")),
    ("责任清单", (r"安全生产责任清单", r"安全监管责任清单", r"安全生产监管责任清单")),
    ("分管负责人", (r"分管安全生产工作负责人", r"分管安全生产(?:工作)?的负责人", r"安全生产分管负责人")),
    ("账号", (r"帐[户号]", r"账[户号]")),
))


def check(reading: Reading) -> Iterator[Finding]:
    """For each row of the table of which the text uses more than one term: the places of the rarer ones."""
    for about, terms in TABLE:
        uses: dict[str, list[Provision]] = {}
        for provision in reading.body():
            for term in terms:
                for match in term.finditer(provision.node.text):
                    uses.setdefault(match.group(), []).append(provision)
        found = [[w for w in uses if term.fullmatch(w) or term.match(w)] for term in terms]
        if sum(map(bool, found)) > 1 and not _explained(reading, list(uses)):
            yield _finding(reading, about, uses)


def _explained(reading: Reading, words: list[str]) -> bool:
    """Whether the text itself says that one of them is short for another."""
    return any(re.search(rf"(?:简称|统称|称为)[:：]?[“\"]?{re.escape(word)}", reading.text) for word in words)


def _finding(reading: Reading, about: str, uses: dict[str, list[Provision]]) -> Finding:
    usual, *others = sorted(uses, key=lambda word: -len(uses[word]))
    rest = "；".join(f"“{word}”见{_places(uses[word])}" for word in others)
    return reading.finding(CODE, uses[others[0]][0], others[0], f"说的都是{about}，多数写作“{usual}”（{len(uses[usual])}处），但{rest}",
                           f"如无区别，统一为“{usual}”；如有区别，在总则或者附则中说明")


def _places(provisions: list[Provision]) -> str:
    names = list(dict.fromkeys(p.place for p in provisions))
    return "、".join(names[:4]) + ("等" if len(names) > 4 else "")
