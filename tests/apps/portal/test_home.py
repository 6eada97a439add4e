"""Home by kind of user: numbers that open their names and agree, nothing to press for a leader, no business data for administrators."""

import re
from datetime import datetime
from typing import Any

import pytest
import time_machine

from anze.people.moment import SHANGHAI
from tests.cast import Cast

NOW = datetime(2026, 5, 26, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def count_on(client: Any, address: str) -> int:
    found = re.search(r"共 (\d+) 项", text(client.get(address)))
    assert found
    return int(found[1])


@pytest.mark.parametrize("name", ["市安委办", "英德安委办", "望埠安委办", "应急局联络员", "纪委", "甲"])
def test_every_tile_opens_the_names_that_it_counts(cast: Cast, name: str) -> None:
    client = cast.client(name)
    overview = client.get("/").context["overview"]
    assert overview.tiles
    for tile in overview.tiles:
        assert count_on(client, f"/board/?{tile.query}") == tile.count, tile.title
    for lamp, count, query in overview.lamps:
        assert count_on(client, f"/board/?{query}") == count, lamp
    for group, query in overview.months:
        assert count_on(client, f"/board/?{query}") == group.total, group.label


def test_the_office_reads_this_month_s_inspections_not_done(cast: Cast) -> None:
    tiles = {(tile.title, tile.state): tile for tile in cast.client("英德安委办").get("/").context["overview"].tiles}
    assert (tiles["本月排查", "未完成"].count, tiles["本月排查", "未完成"].soon) == (9, 9)
    assert tiles["上月任务", "逾期"].count == tiles["上月任务", "逾期"].total


def test_every_list_of_the_home_page_is_as_long_as_it_says(cast: Cast) -> None:
    client = cast.client("英德安委办")
    for one in client.get("/").context["attention"]:
        assert client.get(f"/attention/{one['kind']}/").context["page"].paginator.count == one["count"], one["kind"]
    assert client.get("/attention/nothing/").status_code == 404


def test_a_leader_sees_the_own_card_without_pressing_anything(cast: Cast) -> None:
    words = text(cast.client("甲").get("/"))
    assert "本月 1 项：排查（剩 5 天）" in words and "第五条（七）" in words
    assert "每月牵头至少开展1次安全生产排查" in cast.client("甲").get("/board/cell/?d=5.7&u=yd&p=2026-05&o=p1").content.decode()


def test_a_secretary_sees_the_leaders_whom_it_records_for_and_no_other(cast: Cast) -> None:
    words = text(cast.client("甲的秘书").get("/"))
    assert "甲某" in words and "乙某" not in words
    assert [ready.card.officer for ready in cast.client("甲的秘书").get("/mine/").context["cards"]] == ["p1"]


def test_a_neighbour_reads_nothing_of_yingde(cast: Cast) -> None:
    for address in ("/", "/attention/standing/", "/attention/shape/", "/attention/vacant/", "/board/", "/search/?q=甲某", "/search/?q=yd"):
        words = text(cast.client("清新安委办").get(address))
        assert not any(word in words for word in ("甲某（", "望埠", "英德")), address


@pytest.mark.parametrize(("words", "found"), [
    ("甲某", ("人员", "甲某（p1）")), ("jm", ("人员", "甲某（p1）")), ("p1", ("人员", "甲某（p1）")), ("英德", ("单位", "英德市")),
    ("ydsyjgl", ("单位", "英德市应急管理局")),
    ("yd", ("单位", "英德市")), ("第二十一条", ("条文", "第二十一条")), ("21", ("条文", "第二十一条")), ("5.7", ("职责", "第五条（七） 牵头开展安全生产排查"))])
def test_search_finds_by_name_initials_code_and_number(cast: Cast, words: str, found: tuple[str, str]) -> None:
    answered = cast.client("英德安委办").get("/search/", {"q": words}).context["groups"]
    groups = {group.title: [hit.title for hit, _ in hits] for group, hits in answered}
    assert found[1] in groups.get(found[0], []), groups


def test_search_stays_within_reach(cast: Cast) -> None:
    groups = [group.title for group, _ in cast.client("英德安委办").get("/search/", {"q": "壬某"}).context["groups"]]
    assert groups == []


def test_home_asks_as_many_questions_whatever_it_shows(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for name, most in (("市安委办", 25), ("甲", 14), ("甲的秘书", 10), ("纪委", 9)):
        client = cast.client(name)
        client.get("/")
        with django_assert_max_num_queries(most):
            client.get("/")


@pytest.mark.parametrize("name", ["系统管理员", "安全管理员", "审计管理员"])
def test_the_home_of_an_administrator_holds_no_business_data(cast: Cast, name: str) -> None:
    from anze.access.rights import rights_of
    from anze.law.question import Question
    from anze.portal.queries.home import home

    found = home(rights_of(cast.account[name]), Question(NOW.date(), NOW.date()), NOW)
    assert set(found) <= {"units", "empty_register", "head"} and ("head" in found) == (name == "审计管理员")


def test_a_site_without_units_leads_to_the_first_steps(db: None) -> None:
    from anze.access.models import Grant
    from anze.people.models import Account, Unit
    from tests.cast import LONG_AGO, Cast

    unit = Unit.objects.create(code="qy", name="清远市", level="city", path="/1/")
    account = Account.objects.create_user(username="安委办", name="安委办", password_changed_at=LONG_AGO)
    Grant.objects.create(account=account, role="office", unit=unit, given_at=LONG_AGO)
    page = Cast(account={"安委办": account}).client("安委办").get("/")
    assert "名册里还没有人任职" in text(page) and not page.context["overview"].tiles


def test_an_urged_duty_stands_under_supervision_until_done(cast: Cast) -> None:
    from anze.duties.models import Urge

    Urge.objects.create(officer=cast.officer["甲某"], unit=cast.unit["英德"], duty="5.7", period="2026-05", on=NOW.date(), at=NOW,
                        by=cast.account["英德安委办"])
    page = cast.client("英德安委办").get("/attention/urged/")
    ((_, line, address),) = page.context["lines"]
    assert (line.lamp, address) == ("soon", "/board/cell/?d=5.7&u=yd&o=p1&p=2026-05")
    assert cast.client("英德安委办").get(address).status_code == 200
    assert cast.client("清新安委办").get("/attention/urged/").context["lines"] == []
