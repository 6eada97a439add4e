"""The yearly assessment as a browser walks it: eight counties with their offices, from the scheme to publication."""

import re
from datetime import date

import time_machine
from playwright.sync_api import Page, expect

from anze.access.models import Grant
from anze.assessments.models import Assessment
from anze.people.models import Account
from anze.register.actions import add_officer, add_unit, begin_tenure
from tests.apps.accidents.telling import at
from tests.apps.assessments.telling import HEAD, OFFICE, QINGXIN, YINGDE
from tests.cast import LONG_AGO, Cast
from tests.journeys.browsing import Presses
from tests.journeys.conftest import SignIn

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


def to_publication(desk: Page, presses: Presses, sign_in: SignIn, offices: list[str]) -> Assessment:
    """Walk an assessment of 2026 from the scheme to its publication, each office for itself, and return it."""
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
        desk.get_by_label(re.compile("安全生产责任体系建设：自评分")).fill("18")
        desk.get_by_label("安全生产责任体系建设：说明").fill("责任清单、制度和演练记录齐全。")
        presses.click(desk.get_by_role("button", name="提交自评"))
        expect(desk.locator(".messages")).to_contain_text("的自评已提交")
    sign_in(desk, OFFICE)
    desk.goto(f"/assessments/{found.uid}/")
    take(desk, presses, "开始核查评分")
    presses.click(desk.get_by_role("link", name="核查评分", exact=True))
    for box in desk.get_by_label(re.compile("，安全生产责任体系建设：得分$")).all():
        box.fill("17.5")
    for record in desk.get_by_role("radio", name="属实", exact=True).all():
        presses.tick(record)
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
    return found
