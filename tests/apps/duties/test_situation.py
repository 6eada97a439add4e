"""What the processes above bring to the duties: facts for the law, names, news."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from anze.access.rights import rights_of
from anze.duties.actions.digests import make_digests
from anze.duties.models import Message
from anze.duties.situation import counties_of, since_for, situation
from anze.duties.sources import _SOURCES, News, Scope, Source, Told, add_source, source_types, told
from anze.duties.world import pack_in_force, world
from anze.law.facts import Accident, Unit
from anze.law.question import Question
from anze.law.rules.window import outlook, window_triggers
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record
from tests.cast import Cast

TODAY = date(2026, 6, 10)
ASKED = Question(TODAY, TODAY)
FALLS = tuple(Accident(id=f"f{day}", unit="wb", date=date(2026, 6, day), deaths=3) for day in (1, 8))


@pytest.fixture
def kept() -> Iterator[dict[str, Any]]:
    """A source whose facts and news a test may set; taken out again afterwards."""
    before = dict(_SOURCES)
    given: dict[str, Any] = {"accidents": (), "news": (), "read": 0}

    def read(known_at: date, scope: Scope) -> dict[str, tuple[Any, ...]]:
        given["read"] += 1
        return {"accidents": tuple(one for one in given["accidents"] if scope.since is None or one.date >= scope.since)}

    _SOURCES.clear()
    add_source(Source(name="trial", types=frozenset({"trial"}), read=read, news=lambda today: given["news"],
                      tell=lambda name, ids, rights: {one: Told(f"事故{one}") for one in ids if name == "accidents"}))
    yield given
    _SOURCES.clear()
    _SOURCES.update(before)


def write(kind: str) -> None:
    with transaction.atomic():
        record(Change(at=datetime(2026, 6, 10, 9, tzinfo=SHANGHAI), actor=None, verb="试", object_type=kind, object_id="1"))


def test_the_law_is_asked_with_what_the_processes_bring(cast: Cast, kept: dict[str, Any]) -> None:
    assert list(window_triggers(situation(ASKED, TODAY))) == []
    kept["accidents"] = FALLS
    assert list(window_triggers(situation(ASKED, TODAY))) == []  # nothing was written: nothing is read again
    write("trial")
    found = list(window_triggers(situation(ASKED, TODAY)))
    assert [(one["rule"], one["unit"], one["accidents"], one["interviewees"]) for one in found] == [("21.2.2", "yd", ["f1", "f8"], ["p1", "p2", "p3"])]
    assert kept["read"] == 2


def test_a_scope_narrows_what_is_read(cast: Cast, kept: dict[str, Any]) -> None:
    kept["accidents"] = FALLS
    write("trial")
    near = situation(ASKED, TODAY, Scope(since=date(2026, 6, 5)))
    assert [one["needs"] for one in outlook(near)] == [1]
    assert since_for(pack_in_force(), date(2026, 6, 10)) == date(2026, 1, 1)
    assert since_for(pack_in_force(), date(2026, 1, 10)) <= date(2025, 12, 11)  # 30 days back still count
    assert counties_of(near.tree, frozenset({"wb"})) == {"yd", "wb", "dz", "yjj", "jyj"}


def test_an_entry_of_a_process_does_not_read_the_register_again(cast: Cast, kept: dict[str, Any]) -> None:
    before = world(ASKED, TODAY)
    write("trial")
    assert "trial" in source_types()
    assert world(ASKED, TODAY) is before
    write("something else")
    assert world(ASKED, TODAY) is not before


def test_units_cannot_be_replaced_in_an_index(cast: Cast) -> None:
    with pytest.raises(ValueError, match="index of their own"):
        world(ASKED, TODAY).index.with_lists({"units": (Unit(id="x", level="city"),)})


def test_names_come_from_whoever_keeps_the_facts(cast: Cast, kept: dict[str, Any]) -> None:
    assert told("accidents", ["f1"], rights_of(cast.account["市安委办"])) == {"f1": Told("事故f1")}
    assert told("hazards", ["h1"], rights_of(cast.account["市安委办"])) == {}


NEWS = News(topic="accident", text="望埠镇发生较大事故", unit="yd", provision="21.2.2", at_once=True)


@pytest.mark.parametrize(("day", "news", "told_to"), [
    (date(2026, 6, 6), NEWS, {"英德安委办"}),  # a Saturday: accidents all the same
    (date(2026, 6, 6), replace(NEWS, at_once=False), set()),
    (date(2026, 6, 6), replace(NEWS, unit="", officer="p1"), {"甲", "甲的秘书"}),
])
def test_news_of_accidents_are_told_on_a_day_off_too(cast: Cast, kept: dict[str, Any], day: date, news: News, told_to: set[str]) -> None:
    kept["news"] = (news,)
    make_digests(datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI))
    assert set(Message.objects.values_list("account__name", flat=True)) == told_to


def test_news_stand_in_the_digest_of_a_working_day(cast: Cast, kept: dict[str, Any]) -> None:
    kept["news"] = (NEWS,)
    make_digests(datetime(2026, 6, 10, 9, tzinfo=SHANGHAI))
    message = Message.objects.get(account=cast.account["英德安委办"])
    assert {"topic": "accident", "text": "望埠镇发生较大事故", "provision": "21.2.2"} in message.lines
