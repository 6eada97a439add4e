"""Pinyin of names, for sorting and for search by initials; no database here knows the order of pinyin.

The dictionary is loaded when the first name is spelt, not when the site starts: it takes a third of a second.
"""


def pinyin(text: str) -> str:
    """Return the pinyin of a text, without tones: 英德市 → yingdeshi. Other characters stay as they are."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return "".join(lazy_pinyin(text)).lower()


def initials(text: str) -> str:
    """Return the first letters of the pinyin of a text: 英德市 → yds."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def spelt(name: str, *, pinyin_length: int, initials_length: int) -> dict[str, str]:
    """Return the fields `pinyin` and `initials` of a name, no longer than the columns that hold them."""
    return {"pinyin": pinyin(name)[:pinyin_length], "initials": initials(name)[:initials_length]}
