"""An official document as its parts (GB/T 9704—2012): 版头, 主体, 版记. Word (`word.word_of`) and PDF (`pdf.pdf_of`) are made from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands, its number included: level 1 一、 level 2 （一） level 3 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, two characters in."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in smaller type: where something is from, how it was worked out."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as wide as the type area; `widths` are shares, equal where none are given."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def shares(self) -> Sequence[int]:
        """Return the share of each column."""
        return self.widths or (1,) * len(self.heads)


Block = Heading | Text | Note | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """What stands in an official document. Only `organ` and `title` must be there; what is empty is left out.

    `letter` gives it the form of a letter (信函格式, GB/T 9704—2012, 10.1): two red double lines on its first page, no signer, no printer.

    `organ` is the red line on top (发文机关标志); `signer` (签发人) makes it an upward document: the number goes left, the signer right.
    Of two bodies each has a line of its own, in `organ` and in `sender`; the one that leads comes first.
    `attachments` are the titles under 附件; `remark` is the 附注 in brackets; `seal` keeps room for a seal over sender and day.
    Days may be given in words. `own` is the Word file where it was made from an office's own template: then it is kept as it is.
    `code` is printed at the foot of every page, to be read by eye and by machine: a scan finds its way back by it.
    """

    organ: str
    title: str
    number: str = ""
    signer: str = ""
    urgency: str = ""
    to: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    sender: str = ""
    day: date | str | None = None
    remark: str = ""
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | str | None = None
    seal: bool = True
    own: bytes = b""
    code: str = ""
    letter: bool = False

    @property
    def has_imprint(self) -> bool:
        """Whether it ends with a 版记; a letter's names neither printer nor day of printing."""
        return bool(self.cc or (self.printed_by and not self.letter))


def in_words(day: date | str | None) -> str:
    """Return a day as an official writes it: 2026年11月23日; empty for none. What is words already stays."""
    if isinstance(day, str):
        return day
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def day_meant(day: date | str | None) -> date | None:
    """Return the day that words mean; None where they mean none."""
    if not isinstance(day, str):
        return day
    found = _DAY.match(day.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def bracketed(number: int) -> str:
    """Return the number of a second level as it stands under 一、: （一）, （十二）."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return f"（{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}）".replace(" ", "")


def attachment_lines(titles: Sequence[str]) -> list[str]:
    """Return the titles of attachments, numbered where there are several."""
    return [f"{number}．{title}" for number, title in enumerate(titles, 1)] if len(titles) > 1 else list(titles)
