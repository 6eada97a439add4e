"""References inside the text to provisions that are not there."""

import re
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Provision, Reading
from anze.law.text.numerals import ARABIC, CHINESE, to_int
from anze.law.text.tree import Node

CODE = "援引的条款不存在"
_N = f"[{CHINESE}{ARABIC}]+"
_OWN = r"(?:本(?:法|条例|办法|规定|细则|规则|实施办法|实施细则|解释|准则|章程|决定|意见|规程|制度|方案))"
_ARTICLE = re.compile(rf"(?P<own>{_OWN})第(?P<n>{_N})条(?:之(?P<sub>[一二三四五六七八九十]+))?(?:第(?P<p>{_N})款)?(?:第[（(](?P<i>{_N})[）)]项)?")
_CHAPTER = re.compile(rf"{_OWN}第(?P<n>{_N})章")
_MORE_CHAPTERS = re.compile(rf"{_OWN}(?:第{_N}章(?:、|和|或者?|至|以及))+第(?P<n>{_N})章")
_THIS = re.compile(rf"本条第(?P<p>{_N})款")
_BEFORE = re.compile(r"(?P<n>前[两二三四]?)款(?:规定|所列|所称|情形|第|的)")
_HOW_MANY = {"前": 1, "前两": 2, "前二": 2, "前三": 3, "前四": 4}


def check(reading: Reading) -> Iterator[Finding]:
    """References to 本办法第×条第×款第×项, 本办法第×章, 本条第×款 and 前款 that lead nowhere."""
    articles = {node.number: node for node in reading.articles}
    chapters = {node.number for node in reading.statute.walk() if node.kind == "chapter"}
    for provision in reading.body():
        yield from _to_articles(reading, provision, articles)
        if chapters:
            yield from _to_chapters(reading, provision, chapters)
        yield from _within(reading, provision)


def _to_articles(reading: Reading, provision: Provision, articles: dict[str, Node]) -> Iterator[Finding]:
    for match in _ARTICLE.finditer(provision.node.text):
        number = str(to_int(match["n"])) + (f"-{to_int(match['sub'])}" if match["sub"] else "")
        missing = _missing(articles.get(number), match)
        if missing:
            yield _finding(reading, provision, match.group(), missing)


def _missing(article: Node | None, match: re.Match[str]) -> str:
    if article is None:
        return "本文没有这一条"
    paragraphs = article.children
    if match["p"] and to_int(match["p"]) > len(paragraphs):
        return f"{article.label}只有{len(paragraphs)}款"
    if match["i"]:
        where = [paragraphs[to_int(match["p"]) - 1]] if match["p"] else paragraphs
        if not any(item.number == str(to_int(match["i"])) for p in where for item in p.children):
            return f"{article.label}没有这一项"
    return ""


def _to_chapters(reading: Reading, provision: Provision, chapters: set[str]) -> Iterator[Finding]:
    for pattern in (_CHAPTER, _MORE_CHAPTERS):
        for match in pattern.finditer(provision.node.text):
            if str(to_int(match["n"])) not in chapters:
                yield _finding(reading, provision, match.group(), "本文没有这一章")


def _within(reading: Reading, provision: Provision) -> Iterator[Finding]:
    article, node = provision.article, provision.node
    if article is None or node.kind != "paragraph":
        return
    for match in _THIS.finditer(node.text):
        if to_int(match["p"]) > len(article.children):
            yield _finding(reading, provision, match.group(), f"本条只有{len(article.children)}款")
    for match in _BEFORE.finditer(node.text):
        wanted = _HOW_MANY[match["n"]]
        said_before = wanted == 1 and "。" in node.text[:match.start()]  # 前款 is also said of the sentence before
        if int(node.number) <= wanted and not said_before and not node.text[:match.start()].endswith("条"):
            yield _finding(reading, provision, match.group(), f"前面没有{wanted}款")


def _finding(reading: Reading, provision: Provision, quote: str, missing: str) -> Finding:
    return reading.finding(CODE, provision, quote, f"援引“{quote}”，但{missing}", "核对原意，改为实际的条、款、项，或者补上所援引的规定")
