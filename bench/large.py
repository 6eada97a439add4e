"""How our evaluator grows: 10,000 to 1,000,000 appointments, all keyed acts of them held at once in one process."""

import json
import math
import statistics
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np

from anze.law.recurring.keys import Keyed
from bench.duties import AS_OF, INSTANCES, KNOWN_AT
from bench.kernel import Keys, columns, compact, judged, keys
from bench.memory import peak
from bench.world import parts


def measure(appointments: int, rounds: int) -> dict[str, float]:
    """Return seconds (median) for the statuses of all instances and the peak memory of this process in GB.

    Not timed: generating the acts and keying them. Timed: every block, from keyed acts to the status of each instance.
    """
    calendars: dict[bytes, np.ndarray] = {}  # blocks of the same size have the same periods: one array serves them all
    held: list[Keys] = []
    for part in parts(appointments):
        for one in side_by_side([compact(one) for one in keys(*columns(part), AS_OF)]):
            held.append(replace(one, last_day=calendars.setdefault(one.last_day.tobytes(), one.last_day)))
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        statuses = [judged(one, AS_OF, KNOWN_AT) for one in held]
        seconds.append(time.perf_counter() - begin)
        assert sum(map(len, statuses)) == appointments * INSTANCES
    return {"seconds": statistics.median(seconds), "peak": peak()}


def side_by_side(block: list[Keys]) -> list[Keys]:
    """Return the same with the columns of a block's duties in one piece of memory each, which leaves no holes between them."""
    ends = np.cumsum([len(one.keyed.key) for one in block])[:-1]
    columns_of = [np.split(np.concatenate([getattr(one.keyed, name) for one in block]), ends) for name in ("key", "date", "recorded", "lag")]
    return [replace(one, keyed=Keyed(key, one.keyed.act, date, recorded, lag))
            for one, key, date, recorded, lag in zip(block, *columns_of, strict=True)]


def in_own_process(appointments: int, rounds: int) -> dict[str, float]:
    """Return `measure` of a fresh process, so that the peak is that of this size alone."""
    found = subprocess.run([sys.executable, "-m", "bench.large", str(appointments), str(rounds)], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(found.stdout)
    return measured


def exponent(seconds: dict[int, float]) -> float:
    """Return e where time grows as size ** e: the slope of the line of least squares through the logarithms."""
    x, y = [math.log(size) for size in seconds], [math.log(value) for value in seconds.values()]
    return statistics.linear_regression(x, y).slope


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
