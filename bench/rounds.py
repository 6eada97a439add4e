"""Engines in turn: each in a process of its own that loads its input, answers for comparison, and is then timed round by round."""

import hashlib
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.duties import AS_OF, KNOWN_AT
from bench.memory import peak

if TYPE_CHECKING:
    from bench.engines import Engine

TURN = 0.2
ANOTHER = date(2026, 12, 31), date(2027, 3, 1)  # a second question, so that no engine answers out of its memory of the first


@dataclass
class Measured:
    """What one engine took: seconds a round, peak memory in GB with its input, instances answered for."""

    name: str
    instances: int = 0
    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0

    @property
    def rate(self) -> float:
        """Million instances a second, the median of the rounds."""
        return self.instances / statistics.median(self.seconds) / 1e6


def _child(name: str, folder: Path, pipe: Connection) -> None:
    from bench.engines import load  # noqa: PLC0415 — each process loads one engine, so that its memory is its own

    engine = load(name, folder)
    for asked in iter(pipe.recv, None):
        if asked == "time":
            pipe.send(_turn(engine))
        else:
            statuses = engine.statuses(engine.run(*asked))
            pipe.send((len(statuses), hashlib.sha256(statuses.tobytes()).hexdigest()))
    pipe.send(peak())


def _turn(engine: "Engine") -> float:
    """Return seconds a run: what takes milliseconds is run until its turn has lasted a while, as the others chilled the caches."""
    begin, runs = time.perf_counter(), 0
    while not runs or time.perf_counter() - begin < TURN:
        engine.run(AS_OF, KNOWN_AT)
        runs += 1
    return (time.perf_counter() - begin) / runs


def in_turn(names: Sequence[str], folder: Path, rounds: int) -> dict[str, Measured]:
    """Return what each engine took on the year in `folder`. ValueError if two engines disagree on a single instance."""
    context = get_context("spawn")
    pipes: dict[str, Connection] = {}
    found = {name: Measured(name) for name in names}
    for name in names:
        pipes[name], theirs = context.Pipe()
        context.Process(target=_child, args=(name, folder, theirs), daemon=True).start()
        theirs.close()
    _compare(pipes, found)
    for _ in range(rounds):
        for name, pipe in pipes.items():
            found[name].seconds.append(_ask(pipe, "time"))
    for name, pipe in pipes.items():
        found[name].peak = _ask(pipe, None)
    return found


def _compare(pipes: dict[str, Connection], found: dict[str, Measured]) -> None:
    for asked in (ANOTHER, (AS_OF, KNOWN_AT)):
        answers = {}
        for name, pipe in pipes.items():
            if asked is ANOTHER and name.endswith("binned"):
                continue  # its counts are those of one question
            found[name].instances, answers[name] = _ask(pipe, asked)
        if len(set(answers.values())) > 1:
            raise ValueError(f"引擎的结论不一致：{answers}")


def _ask(pipe: Connection, asked: object) -> Any:
    pipe.send(asked)
    return pipe.recv()
