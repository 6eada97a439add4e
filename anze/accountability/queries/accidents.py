"""The accident that a case is about: which grounds need one, and its day as it is on record."""

import re
from datetime import date
from typing import Final

from anze.duties.situation import situation
from anze.law.question import Question
from anze.people.typed import serial_number

REGISTER: Final = "sg"  # the letters of the register of accidents
_CODE: Final = re.compile(rf"\b{REGISTER}-(\d{{4}}-\d{{4,}})(?!\d)", re.ASCII)
UNKNOWN: Final = "没有这个编号的事故，或者您看不到它。请照事故台账的“台账编号”一栏写，如 2026-0018。"
NEEDED: Final = frozenset({"25.4"})  # 对发生生产安全事故负有领导责任的


def accident_code(typed: str) -> str:
    """Return the code of an accident from what was typed: its register's number as the pages show it (2026-0018), or the code; else the words as typed."""
    found = serial_number(typed, REGISTER)
    return f"{REGISTER}-{found[0]}-{found[1]:04d}" if found else typed.strip()


def numbered(words: str) -> str:
    """Return a code, or a sentence with codes, with the numbers of accidents as their register shows them (2026-0018)."""
    return _CODE.sub(r"\1", words)


def accident_day(code: str, today: date) -> date | None:
    """Return the day of an accident by its code, as on record today; None for none."""
    known = situation(Question(today, today), today)
    return next((one.accident.date for one in known.accidents if one.accident.id == code), None)
