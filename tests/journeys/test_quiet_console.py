"""Every main page, as who may open it: the browser's console says nothing. No style or script in line, no other host, nothing sideways (the guard)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from anze.access.rights import rights_of
from anze.record import views as ledger
from tests.apps.access.planting import plant
from tests.apps.access.strangers import GIVEN, given, plain
from tests.apps.access.test_matrix import table
from tests.journeys.browsing import Guard
from tests.journeys.conftest import SignIn, Site


@pytest.mark.parametrize("who", ["清新安委办", "蜂鸟本人", "审计"])
def test_no_page_makes_the_console_speak(site: Site, desk: Page, sign_in: SignIn, guard: Guard, who: str) -> None:
    found = plant(site.cast, "蜂鸟", "fn", "清新")
    rights, client = rights_of(site.cast.account[who]), site.cast.client(who)
    paths = [reverse(name) for name in plain() if (permission := table()[name][0]) == "public" or rights.may(permission)]
    if who == found.owner:
        paths += [reverse(name, kwargs=given(name, found)) for name in GIVEN if table()[name][0].endswith(".view") and rights.may(table()[name][0])]
    sign_in(desk, who)
    visited = 0
    for path in paths:
        asked = client.get(path)
        if asked.status_code == 200 and not asked.streaming and asked.content.startswith(b"<!DOCTYPE html"):  # no file, no part of a page
            answer = desk.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            visited += 1
    assert visited > 12


def test_a_checkpoint_is_verified_in_steps_and_the_console_stays_quiet(site: Site, desk: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch,
                                                                             tmp_path: Path) -> None:
    """htmx asks for step after step: it brings no styles of its own and evaluates nothing."""
    monkeypatch.setattr(ledger, "AT_ONCE", 5)
    monkeypatch.setattr(settings, "CHECKPOINTS", tmp_path)  # none of another test's ledger
    sign_in(desk, "审计")
    desk.goto("/verify/")
    assert desk.evaluate("[htmx.config.includeIndicatorStyles, htmx.config.allowEval]") == [False, False]
    desk.get_by_role("button", name="立即核验").click()
    expect(desk.get_by_role("heading", name="只证明内部一致")).to_be_visible()
    assert desk.locator("style").count() == 0


def test_a_style_in_line_is_heard(site: Site, desk: Page, sign_in: SignIn, guard: Guard) -> None:
    """Planted: what htmx would do if it were let."""
    sign_in(desk, "审计")
    desk.goto("/verify/")
    desk.evaluate("document.head.insertAdjacentHTML('beforeend', '<style>.x { color: red }</style>')")
    desk.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="Content Security Policy"):
        guard.check()
    guard.allow("Content Security Policy")
