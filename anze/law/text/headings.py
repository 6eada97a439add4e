"""Headings without 第×章: 附则, 法律责任, and 一、…（一）… as judicial interpretations have them."""

import re
from typing import Final

from anze.law.text.lines import Lines
from anze.law.text.mark import ARTICLE, CHAPTER, SECTION, Mark
from anze.law.text.numerals import to_int

_LISTED = re.compile(r"([一二三四五六七八九十]{1,3})、\s*")
_BRACKETED = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]\s*")
_NO_HEADING = re.compile(r"[。；;！？：:，,]|\d|[》）)]$|^[（(附注]")
_LONGEST: Final = 30
_LONGEST_BARE: Final = 20
_LAST_PART = "附则"
_KNOWN = {"附则", "总则", "分则", "法律责任"}


def other_headings(marks: list[Mark], lines: Lines) -> list[Mark]:
    """The headings of other shapes that stand right before an article, in no particular order."""
    found: dict[int, Mark] = {}
    levels = {mark.level for mark in marks if mark.level < ARTICLE}
    taken = {mark.line for mark in marks} | {mark.line + 1 for mark in marks if mark.level < ARTICLE and not mark.rest}
    counts = {CHAPTER: 0, SECTION: 0}
    for k, mark in enumerate(marks):
        if mark.level == ARTICLE and mark.line > 0 and mark.line - 1 not in taken:
            for heading in _above(mark.line, lines, levels, counts, first=k == 0):
                found[heading.line] = heading
    return list(found.values())


def _above(article: int, lines: Lines, levels: set[int], counts: dict[int, int], *, first: bool) -> list[Mark]:
    """The headings on the one or two lines above an article; `counts` holds the last number of either listed shape."""
    one = article - 1
    text = lines.text[one]
    sub = _numbered(_BRACKETED, one, lines, SECTION, counts)
    if sub:
        head = _numbered(_LISTED, one - 1, lines, CHAPTER, counts) if one else None
        if head or (counts[SECTION] and sub.number == counts[SECTION] + 1 and _after_sentence(one, lines)):
            counts[SECTION] = sub.number
            counts[CHAPTER] = head.number if head else counts[CHAPTER]
            return [head, sub] if head else [sub]
    listed = _numbered(_LISTED, one, lines, SECTION if CHAPTER in levels else CHAPTER, counts, counter=CHAPTER)
    if listed and (first or _after_sentence(one, lines)):
        counts[CHAPTER], counts[SECTION] = listed.number, 0
        return [listed]
    words = "".join(text.split())
    if levels and not first and (words in _KNOWN or (_bare(text) and _after_sentence(one, lines))):
        level = min(levels) if words == _LAST_PART or CHAPTER not in levels else CHAPTER
        return [Mark(one, level, 0, 0, "", text, True, False, False, False)]
    return []


def _numbered(shape: re.Pattern[str], i: int, lines: Lines, level: int, counts: dict[int, int], *,
              counter: int | None = None) -> Mark | None:
    text = lines.text[i]
    match = shape.match(text)
    if not match or len(text) > _LONGEST or re.search(r"[。；;！？：:，,]", text):
        return None
    number = to_int(match[1])
    if number not in (1, counts[counter or level] + 1):
        return None
    return Mark(i, level, number, 0, match.group().strip(), text[match.end():].strip(), True, False, False, False)


def _bare(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_BARE and not _NO_HEADING.search(text)


def _after_sentence(i: int, lines: Lines) -> bool:
    return i > 0 and lines.text[i - 1].endswith(("。", "。”", "。）"))
