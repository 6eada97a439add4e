"""Nothing half done, nothing unrecorded: each verb is broken at every step; each change has exactly its entry or does not happen."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from anze.acts.evidence import store
from anze.acts.queries.evidence import disagreements
from anze.duties.world import forget
from anze.record.models import Entry
from anze.record.verify import verify
from anze.register.actions import add_officer
from tests.cast import Cast, make_cast
from tests.drill.breaking import broken_at, steps_of
from tests.drill.verbs import NOW, VERBS, ready

pytestmark = pytest.mark.django_db
LIBRARIES = ("otp_totp", "otp_static")  # whose tables hold something of ours


@pytest.fixture(scope="module")
def before_the_drill(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cast, Path]]:
    """The cast with an act and a file, and all else that verbs are done to; and where its files lie. Made once."""
    files = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(FILES=files):
        cast = make_cast()
        ready(cast)
        yield cast, files
        transaction.set_rollback(True)


@pytest.fixture
def city(before_the_drill: tuple[Cast, Path], settings: Any, tmp_path: Path) -> Iterator[Cast]:
    """The same for one test: what it does to rows and files is gone after it, and whom it changes it fetches anew."""
    cast, files = before_the_drill
    settings.FILES = tmp_path / "files"
    shutil.copytree(files, settings.FILES)
    for one in (*cast.unit.values(), *cast.officer.values(), *cast.account.values()):
        one.refresh_from_db()
    yield cast
    forget()


def state() -> dict[str, list[str]]:
    """Every row of every table, and every file."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for model in (model for app in apps.get_app_configs() if app.name.startswith("anze.") or app.label in LIBRARIES
                      for model in app.get_models(include_auto_created=True)):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found[model._meta.label] = sorted(map(repr, cursor.fetchall()))
    root = store.place("00").parent.parent
    return found | {"files": sorted(str(path) for path in root.rglob("*") if path.is_file())}


def holds_when_broken(city: Cast, verb: str, *, everywhere: bool) -> None:
    """Break a verb of the table at its steps."""
    act_holds_when_broken(verb, lambda: VERBS[verb][0](city), everywhere=everywhere)


def act_holds_when_broken(verb: str, act: Callable[[], object], *, everywhere: bool) -> None:
    """Break a verb at its steps, each time from the same beginning, and see that nothing of it is left; then let it be done."""
    def done() -> object:
        forget()  # what the process remembers would make the second time shorter than the first
        return act()

    steps_of(done)  # the first time loads what the process then keeps for good: it is no step of the verb
    before, total = state(), steps_of(done)
    assert total > 2
    for step in range(total) if everywhere else sorted({1, total // 3, total * 2 // 3, total - 1}):
        assert broken_at(step, done), f"{verb} has no step {step}"
        assert state() == before, f"step {step}"
        assert list(disagreements()) == []
    done()
    assert state() != before
    assert verify().whole


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_broken_on_its_way_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    holds_when_broken(city, verb, everywhere=False)


@pytest.mark.drill
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_broken_at_any_step_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    holds_when_broken(city, verb, everywhere=True)


@pytest.mark.parametrize("verb", [verb for verb, (_, changes) in VERBS.items() if changes])
def test_every_change_has_its_entry_and_is_refused_without_one(city: Cast, verb: str) -> None:
    act, changes = VERBS[verb]
    before, entries = state(), Entry.objects.count()
    with mock.patch("anze.record.models.Sealed.objects.bulk_create", side_effect=DatabaseError("no entry")), pytest.raises(DatabaseError):
        act(city)
    assert state() == before
    act(city)
    assert Entry.objects.count() == entries + changes


def test_the_drill_finds_a_verb_that_records_outside_its_transaction(city: Cast) -> None:
    """The seeded defect: the row is saved first, the entry written afterwards."""

    def careless() -> None:
        officer = city.officer["甲某"]
        officer.name = "改了"
        with transaction.atomic():
            officer.save()
        add_officer(None, NOW, code="n1", name="丑某")

    before = state()
    assert any(broken_at(step, careless) and state() != before for step in range(5))
