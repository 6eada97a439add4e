"""Whether the people whom an accident hurt become fewer on record: what those above must hear of, and what no office below may do."""

from datetime import date
from itertools import accumulate
from typing import Final

from anze.accidents.models import Accident, FigureUpdate, Statement

WORDS: Final = {"deaths": "死亡", "serious_injuries": "重伤", "missing": "失踪"}  # from the gravest: who is found dead was hurt or missing before
Totals = tuple[int, int, int]


def course_of_totals(accident: Accident) -> list[tuple[date, Totals]]:
    """Return the totals of people as they stand on record: as stated, then as of each day on which they changed; nothing where nothing is stated."""
    stated = Statement.objects.current().filter(accident=accident).values_list(*WORDS).first()
    if stated is None:
        return []
    found = [(date.min, stated)]
    for on, *said in FigureUpdate.objects.current().filter(accident=accident).order_by("date", "pk").values_list("date", *WORDS):
        deaths, hurt, missing = (last if now is None else now for last, now in zip(found[-1][1], said, strict=True))
        found.append((on, (deaths, hurt, missing)))
    return found


def fallen(before: list[tuple[date, Totals]], after: list[tuple[date, Totals]]) -> dict[str, tuple[int, int]]:
    """Return the figures that fall, each with what it was and becomes; nothing where on no day fewer are dead, or hurt, or missing in all.

    Somebody seriously injured who dies, or missing who is found dead or injured, is nobody less.
    """
    if not before or not after:
        return {}
    for day in sorted({day for day, _ in (*before, *after)}, reverse=True):
        old, new = _on(before, day), _on(after, day)
        if any(less < more for more, less in zip(accumulate(old), accumulate(new), strict=True)):
            return {name: (was, now) for name, was, now in zip(WORDS, old, new, strict=True) if now < was}
    return {}


def _on(course: list[tuple[date, Totals]], day: date) -> Totals:
    return [totals for on, totals in course if on <= day][-1]


def in_words(fell: dict[str, tuple[int, int]]) -> str:
    """Return what fell: 死亡3人改为2人."""
    return "、".join(f"{WORDS[name]}{was}人改为{now}人" for name, (was, now) in fell.items())
