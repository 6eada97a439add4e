"""A whole year of a city with eight counties in the browser (第十七至二十四条): letters, supervision, a tour, duty reports, the assessment that counts them
all, publication; and once again where an accident is written off after the first approval (`test_assessments.py`)."""

from datetime import date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from anze.letters.models import Letter
from anze.people.moment import SHANGHAI
from anze.supervision.models import Task
from anze.tours.actions import finding, rectifying, visiting
from anze.tours.models import Tour
from anze.tours.told import Wanted
from tests.apps.letters.telling import paper, patterns
from tests.apps.supervision.telling import hand_in, of_unit
from tests.apps.tours.telling import find
from tests.apps.tours.telling import state_of as tour_stands
from tests.cast import Cast
from tests.journeys.assessing import eight_counties, to_publication
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site

CITY, HEAD, COUNTY = "市安委办", "市安委办主任", "英德安委办"


def on(day: str) -> "time_machine.travel":
    """Let the site's clock stand on the morning of a day."""
    return time_machine.travel(datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SHANGHAI), tick=True)


def at(day: str, hour: int = 10) -> datetime:
    """Return a moment of a day."""
    return datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=SHANGHAI)


def _letters(cast: Cast, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    """February: this year's letters from last year's pattern; the scans of two counties come back and find their letters."""
    patterns(cast, year=2025, now=at("2025-12-20"))
    sign_in(desk, CITY)
    desk.goto("/letters/")
    with presses.within(4):
        presses.click(desk.get_by_role("link", name="编制范本"))
        presses.click(desk.get_by_role("button", name="沿用2025年的范本"))
        presses.click(desk.get_by_role("button", name="保存，去分解和生成"))
        presses.click(desk.get_by_role("button", name="生成责任书"))
        expect(desk.get_by_text("已为 8 个单位生成 16 份责任书")).to_be_visible()
    scans = paper(*Letter.objects.standing().filter(subordinate__code__in=("yd", "qx"), year=2026).select_related("superior", "subordinate"))
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="上传扫描件"))
        desk.get_by_label("扫描件").set_input_files({"name": "扫描.pdf", "mimeType": "application/pdf", "buffer": scans})
        presses.click(desk.get_by_role("button", name="归档"), no_wait_after=True)
        expect(desk.get_by_text("已归档 4 份责任书的扫描件")).to_be_visible(timeout=60_000)


