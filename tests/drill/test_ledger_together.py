"""Eight write at once: the numbers have no gap and the chain holds."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from anze.record.actions import Change, record
from anze.record.models import Entry
from anze.record.verify import verify

NOW = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)


def write(number: int, times: int, failed: list[BaseException]) -> None:
    """Write entries, each in its transaction; every third attempt is rolled back, with a savepoint on the way."""
    try:
        for turn in range(times):
            with transaction.atomic():
                with transaction.atomic():
                    record(Change(at=NOW, actor=None, verb="试写", object_type="ledger", object_id=f"{number}-{turn}", after={"turn": turn}))
                if turn % 3 == 2:
                    transaction.set_rollback(True)
    except BaseException as fault:
        failed.append(fault)
    finally:
        connection.close()


def together(times: int) -> None:
    failed: list[BaseException] = []
    writers = [threading.Thread(target=write, args=(number, times, failed)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    seqs = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, 8 * (times - times // 3) + 1))
    assert verify().whole


@pytest.mark.django_db(transaction=True)
def test_eight_writers_leave_no_gap_and_one_chain() -> None:
    together(9)


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_eight_writers_for_long() -> None:
    together(150)
