"""From raw text to its lines with words on them: Markdown marks taken off, hard-wrapped lines joined again."""

import re
from dataclasses import dataclass

from anze.law.text.run_on import RunOn
from anze.law.text.tree import ZERO_WIDTH

_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]")
_COMMENT = re.compile(r"<!--[\x00-\x7f]*-->$")  # a comment without Chinese words is a mark of layout
_HASHES = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|={3,})$")
_ENDS = "。；;：:！!？?”』」）)》…．."
_LABEL_AHEAD = re.compile(r"[（(①-⑳]|第.{1,9}[编章节条]|\d+[.、．]|[一二三四五六七八九十]+、")
_LONGEST_WRAP = 60


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that have words: `text[i]` stripped, `at[i]` its line number in the input (from 1)."""

    text: list[str]
    at: list[int]

    def after_blank(self, i: int) -> bool:
        """Whether a blank line stands before line `i`."""
        return i > 0 and self.at[i] - self.at[i - 1] > 1


def read_lines(text: str) -> Lines:
    """Split `text` into its lines with words."""
    if _INVISIBLE.search(text):
        text = text.translate(ZERO_WIDTH)
    raw = text.splitlines()
    words: list[str] = []
    at: list[int] = []
    run_on = RunOn()
    for number, line in enumerate(raw, 1):
        stripped = line.strip()
        if not stripped:
            continue
        if stripped[0] in "#*<-=":
            stripped = _unmark(stripped)
            if not stripped:
                continue
        parts = run_on.split(stripped)
        words += parts
        at += [number] * len(parts)
    return _rejoined(Lines(words, at), raw)


def _unmark(line: str) -> str:
    """A line without Markdown marks; empty where it had nothing else."""
    if _COMMENT.match(line) or _RULE.match(line):
        return ""
    line = line[match.end():] if (match := _HASHES.match(line)) else line
    return _BOLD.sub(r"\1", line, count=1) if line.startswith("**") else line


def _rejoined(lines: Lines, raw: list[str]) -> Lines:
    """Join lines that were broken because they were full, as text copied out of a PDF has them."""
    width = _wrap_width(lines)
    if not width:
        return lines
    indents = any(line[:1].isspace() for line in raw if line.strip())
    apart = indents or sum(map(lines.after_blank, range(len(lines.text)))) * 5 > len(lines.text)
    text, at = [lines.text[0]], [lines.at[0]]
    for i in range(1, len(lines.text)):
        before, here = lines.text[i - 1], lines.text[i]
        full = len(before) >= width - 4 and not lines.after_blank(i)
        indented = raw[lines.at[i] - 1][:1].isspace()
        if full and not indented and (before[-1] not in _ENDS or (apart and not _LABEL_AHEAD.match(here))):
            text[-1] += here
        else:
            text.append(here)
            at.append(lines.at[i])
    return Lines(text, at)


def _wrap_width(lines: Lines) -> int:
    """The width at which the lines are wrapped, or 0 where they are not: most long lines end in mid-sentence, equally long."""
    if len(lines.text) < 8:
        return 0
    width = sorted(map(len, lines.text))[len(lines.text) * 19 // 20]
    if width > _LONGEST_WRAP or width < 15:
        return 0
    full = [line for line in lines.text if len(line) >= width - 4]
    open_ended = sum(line[-1] not in _ENDS for line in full)
    return width if len(full) * 4 > len(lines.text) and open_ended * 2 > len(full) else 0
