"""Break a verb at every SQL statement and every file write it makes, one after the other, and see that nothing is half done."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

from django.db import connection


class BrokenError(Exception):
    """What the drill throws in."""


class Breaker:
    """Lets `after` steps pass and fails at the next; counts them all."""

    def __init__(self, after: int) -> None:
        self.after, self.steps, self.broke = after, 0, False

    def step(self) -> None:
        """Count a step; fail at the one that is to fail, once."""
        self.steps += 1
        if self.steps == self.after + 1 and not self.broke:
            self.broke = True
            raise BrokenError

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Stand before a statement; transactions are ended by Django itself."""
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
            self.step()
        return execute(sql, params, many, context)


def broken_at(after: int, verb: Callable[[], object]) -> bool:
    """Run a verb that fails at its step `after` + 1; say whether it got that far."""
    breaker = Breaker(after)
    replace, sync = Path.replace, os.fsync

    def replaced(self: Path, target: Any) -> Any:
        breaker.step()
        return replace(self, target)

    def synced(descriptor: int) -> None:
        breaker.step()
        sync(descriptor)

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(breaker.statement))
        stack.enter_context(mock.patch.object(Path, "replace", replaced))
        stack.enter_context(mock.patch("os.fsync", synced))
        try:
            verb()
        except BrokenError:
            return True
    return breaker.broke
