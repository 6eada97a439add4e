"""Findings: what the law core says of the facts. Plain dictionaries, in the order and with the keys of `casefile.md`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from anze.law.pack import Pack
from anze.law.question import Question

Finding = dict[str, Any]

# By which keys each list is sorted: rule or duty, unit, officer, date.
SORT_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "standing": ("duty", "unit", "officer"),
    "structure": ("check", "unit", "officer"),
    "accidents": ("id",),
    "triggers": ("rule", "unit", "on", "accidents", "hazard"),
    "withdrawn": ("rule", "unit", "on", "accidents"),
    "outlook": ("rule", "unit", "nature", "until"),
    "grounds": ("rule", "unit", "officer", "on", "accident", "interviews"),
    "vetoes": ("rule", "unit", "year", "on"),
    "bans": ("officer", "date", "measure", "accident"),
    "exemptions": ("accident", "officer"),
    "cycle": ("rule", "superior", "by", "subordinate", "unit", "officer", "side", "year", "cycle_from", "task"),
    "undecided": ("rule", "unit", "officer", "hazard", "accident", "why"),
}
LISTS: Final = ("obligations", *SORT_KEYS)

# What a finding of each list may say, and what the records inside it say: what an `expect` block may ask for.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "obligations": ("duty", "unit", "officers", "period", "required", "done", "status", "due_soon", "vacant", "acts", "why"),
    "standing": ("duty", "unit", "officer", "status", "why"),
    "structure": ("check", "unit", "ok", "officer", "vacant", "why"),
    "accidents": ("id", "grade", "measure", "late_reports", "unit", "date", "written_off", "why"),
    "triggers": ("rule", "unit", "on", "accidents", "repeat_of", "why", "hazard", "interviewees"),
    "withdrawn": ("rule", "unit", "on", "accidents", "written_off", "why"),
    "outlook": ("rule", "unit", "needs", "until", "nature", "why"),
    "grounds": ("rule", "unit", "officer", "on", "interviews", "accident", "effect", "missed", "why", "who"),
    "vetoes": ("rule", "unit", "year", "on", "accidents", "why"),
    "bans": ("officer", "measure", "no_promotion_until", "no_award_year", "effect_until", "date", "accident", "why", "who"),
    "exemptions": ("accident", "officer", "exempt", "failing", "why", "who"),
    "cycle": ("rule", "superior", "subordinate", "side", "year", "status", "by", "visited", "all", "cycle_from", "unit", "officer", "task", "due", "why"),
    "undecided": ("rule", "unit", "hazard", "officer", "accident", "why", "who"),
}
NESTED: Final[dict[str, tuple[str, ...]]] = {
    "late_reports": ("to", "minutes"), "missed": ("duty", "unit", "period"), "failing": ("duty", "period", "status", "unit", "task"),
}


@dataclass(slots=True)
class Findings:
    """Everything found of a case: one list a kind, sorted."""

    pack: Pack
    asked: Question
    lists: dict[str, list[Finding]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the findings as they are printed."""
        return {**heading(self.pack, self.asked), **{name: self.lists.get(name, []) for name in LISTS},
                "effective_from": self.pack.effective_from.isoformat(), "parameters": dict(self.pack.values)}


def heading(pack: Pack, asked: Question) -> dict[str, str]:
    """Return what every result says first: by which pack, as of and as known on which day."""
    return {"pack": pack.id, "as_of": asked.as_of.isoformat(), "known_at": asked.known_at.isoformat()}


def in_order(name: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of one list sorted, the same ones once."""
    keys = SORT_KEYS[name]
    distinct = {repr(finding): finding for finding in findings}
    return sorted(distinct.values(), key=lambda finding: ([_rank(finding.get(key)) for key in keys], repr(finding)))


def _rank(value: Any) -> Any:
    """Return a value that can be compared: absent before everything, lists by their parts."""
    if value is None:
        return ("",)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def in_words(day: date) -> str:
    """Return the day as an official writes it: 2026年5月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
