"""Two offices at the same moment: one post, one holder; one entry, one follower. Only a server has two at once; SQLite takes them in turn."""

from collections.abc import Callable
from datetime import date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from anze.people.models import Tenure
from anze.people.moment import SHANGHAI
from anze.register.actions import begin_tenure, correct_tenure, tenures
from tests.cast import make_cast

JUNE = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


@pytest.fixture
def on_a_server(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Do the verbs in threads that start together; gives what each came to: "" or the refusal."""
    ready, said = Barrier(len(verbs)), [""] * len(verbs)

    def run(place: int, verb: Callable[[], object]) -> None:
        try:
            ready.wait(10)
            verb()
        except ValidationError as refused:
            said[place] = " ".join(refused.messages)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, verb)) for place, verb in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return said


def test_two_successors_cannot_both_find_the_post_free(on_a_server: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, checked = make_cast(), tenures._check

    def slowly(tenure: Any) -> None:  # both have looked before either writes, unless one is held off
        checked(tenure)
        connection.cursor().execute("SELECT pg_sleep(0.3)")

    monkeypatch.setattr(tenures, "_check", slowly)
    said = at_once(*(lambda name=name: begin_tenure(None, JUNE, officer=cast.officer[name], unit=cast.unit["大站"], post="gov_head", start=date(2026, 6, 1))
                     for name in ("丁某", "戊某")))
    assert sorted(bool(one) for one in said) == [False, True]
    assert Tenure.objects.current().filter(unit=cast.unit["大站"], post="gov_head").count() == 1


def test_of_two_corrections_one_is_told_that_it_was_overtaken(on_a_server: None) -> None:
    cast = make_cast()
    tenure = cast.officer["乙某"].tenures.select_related("unit", "officer").get()
    said = at_once(*(lambda title=title: correct_tenure(None, JUNE, tenure, reason="x", title=title) for title in ("市长", "代市长")))
    assert sorted("改过这条记录" in one for one in said) == [False, True]
    assert Tenure.objects.current().filter(officer=cast.officer["乙某"]).count() == 1
