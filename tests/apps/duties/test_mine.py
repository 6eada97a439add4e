"""My duties: nothing to press to see them; the form is filled in; late work never turns green."""

from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from anze.people.moment import SHANGHAI
from anze.register.actions import end_tenure
from tests.apps.duties.test_board import at, inspect
from tests.cast import Cast


def cards(cast: Cast, name: str, moment: datetime, query: str = "") -> Any:
    with time_machine.travel(moment, tick=False):
        answer = cast.client(name).get(f"/mine/{query}")
    assert answer.status_code == 200
    return answer.context["cards"]


def test_what_is_owed_stands_in_one_line_with_the_days_left(cast: Cast) -> None:
    (found,) = cards(cast, "丁", at(2026, 5, 25))
    assert found.card.headline.startswith("本月 2 项：会议（剩 6 天）、排查（剩 6 天）")
    assert found.card.posts == "望埠镇党委主要负责人"


def test_each_line_leads_to_a_form_that_is_filled_in(cast: Cast) -> None:
    (found,) = cards(cast, "甲", at(2026, 5, 25))
    month = found.groups[0][1][0]
    assert parse_qs(urlsplit(month.record).query) == {"type": ["inspection"], "duty": ["5.7"], "unit": ["yd"], "officer": ["p1"], "date": ["2026-05-25"]}
    overdue = found.overdue[0]
    assert parse_qs(urlsplit(overdue.record).query).get("date") is None


@pytest.mark.parametrize(("recorded", "lamp"), [(at(2026, 5, 7), "met"), (at(2026, 5, 8), "backfilled")])
def test_late_work_never_turns_green(cast: Cast, recorded: datetime, lamp: str) -> None:
    inspect(cast, "a1", "甲某", "英德", date(2026, 4, 30), recorded)
    with time_machine.travel(at(2026, 5, 20), tick=False):
        rows = cast.client("英德安委办").get("/board/?view=list&duty=5.7&officer=p1&period=2026-04").context["page"].object_list
    assert [row.lamp for row in rows] == [lamp]
    (found,) = cards(cast, "甲", at(2026, 5, 20))
    assert all(line.row.period != "2026-04" for line in found.overdue if line.row.duty == "5.7")


def test_all_done_says_so(cast: Cast) -> None:
    inspect(cast, "a1", "辛某", "应急局", date(2026, 5, 4), at(2026, 5, 5))
    with time_machine.travel(at(2026, 5, 6), tick=False):
        rows = cast.client("应急局联络员").get("/board/?view=list&duty=14.2.inspection&period=2026-05").context["page"].object_list
    assert [row.lamp for row in rows] == ["met"]


def test_after_leaving_the_post_nothing_more_is_owed(cast: Cast) -> None:
    tenure = cast.officer["丁某"].tenures.get()
    end_tenure(None, at(2026, 4, 20), tenure, end=date(2026, 4, 14))  # fourteen days of April: one too few
    (found,) = cards(cast, "丁", at(2026, 5, 25))
    assert not [line for _, lines in found.groups for line in lines if line.row.act_type == "inspection"]
    assert [line.row.period for line in found.overdue if line.row.duty == "10.7"] == ["2026-03", "2026-02", "2026-01"]


def test_an_office_has_no_duties_of_its_own(cast: Cast) -> None:
    with time_machine.travel(at(2026, 5, 25), tick=False):
        assert cast.client("英德安委办").get("/mine/").status_code == 403


def test_my_duties_ask_few_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    with time_machine.travel(datetime(2026, 5, 25, 9, tzinfo=SHANGHAI), tick=False):
        client = cast.client("甲的秘书")
        client.get("/mine/")
        with django_assert_max_num_queries(5):
            client.get("/mine/")
