"""Every page of the register opens for whoever may, and for nobody else; another's unit is not found."""

import pytest

from anze.access.models import Grant
from tests.cast import LONG_AGO, Cast

READERS = ("英德安委办", "甲", "纪委", "组织部")
LISTS = ("/units/", "/units/?q=yd", "/officers/", "/shape/", "/problem-towns/", "/committees/", "/units/yd/", "/units/wb/", "/units/yjj/", "/officers/p3/")
CHANGES = ("/add/unit/?parent=yd", "/add/officer/?unit=yd", "/add/tenure/?unit=yd", "/add/problem-town/?unit=wb", "/units/yd/change/", "/units/yd/close/",
           "/units/yd/hand-over/gov_head/", "/units/yd/committee/", "/officers/p3/rename/")


@pytest.mark.parametrize("who", READERS)
def test_whoever_reads_the_register_opens_its_lists(cast: Cast, who: str) -> None:
    client = cast.client(who)
    for address in LISTS:
        assert client.get(address).status_code == 200, address


def test_the_office_opens_every_form_and_others_are_told_that_they_may_not(cast: Cast) -> None:
    office, leader, liaison = cast.client("英德安委办"), cast.client("甲"), cast.client("应急局联络员")
    for address in CHANGES:
        assert office.get(address).status_code == 200, address
        assert leader.get(address).status_code == 403, address
        assert liaison.get(address).status_code == 403, address


def test_the_office_next_door_finds_nothing_of_another_county(cast: Cast) -> None:
    stranger = cast.client("清新安委办")
    for address in ("/units/yd/", "/units/wb/", "/officers/p3/", "/units/yd/change/", "/units/yd/close/", "/units/yd/hand-over/gov_head/",
                    "/units/yd/committee/", "/officers/p3/rename/"):
        assert stranger.get(address).status_code == 404, address
    for tenure in cast.officer["甲某"].tenures.all():
        for verb in ("end", "correct", "move", "withdraw"):
            assert stranger.get(f"/tenures/{tenure.pk}/{verb}/").status_code == 404
            assert stranger.post(f"/tenures/{tenure.pk}/{verb}/", {"end": "2026-05-31", "reason": "x"}).status_code == 404
    for address in ("/units/", "/units/?q=yd", "/officers/?state=all", "/shape/?state=all", "/committees/", "/problem-towns/?state=all"):
        text = stranger.get(address).content.decode()
        assert "英德" not in text and "望埠" not in text and "甲某" not in text, address


def test_a_liaison_reads_the_own_unit_and_a_secretary_the_leader_served(cast: Cast) -> None:
    liaison, secretary = cast.client("应急局联络员"), cast.client("甲的秘书")
    assert liaison.get("/units/yjj/").status_code == 200
    assert liaison.get("/units/yd/").status_code == 404
    assert liaison.get("/officers/p7/").status_code == 200
    assert liaison.get("/officers/p1/").status_code == 404
    assert secretary.get("/officers/p1/").status_code == 200
    assert secretary.get("/officers/p2/").status_code == 404
    assert secretary.get("/units/yd/").status_code == 404
    assert "您的查看范围内没有单位" in secretary.get("/units/").content.decode()


def test_a_liaison_of_a_county_is_not_shown_the_units_below_it(cast: Cast) -> None:
    Grant.objects.create(account=cast.account["应急局联络员"], role="liaison", unit=cast.unit["英德"], given_at=LONG_AGO)
    page = cast.client("应急局联络员").get("/units/yd/").content.decode()
    assert "应急管理局" in page  # the other unit the liaison has
    assert "望埠" not in page and "教育局" not in page


def test_nobody_else_opens_the_register(cast: Cast) -> None:
    for who in ("系统管理员", "安全管理员", "审计管理员"):
        for address in (*LISTS, *CHANGES):
            # 302: an administrator owes a second factor first
            assert cast.client(who).get(address).status_code in {302, 403}, (who, address)
