"""What is typed into a form of a case outlives the browser, the network and another window, and leaves nothing on the device (第三十一条)."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from anze.accountability.models import CaseDraft, Fact
from tests.apps.accountability.telling_cases import WORD, concerned, notified, opened
from tests.journeys.browsing import ON_DEVICE, Guard, axe
from tests.journeys.conftest import SignIn, Site

TEXT = f"{WORD}，查明没有按月检查"
KEPT = "加密存放，只有您看得到"


@pytest.fixture
def form(site: Site, desk: Page, sign_in: SignIn) -> str:
    """Open the form of a fact, with one person on the case, and return its address."""
    case = opened(site.cast)
    concerned(site.cast, case=case)
    sign_in(desk, "纪委")
    address = f"/cases/{case.uid}/do/fact/"
    desk.goto(address)
    return address


def typed() -> list[str]:
    """Return the texts that are kept."""
    return [row.data["text"][0] for row in CaseDraft.objects.order_by("pk") if row.typed]


def answers(page: Page, *, accept: bool) -> list[str]:
    """Answer the next question of a page, and return the list in which it will stand."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(f"{dialog.type}：{dialog.message}")
        dialog.accept() if accept else dialog.dismiss()

    page.once("dialog", answer)
    return asked


def kept_in_time(page: Page, text: str) -> bool:
    """Say whether a text is kept before ten seconds are over."""
    for _ in range(100):
        if typed() == [text]:
            return True
        page.wait_for_timeout(100)
    return False


def test_what_is_typed_outlives_the_browser_and_leaves_nothing_on_the_device(desk: Page, sign_in: SignIn, form: str) -> None:
    desk.get_by_label("查明的事实").fill(TEXT)
    expect(desk.get_by_text(KEPT)).to_be_visible()
    axe(desk)
    on_device = desk.evaluate(ON_DEVICE)
    assert WORD not in on_device and "/cases/" not in on_device
    desk.context.clear_cookies()  # the machine went down and another browser comes back
    sign_in(desk, "纪委")
    desk.goto(form)
    expect(desk.get_by_label("查明的事实")).to_have_value(TEXT)
    axe(desk)
    desk.get_by_role("button", name="不要草稿，重新填").click()
    expect(desk.get_by_label("查明的事实")).to_have_value("")


@pytest.mark.parametrize("way", ["a link", "another address", "closed", "hidden"])
def test_left_in_the_middle_of_a_word_it_is_kept(desk: Page, form: str, way: str) -> None:
    desk.get_by_label("查明的事实").press_sequentially(TEXT)
    if way == "a link":
        desk.get_by_role("link", name="不办，回去").click()
        desk.wait_for_url(lambda url: "/do/" not in url)
    elif way == "another address":
        desk.goto("/units/")
    elif way == "closed":
        desk.close()
    else:
        desk.evaluate("Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange'))")
    assert kept_in_time((desk.context.pages or [desk.context.new_page()])[0], TEXT)


def test_without_a_network_it_is_not_sent_and_kept_as_soon_as_there_is_one(desk: Page, form: str, guard: Guard) -> None:
    guard.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|503|TypeError")
    desk.context.set_offline(True)
    desk.get_by_label("查明的事实").fill(TEXT)
    expect(desk.get_by_text("网络不通，没有存上")).to_be_in_viewport()
    axe(desk)
    desk.get_by_role("button", name="登记事实").click()
    expect(desk.get_by_text("还没有提交：网络不通")).to_be_visible()
    expect(desk.get_by_label("查明的事实")).to_have_value(TEXT)
    desk.context.set_offline(False)
    expect(desk.get_by_text(KEPT)).to_be_visible()
    assert typed() == [TEXT] and not Fact.objects.exists()
    desk.get_by_label("日期").fill("2026-03-10")
    desk.get_by_role("button", name="登记事实").click()
    desk.wait_for_url(lambda url: "/do/" not in url)
    assert Fact.objects.get().text == TEXT and typed() == []


def test_a_refused_form_is_kept_as_it_was_sent(desk: Page, form: str, guard: Guard) -> None:
    guard.allow("422")
    desk.get_by_label("日期").fill("")
    desk.get_by_label("查明的事实").fill(TEXT)
    desk.get_by_role("button", name="登记事实").click()
    expect(desk.locator(".error-summary")).to_be_visible()
    desk.goto("/units/")
    desk.goto(form)
    expect(desk.get_by_label("查明的事实")).to_have_value(TEXT)


