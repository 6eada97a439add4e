"""How many questions a page asks the database: as many for a large city as for a small one."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anze.access.rights import rights_of
from anze.duties.queries.changeable import leaders_in
from anze.law.question import Question
from anze.people.models import Committee, Officer, Unit
from anze.people.moment import SHANGHAI
from anze.register.actions import add_officer, add_unit, begin_tenure, correct_tenure, list_town, set_directors
from anze.register.actions.bulk import add_officers, add_units, begin_tenures, correct_tenures, take_stock
from anze.register.queries import history, lists, officers
from tests.cast import Cast

JUNE = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
PAGES = ("/units/", "/units/?level=town", "/units/yd/", "/units/wb/", "/officers/", "/officers/?q=p", "/officers/p3/", "/shape/", "/shape/?state=all",
         "/problem-towns/?state=all", "/committees/", "/add/tenure/?unit=yd", "/units/yd/hand-over/gov_head/", "/units/yd/committee/", "/suggest/officers/?q=p")


def asked(client: Any, address: str) -> int:
    client.get(address)  # once before: what the process keeps for good is not counted
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.fixture
def grown(cast: Cast) -> Callable[[], None]:
    """Makes the small city three times as large."""

    def grow() -> None:
        by = cast.account["英德安委办"]
        for number in range(12):
            town = add_unit(by, JUNE, code=f"t{number}", name=f"第{number}镇", level="town", parent=cast.unit["英德"])
            officer = add_officer(by, JUNE, code=f"q{number}", name=f"镇某{number}")
            tenure = begin_tenure(by, JUNE, officer=officer, unit=town, post="gov_head", start=date(2026, 1, 1))
            correct_tenure(by, JUNE, tenure, reason="更正", title="镇长")
            begin_tenure(by, JUNE, officer=officer, unit=cast.unit["英德"], post="gov_deputy", start=date(2026, 1, 1))
            list_town(by, JUNE, unit=town, start=date(2026, 1, 1), document="1号")
            set_directors(by, JUNE, unit=town, directors=[officer], start=date(2026, 1, 1))
            begin_tenure(by, JUNE, officer=officer, unit=cast.unit["望埠"], post="other_leader", start=date(2026, 1, 1))

    return grow


def test_no_page_asks_more_when_the_city_grows(cast: Cast, grown: Callable[[], None]) -> None:
    by = cast.account["英德安委办"]
    set_directors(by, JUNE, unit=cast.unit["英德"], directors=[cast.officer["乙某"]], start=date(2026, 1, 1))
    list_town(by, JUNE, unit=cast.unit["望埠"], start=date(2025, 1, 1), end=date(2025, 6, 30), document="0号")
    correct_tenure(by, JUNE, cast.officer["丁某"].tenures.get(), reason="更正", title="书记")
    office = cast.client("英德安委办")
    before = {address: asked(office, address) for address in PAGES}
    grown()
    now = {address: asked(office, address) for address in PAGES}
    assert now == before
    assert max(now.values()) <= 24, now


def test_more_than_a_thousand_of_a_kind_go_through_every_query(cast: Cast) -> None:
    """SQLite takes a thousand conditions in a row: no query may name each row of a large city by itself."""
    by, count = cast.account["英德安委办"], 1100
    add_units(by, JUNE, [{"code": f"t{n}", "name": f"第{n}镇", "level": "town", "parent": "yd"} for n in range(count)])
    add_officers(by, JUNE, [(f"q{n}", f"镇某{n}") for n in range(count)])
    towns, people = list(Unit.objects.filter(name__startswith="第").order_by("pk")), list(Officer.objects.filter(code__startswith="q").order_by("pk"))
    begun = begin_tenures(by, JUNE, [{"officer": who, "unit": town, "post": "gov_head", "start": date(2026, 1, 1)}
                                     for who, town in zip(people, towns, strict=True)])
    correct_tenures(by, JUNE, [(one, {"title": "镇长"}) for one in begun])
    Committee.objects.bulk_create(Committee(unit=town, start=date(2026, 1, 1), recorded_at=JUNE, recorded_by=by) for town in towns)
    Committee.directors.through.objects.bulk_create(Committee.directors.through(committee=one, officer=who)
                                                    for one, who in zip(Committee.objects.order_by("pk"), people, strict=True))
    take_stock()  # as an import of so many does
    rights, question = rights_of(by), Question(JUNE.date(), JUNE.date())
    assert len(officers.wanted(rights, {"state": "all"}, question)) == count + 8
    with_posts: list[Any] = list(officers.wanted(rights, {}, question))
    assert sum(len(one.posts_held) for one in with_posts) == count + 9
    found = lists.committees(rights, question)
    assert len([one for one in found if one.committee and one.check]) == count
    assert sum(len(one.directors.all()) for one in lists.committee_periods(rights, question)) == count
    assert len(leaders_in(rights.reach("duty_list.change"), JUNE.date())) == count + 8
    assert history.of_unit(cast.unit["英德"])
