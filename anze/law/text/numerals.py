"""Numerals of Chinese statutes: 一千二百六十 ↔ 1260, full- or half-width digits, and ①."""

from functools import lru_cache
from typing import Final

DIGITS: Final = {"零": 0, "〇": 0, "○": 0, "Ｏ": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
                 "七": 7, "八": 8, "九": 9}
UNITS: Final = {"十": 10, "百": 100, "千": 1000}
CHINESE: Final = "".join(DIGITS) + "".join(UNITS) + "万"
ARABIC: Final = "0-9０-９"
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@lru_cache(maxsize=8192)
def to_int(numeral: str) -> int:
    """The value of a numeral (white space inside it does not matter). Raises ValueError where it is none."""
    digits = "".join(numeral.split())
    if digits in CIRCLED and len(digits) == 1:
        return CIRCLED.index(digits) + 1
    if digits.isdecimal():
        return int(digits)
    if digits and all(c in DIGITS for c in digits):
        return int("".join(str(DIGITS[c]) for c in digits))
    return _with_units(digits)


def _with_units(digits: str) -> int:
    total = below_wan = digit = 0
    for c in digits:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in UNITS:
            below_wan, digit = below_wan + (digit or 1) * UNITS[c], 0
        elif c == "万":
            total, below_wan, digit = total + (below_wan + digit) * 10_000, 0, 0
        else:
            raise ValueError(digits)
    if not digits:
        raise ValueError(digits)
    return total + below_wan + digit


@lru_cache(maxsize=4096)
def to_chinese(number: int) -> str:
    """1260 → 一千二百六十; from 0 to 99,999, as articles are numbered (十二, not 一十二)."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return to_chinese(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + to_chinese(low))
    names, out, gap = "零一二三四五六七八九", "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            out += ("零" if gap else "") + names[digit] + unit
        gap = bool(out) and not digit
    return (out[1:] if out.startswith("一十") else out) or "零"
