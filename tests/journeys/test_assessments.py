"""The year's assessment in a browser: eight counties from the scheme to publication in forty presses; an accident written off in between."""

import re
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Page, expect

from anze.access.models import Grant
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.assessments.models import Approval, Assessment
from anze.people.models import Account
from anze.register.actions import add_officer, add_unit, begin_tenure
from tests.apps.accidents.telling import at, fall
from tests.apps.assessments.telling import HEAD, OFFICE, QINGXIN, YINGDE, frozen, state_of
from tests.cast import LONG_AGO, Cast
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site

MORE = ("佛冈", "阳山", "连山", "连南", "连州", "清城")
LATER = at("2027-01-18", 10)


def eight_counties(cast: Cast) -> list[str]:
    """Enter six counties more, each with its office, and the secretary of the city; return the offices of all eight."""
    for place, name in enumerate(MORE):
        cast.unit[name] = add_unit(None, LONG_AGO, code=f"c{place}", name=f"{name}县", level="county", parent=cast.unit["清远"], position=20 + place)
        account = Account.objects.create_user(username=f"{name}安委办", name=f"{name}安委办", password_changed_at=LONG_AGO)
        Grant.objects.create(account=account, role="office", unit=cast.unit[name], given_at=LONG_AGO)
        cast.account[account.name] = account
    cast.officer["子某"] = add_officer(None, LONG_AGO, code="p20", name="子某")
    begin_tenure(None, LONG_AGO, officer=cast.officer["子某"], unit=cast.unit["清远"], post="party_head", start=date(2025, 3, 1))
    return [YINGDE, QINGXIN, *(f"{name}安委办" for name in MORE)]


def take(page: Page, presses: Presses, label: str) -> None:
    """Take a verb: its link on the page, then the button that bears it."""
    presses.click(page.get_by_role("link", name=label, exact=True))
    presses.click(page.get_by_role("button", name=label, exact=True))


def approve(page: Page, presses: Presses, body: str) -> None:
    """Put on record that a meeting approved: the meeting itself is recorded in the same breath."""
    presses.click(page.get_by_role("link", name=re.compile(f"登记审定.*{body}")))
    presses.click(page.get_by_role("button", name="登记审定"))


@pytest.mark.moment("2027-01-10T10:00")
def test_eight_counties_from_the_scheme_to_publication_in_forty_presses(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    offices = eight_counties(site.cast)
    fall(site.cast, "2026-06-01", deaths=3)
    with presses.within(40):
        sign_in(desk, OFFICE)
        desk.goto("/assessments/")
        presses.click(desk.get_by_role("link", name="编制方案").first)
        presses.click(desk.get_by_role("button", name="建立方案"))
        expect(desk.locator(".sum")).to_have_text("合计 100 分")
        take(desk, presses, "印发方案并提取数据")
        expect(desk.locator(".messages")).to_contain_text("已印发方案并提取数据")
        found = Assessment.objects.get()
        for office in offices:
            sign_in(desk, office)
            desk.goto(f"/assessments/{found.uid}/")
            presses.click(desk.get_by_role("link", name="自评："))
            presses.click(desk.get_by_role("button", name="提交自评"))
            expect(desk.locator(".messages")).to_contain_text("的自评已提交")
        sign_in(desk, OFFICE)
        desk.goto(f"/assessments/{found.uid}/")
        take(desk, presses, "开始核查评分")
        presses.click(desk.get_by_role("link", name="核查评分", exact=True))
        presses.click(desk.get_by_role("button", name="保存并完成评分"))
        take(desk, presses, "形成初步结果")
        expect(desk.locator(".messages")).to_contain_text("初步结果已形成，并送达各单位")
        with time_machine.travel(LATER, tick=True):  # the days for objections are over
            sign_in(desk, OFFICE)
            desk.goto(f"/assessments/{found.uid}/")
            take(desk, presses, "固定结果")
            approve(desk, presses, "党委常委会会议审定")
            approve(desk, presses, "政府常务会议审定")
            sign_in(desk, HEAD)
            desk.goto(f"/assessments/{found.uid}/")
            take(desk, presses, "确认结果")
            sign_in(desk, OFFICE)
            desk.goto(f"/assessments/{found.uid}/")
            take(desk, presses, "公布结果")
            expect(desk.locator(".messages")).to_contain_text("已公布结果")
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
    give_notice(site.cast.account[OFFICE], at("2027-01-10", 11), first, start=date(2027, 1, 10), reason="不属于生产安全事故")
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
