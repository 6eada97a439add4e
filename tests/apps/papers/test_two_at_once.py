"""Many offices take numbers at the same moment: none twice, none left out. Only a server has two at once; SQLite takes them in turn."""

from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from anze.papers.actions.numbering import reserve
from anze.papers.models import Number, Series
from anze.people.moment import SHANGHAI
from tests.cast import make_cast

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)


def test_eight_who_take_numbers_at_once_leave_no_gap_though_some_fail(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    unit, ready = make_cast().unit["清远"], Barrier(8)

    def take(place: int) -> None:
        try:
            ready.wait(10)
            for turn in range(4):
                try:
                    with transaction.atomic():
                        reserve(None, NOW, unit, "清安委办约", 2026)
                        if (place + turn) % 4 == 0:
                            raise RuntimeError
                except RuntimeError:
                    continue
        finally:
            connection.close()

    threads = [Thread(target=take, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert list(Number.objects.order_by("ordinal").values_list("ordinal", flat=True)) == list(range(1, 25))
    assert Series.objects.get().last == 24
