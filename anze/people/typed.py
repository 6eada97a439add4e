"""What people type to find something: a document's number with whatever brackets, a register's number with or without its letters."""

import re
import unicodedata
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

_DOCUMENT: Final = re.compile(r"(\S{1,20}?)[〔\[［【(（〈<{]\s*(\d{4})\s*[〕\]］】)）〉>}]\s*(?:第?\s*(\d{1,6})\s*号?)?")
_SERIAL: Final = re.compile(r"(?:([a-z]{2})-?)?(\d{4})-(\d{1,6})", re.IGNORECASE)


def document_number(text: str) -> tuple[str, int, int | None] | None:
    """Return a document's number as typed: what stands before the year, the year, the ordinal (None where it is not there); None for other words."""
    found = _DOCUMENT.fullmatch("".join(text.split()))
    return (found[1], int(found[2]), int(found[3]) if found[3] else None) if found else None


def serial_number(text: str, prefix: str) -> tuple[int, int] | None:
    """Return year and serial of a register's number (2026-0018, sg-2026-0018); None for other words, or for the letters of another register."""
    found = _SERIAL.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (int(found[2]), int(found[3])) if found and (found[1] or prefix).lower() == prefix else None


def numbered(field: str, text: str) -> Q:
    """Return what finds a document's number that is kept as words: as it was typed, or in the brackets of the standard; nothing without a digit."""
    if not any(sign.isdigit() for sign in text):
        return Q(pk__in=[])
    spelt = {text}
    if parts := document_number(text):
        spelt.add(f"{parts[0]}〔{parts[1]}〕" + (f"{parts[2]}号" if parts[2] is not None else ""))
    return reduce(or_, (Q(**{f"{field}__icontains": one}) for one in sorted(spelt)))
