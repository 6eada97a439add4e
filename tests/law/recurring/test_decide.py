"""The decision table of a recurring duty: each line of it, on both sides of each number."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.law.days import Period, PeriodKind, period_of
from anze.law.pack import load_pack
from anze.law.recurring.calendar import day_number
from anze.law.recurring.decide import STATUS_NAMES, decide, due_soon, tally, visible
from anze.law.recurring.keys import Keyed

MAY = Period("month", 2026 * 12 + 4)
PACK = load_pack("qingyuan-draft")
GRACE = PACK.int("grace_days")
DAYS = st.dates(date(2026, 4, 1), date(2026, 7, 31))


def keyed(*acts: tuple[int, date, date], period: Period = MAY) -> Keyed:
    """Acts as (instance, date, recorded on), all of one period."""
    columns = np.array([(key, day_number(on), day_number(recorded)) for key, on, recorded in acts], dtype=np.int32).reshape(-1, 3)
    key, on, recorded = columns.T
    return Keyed(key, np.arange(len(key), dtype=np.int32), on, recorded, recorded - np.int32(day_number(period.last)))


def status(*acts: tuple[date, date], as_of: date, known_at: date | None = None, required: int = 1) -> str:
    """The status of the one instance of May 2026 for acts (date, recorded on)."""
    found = keyed(*((0, *act) for act in acts))
    in_time, done = tally(found.key, found.lag > GRACE, 1, visible(found, as_of, known_at or as_of))
    return STATUS_NAMES[decide(in_time, done, required, np.array([day_number(MAY.last)], dtype=np.int32), as_of)[0]]


@pytest.mark.parametrize(("days", "expected"), [(-3, "met"), (0, "met"), (6, "met"), (7, "met"), (8, "backfilled"), (60, "backfilled")])
def test_a_record_up_to_seven_days_after_the_periods_end_is_in_time_and_one_on_the_eighth_is_a_backfill(days: int, expected: str) -> None:
    assert status((date(2026, 5, 6), MAY.last + timedelta(days)), as_of=date(2026, 12, 31)) == expected


@pytest.mark.parametrize(("as_of", "expected"), [(date(2026, 5, 30), "pending"), (date(2026, 5, 31), "pending"), (date(2026, 6, 1), "missed")])
def test_nothing_done_is_pending_on_the_last_day_and_missed_the_day_after(as_of: date, expected: str) -> None:
    assert status(as_of=as_of) == expected


@pytest.mark.parametrize(("as_of", "expected"), [(date(2026, 5, 9), "pending"), (date(2026, 5, 10), "met")])
def test_an_act_counts_from_its_own_day(as_of: date, expected: str) -> None:
    assert status((date(2026, 5, 10), date(2026, 5, 10)), as_of=as_of, known_at=date(2026, 12, 31)) == expected


@pytest.mark.parametrize(("known_at", "expected"), [(date(2026, 6, 3), "missed"), (date(2026, 6, 4), "met")])
def test_an_act_counts_from_the_day_it_is_on_record(known_at: date, expected: str) -> None:
    assert status((date(2026, 5, 10), date(2026, 6, 4)), as_of=date(2026, 6, 30), known_at=known_at) == expected


def test_enough_with_a_backfill_is_a_backfill_though_one_record_was_in_time() -> None:
    acts = (date(2026, 5, 6), date(2026, 5, 6)), (date(2026, 5, 7), date(2026, 6, 8))
    assert status(*acts, as_of=date(2026, 6, 30), required=2) == "backfilled"
    assert status(*acts, as_of=date(2026, 6, 30), required=1) == "met"
    assert status(*acts, as_of=date(2026, 6, 30), required=3) == "missed"


@pytest.mark.parametrize(("kind", "days"), [("month", 7), ("quarter", 20), ("half_year", 40), ("year", 60)])
def test_what_is_pending_is_due_soon_with_so_many_days_left_and_not_a_day_earlier(kind: PeriodKind, days: int) -> None:
    period = period_of(date(2026, 5, 6), kind)
    last_day, pending = np.array([day_number(period.last)], dtype=np.int32), np.array([STATUS_NAMES.index("pending")], dtype=np.uint8)
    left = PACK.int(f"due_soon.{kind}")
    assert left == days
    assert due_soon(pending, last_day, period.last - timedelta(days), left)[0]
    assert due_soon(pending, last_day, period.last, left)[0]
    assert not due_soon(pending, last_day, period.last - timedelta(days + 1), left)[0]


@pytest.mark.parametrize("other", ["met", "backfilled", "missed"])
def test_only_what_is_pending_can_be_due_soon(other: str) -> None:
    last_day, found = np.array([day_number(MAY.last)], dtype=np.int32), np.array([STATUS_NAMES.index(other)], dtype=np.uint8)
    assert not due_soon(found, last_day, MAY.last, 7)[0]


@given(size=st.integers(1, 6), rows=st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.booleans()), max_size=40),
       kind=st.sampled_from([np.int32, np.int64, np.uint8, np.uint16]))
def test_the_tally_is_the_count_that_one_makes_by_hand(size: int, rows: list[tuple[int, bool, bool]], kind: type) -> None:
    rows = [(key % size, late, seen) for key, late, seen in rows]
    key: Any = np.array([row[0] for row in rows], dtype=kind)
    late, seen = (np.array([row[at] for row in rows], dtype=np.bool_) for at in (1, 2))
    in_time, done = tally(key, late, size, seen)
    assert done.tolist() == [sum(seen for key, _, seen in rows if key == one) for one in range(size)]
    assert in_time.tolist() == [sum(seen and not late for key, late, seen in rows if key == one) for one in range(size)]
    assert tally(key, late, size)[1].tolist() == [sum(key == one for key, _, _ in rows) for one in range(size)]


@given(acts=st.lists(st.tuples(st.integers(0, 2), DAYS, DAYS), max_size=12), required=st.integers(1, 3), as_of=DAYS, known_at=DAYS)
def test_each_instance_has_the_status_that_the_page_gives_it(acts: list[tuple[int, date, date]], required: int, as_of: date, known_at: date) -> None:
    found = keyed(*acts)
    in_time, done = tally(found.key, found.lag > GRACE, 3, visible(found, as_of, known_at))
    codes = decide(in_time, done, np.full(3, required, dtype=np.int32), np.full(3, day_number(MAY.last), dtype=np.int32), as_of)
    for instance, code in enumerate(codes.tolist()):
        recorded = sorted(on_record for key, on, on_record in acts if key == instance and on <= as_of and on_record <= known_at)
        if len(recorded) < required:
            expected = "pending" if as_of <= MAY.last else "missed"
        else:  # the record that completed the number decides
            expected = "met" if recorded[required - 1] <= MAY.last + timedelta(7) else "backfilled"
        assert STATUS_NAMES[code] == expected
