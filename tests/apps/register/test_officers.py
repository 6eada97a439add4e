"""Officers: found by name, pinyin, initials and code; seen as of any day."""

from datetime import date, datetime
from typing import Any

import pytest

from anze.people.moment import SHANGHAI
from anze.register.actions import add_officer, begin_tenure, end_tenure
from tests.cast import Cast

JUNE = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


def codes(answer: Any) -> list[str]:
    return [one.code for one in answer.context["page"]]


@pytest.mark.parametrize("asked", ["丁某", "p4", "dingm", "dm"])
def test_an_officer_is_found_by_name_code_pinyin_and_initials(cast: Cast, asked: str) -> None:
    assert codes(cast.client("英德安委办").get("/officers/", {"q": asked})) == ["p4"]


def test_the_list_narrows_to_a_unit_with_all_below_and_to_a_post(cast: Cast) -> None:
    office = cast.client("英德安委办")
    assert set(codes(office.get("/officers/?unit=wb"))) == {"p4", "p5", "p6"}
    assert {"p1", "p4", "p7"} <= set(codes(office.get("/officers/?unit=yd")))
    assert set(codes(office.get("/officers/?unit=yd&post=party_head"))) == {"p1", "p4"}
    assert codes(office.get("/officers/?unit=qx")) == []  # out of reach: as if there were none


def test_who_left_is_listed_among_those_out_of_office_and_was_in_post_the_day_before(cast: Cast) -> None:
    end_tenure(None, JUNE, cast.officer["丁某"].tenures.get(), end=date(2026, 5, 31))
    office = cast.client("英德安委办")
    assert "p4" not in codes(office.get("/officers/"))
    assert codes(office.get("/officers/?state=out")) == ["p4"]
    assert "p4" in codes(office.get("/officers/?state=all"))
    assert "p4" in codes(office.get("/officers/?as_of=2026-05-31"))
    assert "p4" not in codes(office.get("/officers/?as_of=2026-06-01"))
    assert "p4" in codes(office.get("/officers/?as_of=2026-06-01&known_at=2026-05-31"))  # nobody had entered it yet


def test_concurrent_posts_stand_side_by_side_and_past_ones_below(cast: Cast) -> None:
    end_tenure(None, JUNE, cast.officer["己某"].tenures.get(), end=date(2026, 5, 31))
    begin_tenure(None, JUNE, officer=cast.officer["己某"], unit=cast.unit["大站"], post="gov_head", start=date(2026, 6, 1))
    office = cast.client("英德安委办")
    assert "兼任 2 个职务" in office.get("/officers/p3/").content.decode()
    shown = office.get("/officers/p6/").context["shown"]
    assert [one.unit.code for one in shown.held] == ["dz"] and [one.unit.code for one in shown.past] == ["wb"]
    before = office.get("/officers/p6/?as_of=2026-05-31").context["shown"]
    assert [one.unit.code for one in before.held] == ["wb"] and [one.unit.code for one in before.coming] == ["dz"]


def test_who_was_entered_without_a_post_stays_in_sight_of_whoever_entered_it(cast: Cast) -> None:
    add_officer(cast.account["英德安委办"], JUNE, code="p50", name="子某")
    assert cast.client("英德安委办").get("/officers/p50/").status_code == 200
    assert cast.client("市安委办").get("/officers/p50/").status_code == 404
    assert codes(cast.client("英德安委办").get("/officers/?state=all&q=p50")) == ["p50"]


def test_a_leader_sees_the_unit_and_changes_nothing(cast: Cast) -> None:
    page = cast.client("丁").get("/units/wb/").content.decode()
    assert "戊某" in page and "交接" not in page and "/add/tenure/" not in page
    assert cast.client("丁").get("/units/yd/").status_code == 404
    assert "更正" not in cast.client("丁").get("/officers/p4/").content.decode().replace("更正姓名", "")


def test_a_secretary_is_offered_no_page_that_is_not_found(cast: Cast) -> None:
    secretary = cast.client("甲的秘书")
    page = secretary.get("/officers/p1/").content.decode()
    assert "英德市" in page and "/units/yd/" not in page
