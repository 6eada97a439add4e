"""Two sets of findings side by side, by the keys that the page names."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Findings = Mapping[str, list[dict[str, Any]]]
KEYS: dict[str, tuple[str, ...]] = {
    "obligations": ("duty", "unit", "officers", "period", "required", "done", "status", "due_soon", "vacant", "acts"),
    "standing": ("duty", "unit", "officer", "status"),
    "structure": ("check", "unit", "ok", "officer"),
    "accidents": ("id", "grade", "measure", "late_reports"),
    "triggers": ("rule", "unit", "on", "accidents", "repeat_of"),
    "outlook": ("rule", "unit", "needs", "until"),
    "grounds": ("rule", "officer", "on", "interviews", "accident"),
    "vetoes": ("rule", "unit", "year", "on", "accidents"),
    "bans": ("officer", "measure", "no_promotion_until", "no_award_year"),
    "exemptions": ("accident", "officer", "exempt", "failing"),
    "cycle": ("rule", "superior", "subordinate", "side", "year", "status", "by", "visited", "all", "cycle_from"),
    "undecided": ("rule", "unit", "hazard", "who"),
}


# Findings that the evaluator adds to what the page asks for: its own tests look after them.
ADDED = {"cycle": {"17"}, "undecided": {"25.3", "27.p1", "28.p4"}}


def without_nulls(value: Any) -> Any:
    """The value, its records without the keys that are null."""
    if isinstance(value, dict):
        return {key: without_nulls(part) for key, part in value.items() if part is not None}
    return [without_nulls(part) for part in value] if isinstance(value, list) else value


def line(name: str, row: dict[str, Any], ignore: Iterable[str] = ()) -> str:
    """A row as one line of text, its named keys only; absent and null are the same."""
    kept = {key: without_nulls(row[key]) for key in KEYS[name] if key not in ignore and row.get(key) is not None}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)


def differences(expected: Findings, found: Findings, ignore: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """Every row that only one of them has, as `triggers − {…}` (missing) or `+` (too many), whatever the order.

    `ignore` names keys to leave out of account, by list: {"structure": ["officer"]}.
    """
    lines = []
    for name in expected:
        skip = tuple((ignore or {}).get(name, ()))
        here = Counter(line(name, row, skip) for row in expected[name])
        there = Counter(line(name, row, skip) for row in found[name] if row.get("rule") not in ADDED.get(name, ()))
        lines += [f"{name} − {text}" for text in sorted((here - there).elements())]
        lines += [f"{name} + {text}" for text in sorted((there - here).elements())]
    return lines
