"""A subject of an answer as the table shows it: each number with what opens its names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anze.vetting.codes import COUNTS, STANDING, TASKS
from anze.vetting.queries.wording import (
    WORDS,
    ban,
    bar_of,
    current,
    day,
    ended,
    longest,
    measure,
    none_held,
    outside,
    pending_words,
    report_of,
    veto,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject: who it is, counts by year with how its reports stand, tasks by year, standing duties, and the other parts as lists of sentences."""

    key: str
    name: str
    held: str
    group: bool
    years: list[tuple[int, list[tuple[str, str, int]], str]]
    tasks: list[tuple[int, list[tuple[str, str, int]]]]
    standing: list[tuple[str, str, int]]
    interviews: list[str]
    vetoes: list[str]
    bans: list[tuple[str, str, str]]
    measures: list[str] | None
    ends: list[str]
    pending: bool | None
    pending_words: str
    assessments: list[str]
    posts: list[tuple[str, bool]]
    outside: str


def shown(one: dict[str, Any]) -> Shown:
    """Return a subject of a snapshot for a page."""
    reports = {said["year"]: report_of(said) for said in one["reports"]}
    years = [(said["year"], [(name, label, said[name]) for name, (label, _) in COUNTS.items() if said[name]], reports.get(said["year"], ""))
             for said in reversed(one["years"])]
    return Shown(
        one["key"], one["name"], current(one) or none_held(one), one["kind"] == "group", years, _tasks(one),
        [(status, STANDING[status], count) for status, count in one.get("standing", {}).items()],
        [f"{day(said['on'])}被{said['by']}约谈" for said in one["interviews"]], [veto(said) for said in one["vetoes"]],
        _bans(one.get("bans", ())),
        [measure(said) for said in one["measures"]] if "measures" in one else None, ended(one.get("ends", ())), one.get("pending"),
        pending_words(one) if "pending" in one else "",
        [WORDS["assessments"]([said]).rstrip("。") for said in reversed(one["assessments"])],
        [(WORDS["posts"]([said]).rstrip("。"), said["within"]) for said in reversed(one.get("posts", ()))], outside(one) if one.get("outside") else "")


def _bans(found: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return bans each with its lamp and word, then the longest of those that run together."""
    every = [(ban(one), *bar_of(one)) for one in found]
    last = longest(found)
    return [*every, *([(last, *(("closed", "已满") if last.endswith("（已满）") else ("overdue", "限制期内")))] if last else [])]


def _tasks(one: dict[str, Any]) -> list[tuple[int, list[tuple[str, str, int]]]]:
    return [(said["year"], [(name, label, said[name]) for name, (label, _) in TASKS.items() if said[name]]) for said in reversed(one.get("tasks", ()))]
