"""Ids of provisions: 5.2, 12.p2, 21.2.3, 5.7.county, and what the text calls them."""

import re
from functools import cache
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_ID = re.compile(r"(?P<article>\d+)(?:-(?P<sub>\d+))?(?P<rest>(?:\.(?:p?\d+))*)(?P<suffix>(?:\.[a-z_]+)*)")


def chinese_number(n: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五, up to 9999."""
    if n < 10:
        return _DIGITS[n]
    words, zero = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, n = divmod(n, value)
        if digit:
            words += ("零" if zero and words else "") + _DIGITS[digit] + unit
        zero = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


@cache
def provision_label(provision: str) -> str:
    """What the text calls a provision: 5.2 → 第五条（二）, 27.p3 → 第二十七条第三款, 21.2.3 → 第二十一条第二款（三）.

    A suffix that only tells two duties of one item apart (5.7.county) is left out; `p1` too, since the id alone does
    not tell whether the article has a second paragraph (`Pack.label` does). ValueError for what is no id.
    """
    match = _ID.fullmatch(provision)
    if match is None:
        raise ValueError(f"“{provision}”不是条款编号，应写成 5.2、12.p2、21.2.3 这样的形式")
    label = f"第{chinese_number(int(match['article']))}条"
    if match["sub"]:
        label += f"之{chinese_number(int(match['sub']))}"
    parts = [part for part in match["rest"].split(".") if part]
    for position, part in enumerate(parts):
        if part.startswith("p"):
            label += f"第{chinese_number(int(part[1:]))}款" if part != "p1" else ""
        elif position < len(parts) - 1 and position == 0:
            label += f"第{chinese_number(int(part))}款"
        else:
            label += f"（{chinese_number(int(part))}）"
    return label


def base_id(provision: str) -> str:
    """The provision in the text that an id of ours belongs to: 5.7.county → 5.7, 6.3.check → 6.3."""
    return re.sub(r"(?:\.[a-z_]+)+$", "", provision)


def article_of(provision: str) -> int:
    """The number of the article: 21.2.3 → 21; 0 for what is no id."""
    match = _ID.fullmatch(provision)
    return int(match["article"]) if match else 0
