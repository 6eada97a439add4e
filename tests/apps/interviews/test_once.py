"""No interview counts twice, and none for somebody who held no post there (第二十五条（五）)."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.interviews.actions.importing import import_superiors
from anze.interviews.actions.superior import correct_superior, record_superior, told_of
from anze.interviews.models import SuperiorInterview
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import COUNTY, OFFICE, held, two_falls
from tests.apps.interviews.test_counts import count, superior, told
from tests.cast import Cast

DAY = date(2026, 6, 18)
LATER = at("2026-07-01", 10)


@pytest.fixture
def city(cast: Cast, time_machine: Any) -> Cast:
    time_machine.move_to(LATER, tick=False)
    two_falls(cast)
    return cast


def sent(**more: Any) -> dict[str, Any]:
    rest = dict.fromkeys(("by_name", "place", "number", "text"), "")
    return {"unit": "英德市", "by_level": "city_committee", "date": "2026-06-18", "officers": "甲某"} | rest | more


def post(cast: Cast, who: str = OFFICE, **more: Any) -> tuple[int, str]:
    answer = cast.client(who).post("/interviews/superior/new/", sent(**more))
    return answer.status_code, answer.content.decode()


def test_what_the_committee_held_in_the_system_is_not_recorded_a_second_time(city: Cast) -> None:
    found = held(city)
    status, text = post(city)
    assert (status, SuperiorInterview.objects.count(), count(city, DAY, date(2026, 7, 1))) == (422, 0, 1)
    assert f'甲某2026年6月18日已由清远市安委会约谈，在案的是<a href="/interviews/{found.uid}/">{found.uid}</a>' in text
    assert 'name="another"' not in text  # never, of the same
    assert post(city, another="on", another_why="再登一次")[0] == 422
    assert post(city, COUNTY)[0] == 422
    assert post(city, date="2026-06-19")[0] == 302


def test_who_did_not_come_to_the_committees_own_interview_may_have_been_interviewed_elsewhere(city: Cast) -> None:
    held(city, came="absent")
    assert post(city)[0] == 302
    assert count(city, DAY, date(2026, 7, 1)) == 1


def test_another_holder_that_day_is_taken_deliberately_with_a_reason(city: Cast) -> None:
    found = held(city)
    status, text = post(city, by_level="province_committee")
    assert status == 422 and f"/interviews/{found.uid}/" in text and 'name="another"' in text and "甲某" in text
    for more in ({"another": "on", "another_why": " "}, {"another_why": "省里单独约谈"}):
        assert post(city, by_level="province_committee", **more)[0] == 422
    assert SuperiorInterview.objects.count() == 0
    assert post(city, by_level="province_committee", another="on", another_why="省里当天下午另行约谈")[0] == 302
    assert count(city, DAY, date(2026, 7, 1)) == 2
    entry = Entry.objects.select_related("sealed").get(verb="登记上级约谈")
    assert "省里当天下午另行约谈" in entry.sealed.text and found.uid in entry.sealed.text


@pytest.mark.parametrize(("first", "second", "status"), [
    ({}, {}, 422), ({"by_name": "省安委办"}, {}, 422), ({"by_name": "省安委办"}, {"by_name": "省安委会"}, 422),
    ({"by_name": "省安委办"}, {"by_name": "省安委会", "another": "on", "another_why": "两次"}, 302),
    ({"by_name": "省安委办"}, {"by_name": "省安委办", "another": "on", "another_why": "两次"}, 422),
    ({}, {"unit": "望埠镇", "officers": "丁某"}, 302)])
def test_two_that_superiors_held_are_the_same_where_the_holder_is(city: Cast, first: dict[str, str], second: dict[str, str], status: int) -> None:
    assert post(city, **{"by_level": "province_committee"} | first)[0] == 302
    answer = post(city, **{"by_level": "province_committee"} | second)
    assert answer[0] == status
    assert status == 302 or re.search(r'<a href="/interviews/superior/sj-2026-0001/correct/">sj-2026-0001</a>', answer[1])


def test_a_correction_is_looked_at_too_but_not_against_itself(city: Cast) -> None:
    found = held(city)
    made = superior(city, date(2026, 6, 17))
    by = city.account[OFFICE]
    with pytest.raises(ValidationError, match=found.uid):
        correct_superior(by, LATER, made, told(city, DAY, level="city_committee"), reason="日期写错")
    new = correct_superior(by, LATER, made, told(city, date(2026, 6, 16)), reason="日期写错")
    correct_superior(by, LATER, new, told(city, date(2026, 6, 16), "甲某", "乙某"), reason="漏了一人")
    assert sorted(one.code for one in told_of(SuperiorInterview.objects.current().get()).officers) == ["p1", "p2"]


@pytest.mark.parametrize(("more", "status"), [
    ({"officers": "壬某"}, 422), ({"officers": "甲某", "unit": "望埠镇"}, 422), ({"officers": "丁某"}, 302), ({"date": "2025-02-28"}, 422),
    ({"date": "2025-03-01"}, 302)])
def test_who_is_interviewed_held_a_post_there_that_day(city: Cast, more: dict[str, str], status: int) -> None:
    answer = post(city, **{"by_level": "state"} | more)
    assert answer[0] == status
    assert status == 302 or ("没有任职" in answer[1] and "请先在名册里登记任期" in answer[1] and not SuperiorInterview.objects.exists())


def test_a_workbook_says_the_same_without_links(city: Cast) -> None:
    found = held(city)
    content = city.client(OFFICE).get("/interviews/superior/?excel=1").content
    book = openpyxl.load_workbook(BytesIO(content))
    sheet: Any = book.active
    sheet.append(["", "yd", "英德市", "省安委会（办公室）", "", DAY, "", "甲某", "", "", ""])
    out = BytesIO()
    book.save(out)
    with pytest.raises(ValidationError) as fault:
        import_superiors(city.account[OFFICE], LATER, rights_of(city.account[OFFICE]).reach("interview.propose"), out.getvalue())
    said = "".join(fault.value.messages)
    assert found.uid in said and "<" not in said and "页面上登记" in said
    record_superior(city.account[OFFICE], LATER, told(city, DAY), another="省里另行约谈")
