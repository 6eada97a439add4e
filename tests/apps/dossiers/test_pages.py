"""The pages: whose pack, found by name or unit; everything on the screen first; from an accident's page in one press; a stranger finds nothing."""

from datetime import date
from typing import Any

import pytest
import time_machine

from anze.dossiers.models import MadeDossier
from anze.people.models import Tenure
from tests.apps.accidents.telling import at, fall
from tests.apps.dossiers.telling import DAY, TODAY, did_everything, inspection
from tests.apps.dossiers.test_contents import moved
from tests.cast import Cast

PAGE = "/dossiers/ask/p4/2026-06-15/"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


def page(cast: Cast, address: str = PAGE, who: str = "纪委", **query: str) -> str:
    answer = cast.client(who).get(address, query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_each_sentence_leads_to_its_act_and_the_words_are_one_press_away(cast: Cast) -> None:
    acts = did_everything(cast)
    shown = page(cast)
    for act in acts.values():
        assert f'href="/acts/{act.uid}/"' in shown
    assert "第三十条的原文" in shown
    assert "经查实已经全面履行了本办法第二章或第三章所规定职责" in shown
    assert 'href="/statute/10.7/"' in shown
    assert "是否不予追究由纪检监察机关" in shown


def test_no_verdict_stands_on_the_page(cast: Cast) -> None:
    did_everything(cast)
    shown = page(cast)
    for word in ("免责成立", "应当追究", "不予追究。", "应予免责"):
        assert word not in shown


@pytest.mark.parametrize(("who", "status"), [("纪委", 200), ("丁", 200), ("甲", 404), ("壬", 404), ("英德安委办", 403), ("组织部", 403), ("审计", 403),
                                             ("系统管理员", 403)])
def test_who_opens_the_page_of_a_person_and_day(cast: Cast, who: str, status: int) -> None:
    assert cast.client(who).get(PAGE).status_code == status


@pytest.mark.parametrize("address", ["/dossiers/ask/p9/2026-06-15/", "/dossiers/ask/nobody/2026-06-15/",
                                     "/dossiers/ask/p4/2025-02-28/"])
def test_out_of_reach_not_yet_there_and_nobody_are_all_not_found(cast: Cast, address: str) -> None:
    assert cast.client("纪委").get(address).status_code == 404


def test_who_has_gone_elsewhere_is_asked_of_where_he_was_that_day(cast: Cast) -> None:
    did_everything(cast)
    moved(cast)
    assert cast.client("纪委").get(PAGE).status_code == 200
    assert cast.client("纪委").get("/dossiers/ask/p4/2026-07-01/").status_code == 404


def test_what_is_known_since_follows_the_day_asked(cast: Cast) -> None:
    did_everything(cast, (1, 2, 4, 5))
    inspection(cast, date(2026, 3, 9), recorded=date(2026, 7, 1))
    late = "2026年3月9日排查检查，7月1日登记"
    assert late in page(cast)
    assert late not in page(cast, known_at="2026-06-30")


WRONG = [({"years": "99"}, "请写 1 到 10 的整数。", "99"), ({"years": "0"}, "请写 1 到 10 的整数。", "0"), ({"years": "x"}, "请写 1 到 10 的整数。", "x"),
         ({"known_at": "2020-01-01"}, "2020年1月1日不行：请写2026年6月15日（要查的那一天）到今天（2026年9月1日）的日期。", "2020-01-01"),
         ({"known_at": "2099-01-01"}, "2099年1月1日不行", "2099-01-01"),
         ({"known_at": "abc"}, "“abc”不是日期。", "abc"), ({"known_at": ""}, "请写明日期。", "")]


@pytest.mark.parametrize(("years", "taken"), [("1", 1), ("10", 10)])
def test_years_are_taken_as_they_are_asked_and_five_where_they_are_not(cast: Cast, years: str, taken: int) -> None:
    assert f'name="years" value="{taken}"' in page(cast, years=years)
    assert 'name="years" value="5"' in page(cast)


@pytest.mark.parametrize(("query", "fault", "kept"), WRONG)
def test_what_cannot_be_asked_is_said_by_its_field_kept_and_nothing_else_is_shown_or_made_instead(cast: Cast, query: dict[str, str], fault: str,
                                                                                                   kept: str) -> None:
    client = cast.client("纪委")
    form = {"officer": "p4", "day": "2026-06-15"}
    for answer in (client.get(PAGE, query), client.post("/dossiers/make/", form | query)):
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert fault in shown and (not kept or f'value="{kept}"' in shown)
        assert 'action="/dossiers/make/"' not in shown
    assert not MadeDossier.objects.exists()


DAYS = [("2027-10-10", "2027年10月10日不在可以查的范围：请写2000年1月1日到今天（2026年9月1日）的日期。"), ("1999-12-31", "1999年12月31日不在可以查的范围"),
        ("abc", "“abc”不是日期。")]


@pytest.mark.parametrize(("day", "fault"), DAYS)
def test_a_day_that_cannot_be_is_said_and_no_other_taken(cast: Cast, day: str, fault: str) -> None:
    for who in ("纪委", "丁"):
        client = cast.client(who)
        form = {"officer": "p4", "day": day, "known_at": "2026-09-01", "years": "5"}
        for answer in (client.get(f"/dossiers/ask/p4/{day}/"), client.get(f"/dossiers/ask/nobody/{day}/"), client.post("/dossiers/make/", form)):
            assert answer.status_code == 422
            assert fault in answer.content.decode() and f'value="{day}"' in answer.content.decode()
    answer = cast.client("丁").get("/dossiers/own/", {"day": day})
    assert answer.status_code == 422 and fault in answer.content.decode()
    assert not MadeDossier.objects.exists()


def test_people_are_found_by_name_code_pinyin_and_unit_as_of_the_day(cast: Cast) -> None:
    def found(q: str, day: str = "2026-06-15") -> list[str]:
        answer = cast.client("纪委").get("/dossiers/", {"q": q, "day": day})
        return [one.officer.code for one in answer.context["found"]]

    assert found("丁某") == ["p4"]
    assert found("p4") == ["p4"]
    assert set(found("望埠")) == {"p4", "p5", "p6"}
    assert found("壬某") == []  # of another county
    posts = {one.in_full: one.officer.code for one in Tenure.objects.current().select_related("unit", "officer") if one.officer.code in {"p4", "p5", "p6"}}
    assert all(code in found(post) and set(found(post)) < {"p4", "p5", "p6"} for post, code in posts.items()) and posts
    assert found("望埠镇书记") == ["p4"] and found("望埠镇某某") == []
    assert found("丁某", "2025-02-28") == []  # not in office yet
    moved(cast)
    assert "p4" in found("望埠")
    assert "p4" not in found("望埠", "2026-07-01")


def test_what_was_typed_wrong_is_said_all_at_once_and_kept(cast: Cast) -> None:
    answer = cast.client("纪委").get("/dossiers/", {"q": "", "day": "2026-09-02"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "请写姓名、人员编号或者单位名称。" in shown
    assert "请写2000年1月1日到今天（2026年9月1日）的日期。" in shown
    assert 'value="2026-09-02"' in shown


def test_a_leader_sees_only_the_own_and_no_search(cast: Cast) -> None:
    shown = page(cast, "/dossiers/", "丁")
    assert "我自己的" in shown
    assert 'name="q"' not in shown.split("<main")[1]
    answer = cast.client("丁").get("/dossiers/own/", {"day": "2026-06-15"})
    assert answer["Location"] == PAGE
    assert cast.client("丁").get("/dossiers/own/")["Location"] == "/dossiers/ask/p4/2026-09-01/"
    assert "请写明日期。" in cast.client("丁").get("/dossiers/own/", {"day": ""}).content.decode()
    assert cast.client("纪委").get("/dossiers/own/").status_code == 404


def test_an_accident_s_page_lists_those_in_post_that_day_each_with_one_press(cast: Cast) -> None:
    did_everything(cast)
    accident = fall(cast, DAY.isoformat())
    moved(cast)
    shown = page(cast, f"/accidents/{accident.code}/")
    assert "事故当日在任的有关领导干部" in shown
    assert f'href="{PAGE}?accident={accident.code}"' in shown
    assert shown.count('action="/dossiers/make/"') == 3 + 3 + 2  # the town's three, the county's three, two of the emergency bureau
    assert shown.count('<details class="part" open>') == 3  # nothing is folded: each is one press away
    listed = shown.split('id="in-post"')[1]
    assert "英德市应急管理局主要负责人" in listed and "英德市教育局" not in listed
    assert "癸某" not in shown.split('id="in-post"')[1]  # of the city: out of reach


@pytest.mark.parametrize(("who", "seen"), [("英德安委办", 0), ("丁", 1), ("乙", 1)])
def test_who_may_not_make_packs_sees_no_press_and_a_leader_the_own(cast: Cast, who: str, seen: int) -> None:
    accident = fall(cast, DAY.isoformat())
    assert page(cast, f"/accidents/{accident.code}/", who).count('action="/dossiers/make/"') == seen


def test_of_an_accident_the_pack_is_of_its_day_and_an_unknown_one_is_not_found(cast: Cast) -> None:
    accident = fall(cast, DAY.isoformat())
    assert "事故：望埠镇“6·15”高处坠落事故" in page(cast, accident=accident.code)
    answer = cast.client("纪委").get("/dossiers/ask/p4/2026-06-14/", {"accident": accident.code})
    assert answer["Location"] == f"{PAGE}?accident={accident.code}"
    assert cast.client("纪委").get(PAGE, {"accident": "sg-2026-9999"}).status_code == 404


def test_the_page_asks_few_questions_of_the_database(cast: Cast, django_assert_max_num_queries: Any) -> None:
    did_everything(cast)
    client = cast.client("纪委")
    client.get(PAGE)
    with django_assert_max_num_queries(70):
        client.get(PAGE)
