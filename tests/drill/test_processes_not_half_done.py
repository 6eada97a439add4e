"""Nothing half done in the processes: each of their verbs is broken at every step."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from anze.duties.world import forget
from tests.cast import Cast, make_cast
from tests.drill.breaking import steps_of
from tests.drill.processes import PROCESSES, SLICE
from tests.drill.test_nothing_half_done import act_holds_when_broken

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def before_the_drill(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cast, Path]]:
    """The cast, made once."""
    files = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(FILES=files):
        yield make_cast(), files
        transaction.set_rollback(True)


@pytest.fixture
def city(before_the_drill: tuple[Cast, Path], settings: Any, tmp_path: Path, plain_papers: None) -> Iterator[Cast]:
    """The same for one test."""
    cast, files = before_the_drill
    settings.FILES = tmp_path / "files"
    shutil.copytree(files, settings.FILES)
    forget()
    for one in (*cast.unit.values(), *cast.officer.values(), *cast.account.values()):
        one.refresh_from_db()
    accounts = dict(cast.account)
    yield cast
    cast.account = accounts  # what a verb needed besides is rolled back with it
    forget()


def breaks(city: Cast, verb: str, *, everywhere: bool) -> None:
    """Bring about what a verb is done to, then break it."""
    ready, done = PROCESSES[verb]
    found = ready(city)
    steps_of(lambda: done(city, found))  # once for what a process remembers for good: the steps are counted afterwards
    act_holds_when_broken(verb, lambda: done(city, found), everywhere=everywhere)


@pytest.mark.parametrize("verb", SLICE)
def test_a_verb_of_a_process_broken_on_its_way_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    breaks(city, verb, everywhere=False)


@pytest.mark.drill
@pytest.mark.parametrize("verb", PROCESSES)
def test_a_verb_of_a_process_broken_at_any_step_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    breaks(city, verb, everywhere=True)
