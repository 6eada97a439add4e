"""Pinyin of names, for sorting and for search by initials; no database here knows the order of pinyin."""

from pypinyin import Style, lazy_pinyin


def pinyin(text: str) -> str:
    """Return the pinyin of a text, without tones: 英德市 → yingdeshi. Other characters stay as they are."""
    return "".join(lazy_pinyin(text)).lower()


def initials(text: str) -> str:
    """Return the first letters of the pinyin of a text: 英德市 → yds."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def spelt(name: str, *, pinyin_length: int, initials_length: int) -> dict[str, str]:
    """Return the fields `pinyin` and `initials` of a name, no longer than the columns that hold them."""
    return {"pinyin": pinyin(name)[:pinyin_length], "initials": initials(name)[:initials_length]}
