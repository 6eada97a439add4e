"""Whoever is refused at the most sensitive pages stands in the security log: 时间、主体、客体、行为、结果, and no word of what is there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import get_resolver

from anze.access.models import SecurityEvent
from anze.access.refused import SENSITIVE
from anze.people.moment import SHANGHAI
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
ASKED = [("/cases/", "问责案件"), ("/grounds/", "问责线索"), ("/vetoes/counts/", "一票否决"), ("/vetting/", "考察查询"), ("/dossiers/", "履职证据包"),
         ("/data-requests/", "个人信息请求")]


@pytest.fixture(autouse=True)
def at_that_time(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def lines() -> list[tuple[str, str, str, str]]:
    return list(SecurityEvent.objects.order_by("id").values_list("subject", "action", "object", "result"))


@pytest.mark.parametrize(("address", "pages"), ASKED)
def test_a_refusal_is_a_line_with_its_address_of_the_net(cast: Cast, address: str, pages: str) -> None:
    assert cast.client("应急局联络员").get(address).status_code == 403
    [event] = SecurityEvent.objects.all()
    assert (event.at, event.subject, event.action, event.object, event.result) == (NOW, "应急局联络员", "打开页面", pages, "拒绝")
    assert event.address == "127.0.0.1"


def test_every_kind_of_page_has_addresses() -> None:
    resolver: Any = get_resolver()
    begin = {str(one.pattern).split("/")[0] for app in resolver.url_patterns for one in app.url_patterns}
    assert set(SENSITIVE) <= begin


def test_what_is_tried_again_within_a_minute_is_one_line(cast: Cast, time_machine: Any) -> None:
    client = cast.client("应急局联络员")
    for second in (0, 1, 59):
        time_machine.move_to(NOW + timedelta(seconds=second), tick=False)
        assert client.get("/cases/").status_code == client.get(f"/cases/{uuid4()}/").status_code == 403
    assert len(lines()) == 1
    time_machine.move_to(NOW + timedelta(seconds=60), tick=False)
    client.get("/cases/")
    client.post("/cases/new/")
    assert [action for _, action, _, _ in lines()] == ["打开页面", "打开页面", "提交"]


def test_another_account_and_another_kind_of_page_have_lines_of_their_own(cast: Cast) -> None:
    for who, address in (("应急局联络员", "/cases/"), ("应急局联络员", "/vetting/"), ("系统管理员", "/cases/")):
        cast.client(who).get(address)
    assert [(who, pages) for who, _, pages, _ in lines()] == [("应急局联络员", "问责案件"), ("应急局联络员", "考察查询"), ("系统管理员", "问责案件")]


def test_who_may_open_cases_and_asks_for_one_that_is_not_his_is_told_and_written_alike(cast: Cast) -> None:
    """Whether the case is there or not: the line is the same, and names no number."""
    number = str(uuid4())
    assert cast.client("纪委").get(f"/cases/{number}/").status_code == 404
    assert lines() == [("纪委", "打开页面", "问责案件", "没有找到，或者不在范围内")]
    assert number not in str(SecurityEvent.objects.values())


def test_pages_that_open_and_other_pages_leave_no_line(cast: Cast) -> None:
    assert cast.client("纪委").get("/cases/").status_code == 200
    assert cast.client("系统管理员").get("/acts/").status_code == 403
    assert cast.client("甲").get("/acts/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert lines() == []
