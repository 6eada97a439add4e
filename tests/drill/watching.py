"""Which verbs there are, read from the code, and which of them the drill breaks, seen while it does them."""

import ast
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from tests.architecture.tree import ROOT

ACTORS = (["by", "now"], ["account", "now"])


def apps_with_verbs() -> list[str]:
    """Return the applications that have actions."""
    return sorted(path.parent.name if path.name == "actions.py" else path.name
                  for path in [*(one.parent for one in ROOT.glob("anze/*/actions/")), *ROOT.glob("anze/*/actions.py")])


def verbs_of(app: str) -> Iterator[str]:
    """Yield the public verbs of an application: functions of its actions that begin with who and when."""
    folder = ROOT / "anze" / app
    for path in sorted([*(folder / "actions").glob("*.py"), *folder.glob("actions.py")]):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_") and [arg.arg for arg in one.args.args[:2]] in ACTORS:
                yield f"{app}.{path.stem}.{one.name}"


def courses() -> dict[str, frozenset[str]]:
    """Return the verbs of every table of states, by application: found in the code by their shape, whatever the table is called."""
    found = {}
    for path in sorted(ROOT.glob("anze/*/policies.py")):
        module = importlib.import_module(f"anze.{path.parent.name}.policies")
        tables = [getattr(one, "verbs", one) for one in vars(module).values()]
        kinds = {kind for table in tables if isinstance(table, Mapping) for kind, verb in table.items()
                 if hasattr(verb, "start") and hasattr(verb, "label") and not getattr(verb, "along", False)}  # along: taken with another, by nobody
        if kinds:
            found[path.parent.name] = frozenset(kinds)
    return found


class Watch:
    """Remembers the functions of actions that were entered, and the kinds of steps with which those were that keep the table."""

    def __init__(self) -> None:
        self.entered: set[str] = set()
        self.kinds: set[tuple[str, str]] = set()

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        """Stand where Python tells of calls."""
        if event != "call" or "/anze/" not in frame.f_code.co_filename or "/actions" not in frame.f_code.co_filename:
            return
        path = Path(frame.f_code.co_filename)
        app = path.parent.name if path.name == "actions.py" else path.parent.parent.name
        self.entered.add(f"{app}.{path.stem}.{frame.f_code.co_name}")
        self.kinds.add((app, frame.f_code.co_name))  # a verb of one name with its kind
        for name in ("kind", "verb"):
            kind = frame.f_locals.get(name)
            if isinstance(kind, str):
                self.kinds.add((app, kind))

    def during(self, verb: Callable[[], object]) -> None:
        """Do a verb and remember."""
        sys.setprofile(self)
        try:
            verb()
        finally:
            sys.setprofile(None)
