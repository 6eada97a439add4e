"""Characters that nobody sees and no record should hold: the null byte, and those that turn the direction of writing (U+202E), by which
a text reads as another than it is. They come along with what is copied from elsewhere, or are put there on purpose."""

import re
from typing import Final

from django.http import QueryDict

NULL: Final = "\x00"
TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN: Final = re.compile(f"[{NULL}{TURNING}]")
TURNED: Final = "这里带有看不见的文字方向控制符（U+%(code)s，会让文字显示成另一种顺序）。请删去这一段，直接键入后再提交。"
SAID: Final = "这里带有看不见的空字符或者文字方向控制符（多半是从别的软件复制来的），已经去掉。请看一眼内容，再提交一次。"

# For fields of other forms, which refuse a null byte by themselves.
REFUSED: Final = {"null_characters_not_allowed": "这里带有看不见的空字符（多半是从别的软件复制来的）。请删去这一段，直接键入后再提交。"}


def seen(text: str) -> str:
    """Return a text without hidden characters."""
    return HIDDEN.sub("", text)


def turned(text: str) -> str:
    """Return the code of the first character in a text that turns the direction of writing; empty for none."""
    found = next((one[0] for one in HIDDEN.finditer(text) if one[0] != NULL), "")
    return f"{ord(found):04X}" if found else ""


def seen_only(data: QueryDict) -> tuple[QueryDict, frozenset[str]]:
    """Return what was sent without hidden characters, and the names of the fields that had one; a row's cell by the name of its rows."""
    found, mended = QueryDict(mutable=True), set()
    for name, values in data.lists():
        if HIDDEN.search(name):
            continue
        found.setlist(name, [seen(value) for value in values])
        if any(HIDDEN.search(value) for value in values):
            mended.add(re.sub(r"-\d+-\w+$", "", name))
    return found, frozenset(mended)
