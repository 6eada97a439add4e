"""Journeys in a real browser against a live server: who walks, on which screen, and what must hold on every page.

A journey asks for `site` and one of `phone` (375 × 812) and `desk` (1280 × 900), signs in and walks:

    def test_…(site: Site, phone: Page, presses: Presses, sign_in: SignIn) -> None:
        sign_in(phone, "丁")
        with presses.within(4):
            phone.goto(site.url + "/mine/")
            presses.click(phone.get_by_role("link", name="登记"))
        axe(phone)

The server's clock runs from `site.now` (Monday 2026-06-15, 10:00), so that a journey does not depend on the day it is tested;
`@pytest.mark.moment("2026-06-30T09:00")` sets another. The browser's own clock shows the present day.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from anze.people.moment import SHANGHAI
from tests.cast import Cast, make_cast
from tests.journeys.browsing import Guard, Presses

# Playwright's own loop runs in the test's thread; Django would take it for an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
SWITCHES: Final = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
                   "--disable-default-apps", "--disable-sync", "--disable-domain-reliability", "--no-first-run", "--no-pings",
                   "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication")
SCREENS: Final = {"phone": (375, 812), "desk": (1280, 900)}
PATIENCE: Final = 20_000  # milliseconds for anything that a page is waited for: a machine may be busy with other tests
SignIn = Callable[[Page, str], None]
expect.set_options(timeout=PATIENCE)


@dataclass
class Site:
    """The live site: its address, the cast in its database, the moment at which its clock began."""

    url: str
    cast: Cast
    now: datetime


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("没有 Chromium，浏览器测试无法进行。办法：以 root 执行 apt-get install chromium fonts-noto-cjk，或由 make test 安装")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture
def site(request: pytest.FixtureRequest, transactional_db: None, live_server: Any) -> Iterator[Site]:
    """The site with the cast, at the moment of the test's mark `moment`."""
    mark = request.node.get_closest_marker("moment")
    now = datetime.fromisoformat(mark.args[0] if mark else "2026-06-15T10:00").replace(tzinfo=SHANGHAI)
    cast = make_cast()
    with time_machine.travel(now, tick=True):
        yield Site(live_server.url, cast, now)


@pytest.fixture
def presses() -> Presses:
    """A count of presses, from nought."""
    return Presses()


@pytest.fixture
def guard(live_server: Any) -> Iterator[Guard]:
    """Fails the test if a page asks another host, logs an error, breaks its content policy or scrolls sideways."""
    found = Guard(live_server.url)
    yield found
    found.check()


@pytest.fixture
def open_screen(browser: Browser, site: Site, guard: Guard) -> Iterator[Callable[..., Page]]:
    """Open a page on a screen of its own (its own cookies): open_screen("phone"), open_screen("desk", java_script_enabled=False)."""
    contexts: list[BrowserContext] = []

    def opened(screen: str, **options: Any) -> Page:
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=site.url,
                                      has_touch=screen == "phone", accept_downloads=True, **options)
        context.set_default_timeout(PATIENCE)
        guard.watch(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def phone(open_screen: Callable[..., Page]) -> Page:
    """A page at 375 × 812."""
    return open_screen("phone")


@pytest.fixture
def desk(open_screen: Callable[..., Page]) -> Page:
    """A page at 1280 × 900."""
    return open_screen("desk")


@pytest.fixture
def sign_in(site: Site) -> SignIn:
    """Sign somebody of the cast in on a page, without the form: sign_in(phone, "丁")."""

    def signed_in(page: Page, name: str) -> None:
        key = site.cast.client(name).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])

    return signed_in
