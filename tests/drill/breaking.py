"""Break a verb at every SQL statement and every file write it makes, one after the other, and see that nothing is half done."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings


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

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Stand before every statement, every file put in its place and every file forced to the disk."""
        replace, sync = Path.replace, os.fsync

        def replaced(path: Path, target: Any) -> Any:
            self.step()
            return replace(path, target)

        def synced(descriptor: int) -> None:
            self.step()
            sync(descriptor)

        with connection.execute_wrapper(self.statement), mock.patch.object(Path, "replace", replaced), mock.patch("os.fsync", synced):
            yield


class _DoneError(Exception):
    """Takes back what a verb did to the rows, once its steps are counted."""


def steps_of(verb: Callable[[], object]) -> int:
    """Return how many steps a verb makes; what it did to rows and files is taken back."""
    breaker = Breaker(-2)
    kept = Path(settings.FILES)
    with TemporaryDirectory() as folder, override_settings(FILES=Path(folder) / "files"), suppress(_DoneError):
        shutil.copytree(kept, settings.FILES)
        with transaction.atomic(), breaker.listening():
            verb()
            raise _DoneError
    return breaker.steps


def broken_at(after: int, verb: Callable[[], object]) -> bool:
    """Run a verb that fails at its step `after` + 1; say whether it got that far."""
    breaker = Breaker(after)
    with breaker.listening():
        try:
            verb()
        except BrokenError:
            return True
    return breaker.broke
