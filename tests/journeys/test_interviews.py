"""Interviews in a browser: from a trigger to the closed interview, the notice in one press; every page without a fault."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anze.interviews.actions import opening, superior
from anze.interviews.models import Interview
from anze.interviews.told import ToldSuperior
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import (
    COUNTY,
    HEAD,
    OFFICE,
    held,
    proposed,
    rectifying_one,
    reported,
    state_of,
    trigger_of,
    two_falls,
)
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site


@pytest.mark.moment("2026-06-15T10:00")
def test_from_a_trigger_to_the_closed_interview(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    two_falls(site.cast)
    key = trigger_of(site.cast)[0].key
    sign_in(desk, OFFICE)
    desk.goto(f"/interviews/trigger/{key}/")
    axe(desk)
    with presses.within(1), desk.expect_download() as notice:
        presses.click(desk.get_by_role("link", name="约谈通知（稿）Word"))
    assert notice.value.suggested_filename.endswith(".docx")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="提请约谈", exact=True))
        presses.click(desk.get_by_role("button", name="提请约谈"))
    found = Interview.objects.get()
    sign_in(desk, HEAD)
    with presses.within(3):
        desk.goto("/")
        presses.click(desk.get_by_role("link", name="待我审批的约谈"))
        desk.goto(f"/interviews/{found.uid}/")
        presses.click(desk.get_by_role("link", name="批准约谈"))
        presses.click(desk.get_by_role("button", name="批准约谈"))
    sign_in(desk, OFFICE)
    desk.goto(f"/interviews/{found.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="发出约谈通知"))
        desk.get_by_label("联系电话").fill("0763-0000000")
        presses.click(desk.get_by_role("button", name="发出约谈通知"))
    expect(desk.get_by_text("约谈通知已发出")).to_be_visible()
    with presses.within(1), desk.expect_download() as issued:
        presses.click(desk.get_by_role("link", name="Word", exact=True))
    assert "约谈的通知" in issued.value.suggested_filename
    assert state_of(found) == "noticed"


@pytest.mark.moment("2026-07-07T10:00")
def test_the_county_reports_and_the_office_closes(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    two_falls(site.cast)
    found = rectifying_one(site.cast)
    sign_in(desk, COUNTY)
    desk.goto(f"/interviews/{found.uid}/")
    with presses.within(6):
        for number in (1, 2):
            presses.click(desk.get_by_role("link").filter(has_text=f"报告整改第 {number} 项"))
            desk.get_by_label("整改情况").fill("已经整改到位。")
            presses.click(desk.get_by_role("button", name="报告这一项"))
        presses.click(desk.get_by_role("link", name="报送复核"))
        presses.click(desk.get_by_role("button", name="报送复核"))
    expect(desk.get_by_text("已报送复核")).to_be_visible()
    sign_in(desk, OFFICE)
    desk.goto(f"/interviews/{found.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="复核通过，办结"))
        presses.click(desk.get_by_role("button", name="复核通过，办结"))
    assert state_of(found) == "closed"


@pytest.mark.moment("2026-07-07T10:00")
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_every_page_of_interviews_is_without_a_fault(site: Site, open_screen: Any, sign_in: SignIn, screen: str) -> None:
    cast = site.cast
    two_falls(cast)
    found = reported(cast)
    superior.record_superior(cast.account[OFFICE], at("2026-07-06"), ToldSuperior(
        unit=cast.unit["英德"], by_level="state", officers=(cast.officer["甲某"],), date=date(2026, 7, 1)))
    trigger, known = trigger_of(cast, now=at("2026-07-07"), rule="21.2.5")
    declined = opening.decline(cast.account[OFFICE], at("2026-07-06"), trigger, known, reason="起因是同一批事故。")
    third = fall(cast, "2026-06-28", deaths=3)
    page = open_screen(screen)
    sign_in(page, OFFICE)
    key = f"21.2.2~yd~{third.code}"
    for address in ("/interviews/?view=pending", "/interviews/?view=open", "/interviews/?view=declined", f"/interviews/{found.uid}/",
                    f"/interviews/trigger/{key}/", f"/interviews/trigger/{key}/propose/", f"/interviews/trigger/{key}/decline/",
                    f"/interviews/answers/{declined.pk}/",
                    f"/interviews/{found.uid}/send-back/", f"/interviews/{found.uid}/close/", "/interviews/order/", "/interviews/decisions/",
                    "/interviews/decisions/new/", "/interviews/superior/", "/interviews/superior/new/", "/interviews/superior/import/",
                    "/interviews/counts/", "/interviews/officers/p1/"):
        page.goto(address)
        axe(page)


@pytest.mark.moment("2026-06-19T10:00")
def test_the_pages_in_between_are_without_a_fault_on_a_phone(site: Site, phone: Page, sign_in: SignIn) -> None:
    cast = site.cast
    two_falls(cast)
    found = held(cast)
    fall(cast, "2026-06-12", deaths=3)
    other = proposed(cast, now=at("2026-06-18"))
    sign_in(phone, OFFICE)
    for address in (f"/interviews/{found.uid}/minute/", f"/interviews/{found.uid}/amend/", f"/interviews/{other.uid}/people/", f"/interviews/{other.uid}/"):
        phone.goto(address)
        axe(phone)
    sign_in(phone, "甲")
    phone.goto("/interviews/mine/")
    expect(phone.get_by_text("六月底前完成专项排查。")).to_be_visible()
    axe(phone)
