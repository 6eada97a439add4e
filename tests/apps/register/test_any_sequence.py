"""Whatever the office does in whatever order: a post for one has one holder at a time, and no past day's record ever changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.law.codes import SINGLE_HOLDER_POSTS
from anze.people.facts import register_facts
from anze.people.models import Officer, Tenure, Unit
from anze.people.moment import SHANGHAI, day_of
from anze.record.models import Entry
from anze.register.actions import (
    add_officer,
    add_unit,
    begin_tenure,
    correct_tenure,
    end_tenure,
    hand_over,
    transfer,
    withdraw,
)

FIRST = datetime(2026, 1, 1, 9, tzinfo=SHANGHAI)
POSTS = ("party_head", "gov_head", "other_leader")
days = st.dates(date(2025, 12, 1), date(2026, 2, 28))
steps = st.lists(st.fixed_dictionaries({
    "verb": st.sampled_from(("begin", "begin", "end", "correct", "move", "hand over", "withdraw")), "officer": st.integers(0, 2), "unit": st.integers(0, 1),
    "post": st.sampled_from(POSTS), "start": days, "end": st.none() | days, "which": st.integers(0, 7), "hours": st.sampled_from((1, 30)),
}), min_size=1, max_size=12)


class Undone(Exception):  # noqa: N818 — the way out of an example
    """Takes back what an example wrote."""


@contextmanager
def taken_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def _do(step: dict[str, Any], now: datetime, units: list[Unit], officers: list[Officer]) -> None:
    there = list(Tenure.objects.order_by("pk").select_related("unit", "officer"))
    chosen = there[step["which"] % len(there)] if there else None
    place = {"unit": units[step["unit"]], "post": step["post"], "start": step["start"]}
    match step["verb"]:
        case "begin":
            begin_tenure(None, now, officer=officers[step["officer"]], end=step["end"], **place)
        case "hand over":
            hand_over(None, now, leaving=chosen, end=step["end"], successor=officers[step["officer"]], **place)
        case verb if chosen is not None:
            if verb == "end":
                end_tenure(None, now, chosen, end=step["end"] or step["start"])
            elif verb == "correct":
                correct_tenure(None, now, chosen, reason="x", start=step["start"], end=step["end"])
            elif verb == "move":
                transfer(None, now, chosen, end=step["end"] or step["start"], **place)
            else:
                withdraw(None, now, chosen, reason="x")


def _overlaps() -> list[tuple[Tenure, Tenure]]:
    held = list(Tenure.objects.current())
    return [(a, b) for a, b in combinations(held, 2)
            if (a.unit_id, a.post) == (b.unit_id, b.post) and (a.post in SINGLE_HOLDER_POSTS or a.officer_id == b.officer_id)
            and a.start <= (b.end or date.max) and b.start <= (a.end or date.max)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=steps)
def test_no_sequence_of_verbs_makes_posts_overlap_or_changes_a_past_day(db: None, plan: list[dict[str, Any]]) -> None:
    with taken_back():
        units = [add_unit(None, FIRST, code=f"t{n}", name=f"第{n}镇", level="town") for n in range(2)]
        officers = [add_officer(None, FIRST, code=f"o{n}", name=f"某{n}") for n in range(3)]
        now, seen = FIRST, {}
        for step in plan:
            later = now + timedelta(hours=step["hours"])
            if day_of(later) > day_of(now):
                seen[day_of(now)] = register_facts(day_of(now))["tenures"]
            now = later
            entries, rows = Entry.objects.count(), set(Tenure.objects.values_list("pk", "struck_at"))
            try:
                _do(step, now, units, officers)
            except ValidationError:  # refused: nothing of it stays
                assert (Entry.objects.count(), set(Tenure.objects.values_list("pk", "struck_at"))) == (entries, rows)
            assert _overlaps() == []
        for day, facts in seen.items():
            assert register_facts(day)["tenures"] == facts, day
