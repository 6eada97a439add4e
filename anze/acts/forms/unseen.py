"""Characters that nobody sees and no record can hold: the null byte, which comes along with what is copied from elsewhere."""

import re
from typing import Final

from django.http import QueryDict

NULL: Final = "\x00"
SAID: Final = "这里带有看不见的空字符（多半是从别的软件复制来的），已经去掉。请看一眼内容，再提交一次。"

# For fields of other forms, which refuse a null byte by themselves.
REFUSED: Final = {"null_characters_not_allowed": "这里带有看不见的空字符（多半是从别的软件复制来的）。请删去这一段，直接键入后再提交。"}


def seen_only(data: QueryDict) -> tuple[QueryDict, frozenset[str]]:
    """Return what was sent without null bytes, and the names of the fields that had one; a row's cell by the name of its rows."""
    found, mended = QueryDict(mutable=True), set()
    for name, values in data.lists():
        if NULL in name:
            continue
        found.setlist(name, [value.replace(NULL, "") for value in values])
        if any(NULL in value for value in values):
            mended.add(re.sub(r"-\d+-\w+$", "", name))
    return found, frozenset(mended)
