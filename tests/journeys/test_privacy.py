"""What a person asks about the data kept of him, on his phone, and what the office answers: corrected, erased, refused with why; the chain stays whole."""

import re

from playwright.sync_api import Page, expect

from anze.accounts.actions.accounts import change_account
from anze.privacy.models import DataRequest
from anze.record.models import Entry, Sealed
from anze.record.verify import verify
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

EMAIL = "old-address@example.invalid"


def test_a_correction_from_the_phone_to_the_entry_that_made_it(site: Site, phone: Page, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    sign_in(phone, "甲")
    phone.goto("/data-requests/mine/")
    axe(phone)
    with presses.within(2):
        presses.click(phone.get_by_role("link", name="请求更正"))
        axe(phone)
        phone.get_by_label("哪一处").fill("本人的姓名")
        phone.get_by_label("应当是什么").fill("甲莫")
        phone.get_by_label("理由").fill("任免文件写的是甲莫。")
        presses.click(phone.get_by_role("button", name="提出请求"))
    expect(phone.get_by_text("15 个工作日内答复")).to_be_visible()
    axe(phone)
    made = DataRequest.objects.get()
    sign_in(desk, "市安委办主任")
    desk.goto("/data-requests/")
    axe(desk)
    with presses.within(4):
        presses.click(desk.get_by_role("link", name=re.compile("甲某")).first)
        presses.click(desk.get_by_role("link", name="作出决定"))
        axe(desk)
        presses.choose(desk.get_by_label("决定", exact=True), "grant")
        presses.click(desk.get_by_role("button", name="作出决定"))
    expect(desk.get_by_text("决定已经作出")).to_be_visible()
    sign_in(desk, "英德安委办")
    desk.goto(f"/data-requests/{made.uid}/")
    presses.click(desk.get_by_role("link", name="到名册更正"))
    presses.click(desk.get_by_role("link", name="更正姓名"))
    desk.get_by_label("姓名", exact=True).fill("甲莫")
    desk.get_by_label(re.compile("依据或原因")).fill("任免文件")
    presses.click(desk.locator("main form button[type=submit]").first)
    desk.goto(f"/data-requests/{made.uid}/carry/")
    axe(desk)
    made_by = desk.get_by_label("在哪一条登记里更正")
    presses.choose(made_by, made_by.locator("option", has_text="更正姓名").get_attribute("value") or "")
    presses.click(desk.get_by_role("button", name="登记落实"))
    expect(desk.get_by_text("更正已经登记落实")).to_be_visible()
    phone.goto(f"/data-requests/mine/{made.uid}/")
    expect(phone.get_by_text(re.compile("更正登记在账本第 .* 条"))).to_be_visible()
    expect(phone.locator(".lamp").first).to_contain_text("已办结")
    axe(phone)
    told = " ".join(Entry.objects.filter(object_type="data_request").values_list("sealed__text", flat=True))
    assert "任免文件写的是甲莫" not in told, "the ledger says that a request was made, never its words"


def test_an_erasure_item_by_item_and_what_the_ledger_keeps(site: Site, phone: Page, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    account = site.cast.account["甲"]
    change_account(account, site.now, account, email=EMAIL)
    before = Entry.objects.count()
    sign_in(phone, "甲")
    phone.goto("/data-requests/mine/")
    with presses.within(4):
        presses.click(phone.get_by_role("link", name="请求删除"))
        axe(phone)
        presses.tick(phone.get_by_role("checkbox", name=re.compile("账号上的邮箱")))
        presses.tick(phone.get_by_role("checkbox", name=re.compile("履职记录、约谈")))
        phone.get_by_label("理由").fill("换了单位，不再用这个邮箱。")
        presses.click(phone.get_by_role("button", name="提出请求"))
    made = DataRequest.objects.get()
    sign_in(desk, "市安委办主任")
    desk.goto(f"/data-requests/{made.uid}/decide/")
    axe(desk)
    with presses.within(3):
        presses.choose(desk.get_by_label(re.compile("^账号上的邮箱")), "granted:consent")
        presses.choose(desk.get_by_label(re.compile("^履职记录、约谈")), "refused:liability")
        presses.click(desk.get_by_role("button", name="作出决定"))
    sign_in(desk, "英德安委办")
    desk.goto(f"/data-requests/{made.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="核对后删除"))
        axe(desk)
        presses.click(desk.get_by_role("button", name="删除，不能恢复"))
    expect(desk.get_by_text("账本的链保持完整")).to_be_visible()
    axe(desk)
    phone.goto(f"/data-requests/mine/{made.uid}/")
    expect(phone.locator(".lamp", has_text="不予删除")).to_be_visible()
    expect(phone.get_by_text(re.compile("第三十一条")).first).to_be_visible()
    expect(phone.get_by_text(re.compile("人民法院")).first).to_be_visible()
    axe(phone)
    account.refresh_from_db()
    assert account.email == "" and not Sealed.objects.filter(text__contains=EMAIL).exists()
    assert Entry.objects.count() > before and verify().whole


def test_a_refusal_says_why_and_where_to_go(site: Site, phone: Page, desk: Page, presses: Presses, guard: Guard, sign_in: SignIn) -> None:
    guard.allow("422")  # a decision without what was found
    sign_in(phone, "甲")
    phone.goto("/data-requests/mine/correct/")
    presses.click(phone.get_by_role("button", name="提出请求"))
    expect(phone.locator("main")).to_contain_text("请")
    phone.get_by_label("哪一处").fill("任期")
    phone.get_by_label("应当是什么").fill("2月1日起")
    phone.get_by_label("理由").fill("记得是2月")
    presses.click(phone.get_by_role("button", name="提出请求"))
    expect(phone.locator(".lamp").first).to_contain_text("待决定")
    made = DataRequest.objects.get()
    sign_in(desk, "市安委办主任")
    desk.goto(f"/data-requests/{made.uid}/decide/")
    presses.choose(desk.get_by_label("决定", exact=True), "accurate")
    presses.click(desk.get_by_role("button", name="作出决定"))
    expect(desk.get_by_text("核实的情况").first).to_be_visible()  # without what was found it is not taken
    desk.locator("textarea").fill("任免文件写的是3月1日。")
    presses.click(desk.get_by_role("button", name="作出决定"))
    phone.goto(f"/data-requests/mine/{made.uid}/")
    expect(phone.get_by_text("任免文件写的是3月1日。")).to_be_visible()
    expect(phone.get_by_text(re.compile("投诉、举报")).first).to_be_visible()
    axe(phone)
