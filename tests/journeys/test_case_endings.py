"""How measures come to their end, in a browser: one lifted by two persons with its paper, one that ended by itself, one that is kept from doing so."""

import pytest
from playwright.sync_api import Page, expect

from anze.accountability.models import Stop
from tests.apps.accidents.telling import fall
from tests.apps.accountability.given import decided
from tests.apps.accountability.telling_cases import served, state_of
from tests.apps.accountability.test_case_lifting import suspended
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site


@pytest.mark.moment("2026-06-15T10:00")
def test_a_measure_without_a_period_is_lifted_by_two_and_the_person_reads_it(site: Site, desk: Page, phone: Page, presses: Presses, guard: Guard,
                                                                             sign_in: SignIn) -> None:
    one = suspended(site.cast)
    sign_in(phone, "甲")
    phone.goto(f"/cases/mine/{one.uid}/")
    expect(phone.get_by_text("没有统一规定的影响期，期限待有权机关认定")).to_be_visible()
    axe(phone)
    sign_in(desk, "纪委")
    desk.goto(f"/cases/people/{one.uid}/")
    expect(desk.get_by_text("期限待有权机关认定")).to_be_visible()
    with presses.within(3):
        presses.click(desk.get_by_role("link", name="提请解除"))
        desk.get_by_label("停职检查（没有统一规定的影响期，由有权机关认定）").check()
        desk.get_by_label("认定的依据").fill("市委常委会会议纪要某号")
        desk.get_by_label("送达方式").select_option("direct")
        axe(desk)
        presses.click(desk.get_by_role("button", name="提请解除"))
    expect(desk.get_by_text("解除待批准")).to_be_visible()
    sign_in(phone, "纪委乙")
    phone.goto("/")
    with presses.within(4):
        presses.click(phone.get_by_role("link", name="待我审批的问责决定、解除"))
        presses.click(phone.get_by_role("link", name="解除待批准"))
        presses.click(phone.get_by_role("link", name="批准解除", exact=True))
        expect(phone.get_by_text("经清远市委认定（依据：市委常委会会议纪要某号）")).to_be_visible()
        axe(phone)
        presses.click(phone.get_by_role("button", name="批准解除"))
    expect(phone.get_by_text("2026年6月15日起解除").first).to_be_visible()
    assert state_of(one) == "lifted"
    sign_in(phone, "甲")
    phone.goto(f"/cases/mine/{one.uid}/")
    expect(phone.get_by_role("heading", name="解除决定")).to_be_visible()
    with phone.expect_download() as given:
        phone.locator("section", has=phone.get_by_role("heading", name="解除决定")).get_by_role("link", name="PDF").click()
    assert given.value.suggested_filename == "解除决定书.pdf"


@pytest.mark.moment("2027-04-21T10:00")
def test_one_that_ended_by_itself_asks_nothing_and_may_be_kept_from_it(site: Site, desk: Page, phone: Page, presses: Presses, guard: Guard,
                                                                       sign_in: SignIn) -> None:
    one = served(site.cast)
    sign_in(desk, "纪委")
    desk.goto("/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="影响期已满的措施"))
        presses.click(desk.get_by_role("link", name=one.case.uid))
    expect(desk.get_by_text("期满，自动解除")).to_be_visible()
    expect(desk.get_by_text("中华人民共和国公职人员政务处分法第二十六条")).to_be_visible()
    expect(desk.get_by_role("link", name="提请解除")).to_have_count(0)
    axe(desk)
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="提请不自动解除"))
        desk.get_by_label("发生日期").fill("2026-08-01")
        desk.get_by_label("情形").fill("期内再次违法，另案查实。")
        desk.get_by_label("认定的机关和依据").fill("清远市监委某号")
        axe(desk)
        presses.click(desk.get_by_role("button", name="提请不自动解除"))
    sign_in(phone, "纪委乙")
    phone.goto(f"/cases/people/{one.uid}/")
    with presses.within(2):
        presses.click(phone.get_by_role("link", name="批准不自动解除"))
        expect(phone.get_by_text("期内再次违法，另案查实。")).to_be_visible()
        axe(phone)
        presses.click(phone.get_by_role("button", name="批准不自动解除"))
    expect(phone.get_by_text("期满，不自动解除")).to_be_visible()
    assert Stop.objects.get().approved_at
    sign_in(phone, "甲")
    phone.goto(f"/cases/mine/{one.uid}/")
    expect(phone.get_by_text("期满，不自动解除")).to_be_visible()
    axe(phone)


@pytest.mark.moment("2027-11-28T10:00")
def test_persons_on_the_page_of_vetoes_stand_as_they_do_elsewhere(site: Site, desk: Page, phone: Page, guard: Guard, sign_in: SignIn) -> None:
    accident = fall(site.cast, "2026-06-01", deaths=3)
    for name, kind in (("乙某", "通报"), ("甲某", "政务记过"), ("丁某", "诫勉")):
        decided(site.cast, name, kind, "2026-07-01", accident=accident.code, unit="望埠" if name == "丁某" else "英德")
    sign_in(desk, "组织部")
    sign_in(phone, "组织部")
    for page in (desk, phone):
        page.goto("/vetoes/?view=people")
        for words in ("期限待组织部门认定", "期满，自动解除", "中华人民共和国公职人员政务处分法第二十六条", "影响期已满"):
            expect(page.get_by_text(words).first).to_be_visible()
        expect(page.get_by_text("限制期内")).to_have_count(0)
        axe(page)
