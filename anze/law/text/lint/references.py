"""References inside the text to provisions that are not there."""

import re
from collections.abc import Iterator
from itertools import takewhile

from anze.law.text.lint.cited import OWN, Cited, N, cited
from anze.law.text.lint.finding import Finding, Provision, Reading
from anze.law.text.numerals import to_int
from anze.law.text.tree import Node, walk

CODE = "援引的条款不存在"
_CHAPTER = re.compile(rf"{OWN}第(?P<n>{N})章")
_MORE_CHAPTERS = re.compile(rf"(?:{OWN}|本章)(?:第{N}[章节](?:、|和|或者?|至|以及))+第(?P<n>{N})章")
_SECTION = re.compile(rf"本章第(?P<n>{N})节")
_BEFORE = re.compile(r"(?P<n>前[两二三四]?)款(?:规定|所列|所称|情形|第|的)")
_ANNEX = re.compile(rf"(?<![》约书定])(?P<words>附件\s*(?P<n>{N}))(?!\s*[)）]?[年月日份页])")
_HOW_MANY = {"前": 1, "前两": 2, "前二": 2, "前三": 3, "前四": 4}


def check(reading: Reading) -> Iterator[Finding]:
    """References to 第×条第×款第×项, 本办法第×章, 本章第×节, 前款 and 附件× of this text that lead nowhere."""
    articles: dict[str, list[Node]] = {}
    for node in reading.articles:
        articles.setdefault(node.number, []).append(node)
    chapters = [node for node in reading.statute.walk() if node.kind == "chapter"]
    said: dict[str, str] = {}
    for provision in reading.body():
        article = provision.article
        if article is None:
            continue
        for reference in cited(provision.node.text, said.get(article.id, "")):
            missing = _missing(reference, provision, article, articles)
            if missing:
                yield _finding(reading, provision, reference.words, missing)
        said[article.id] = said.get(article.id, "") + provision.node.text
        yield from _to_chapters(reading, provision, chapters)
        yield from _to_paragraphs_before(reading, provision, article)
    yield from _to_annexes(reading)


def _missing(reference: Cited, provision: Provision, article: Node, articles: dict[str, list[Node]]) -> str:
    """What of a reference is not there; "" where all is. Of articles with the same number any will do."""
    if not reference.article:
        paragraphs = article.children
        if reference.before:  # some 款 further up: a plain one may stand between
            paragraphs = list(takewhile(lambda p: provision.node not in walk([p]), paragraphs)) or paragraphs
        return _missing_part(reference, paragraphs, "本条")
    candidates = articles.get(reference.article, [])
    if not candidates:
        return "本文没有这一条"
    found = [_missing_part(reference, node.children, node.label) for node in candidates]
    return "" if "" in found else found[0]


def _missing_part(reference: Cited, paragraphs: list[Node], label: str) -> str:
    if reference.p > len(paragraphs):
        return f"{label}只有{len(paragraphs)}款"
    where = [paragraphs[reference.p - 1]] if reference.p else paragraphs
    if reference.i and not any(item.number == str(reference.i) for p in where for item in p.children):
        return f"{label}没有这一项"
    return ""


def _to_chapters(reading: Reading, provision: Provision, chapters: list[Node]) -> Iterator[Finding]:
    numbers = {node.number for node in chapters}
    for pattern in (_CHAPTER, _MORE_CHAPTERS) if chapters else ():
        for match in pattern.finditer(provision.node.text):
            if str(to_int(match["n"])) not in numbers:
                yield _finding(reading, provision, match.group(), "本文没有这一章")
    for match in _SECTION.finditer(provision.node.text):
        mine = next((c for c in chapters if any(node is provision.article for node in walk([c]))), None)
        if not mine or not any(n.kind == "section" and n.number == str(to_int(match["n"])) for n in mine.children):
            yield _finding(reading, provision, match.group(), "本章没有这一节")


def _to_paragraphs_before(reading: Reading, provision: Provision, article: Node) -> Iterator[Finding]:
    node = provision.node
    for match in _BEFORE.finditer(node.text) if node.kind == "paragraph" else ():
        wanted = _HOW_MANY[match["n"]]
        said_before = wanted == 1 and "。" in node.text[:match.start()]  # 前款 is also said of the sentence before
        if int(node.number) <= wanted and not said_before and not node.text[:match.start()].endswith("条"):
            yield _finding(reading, provision, match.group(), f"前面没有{wanted}款")


def _to_annexes(reading: Reading) -> Iterator[Finding]:
    outside = "\n".join(p.node.text for p in reading.provisions if p.article is None)
    there = {to_int(match["n"]) for match in _ANNEX.finditer(outside)}
    for provision in reading.body():
        for match in _ANNEX.finditer(provision.node.text):
            if to_int(match["n"]) not in there:
                yield _finding(reading, provision, match["words"], "文后没有这个附件")


def _finding(reading: Reading, provision: Provision, quote: str, missing: str) -> Finding:
    return reading.finding(CODE, provision, quote, f"援引“{quote}”，但{missing}", "核对原意，改为实际的条、款、项，或者补上所援引的规定")
