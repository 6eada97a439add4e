"""Days as the register's sentences write them, and how it reads what a person typed for an officer."""

import re
from datetime import date
from typing import Final

_PARTS: Final = re.compile(r"[\s（）()，,、]+")


def in_chinese(day: date) -> str:
    """2025-03-01 → 2025年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def parts(typed: str) -> list[str]:
    """Return the words of what was typed for an officer: 张三（p1） → 张三, p1."""
    return [word for word in _PARTS.split(typed.strip()) if word]
