"""The generated year on disk, a `.npy` file a column, so that every engine loads the same numbers in a process of its own."""

from dataclasses import fields
from pathlib import Path

import numpy as np

from bench.duties import AS_OF, DUTIES, INSTANCES
from bench.kernel import columns, keys, tallied
from bench.world import BLOCK, UNIT, Deeds, parts

PER_DUTY = np.array([duty.periods for duty in DUTIES])
BEFORE = np.cumsum(PER_DUTY) - PER_DUTY


def save(appointments: int, folder: Path, *, with_raw: bool = True) -> None:
    """Write the year three times: raw (acts and tenures), keyed (acts that name their instance) and binned (counts)."""
    kept: dict[str, list[np.ndarray]] = {}

    def keep(name: str, values: np.ndarray) -> None:
        kept.setdefault(name, []).append(np.asarray(values, dtype=np.int32))

    for part in parts(appointments):
        if with_raw:
            for field in fields(Deeds):
                before = {"officer": part.first, "unit": part.first // UNIT}.get(field.name, 0)
                keep(field.name, getattr(part.deeds, field.name) + before)
            keep("start", part.start)
            keep("end", part.end)
        number = part.first * INSTANCES
        for one in keys(*columns(part), AS_OF):
            in_time, done = tallied(one)
            for name, values in (("k_instance", one.keyed.key + number), ("k_date", one.keyed.date), ("k_recorded", one.keyed.recorded),
                                 ("k_lag", one.keyed.lag), ("last_day", one.last_day), ("in_time", in_time), ("done", done),
                                 ("required", np.full(len(done), one.duty.required))):
                keep(name, values)
            number += len(done)
    for name, columns_of in kept.items():
        np.save(folder / f"{name}.npy", np.concatenate(columns_of))


def read(folder: Path, *names: str) -> list[np.ndarray]:
    """Return columns of int32."""
    return [np.load(folder / f"{name}.npy") for name in names]


def instance(tenure: np.ndarray, duty: np.ndarray, place: np.ndarray, appointments: int) -> np.ndarray:
    """Return the number of an instance: by block, duty, tenure and period, as our evaluator lays them out."""
    block, local = np.divmod(tenure.astype(np.int64), BLOCK)
    officers = np.minimum(BLOCK, appointments - block * BLOCK)
    return block * BLOCK * INSTANCES + officers * BEFORE[duty] + local * PER_DUTY[duty] + place


def in_order(numbers: np.ndarray, statuses: np.ndarray) -> np.ndarray:
    """Return the statuses in the order of their instances' numbers. ValueError if not each instance has just one."""
    found = np.full(len(numbers), 255, dtype=np.uint8)
    found[numbers] = statuses
    if (found == 255).any():
        raise ValueError("an engine left an instance out, or answered for one twice")
    return found
