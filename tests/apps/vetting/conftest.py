"""A morning on which everything is asked, and what processes above are made to bring."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from anze.duties.sources import _SOURCES, Settled, Source, add_source
from anze.duties.world import forget
from tests.apps.vetting.telling import NOW


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def brought() -> Iterator[Callable[..., None]]:
    """Bring facts in as a process above would: brought(measures=(…), accidents=(…), pending={"p1"}, decided=(…))."""
    before = dict(_SOURCES)

    def bring(pending: frozenset[str] = frozenset(), decided: tuple[Settled, ...] = (), **lists: tuple[Any, ...]) -> None:
        add_source(Source(name="zz-trial", types=frozenset({"zz-trial"}), read=lambda known_at, scope: dict(lists),
                          pending=lambda officers, today: pending & frozenset(officers),
                          settled=lambda officers, known_at: decided))
        forget()

    yield bring
    _SOURCES.clear()
    _SOURCES.update(before)
    forget()