def _supervision(cast: Cast, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    """March: an item is assigned to 英德, reported in time and accepted."""
    sign_in(desk, CITY)
    desk.goto("/supervision/new/")
    row = desk.locator(".row-item").first
    row.get_by_label("督办事项").fill("完成液化气瓶专项清查")
    row.get_by_label("主办单位").fill("英德市")
    row.get_by_label("办理期限").fill("2026-03-20")
    with presses.within(1):
        presses.click(desk.get_by_role("button", name="立项并交办"))
    expect(desk.get_by_text("已立项并交办 1 项")).to_be_visible()
    task = Task.objects.get()
    hand_in(cast, of_unit(cast, task), "2026-03-16")
    with on("2026-03-17"):
        sign_in(desk, CITY)
        desk.goto(f"/supervision/{task.uid}/")
        with presses.within(2):
            presses.click(desk.get_by_role("link", name="复核通过"))
            presses.click(desk.get_by_role("button", name="复核通过"))
        expect(desk.get_by_text(f"{task.uid}：已复核通过。")).to_be_visible()


def _tour(cast: Cast, desk: Page, presses: Presses, sign_in: SignIn) -> None:
    """June to August: 英德 is visited; what was found is fed back by the head, put right and closed."""
    sign_in(desk, CITY)
    desk.goto("/tours/cycle/")
    with presses.within(5):
        presses.click(desk.get_by_role("link").filter(has_text="安排英德市"))
        desk.get_by_label("巡查组人员").fill("癸某")
        desk.get_by_label("进驻日期").fill("2026-06-15")
        desk.get_by_label("离场日期").fill("2026-06-17")
        presses.tick(desk.get_by_label("组员都已说明"))
        presses.click(desk.get_by_role("button", name="安排巡查"))
        expect(desk.get_by_text("已安排 1 个单位的巡查")).to_be_visible()
        presses.click(desk.get_by_role("link", name="发出巡查通知"))
        desk.get_by_label("联系电话").fill("0763-0000000")
        presses.click(desk.get_by_role("button", name="发出巡查通知"))
    expect(desk.get_by_text("已发出巡查通知")).to_be_visible()
    tour, office = Tour.objects.get(), cast.account[CITY]
    visiting.arrive(office, at("2026-06-15", 11), tour, on=date(2026, 6, 15))
    find(cast, tour)
    visiting.leave(office, at("2026-06-17", 17), tour, on=date(2026, 6, 17))
    finding.propose(office, at("2026-06-18"), tour, note="总体重视，专题研究不够。", reason="其余留到日常核查。")
    with on("2026-06-19"):
        sign_in(desk, HEAD)
        desk.goto(f"/tours/{tour.uid}/")
        with presses.within(2):
            presses.click(desk.get_by_role("link", name="审定并反馈"))
            presses.click(desk.get_by_role("button", name="审定并反馈"))
        expect(desk.get_by_text("已审定并反馈")).to_be_visible()
    rectifying.require(office, at("2026-06-22"), tour, [
        Wanted("召开常委会会议专题研究安全生产", cast.unit["英德"], cast.officer["甲某"], date(2026, 7, 31), one.pk) for one in tour.findings.current()])
    for item in tour.items.current():
        rectifying.report_item(cast.account[COUNTY], at("2026-07-20"), item, on=date(2026, 7, 18), text="已经召开。")
    rectifying.report(cast.account[COUNTY], at("2026-07-20", 11), tour)
    with on("2026-08-12"):
        sign_in(desk, CITY)
        desk.goto(f"/tours/{tour.uid}/")
        with presses.within(2):
            presses.click(desk.get_by_role("link", name="办结", exact=True))
            presses.click(desk.get_by_role("button", name="办结"))
        expect(desk.get_by_text("已办结").first).to_be_visible()
    assert tour_stands(tour) == "closed"


def _report(phone: Page, presses: Presses, sign_in: SignIn) -> None:
    """December: a leader reads on a phone what the year's record says of him, and signs."""
    sign_in(phone, "乙")
    phone.goto("/mine/")
    with presses.within(3):
        presses.click(phone.get_by_role("link", name="年度述职", exact=True))
        expect(phone.get_by_text("完成液化气瓶专项清查").first).to_be_visible()
        axe(phone)
        phone.get_by_label("存在的问题和原因").fill("夜间巡查少")
        phone.get_by_label("改进措施").fill("每周下沉一次")
        presses.click(phone.get_by_role("button", name="保存，核对后签署"))
        expect(phone.get_by_text("每周下沉一次")).to_be_visible()
        axe(phone)
        presses.click(phone.get_by_role("button", name="签署述职报告"))
        expect(phone.get_by_text("已签署，并登记为履职记录")).to_be_visible()


@pytest.mark.moment("2026-02-02T10:00")
def test_a_year_from_the_letters_to_the_published_result(site: Site, desk: Page, phone: Page, open_screen: object, presses: Presses,
                                                         sign_in: SignIn) -> None:
    cast, offices = site.cast, eight_counties(site.cast)
    _letters(cast, desk, presses, sign_in)
    with on("2026-03-02"):
        _supervision(cast, desk, presses, sign_in)
    with on("2026-06-08"):
        _tour(cast, desk, presses, sign_in)
    with on("2026-12-31"):
        _report(phone, presses, sign_in)
    with on("2027-01-10"):
        before = presses.count
        found = to_publication(desk, presses, sign_in, offices)
        assert presses.count - before <= 40
    with on("2027-01-19"):
        sign_in(desk, CITY)
        desk.goto(f"/assessments/{found.uid}/units/yd/")
        for words in ("完成液化气瓶专项清查", "二季度没有召开常委会会议专题研究安全生产"):  # what the year's work counts for, by name
            expect(desk.get_by_text(words).first).to_be_attached()
        reader = open_screen("phone", java_script_enabled=False)  # type: ignore[operator]
        reader.goto("/public/")
        with presses.within(2):
            presses.click(reader.get_by_role("link", name="2026年度结果"))
        expect(reader.get_by_role("rowheader", name="英德市")).to_be_visible()
        expect(reader.get_by_role("rowheader")).to_have_count(8)
