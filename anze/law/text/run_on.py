"""Lines that ran on: headings and articles that stand behind one another on one line, taken apart."""

import re

from anze.law.text.numerals import ARABIC, CHINESE, to_int

_N = rf"(?:[{CHINESE}]{{1,12}}|[{ARABIC}]{{1,12}})"
_OPENS = rf"第{_N}(?:分?编|[章节]|条(?:之[{CHINESE}]+)?)"
# 第一章 总则 第一条 为了…, or …。 第二条 … with white space on both sides of the label.
_SPACED = re.compile(rf"[。；：][ \u3000]+{_OPENS}[ \u3000]|^第{_N}(?:分?编|[章节])[ \u3000][^。；]{{1,40}}[ \u3000]{_OPENS}[ \u3000]")
_BREAKS = re.compile(rf"[ \u3000]+(?={_OPENS}[ \u3000])|(?<=[。：；])[ \u3000]+(?=\S)")
_ARTICLE = rf"第(?P<n>{_N})条(?:之(?P<sub>[{CHINESE}]{{1,4}}))?"
_LEADING = re.compile(rf"{_ARTICLE}(?=\s|$)")
# …。第二条　…: white space behind the label only; a reference (…的规定。第二条所称…) has none.
_GLUED = re.compile(rf"(?<=[。；：”）]){_ARTICLE}[ \u3000]+(?=[^ \u3000])")


class RunOn:
    """Splits the lines of one text in their order; remembers the last article, which alone tells 第二条 from a reference."""

    def __init__(self) -> None:
        self.last = (0, 0)

    def split(self, line: str) -> list[str]:
        """The headings and articles on a line of words, each by itself; mostly the line alone."""
        parts = [line]
        if (" 第" in line or "　第" in line) and _SPACED.search(line):
            parts = _BREAKS.split(line)
        return [piece for part in parts for piece in self._glued(part)]

    def _glued(self, line: str) -> list[str]:
        """Split before each article whose number is the next one and that stands right behind the end of a sentence."""
        if "条" not in line:
            return [line]
        if line[0] == "第" and (own := _LEADING.match(line)):
            self.last = _key(own)
        if "条　" not in line and "条 " not in line and "之" not in line:
            return [line]
        cuts = [0]
        for match in _GLUED.finditer(line):
            key = _key(match)
            if key in ((self.last[0] + 1, 0), (self.last[0], self.last[1] + 1)):
                self.last = key
                cuts.append(match.start())
        return [line[a:b].rstrip() for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _key(match: re.Match[str]) -> tuple[int, int]:
    return to_int(match["n"]), to_int(match["sub"]) if match["sub"] else 0
