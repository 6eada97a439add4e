"""The title of a statute, and whether it is a draft."""

import re
from dataclasses import dataclass

from anze.law.text.lines import Lines

_STATUS = re.compile(
    r"(?:公开)?(?:修订|修正|修改)?(?:草案)?(?:公开)?(?:第?[一二三两再]次)?"
    r"(?:征求意见稿|送审稿|审议稿|审查稿|讨论稿|修订草案|修正草案|草案|初稿)(?:第?[一二三]稿|二次审议稿|三次审议稿|修改稿)?")
_BRACKETED = re.compile(rf"[（(\[【]\s*({_STATUS.pattern})\s*[）)\]】]")
_TITLE_END = re.compile(
    r"(?:法典?|条例|办法|规定|细则|决定|规则|准则|章程|规程|通知|意见|解释|方案|制度|守则|纲要|公约|批复|标准|总则|修正案|协定|规范|指引"
    r"|实施|编|[）)])$")
_NOT_TITLE = re.compile(
    r"附件?\s*[0-9一二三四五六七八九十]*\s*[:：]?$|.{0,12}〔\d{4}〕.{0,8}号$|.{2,30}(?:主席令|国务院令|部令|公告|政府令|委员会令)$"
    r"|(?:第|令).{0,12}号$|[（(].*[）)]$|-?\d+-?$|《.{2,60}》(?:已|经).*")
_SENTENCE = re.compile(r"[。；;，,：:]|^\d{4}\s*年|^[（(]|^第.{1,8}[编章节条]")


@dataclass(frozen=True, slots=True)
class Front:
    """The title, the draft's status, the words of the status that stood in the title's line, and the lines the title took."""

    title: str
    status: str
    words: str
    lines: range


def read_front(lines: Lines, body: int) -> Front:
    """Read the title among the lines before `body`, the first heading or article."""
    start = _title_start(lines, body)
    end = start + 1 if start < body else start
    title = lines.text[start] if start < body else ""
    while end < body and _goes_on(title, lines, end):
        joint = " " if title[-1].isascii() and title[-1].isalnum() else ""
        title, end = title + joint + lines.text[end], end + 1
    title, status, words = _without_status(title)
    if not status:
        status = _status_line(lines, range(0, min(body, end + 3)))
    return Front(tidy(title), status, words, range(start, end))


def tidy(heading: str) -> str:
    """A heading without the spaces that spread it: 总　则 → 总则."""
    parts = heading.split()
    return "".join(parts) if len(parts) > 1 and all(len(p) == 1 for p in parts) else heading


def _title_start(lines: Lines, body: int) -> int:
    """The title's first line: mostly the first; an order's head or 附件1 may stand before it."""
    if not _NOT_TITLE.match(lines.text[0]):
        return 0
    for i in range(min(body, 12)):
        text = lines.text[i]
        if not _NOT_TITLE.match(text) and not _SENTENCE.search(text) and len(text) <= 60:
            return i
    return 0


def _goes_on(title: str, lines: Lines, i: int) -> bool:
    """Whether line `i` still belongs to the title, which may be broken over lines."""
    text = lines.text[i]
    if len(text) > 40 or _SENTENCE.search(text) or "".join(text.split()) in ("目录", "目次", "序言", "总纲", "引言", "前言"):
        return False
    if _BRACKETED.fullmatch(text) or _STATUS.fullmatch(text) or re.search(r"(?:通过|公布|施行|发布)$", text):
        return False
    bare = _BRACKETED.sub("", title).rstrip()
    if _TITLE_END.search(bare):
        return not lines.after_blank(i) and _TITLE_END.search(text) is not None and len(title) + len(text) <= 40
    return _TITLE_END.search(_BRACKETED.sub("", text).rstrip()) is not None or not lines.after_blank(i)


def _without_status(title: str) -> tuple[str, str, str]:
    """The title, the status in it, and the status as it was written, brackets and all."""
    for match in _BRACKETED.finditer(title):
        if match.end() == len(title) or match.start() == 0:
            rest = title[:match.start()] + title[match.end():]
            return rest.strip(), "".join(match[1].split()), match.group()
    bare = re.search(rf"({_STATUS.pattern})$", title)
    if bare and len(title) > len(bare.group()) + 2:
        return title[:bare.start()].strip(), bare.group(), bare.group()
    return title, "", ""


def _status_line(lines: Lines, where: range) -> str:
    for i in where:
        text = lines.text[i]
        match = _BRACKETED.fullmatch(text) or re.fullmatch(rf"({_STATUS.pattern})", text)
        if match:
            return "".join(match[1].split())
    return ""
