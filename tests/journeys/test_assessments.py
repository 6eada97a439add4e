"""The year's assessment in a browser: eight counties from the scheme to publication in forty presses; an accident written off in between."""

from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page, expect

from anze.accidents.actions.writing_off import give_notice, write_off
from anze.assessments.models import Approval
from tests.apps.accidents.telling import at, fall
from tests.apps.assessments.telling import HEAD, OFFICE, frozen, state_of
from tests.journeys.assessing import LATER, approve, eight_counties, take, to_publication
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site


@pytest.mark.moment("2027-01-10T10:00")
def test_eight_counties_from_the_scheme_to_publication_in_forty_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    offices = eight_counties(site.cast)
    fall(site.cast, "2026-06-01", deaths=3)
    with presses.within(40):
        found = to_publication(desk, presses, sign_in, offices)
    axe(desk)
    assert state_of(found) == "published"


@pytest.mark.moment("2027-01-10T10:00")
def test_an_accident_written_off_after_the_first_approval_voids_it_loudly(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    eight_counties(site.cast)
    first, _ = fall(site.cast, "2026-06-01", deaths=3), fall(site.cast, "2026-09-08", deaths=3)
    found = frozen(site.cast)
    sign_in(desk, OFFICE)
    desk.goto(f"/assessments/{found.uid}/")
    with presses.within(2):
        approve(desk, presses, "党委常委会会议审定")
    expect(desk.locator("#approvals").get_by_text("已审定")).to_be_visible()
    give_notice(site.cast.account[HEAD], at("2027-01-10", 11), first, start=date(2027, 1, 10), reason="不属于生产安全事故")
    first.refresh_from_db()
    with time_machine.travel(LATER, tick=True):
        write_off(site.cast.account[OFFICE], at("2027-01-18", 9), first, on=date(2027, 1, 18), organ="市应急管理局")
        sign_in(desk, OFFICE)
        desk.goto(f"/assessments/{found.uid}/")
        expect(desk.get_by_role("heading", name="固定结果以后事实或者评分有变，审定不再有效")).to_be_visible()
        expect(desk.get_by_text("少了望埠镇“6·1”高处坠落事故").first).to_be_visible()
        expect(desk.get_by_text("“一票否决”不再成立").first).to_be_visible()
        axe(desk)
        with presses.within(6):
            presses.click(desk.get_by_role("link", name="按现在的事实重新固定"))
            desk.get_by_label("重新固定的原因").fill("6月1日事故已核销")
            presses.click(desk.get_by_role("button", name="按现在的事实重新固定"))
            expect(desk.get_by_role("heading", name="已经失效的审定")).to_be_visible()
            approve(desk, presses, "党委常委会会议审定")
            approve(desk, presses, "政府常务会议审定")
        sign_in(desk, HEAD)
        desk.goto(f"/assessments/{found.uid}/")
        with presses.within(2):
            take(desk, presses, "确认结果")
        expect(desk.locator(".messages")).to_contain_text("已确认结果")
    assert state_of(found) == "confirmed"
    assert (Approval.objects.count(), Approval.objects.current().count()) == (3, 2)


@pytest.mark.moment("2027-01-10T10:00")
def test_every_page_of_assessments_is_sound_on_a_phone(site: Site, phone: Page, sign_in: SignIn) -> None:
    fall(site.cast, "2026-06-01", deaths=3)
    uid = frozen(site.cast).uid
    sign_in(phone, OFFICE)
    for address in ("", "new/", f"{uid}/", f"{uid}/scheme/", f"{uid}/units/yd/", f"{uid}/scoring/", f"{uid}/approve/standing_committee/",
                    f"{uid}/snapshots/2/"):
        phone.goto(f"/assessments/{address}")
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        axe(phone)
