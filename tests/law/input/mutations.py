"""Valid cases and tables spoiled at random, by letters, by values and by structure."""

import copy
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

Row = dict[str, Any]
ODD: tuple[Any, ...] = (
    None, "", " ", "x", "p0", 0, -1, 1, 2.5, 1e300, float("nan"), 10**40, True, False, [], [[]], [None], ["p0", "p0"], {}, {"a": 1}, [{}],
    "2026-02-30", "2026-12-31", "9999-12-31", "0001-01-01", date(2026, 2, 28), date(9999, 12, 31), date(1, 1, 1), "2026-05-01T24:00",
    "\u0000", "\U0001f600", "甲" * 500, "[", "{", "a: b", "*a", "&a", "!!int", "- ", "#", "|", "null", "yes", "0x10", "1_000", "1e5", "-0", "'", '"', "\\",
)
LETTERS = "{}[]:,-#&*!|>'\"%@`\t\n \\0a甲\ufeff"


def spoiled_text(text: str, rng: Random) -> str:
    """The text with a few letters changed, or lines moved, dropped or given twice."""
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(text) + 1)
        lines = text.split("\n")
        row = rng.randrange(len(lines))
        text = rng.choice((
            text[:place] + rng.choice(LETTERS) + text[place:], text[:place] + text[place + rng.randint(1, 5):], text[:place],
            "\n".join(lines[:row] + lines[row + 1:]), "\n".join([*lines[:row], lines[row], *lines[row:]]),
            "\n".join([*lines[:row], "  " + lines[row], *lines[row + 1:]]), "\n".join([*lines[row:], *lines[:row]]),
        ))
    return text


def spoiled(case: Row, rng: Random) -> Row:
    """The case with a few values replaced, keys renamed, records doubled or taken out."""
    made: Row = copy.deepcopy(case)
    for _ in range(rng.randint(1, 3)):
        holder, key = rng.choice(list(places(made)))
        rng.choice(CHANGES)(holder, key, rng)
    return made


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) inside the value."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in [(value, key), *places(value[key])]]


def _replace(holder: Any, key: Any, rng: Random) -> None:
    holder[key] = rng.choice(ODD)


def _rename(holder: Any, key: Any, rng: Random) -> None:
    if isinstance(holder, dict):
        holder[rng.choice((f"{key}x", "id", "unit", "from", "to", "甲", "expect", "parameters"))] = holder.pop(key)


def _drop(holder: Any, key: Any, rng: Random) -> None:
    del holder[key]


def _double(holder: Any, key: Any, rng: Random) -> None:
    if isinstance(holder, list):
        holder.insert(rng.randint(0, len(holder)), copy.deepcopy(holder[key]))


CHANGES: tuple[Callable[[Any, Any, Random], None], ...] = (_replace, _replace, _replace, _rename, _drop, _double)
