"""Nothing half done, nothing unrecorded: each verb is broken at every step; each change has exactly its entry or does not happen."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from anze.acts.actions.evidence import attach, take_down
from anze.acts.evidence import store
from anze.acts.evidence.examine import all_examined, examined
from anze.acts.models import Act, Attachment
from anze.acts.queries.evidence import disagreements
from anze.people.moment import SHANGHAI
from anze.record.actions.erasing import erase
from anze.record.models import Entry
from anze.record.verify import verify
from anze.register.actions import add_officer, add_unit, begin_tenure, rename_officer
from tests.cast import Cast, make_cast
from tests.drill.breaking import broken_at
from tests.hostile.office import docx, pdf

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=SHANGHAI)
WATCHED = ("people", "record", "acts", "duties", "access")


@pytest.fixture
def city(db: None, settings: Any, tmp_path: Path) -> Iterator[Cast]:
    """The cast with an act and a file."""
    cast = make_cast()
    settings.FILES = tmp_path / "files"
    act = Act.objects.create(uid="LZ-1", type="inspection", unit=cast.unit["英德"], date=date(2026, 3, 1), recorded_at=NOW)
    attach(None, NOW, act, [examined("a", 1, iter([pdf()]))])
    yield cast


def state() -> dict[str, list[Any]]:
    """Every row of every table, and every file."""
    found = {model._meta.label: sorted(map(repr, model._default_manager.values_list())) for name in WATCHED for model in apps.get_app_config(name).get_models()}
    root = store.place("00").parent.parent
    return found | {"files": sorted(str(path) for path in root.rglob("*") if path.is_file())}


def _attach(city: Cast) -> object:
    act = Act.objects.get(uid="LZ-1")
    files, _ = all_examined((name, len(content), iter([content])) for name, content in (("b", docx()), ("c", "会议".encode())))
    return attach(city.account["甲"], NOW, act, files)


# Each verb with the number of changes, that is of entries, it makes.
VERBS: dict[str, tuple[Callable[[Cast], object], int]] = {
    "attach two files": (_attach, 2),
    "take a file down": (lambda city: take_down(city.account["甲"], NOW, Attachment.objects.get(), reason="错"), 1),
    "erase a text": (lambda city: erase(city.account["审计"], NOW, Entry.objects.get(seq=3), reason="决定书"), 1),
    "add a unit": (lambda city: add_unit(None, NOW, code="n1", name="新镇", level="town", parent=city.unit["英德"]), 1),
    "add an officer": (lambda city: add_officer(None, NOW, code="n1", name="丑某"), 1),
    "rename an officer": (lambda city: rename_officer(None, NOW, city.officer["甲某"], name="甲某某", reason="更正"), 1),
    "begin a tenure": (lambda city: begin_tenure(None, NOW, officer=city.officer["甲某"], unit=city.unit["望埠"], post="safety_deputy",
                                                  start=date(2026, 1, 1)), 1),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_broken_at_any_step_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    act, _ = VERBS[verb]
    before, step = state(), 0
    while broken_at(step, lambda: act(city)):
        assert state() == before, f"step {step}"
        assert list(disagreements()) == []
        step += 1
    assert step > 2
    assert state() != before
    assert verify().whole


@pytest.mark.parametrize("verb", VERBS)
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
