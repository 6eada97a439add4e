"""A plain Python loop over the acts, as one would write it first: dictionaries and integers, no arrays."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from anze.law.days import Period
from anze.law.recurring.calendar import day_number
from bench.duties import DUTIES, EFFECTIVE_FROM, GRACE_DAYS, MIN_DAYS
from bench.inputs import in_order, instance, read
from bench.world import UNIT

COLUMNS = ("officer", "unit", "type", "body", "document", "role", "safety", "date", "recorded")


def status(in_time: int, done: int, required: int, *, over: bool) -> int:
    if in_time >= required:
        return 0
    if done >= required:
        return 1
    return 3 if over else 2


class Engine:
    def __init__(self, mode: str, folder: Path) -> None:
        self.raw = mode == "raw"
        names = COLUMNS if self.raw else ("k_instance", "k_date", "k_recorded", "k_lag")
        self.acts = list(zip(*(column.tolist() for column in read(folder, *names)), strict=True))
        rows = read(folder, "start", "end") if self.raw else read(folder, "last_day", "required")
        self.rows = list(zip(*(column.tolist() for column in rows), strict=True))

    def run(self, as_of: date, known_at: date) -> list[tuple[int, ...]] | list[int]:
        day, known = day_number(as_of), day_number(known_at)
        return self._raw(day, known) if self.raw else self._keyed(day, known)

    def _keyed(self, as_of: int, known_at: int) -> list[int]:
        in_time: dict[int, int] = defaultdict(int)
        done: dict[int, int] = defaultdict(int)
        for number, day, recorded, lag in self.acts:
            if day <= as_of and recorded <= known_at:
                done[number] += 1
                if lag <= GRACE_DAYS:
                    in_time[number] += 1
        return [status(in_time.get(number, 0), done.get(number, 0), required, over=last_day < as_of)
                for number, (last_day, required) in enumerate(self.rows)]

    def _raw(self, as_of: int, known_at: int) -> list[tuple[int, ...]]:
        which = {(duty.type, duty.body, duty.document, duty.role): number for number, duty in enumerate(DUTIES)}
        spans = [_spans(number) for number in range(len(DUTIES))]
        place = [_places(days) for days in spans]
        year = day_number(EFFECTIVE_FROM)
        in_time: dict[tuple[int, int, int], int] = defaultdict(int)
        done: dict[tuple[int, int, int], int] = defaultdict(int)
        for officer, unit, kind, body, document, role, safety, day, recorded in self.acts:
            if day > as_of or recorded > known_at:
                continue
            duty = which.get((kind, body, document, role))
            start, end = self.rows[officer]
            if duty is None or not start <= day <= end:
                continue
            if DUTIES[duty].clause.act.type == "meeting" and not (safety and unit == officer // UNIT):
                continue
            at = place[duty][day - year]
            done[officer, duty, at] += 1
            if recorded <= spans[duty][at][1] + GRACE_DAYS:
                in_time[officer, duty, at] += 1
        found: list[tuple[int, ...]] = []
        for tenure, (start, end) in enumerate(self.rows):
            for duty, days in enumerate(spans):
                required, needed = DUTIES[duty].required, MIN_DAYS[DUTIES[duty].clause.period["county"]]
                for at, (first, last) in enumerate(days):
                    if first <= as_of and min(end, last) - max(start, first) + 1 >= needed:
                        key = tenure, duty, at
                        found.append((*key, status(in_time.get(key, 0), done.get(key, 0), required, over=last < as_of)))
        return found

    def statuses(self, result: list) -> np.ndarray:
        if not self.raw:
            return np.array(result, dtype=np.uint8)
        tenure, duty, at, codes = np.array(result).T
        return in_order(instance(tenure, duty, at, len(self.rows)), codes)


def _spans(number: int) -> list[tuple[int, int]]:
    duty = DUTIES[number]
    periods = [Period(duty.clause.period["county"], EFFECTIVE_FROM.year * duty.periods + at) for at in range(duty.periods)]
    return [(day_number(period.first), day_number(period.last)) for period in periods]


def _places(days: list[tuple[int, int]]) -> list[int]:
    return [at for at, (first, last) in enumerate(days) for _ in range(first, last + 1)]
