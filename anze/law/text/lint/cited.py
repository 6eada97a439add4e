"""The references in a provision: 本办法第一条、第九条第二款, 第（三）项, 前款第（一）项, and which of them mean this very text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from anze.law.text.numerals import ARABIC, CHINESE, to_int

N = f"(?:[{CHINESE}]{{1,9}}|[{ARABIC}]{{1,9}})"
OWN = r"本(?:实施办法|实施细则|法|条例|办法|规定|细则|规则|解释|准则|章程|决定|意见|规程|制度|方案)"
_CITED = re.compile(
    rf"(?P<own>{OWN})?(?P<head>第(?P<n>{N})条(?:之(?P<sub>[一二三四五六七八九十]{{1,3}}))?)?"
    rf"(?P<clause>第(?P<p>{N})款)?(?P<point>第(?:[（(](?P<i>{N})[）)]|(?P<bare>{N}))项(?!目))?")
_LOOK_BACK: Final = 2000
_JOINT = re.compile(r"[、，]?(?:和|或者?|以及|及|与|至|到)?")
# Another statute is named: 《…》, 刑法第…, 国务院规定第…; or words of an amendment, which speaks of another text.
_OTHERS = re.compile(
    r"》|(?:法|法典|条例|办法|规定|细则|规则|解释|公约|议定书|协定|章程|决定|命令|令|准则|编|号)[）)]?第"
    r"|[该同]法|该条例|修改为|作为第|增加一|原第")
_RIGHT_BEFORE = re.compile(r"(?:》|[法典例定则约程释书令编号])[）)”]?$")


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference to this text. `article` is "" where it means the article it stands in; `p`, `i` 0 where no 款 or 项 is named.

    `before` marks 前款第（×）项.
    """

    words: str
    article: str
    p: int
    i: int
    before: bool


def cited(text: str, said: str) -> Iterator[Cited]:
    """The references of `text` to its own statute, `said` being the words of the article before it.

    A chain keeps what it began with: in 本办法第一条、第九条 both are of 本办法, in 《某法》第一条、第九条 neither. Without 本办法 a
    reference counts only while no other statute was named in the article.
    """
    last: Cited | None = None
    end, foreign = -1, False
    for match in _CITED.finditer(text):
        if not (match["head"] or match["clause"] or match["point"]):
            continue
        joined = end >= 0 and _JOINT.fullmatch(text[end:match.start()]) is not None
        if not joined:
            last, foreign = None, not match["own"] and _means_another(_before(said, text, match.start()))
        elif match["own"]:
            foreign = False
        end = match.end()
        here = None if foreign else _read(match, last, _before(said, text, match.start()))
        if here:
            yield here
            last = here
        elif not match["head"]:
            foreign = True


def _before(said: str, text: str, at: int) -> str:
    """The words before a place in an article, as many as a reader looks back over."""
    return (said[-_LOOK_BACK:] + text[max(0, at - _LOOK_BACK):at])[-_LOOK_BACK:]


def _means_another(before: str) -> bool:
    own = re.sub(OWN, "", before)
    return _RIGHT_BEFORE.search(before) is not None or _OTHERS.search(own + "第") is not None


def _read(match: re.Match[str], last: Cited | None, before: str) -> Cited | None:
    """One reference; what it leaves out it takes from the one it is joined to. None where its article cannot be told."""
    p = to_int(match["p"]) if match["p"] else 0
    i = to_int(match["i"] or match["bare"]) if match["point"] else 0
    if match["head"]:
        sub = f"-{to_int(match['sub'])}" if match["sub"] else ""
        return Cited(match.group(), f"{to_int(match['n'])}{sub}", p, i, False)
    if last:
        return Cited(match.group(), last.article, p or last.p, i, last.before and not p)
    if match["bare"] and not p:
        return None
    if not before.endswith("本条") and re.search(r"第[^，。；]{1,9}条|条$", before):  # 项 of an article named further up
        return None
    return Cited(match.group(), "", p, i, before.endswith("款"))
