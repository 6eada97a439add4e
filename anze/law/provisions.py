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


_NAMED: Final = re.compile(r"第?(?P<article>[零一二三四五六七八九十百]+|\d+)条(?:之(?P<sub>[一二三四五六七八九十]+|\d+))?"
                           r"(?:第?(?P<paragraph>[一二三四五六七八九十]+|\d+)款)?"
                           r"(?:[（(](?P<item>[一二三四五六七八九十]+|\d+)[）)]|第?(?P<item_>[一二三四五六七八九十]+|\d+)项)?")


def provisions_named(words: str) -> list[str]:
    """Return the ids that words before a provision's text may mean, the likeliest first: 第八条第三项 → 8.3, 第五条第一款第七项 → 5.1.7 or 5.7, 12.p2 itself.

    Which of them there are, the pack says. Nothing for what names no provision.
    """
    text = re.sub(r"\s", "", words)
    match = _NAMED.match(text)
    if match is None:
        found = _ID.match(text)
        return [found[0].rstrip(".")] if found else []
    article = str(_number(match["article"])) + (f"-{_number(match['sub'])}" if match["sub"] else "")
    paragraph, item = match["paragraph"], match["item"] or match["item_"]
    if item:
        whole = [f"{article}.{_number(paragraph)}.{_number(item)}"] if paragraph else []
        return whole + ([] if whole and _number(paragraph) > 1 else [f"{article}.{_number(item)}"])
    return [f"{article}.p{_number(paragraph or '1')}"]


def _number(words: str) -> int:
    """Return 一 → 1, 二十一 → 21, 一百零五 → 105; digits as they are."""
    if words.isdecimal():
        return int(words)
    total = digit = 0
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100}[sign], 0
    return total + digit
