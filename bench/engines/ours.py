"""Our evaluator: blocks of 2,500 appointments, the functions of `anze.law.recurring`; on one core, or a block a thread
(NumPy lets go of the interpreter while it works)."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np

from anze.law.recurring.decide import decide
from anze.law.recurring.keys import Keyed
from bench.duties import DUTIES, INSTANCES, Duty
from bench.inputs import read
from bench.kernel import Keys, columns, compact, judged, judged_from_raw
from bench.world import BLOCK, UNIT, Deeds, Part


class Engine:
    def __init__(self, mode: str, folder: Path) -> None:
        self.mode = mode
        if mode.startswith("raw"):
            self.pool = ThreadPoolExecutor(os.cpu_count() if mode != "raw" else 1)
            self.parts = [columns(part) for part in _parts(folder)]
        elif mode == "keyed":
            self.keys = list(_keys(folder))
        else:
            self.binned = list(_binned(folder))

    def run(self, as_of: date, known_at: date) -> np.ndarray:
        if self.mode.startswith("raw"):
            found = list(self.pool.map(lambda part: judged_from_raw(part[0], part[1], as_of, known_at), self.parts))
        elif self.mode == "keyed":
            found = [judged(one, as_of, known_at) for one in self.keys]
        else:
            found = [decide(in_time, done, required, last_day, as_of) for in_time, done, required, last_day in self.binned]
        return np.concatenate(found)

    def statuses(self, result: np.ndarray) -> np.ndarray:
        return result


def _parts(folder: Path) -> Iterator[Part]:
    names = [field.name for field in fields(Deeds)]
    deeds = dict(zip(names, read(folder, *names), strict=True))
    start, end = read(folder, "start", "end")
    for first in range(0, len(start), BLOCK):
        at = slice(*np.searchsorted(deeds["officer"] // BLOCK, [first // BLOCK, first // BLOCK + 1]))
        local = {name: column[at].copy() for name, column in deeds.items()}
        local["officer"] -= first
        local["unit"] -= first // UNIT
        yield Part(first, start[first:first + BLOCK], end[first:first + BLOCK], Deeds(**local))


def _runs(folder: Path) -> Iterator[tuple[Duty, slice]]:
    """Yield each duty with the numbers of its instances, block after block."""
    instances = len(read(folder, "last_day")[0])
    for first in range(0, instances, BLOCK * INSTANCES):
        officers = min(BLOCK, instances // INSTANCES - first // INSTANCES)
        low = first
        for duty in DUTIES:
            yield duty, slice(low, low + officers * duty.periods)
            low += officers * duty.periods


def _keys(folder: Path) -> Iterator[Keys]:
    instance, day, recorded, lag, last_day = read(folder, "k_instance", "k_date", "k_recorded", "k_lag", "last_day")
    for duty, at in _runs(folder):
        acts = slice(*np.searchsorted(instance, [at.start, at.stop]))
        keyed = Keyed(instance[acts] - np.int32(at.start), instance[:0], day[acts], recorded[acts], lag[acts])
        yield compact(Keys(duty, keyed, last_day[at].copy()))


def _binned(folder: Path) -> Iterator[tuple]:
    in_time, done, last_day = read(folder, "in_time", "done", "last_day")
    for duty, at in _runs(folder):
        yield in_time[at], done[at], duty.required, last_day[at]
