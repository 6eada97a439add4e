"""Contact points, duty lists and reminders in a browser: urging in three presses, signing on a phone, every page without a fault."""

from datetime import date, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anze.duties.actions.contacts import assign_contact
from anze.duties.actions.digests import make_digests
from anze.duties.actions.escalating import escalate
from anze.duties.actions.keywork import add_item, check_round, issue, make_list
from anze.duties.actions.safety_lists import enter_list
from anze.duties.actions.schedule import beat
from anze.duties.models import Acknowledgement, ContactPoint, KeyWorkItem, Message, Urge
from anze.people.moment import SHANGHAI
from tests.apps.duties.test_contacts import list_town
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site


def test_the_office_urges_everybody_on_the_list_in_three_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/board/?view=list&lamp=open&period=2026-06")
    with presses.within(3):
        presses.click(desk.get_by_label("全选本页"))
        presses.click(desk.get_by_role("button", name="催办"))
        expect(desk.get_by_role("heading", name="收到的人")).to_be_visible()
        axe(desk)
        presses.click(desk.get_by_role("button", name="发出催办"))
    expect(desk.get_by_role("heading", name="已催办")).to_be_visible()
    axe(desk)
    assert Urge.objects.filter(officer=site.cast.officer["甲某"]).exists()
    pairs = list(Message.objects.values_list("account", "on"))
    assert len(pairs) == len(set(pairs))


def test_the_office_assigns_a_contact_point_from_where_it_is_lacking(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/contacts/?needs=sector&status=lacking")
    with presses.within(3):
        presses.click(desk.get_by_role("link").filter(has_text="甲某的挂点"))
        desk.get_by_label("联系的行业").fill("消防")
        presses.click(desk.get_by_role("button", name="保存安排"))
    expect(desk.get_by_text("已保存：甲某的挂点联系")).to_be_visible()
    assert ContactPoint.objects.get().sector == "消防"


def test_a_leader_signs_for_the_duty_list_on_a_phone(site: Site, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(phone, "丁")
    phone.goto("/lists/")
    with presses.within(2):
        presses.click(phone.get_by_role("link", name="查看并签收"))
        presses.click(phone.get_by_role("button", name="已阅知，签收"))
    expect(phone.get_by_text("已签收。")).to_be_visible()
    axe(phone)
    assert Acknowledgement.objects.get().officer == site.cast.officer["丁某"]


@pytest.fixture
def furnished(site: Site) -> dict[str, int]:
    """Something on every page."""
    cast, now = site.cast, site.now
    office = cast.account["英德安委办"]
    list_town(cast, "望埠")
    point = assign_contact(office, now, officer=cast.officer["甲某"], target="town", unit=cast.unit["大站"], start=date(2026, 3, 1))
    assign_contact(office, now, officer=cast.officer["乙某"], target="sector", sector="消防", start=date(2026, 3, 1))
    department = enter_list(office, now, unit=cast.unit["应急局"], start=date(2026, 1, 1), safety_body="综合协调股", text="一、……")
    work = make_list(office, now, unit=cast.unit["英德"], year=2026)
    for place, deadline in ((1, date(2026, 6, 10)), (2, date(2026, 6, 16)), (3, date(2026, 12, 31))):
        item = add_item(office, now, work, position=place, content=f"整治任务{place}", officer=cast.officer["乙某"], deadline=deadline, provision="6.3")
    issue(office, now, work, issued_on=date(2026, 6, 1))
    check_round(office, now, work, on=date(2026, 6, 15), results={one.pk: (one.position == 3, "看过") for one in KeyWorkItem.objects.all()})
    escalate(datetime(2026, 6, 8, 8, 30, tzinfo=SHANGHAI))
    make_digests(now)
    beat("host:1", now)
    message = Message.objects.get(account=cast.account["英德安委办"]) if Message.objects.filter(account=cast.account["英德安委办"]).exists() else None
    return {"point": point.pk, "department": department.pk, "work": work.pk, "item": item.pk, "message": message.pk if message else 0}


OFFICE = ("/contacts/", "/contacts/?as_of=2026-05-01", "/contacts/?q=zzz", "/contacts/coverage/", "/contacts/new/", "/contacts/bulk/", "/contacts/import/",
          "/contacts/of/p1/", "/contacts/{point}/change/", "/contacts/{point}/end/", "/lists/", "/lists/post/yd/party_head/", "/lists/departments/",
          "/lists/departments/new/", "/lists/departments/{department}/", "/lists/departments/{department}/change/", "/lists/work/", "/lists/work/new/",
          "/lists/work/{work}/", "/lists/work/{work}/check/", "/lists/work/{work}/import/", "/lists/work/{work}/items/new/", "/lists/work/items/{item}/change/",
          "/inbox/", "/inbox/preferences/", "/urge/", "/urge/?pick=5.7|yd|p1|2026-06", "/escalations/", "/calendar/", "/calendar/?year=2027")


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_no_page_has_a_fault_of_access(site: Site, open_screen: Any, sign_in: SignIn, furnished: dict[str, int], screen: str) -> None:
    page = open_screen(screen)
    sign_in(page, "英德安委办")
    for path in OFFICE:
        answer = page.goto(path.format(**furnished))
        assert answer is not None
        assert answer.status == 200, path
        axe(page)
    sign_in(page, "系统管理员")
    page.goto("/status/")
    axe(page)
    sign_in(page, "乙")
    page.goto(f"/inbox/{Message.objects.get(account=site.cast.account['乙']).pk}/")
    axe(page)
