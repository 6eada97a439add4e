"""The engines, one a module: each has `Engine(mode, folder)` with `run(as_of, known_at)` and `statuses(result)`."""

from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from bench.duties import date
from bench.world import Column


class Engine(Protocol):
    """An engine with its input loaded in the form it likes best. Only `run` is timed."""

    def run(self, as_of: date, known_at: date) -> Any:
        """Return the status of every instance, in a form and an order of its own."""

    def statuses(self, result: Any) -> Column:
        """Return that as one array of codes, in the order of the instances."""


ENGINES = {  # what is printed → module, mode
    "ours keyed": ("ours", "keyed"), "ours raw": ("ours", "raw"), "ours raw, all cores": ("ours", "raw on all cores"), "ours binned": ("ours", "binned"),
    "OpenFisca native": ("fisca", "raw"), "OpenFisca keyed": ("fisca", "keyed"), "OpenFisca binned": ("fisca", "binned"),
    "DuckDB raw": ("duck", "raw"), "DuckDB keyed": ("duck", "keyed"),
    "Polars raw": ("bear", "raw"), "Polars keyed": ("bear", "keyed"),
    "plain loop raw": ("loop", "raw"), "plain loop keyed": ("loop", "keyed"),
}


def load(name: str, folder: Path) -> Engine:
    """Return the engine of that name with the year in `folder` loaded."""
    module, mode = ENGINES[name]
    engine: Engine = import_module(f"bench.engines.{module}").Engine(mode, folder)
    return engine
