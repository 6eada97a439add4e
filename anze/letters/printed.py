"""The code that is printed on a letter: ZR2026-0017-8. Its last digit checks the others (ISO 7064, MOD 11,10), so that no slip finds another letter."""

import re
import unicodedata
from typing import Final

_WRITTEN: Final = re.compile(r"ZR(\d{4})(\d{4,6})(\d)")
# What a hand writes and an eye reads in place of a digit.
_MISTAKEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_of(year: int, serial: int) -> str:
    """Return the code of the letter with this serial number in a year."""
    digits = f"{year}{serial:04d}"
    return f"ZR{year}-{serial:04d}-{check_digit(digits)}"


def check_digit(digits: str) -> int:
    """Return the digit that finds every single wrong digit, and nearly every exchange of two neighbours."""
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return (11 - rest) % 10


def code_in(text: str) -> str | None:
    """Return the code that somebody typed or a scanner read, however it is spaced; None where it is none or a digit is wrong."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(character for character in plain if character.isascii() and character.isalnum())
    found = _WRITTEN.fullmatch(plain[:2] + plain[2:].translate(_MISTAKEN))
    if found is None:
        return None
    year, serial, check = found.groups()
    return code_of(int(year), int(serial)) if int(check) == check_digit(year + serial) else None