def test_two_windows_do_not_overwrite_each_other_and_what_was_sent_does_not_come_back(desk: Page, form: str, guard: Guard) -> None:
    guard.allow("409")
    other = desk.context.new_page()
    other.goto(desk.url)
    desk.get_by_label("查明的事实").fill(TEXT)
    expect(desk.get_by_text(KEPT)).to_be_visible()
    other.get_by_label("查明的事实").fill("一")
    expect(other.get_by_text("在另一个窗口（或者刚离开的页面）里也写过")).to_be_visible()
    assert typed() == [TEXT]
    other.get_by_role("button", name="以这里写的为准").click()
    expect(other.get_by_text(KEPT)).to_be_visible()
    assert typed() == ["一"]
    other.get_by_label("日期").fill("2026-03-10")
    other.get_by_role("button", name="登记事实").click()
    other.wait_for_url(lambda url: "/do/" not in url)
    desk.get_by_label("查明的事实").fill(f"{TEXT}，再写")
    expect(desk.get_by_text("已经在另一个窗口里提交了")).to_be_visible()
    assert typed() == []
    asked = answers(desk, accept=False)
    with desk.expect_event("dialog"):
        desk.get_by_role("button", name="登记事实").click()
    desk.wait_for_timeout(500)
    assert asked == ["confirm：这张表已经在另一个窗口里提交了，或者草稿已经不要了。仍要提交这里写的吗？"] and Fact.objects.count() == 1
    answers(desk, accept=True)
    desk.get_by_role("button", name="登记事实").click()
    desk.wait_for_url(lambda url: "/do/" not in url)
    assert Fact.objects.count() == 2
    other.close()


def test_a_link_pressed_while_nothing_can_be_kept_asks_before_it_leaves(desk: Page, form: str, guard: Guard) -> None:
    guard.allow("ERR_FAILED|ERR_INTERNET_DISCONNECTED|TypeError|503")
    desk.get_by_label("查明的事实").fill("先存上的")
    expect(desk.get_by_text(KEPT)).to_be_visible()
    desk.route("**/do/fact/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    asked = answers(desk, accept=False)
    desk.get_by_label("查明的事实").fill(TEXT)
    with desk.expect_event("dialog"):
        desk.get_by_role("link", name="不办，回去").click()
    expect(desk.get_by_text("网络不通，没有存上")).to_be_visible()
    assert asked == ["beforeunload："] and desk.get_by_label("查明的事实").input_value() == TEXT
    desk.unroute("**/do/fact/")
    expect(desk.get_by_text(KEPT)).to_be_visible(timeout=30_000)  # by itself, without a key or an event of the browser
    assert typed() == [TEXT]


def test_signed_out_in_another_window_it_says_so_and_goes_on_after_signing_in(desk: Page, sign_in: SignIn, form: str, guard: Guard) -> None:
    guard.allow("403")
    cookies = desk.context.cookies()
    desk.context.clear_cookies()
    desk.get_by_label("查明的事实").fill(TEXT)
    expect(desk.locator(".unsaved")).to_contain_text("没有存上")
    assert desk.locator(".unsaved").inner_text().isascii() is False and "JSON" not in desk.locator(".unsaved").inner_text()
    desk.get_by_role("button", name="登记事实").click()
    expect(desk.get_by_text("还没有提交：")).to_be_visible()
    desk.context.add_cookies(cookies)  # type: ignore[arg-type]
    desk.get_by_label("查明的事实").press_sequentially("。")
    expect(desk.get_by_text(KEPT)).to_be_visible()
    assert kept_in_time(desk, f"{TEXT}。")


@pytest.mark.moment("2026-04-05T10:00")
def test_the_statement_of_a_leader_on_his_phone_is_kept_too(site: Site, phone: Page, sign_in: SignIn) -> None:  # 第三十二条
    form = f"/cases/mine/{notified(site.cast).uid}/state/"
    sign_in(phone, "甲")
    phone.goto(form)
    phone.locator("#id_text").fill(TEXT)
    expect(phone.get_by_text(KEPT)).to_be_visible()
    phone.goto("/mine/")
    phone.goto(form)
    expect(phone.locator("#id_text")).to_have_value(TEXT)
    axe(phone)
    on_device = phone.evaluate(ON_DEVICE)
    assert WORD not in on_device and "/cases/" not in on_device
