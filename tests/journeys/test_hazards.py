"""A danger found on a patrol: recorded on a phone, reported up and listed, extended, accepted and closed."""

from playwright.sync_api import Page, expect

from anze.hazards.models import Danger, Listing, Patrol
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site


def test_a_danger_from_a_patrol_on_a_phone_is_listed_extended_and_closed(site: Site, phone: Page, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(phone, "望埠安委办")
    phone.goto(f"{site.url}/hazards/patrols/")
    with presses.within(3):
        presses.click(phone.get_by_role("link", name="登记巡查").first)
        phone.get_by_label("发现的隐患").first.fill("甲类仓库报警装置停用")
        phone.get_by_label("整改责任单位").first.fill("某化工厂")
        presses.choose(phone.get_by_label("等级").first, "major")
        axe(phone)
        presses.click(phone.get_by_role("button", name="登记巡查"))
    expect(phone.get_by_text("其中的重大隐患已报县、市安委办，并提请挂牌督办")).to_be_visible()
    axe(phone)
    assert Patrol.objects.count() == 1
    danger, listing = Danger.objects.get(), Listing.objects.get()

    sign_in(desk, "英德安委办")
    desk.goto(f"{site.url}/hazards/listings/{listing.uid}/")
    axe(desk)
    desk.get_by_role("link", name="批准挂牌").click()
    desk.get_by_label("责任人").fill("王某 总经理")
    desk.get_by_label("督办部门").select_option(label="英德市应急管理局")
    desk.get_by_label("整改期限").fill("2026-10-15")
    axe(desk)
    desk.get_by_role("button", name="批准挂牌").click()
    expect(desk.get_by_text("挂牌督办中").first).to_be_visible()
    expect(desk.get_by_role("link", name="Word")).to_be_visible()  # the notice: one press

    step(phone, site, listing, "申请延期", {"延长到": "2026-12-01", "延期的理由": "报警装置没有到货"})
    step(desk, site, listing, "同意延期", {})
    step(desk, site, listing, "验收合格", {"验收意见": "联动测试正常"})
    step(desk, site, listing, "销号", {})
    step(desk, site, listing, "登记销号公布", {"在哪里公布": "市应急管理局网站"})
    expect(desk.get_by_text("已销号").first).to_be_visible()
    axe(desk)
    phone.goto(f"{site.url}/hazards/{danger.uid}/")
    expect(phone.get_by_text("已办结").first).to_be_visible()
    axe(phone)


def step(page: Page, site: Site, listing: Listing, verb: str, filled: dict[str, str]) -> None:
    """Take a verb from the listing's page."""
    page.goto(f"{site.url}/hazards/listings/{listing.uid}/")
    page.get_by_role("link", name=verb, exact=True).click()
    for label, text in filled.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name=verb, exact=True).click()
    expect(page.get_by_text(f"：已{verb}。")).to_be_visible()
