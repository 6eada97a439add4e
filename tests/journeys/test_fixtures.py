"""The fixtures of journeys hear what they are there to hear: each is seen to fail on a planted fault."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from anze.people.moment import day_of
from tests.journeys.browsing import Guard, Presses, axe, sideways
from tests.journeys.conftest import SignIn, Site


def test_somebody_of_the_cast_is_signed_in_and_the_home_page_is_sound(site: Site, phone: Page, desk: Page, sign_in: SignIn) -> None:
    assert day_of(timezone.now()) == day_of(site.now)
    for page in (phone, desk):
        sign_in(page, "丁")
        answer = page.goto("/")
        assert answer is not None
        assert (answer.status, page.locator("body").get_attribute("data-signed-in")) == (200, str(site.cast.account["丁"].pk))
        axe(page)


PLANTED = ("<html lang='zh'><title>坏</title><body style='margin:0'><main><h1>坏</h1><div style='width:900px;height:9px'></div>"
           "<img src='/x.png'></main></body></html>")


def test_a_wide_page_is_heard_and_seen(phone: Page, guard: Guard) -> None:
    phone.route("**/bad", lambda route: route.fulfill(body=PLANTED, content_type="text/html; charset=utf-8"))
    phone.route("**/x.png", lambda route: route.fulfill(status=404))
    phone.goto("/bad")
    with pytest.raises(AssertionError, match="900px wide"):
        sideways(phone)
    phone.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="scrolls sideways"):
        guard.check()
    guard.allow("scrolls sideways|404")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(phone)


def test_another_host_is_heard(desk: Page, guard: Guard) -> None:
    desk.route("**/*", lambda route: route.fulfill(body="<title>x</title><script>fetch('//elsewhere.invalid/')</script>", content_type="text/html"))
    desk.goto("/bad")
    desk.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="asked another host"):
        guard.check()
    guard.allow(".")


def test_a_journey_that_grows_longer_fails(desk: Page, presses: Presses) -> None:
    desk.set_content("<button>一</button>")
    with pytest.raises(AssertionError, match="2 presses, the budget is 1"), presses.within(1):
        presses.click(desk.get_by_role("button"))
        presses.key(desk, "Enter")
    with pytest.raises(AssertionError, match="counts nothing"), presses.within(1):
        desk.get_by_role("button").click()
