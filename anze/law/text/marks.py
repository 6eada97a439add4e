"""Which lines open a 编、分编、章、节 or 条, and which only begin with a reference to one."""

import re
from itertools import pairwise
from typing import Final

from anze.law.text.headings import other_headings
from anze.law.text.lines import Lines
from anze.law.text.mark import ARTICLE, LEVELS, Mark
from anze.law.text.numerals import ARABIC, CHINESE, to_int

NUMERAL: Final = f"[{CHINESE}{ARABIC}]"
_OPENING = re.compile(
    rf"第\s*(?P<n>[{CHINESE}](?:\s*[{CHINESE}]){{0,12}}|[{ARABIC}](?:\s*[{ARABIC}]){{0,12}})(?:[-－](?P<dash>[{ARABIC}]{{1,4}}))?\s*(?P<unit>分[编編]|[编編篇章节節条條])"
    rf"(?:\s*之\s*(?P<sub>[{CHINESE}]{{1,4}}|[{ARABIC}]{{1,4}}))?")
# What follows a reference: 第二十条第一款规定的…, 第十二条和第十三条…, 第三条所称…
_REFERENCE = re.compile(
    rf"第\s*{NUMERAL}+\s*[款项]|[、，,。；;）)”』」》]|[和或与至到]第|或者第|以及第|及第|（[{CHINESE}]+）项?[、和至规的]"
    r"|规定|所规定|所列|所称|所述|所指|的规定|的[^确]|之规定|中的?规定|中[“\"]|以外|除外|修改为|改为|作为第|删去|增加一|有关规定|前款"
    r"|关于.{0,30}的规定|(?:并|仅)?适用于本|不适用|确定的|设定的|要求的|情形之一")
_CLAUSE = re.compile(rf"第\s*{NUMERAL}+\s*[款项]")
_SENTENCE = re.compile(r"[；;！？：:]$|。")
_OPEN_END = ("，", "、", ",", "和", "及", "或", "与", "依照", "按照", "根据", "违反", "至", "本法", "本条例", "本办法", "本规定")
_SENTENCE_ENDS = ("。", "；", "：", "。”", "。）")
_PAGE = re.compile(r"[\s.·…．]*\d*$")


def find_marks(lines: Lines) -> list[Mark]:
    """The headings and articles of the body, in the order of the text, those of a table of contents left out."""
    candidates = [mark for i, text in enumerate(lines.text) if text[0] == "第" and (mark := _candidate(lines, i))]
    articles = _articles([c for c in candidates if c.level == ARTICLE], lines)
    headings = _headings([c for c in candidates if c.level < ARTICLE])
    found = sorted(articles + headings, key=lambda mark: mark.line)
    found = _without_contents(found, lines)
    return sorted(found + other_headings(found, lines), key=lambda mark: mark.line)


def _candidate(lines: Lines, i: int) -> Mark | None:
    text = lines.text[i]
    match = _OPENING.match(text)
    if not match:
        return None
    rest = text[match.end():]
    words = rest.strip()
    sub = match["sub"] or match["dash"]
    return Mark(i, LEVELS[match["unit"]], to_int(match["n"]), to_int(sub) if sub else 0,
                "".join(match.group().split()), words, rest == "" or rest[0].isspace(),
                _REFERENCE.match(words) is not None, _CLAUSE.match(words) is not None,
                i > 0 and lines.text[i - 1].endswith(_OPEN_END) and len(lines.text[i - 1]) > 8
                and not _OPENING.match(lines.text[i - 1]))


def _articles(candidates: list[Mark], lines: Lines) -> list[Mark]:
    """Keep those that are articles: by what follows the label, the document's own spacing, and the sequence."""
    spacing = sum(c.spaced for c in candidates) * 2 >= len(candidates)
    last_good = {c.key: c.line for c in candidates if _good(c, spacing)}
    kept: list[Mark] = []
    last = (0, 0)
    for c in candidates:
        better_follows = last_good.get(c.key, -1) > c.line
        if _is_article(c, last, spacing, better_follows) or (spacing and not better_follows and _stands_alone(c, lines)):
            kept.append(c)
            last = c.key
    return _after_listed_articles(kept, lines)


def _good(c: Mark, spacing: bool) -> bool:
    return not c.refers and not c.broken and (c.spaced or not spacing)


def _stands_alone(c: Mark, lines: Lines) -> bool:
    """Whether white space follows the label and a sentence ended before it: an article, whatever its words refer to."""
    return c.spaced and c.rest != "" and c.line > 0 and lines.text[c.line - 1].endswith(_SENTENCE_ENDS)


def _is_article(c: Mark, last: tuple[int, int], spacing: bool, better_follows: bool) -> bool:
    expected = c.key == (last[0] + 1, 0) or c.key == (last[0], last[1] + 1)
    if c.clause or (c.broken and last != (0, 0) and not (expected and c.spaced)):
        return False
    if c.spaced:
        return not c.refers or (expected and not better_follows)
    if c.refers:
        return expected and not spacing and not better_follows
    return not spacing or (not better_follows and (expected or last < c.key <= (last[0] + 3, 0)))


def _after_listed_articles(articles: list[Mark], lines: Lines) -> list[Mark]:
    """Drop articles that a table of contents lists: no sentence stands between its 第一条 and the next one."""
    firsts = [k for k, mark in enumerate(articles) if mark.key == (1, 0)]
    for k, again in pairwise(firsts):
        if again - k > 1 and not any("。" in t for t in lines.text[articles[k].line:articles[again].line]):
            return articles[again:]
    return articles


def _headings(candidates: list[Mark]) -> list[Mark]:
    """Keep those that are headings: short, no sentence, and a plausible number where no space follows the label."""
    kept: list[Mark] = []
    last: dict[int, int] = {}
    for c in candidates:
        if _is_heading(c, last.get(c.level, 0)):
            kept.append(c)
            last[c.level] = c.number
    return kept


def _is_heading(c: Mark, last: int) -> bool:
    words = c.rest[:-1] if c.rest.endswith("。") and len(c.rest) < 15 else c.rest
    if (c.broken and not c.spaced) or c.clause or len(words) > (80 if c.spaced else 40) or _SENTENCE.search(words):
        return False
    if c.spaced:
        return not c.refers or (c.number in (1, last + 1) and not c.rest.startswith(("规定", "第", "的")))
    return not c.refers and (c.number == 1 or c.number > last)


def _without_contents(marks: list[Mark], lines: Lines) -> list[Mark]:
    """Drop the headings of a table of contents.

    Directly before the first article stands a chain 编 > 章 > 节; what heads stand before that chain are listed, not opened,
    where 目录 says so or they come again.
    """
    first = next((k for k, mark in enumerate(marks) if mark.level == ARTICLE), 0)
    start = first
    while start and marks[start - 1].level < marks[start].level:
        start -= 1
    if not start and not first:
        return marks
    announced = any("".join(t.split()).strip(":：") in ("目录", "目次") for t in lines.text[:marks[0].line])
    later = {(mark.level, mark.number, mark.rest) for mark in marks[first:]}
    if start < first and (announced or start) and _entry(marks[start]) in later:
        start = first
    again = {(mark.level, mark.number) for mark in marks[start:]}
    return marks[start:] if announced or (marks[0].level, marks[0].number) in again else marks


def _entry(mark: Mark) -> tuple[int, int, str]:
    return mark.level, mark.number, _PAGE.sub("", mark.rest)
