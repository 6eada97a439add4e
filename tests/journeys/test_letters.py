"""The letters of a year for eight counties: from the pattern to the scan filed under the right letter, and a signature on a phone."""

import io
import re

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from PIL import Image
from playwright.sync_api import Page, expect

from anze.documents.official import Official
from anze.documents.pdf import pdf_of
from anze.letters.actions.reading import read_in
from anze.letters.models import Letter, Pattern, Scan, ScanUpload
from anze.letters.printed import code_of
from anze.register.actions import add_unit
from tests.apps.letters.telling import generated, patterns, scanned
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site

MORE = ("清城区", "佛冈县", "阳山县", "连山县", "连南县", "连州市")  # with 英德市 and 清新区: eight


def warm(site: Site, name: str) -> None:
    """Have loaded what a site loads with its first answer and its first paper, before a browser waits for one."""
    site.cast.client(name).get("/letters/")
    pdf_of(Official(organ="", title="2026年度安全生产责任书", code=code_of(2026, 1)))


def eight_counties(site: Site) -> None:
    """Let the city have eight counties."""
    for number, name in enumerate(MORE):
        add_unit(None, site.now.replace(month=1), code=f"c{number}", name=name, level="county", parent=site.cast.unit["清远"], position=number)


def test_letters_for_eight_counties_from_the_pattern_to_the_filed_scan(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    warm(site, "市安委办")
    eight_counties(site)
    patterns(site.cast, year=2025, now=site.now.replace(year=2025))
    sign_in(desk, "市安委办")
    desk.goto(f"{site.url}/letters/")
    axe(desk)
    with presses.within(8):
        presses.click(desk.get_by_role("link", name="编制范本"))
        presses.click(desk.get_by_role("button", name="沿用2025年的范本"))
        axe(desk)
        presses.click(desk.get_by_role("button", name="保存，去分解和生成"))
        expect(desk.get_by_role("checkbox", name="连州市")).to_be_checked()
        axe(desk)
        presses.click(desk.get_by_role("button", name="生成责任书"))
        expect(desk.get_by_text("已为 8 个单位生成 16 份责任书")).to_be_visible()
        with desk.expect_download(timeout=60_000) as printed:
            presses.click(desk.get_by_role("link", name="全部打印（PDF）"))
        presses.click(desk.get_by_role("link", name="上传扫描件"))
        desk.get_by_label("扫描件").set_input_files({"name": "扫描.pdf", "mimeType": "application/pdf", "buffer": scanned(printed.value.path().read_bytes())})
        axe(desk)
        presses.click(desk.get_by_role("button", name="归档"), no_wait_after=True)
        expect(desk.get_by_role("heading", name="正在读取")).to_be_visible(timeout=60_000)  # dozens of pages: in the background
        axe(desk)
        read_in(ScanUpload.objects.get().pk, site.now)
        expect(desk.get_by_text("已归档 16 份责任书的扫描件")).to_be_visible(timeout=120_000)
    axe(desk)
    filed = {one.letter.code: one.said for one in Scan.objects.select_related("letter") if one.letter}
    assert len(filed) == 16 and all(code == said for code, said in filed.items())
    desk.goto(f"{site.url}/letters/")
    expect(desk.get_by_text("已签 16 份")).to_be_visible()
    axe(desk)


def test_a_page_that_cannot_be_read_is_filed_by_the_code_that_is_typed(site: Site, desk: Page, guard: Guard, sign_in: SignIn) -> None:
    guard.allow("422")  # a wrong code
    warm(site, "市安委办")
    letter = generated(site.cast, now=site.now)["yd party"]
    blank = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(blank, "PNG")
    sign_in(desk, "市安委办")
    desk.goto(f"{site.url}/letters/scans/qy/2026/")
    desk.get_by_label("扫描件").set_input_files({"name": "模糊.png", "mimeType": "image/png", "buffer": blank.getvalue()})
    desk.get_by_role("button", name="归档").click(no_wait_after=True)
    expect(desk.get_by_text("有 1 页没有归档")).to_be_visible(timeout=120_000)
    axe(desk)
    desk.get_by_role("link", name="填编号").click()
    expect(desk.get_by_role("img", name="扫描件第 1 页")).to_be_visible()
    axe(desk)
    desk.get_by_label("编号", exact=True).fill("ZR2026-0001-0")
    desk.get_by_role("button", name="归档").click()
    expect(desk.get_by_text("写错了一位").first).to_be_visible()
    desk.get_by_label("编号", exact=True).fill(letter.code.lower())
    desk.get_by_role("button", name="归档").click()
    expect(desk.get_by_text("只收到 1 页，签字页可能缺了").first).to_be_visible()  # the letter has two
    axe(desk)
    desk.get_by_label("页数不全，但看过这几页，双方都签了字").check()
    desk.get_by_role("button", name="归档").click()
    expect(desk.get_by_text(f"已归入 {letter.code}")).to_be_visible()
    desk.goto(f"{site.url}/letters/{letter.code}/")
    expect(desk.get_by_text("迟于期限签订").first).to_be_visible()  # in June, and not green
    axe(desk)


def test_a_leader_signs_on_a_phone_with_a_code(site: Site, phone: Page, presses: Presses, sign_in: SignIn) -> None:
    letter = generated(site.cast, superior="英德", by="英德安委办", now=site.now)["wb party"]
    device = TOTPDevice.objects.create(user=site.cast.account["丁"], confirmed=True)
    warm(site, "丁")
    sign_in(phone, "丁")
    phone.goto(site.url)
    with presses.within(4):
        presses.click(phone.get_by_role("link", name=re.compile("待我签字的责任书")))
        presses.click(phone.get_by_role("link", name=re.compile("待您签字")).first)
        axe(phone)
        presses.click(phone.get_by_role("link", name="签字", exact=True))
        axe(phone)
        phone.get_by_label("验证码").fill(f"{totp(device.bin_key):06d}")
        presses.click(phone.get_by_role("button", name="签字"))
    expect(phone.get_by_text("您已签字")).to_be_visible()
    expect(phone.get_by_text("一方已签").first).to_be_visible()
    axe(phone)
    assert letter.signings.get().officer == site.cast.officer["丁某"]


def test_the_pages_of_letters_fit_a_phone(site: Site, phone: Page, sign_in: SignIn) -> None:
    made = generated(site.cast, superior="英德", by="英德安委办", now=site.now)
    warm(site, "英德安委办")
    sign_in(phone, "英德安委办")
    for path in ("", "of/yd/2026/", "pattern/yd/2026/", "generate/yd/2026/", "scans/yd/2026/", "register/", f"{made['wb party'].code}/",
                 f"{made['wb party'].code}/replace/", f"{made['wb party'].code}/outcome/"):
        phone.goto(f"{site.url}/letters/{path}")
        axe(phone)
    assert Letter.objects.count() == 4 and Pattern.objects.count() == 2
