"""The number of a long list is counted once for a state of the ledger, for each reach and question of its own; after a new act that alone is counted."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anze.acts.queries import lists
from anze.acts.queries.counted import count_kept
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record
from tests.cast import Cast

NOW = datetime(2026, 6, 15, 10, tzinfo=SHANGHAI)


def entry(on: int = 15, kind: str = "act") -> None:
    record(Change(at=datetime(2026, 6, on, 10, tzinfo=SHANGHAI), actor=None, verb="登记", object_type=kind, object_id="x", happened_on=date(2026, 6, on)))


def test_a_count_is_kept_until_the_ledger_goes_on(cast: Cast) -> None:
    entry()
    told = iter([(1500, 9), (1501, 10)])
    assert [count_kept("a", lambda _: next(told), 1000, grows=False) for _ in range(3)] == [1500, 1500, 1500]
    assert count_kept("b", lambda _: (7000, 9), 1000, grows=False) == 7000  # another question has a number of its own
    entry(16)
    assert count_kept("a", lambda _: next(told), 1000, grows=False) == 1501


def test_of_a_list_that_only_grows_the_new_ones_are_counted_after_an_act_and_all_after_anything_else(cast: Cast) -> None:
    asked: list[int] = []

    def count(after: int) -> tuple[int, int]:
        asked.append(after)
        return {0: (1500, 40), 40: (2, 42), 42: (0, 0)}[after]

    found = []
    for kind in ("act", "act", "act", "tenure"):
        entry(15, kind)
        found.append(count_kept("g", count, 1000, grows=True))
    assert (found, asked) == ([1500, 1502, 1502, 1500], [0, 40, 42, 0])


def test_a_short_list_is_counted_each_time(cast: Cast) -> None:
    entry()
    told = iter([(999, 7), (998, 7)])
    assert [count_kept("c", lambda _: next(told), 1000, grows=True) for _ in range(2)] == [999, 998]


def test_the_list_of_many_is_counted_once_by_each_reach(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MANY", 0)
    entry(17)

    def counts(name: str) -> int:
        client: Any = cast.client(name)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/acts/").status_code == 200
        return sum('COUNT(' in one["sql"] and '"acts_act"' in one["sql"] for one in asked.captured_queries)

    assert [counts("英德安委办"), counts("英德安委办"), counts("清新安委办"), counts("清新安委办")] == [1, 0, 1, 0]
