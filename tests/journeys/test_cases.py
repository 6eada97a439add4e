"""A case from the ground that the law found to the outcome of its re-examination: two persons, the leader on his phone, and nobody else who learns of it."""

import re

from playwright.sync_api import Page, expect

from anze.accountability.models import Case, Concerned, Measure, Reading
from tests.apps.accountability.telling_cases import crew, state_of
from tests.journeys.browsing import Guard, Presses, axe
from tests.journeys.conftest import SignIn, Site


def test_from_a_ground_to_the_decision_and_its_re_examination(site: Site, desk: Page, phone: Page, presses: Presses, guard: Guard, sign_in: SignIn) -> None:
    crew(site.cast)
    case = _opened(site, desk, presses, sign_in)
    one = _told(desk, presses, case, sign_in)
    _heard(phone, presses, one, sign_in)
    _decided(desk, presses, one, sign_in)
    _contested(desk, phone, presses, one, sign_in)
    assert state_of(one) == "revoked" and not Measure.objects.current().exists()
    guard.allow("404")
    sign_in(desk, "纪委丁")
    seen = Reading.objects.count()
    answer = desk.goto(f"/cases/{case.uid}/")
    assert answer is not None and answer.status == 404 and Reading.objects.count() == seen
    desk.goto("/cases/?view=all")
    expect(desk.get_by_text("没有您在案内的案件")).to_be_visible()
    sign_in(desk, "审计管理员")
    desk.goto(f"/cases/readings/?case={case.uid}")
    expect(desk.locator("tbody tr").first).to_contain_text(case.uid)
    axe(desk)


def _opened(site: Site, desk: Page, presses: Presses, sign_in: SignIn) -> Case:
    """From a missed duty among the grounds to a case that the other person approved."""
    sign_in(desk, "纪委")
    desk.goto("/grounds/?rule=25.1")
    with presses.within(3):
        presses.click(desk.locator("tbody a[href*='/grounds/']").first)
        presses.click(desk.get_by_role("link", name="提请立案"))
        axe(desk)
        desk.get_by_label("案由").fill("带队检查没有落实")
        desk.get_by_label("提请立案的理由").fill("连续数月没有带队检查，需要进一步查清。")
        desk.get_by_label("审批人").fill("纪委乙")
        presses.click(desk.get_by_role("button", name="提请立案"))
    expect(desk.get_by_role("heading", name="带队检查没有落实")).to_be_visible()
    case = Case.objects.get()
    assert case.ground and case.rule == "25.1"
    axe(desk)
    sign_in(desk, "纪委乙")
    desk.goto("/")
    with presses.within(4):
        presses.click(desk.get_by_role("link", name="待我批准的立案"))
        presses.click(desk.get_by_role("link", name=case.uid))
        presses.click(desk.get_by_role("link", name="批准立案"))
        axe(desk)
        presses.click(desk.get_by_role("button", name="批准立案"))
    expect(desk.locator(".lamp").first).to_contain_text("办理中")
    return case


def _told(desk: Page, presses: Presses, case: Case, sign_in: SignIn) -> Concerned:
    """A person by the post of the day, a fact with its provision and evidence, the notice."""
    sign_in(desk, "纪委")
    desk.goto(f"/cases/{case.uid}/")
    expect(desk.locator(".watermark")).to_contain_text("纪委（纪委）")
    with presses.within(4):
        presses.click(desk.get_by_role("link", name="列入有关人员"))
        axe(desk)
        desk.get_by_label("有关人员", exact=True).fill("英德 甲某")
        desk.get_by_label("干部管理权限").select_option("city")
        desk.get_by_label("责任", exact=True).select_option("main")
        presses.click(desk.get_by_role("button", name="列为有关人员"))
    one = Concerned.objects.get()
    with presses.within(4):
        presses.click(desk.get_by_role("link", name="登记事实"))
        desk.get_by_label("查明的事实").fill("三月没有带队检查")
        desk.get_by_label("第1条条文").fill("第五条第七项")
        axe(desk)
        presses.click(desk.get_by_role("button", name="登记事实"))
        presses.click(desk.get_by_role("link", name="登记证据"))
        desk.get_by_label("种类", exact=True).select_option("other")
        desk.get_by_label("证明哪一项事实").select_option(index=1)
        desk.get_by_label("证明什么", exact=True).fill("三月的检查台账没有他带队的记录")
        presses.click(desk.get_by_role("button", name="登记证据"))
    expect(desk.get_by_text("第五条（七）")).to_be_visible()
    with presses.within(4):
        presses.click(desk.get_by_role("link", name="甲某", exact=True))
        expect(desk.get_by_role("link", name="作尽职免责检验")).to_have_count(0)  # no accident: 第三十条 is not about it
        presses.click(desk.get_by_role("link", name="告知", exact=True))
        presses.tick(desk.get_by_label("政务记过", exact=True))
        desk.get_by_label("告知的内容").fill("拟认定您没有按月带队检查，负有主要领导责任，拟给予政务记过。")
        desk.get_by_label("送达方式").select_option("direct")
        axe(desk)
        presses.click(desk.get_by_role("button", name="告知"))
    expect(desk.locator(".lamp").first).to_contain_text("已告知")
    return one


def _heard(phone: Page, presses: Presses, one: Concerned, sign_in: SignIn) -> None:
    """The leader finds the notice on his phone, acknowledges it and states his case."""
    sign_in(phone, "甲")
    phone.goto("/")
    with presses.within(5):
        presses.click(phone.get_by_role("link", name=re.compile("^送达本人的文书.*告知书")))
        presses.click(phone.get_by_role("link", name="告知书"))
        axe(phone)
        presses.click(phone.get_by_role("button", name="签收"))
        presses.click(phone.get_by_role("link", name="陈述申辩"))
        phone.get_by_label("陈述申辩").fill("三月在中央党校学习，已请示由常务副市长代为带队。")
        phone.get_by_label("我没有其他要说的了").check()
        presses.click(phone.get_by_role("button", name="提交陈述申辩"))
    expect(phone.get_by_text("三月在中央党校学习")).to_be_visible()
    assert state_of(one) == "heard"


def _decided(desk: Page, presses: Presses, one: Concerned, sign_in: SignIn) -> None:
    """Drafted by one, approved by the other, served."""
    desk.goto(f"/cases/people/{one.uid}/")
    with presses.within(3):
        presses.click(desk.get_by_role("link", name="拟定决定"))
        desk.get_by_label("决定", exact=True).select_option("measures")
        presses.tick(desk.get_by_label(re.compile("政务记过（")))
        desk.get_by_label("决定机关的类别").select_option("supervision")
        desk.get_by_label("决定机关", exact=True).fill("清远市监委")
        desk.get_by_label("理由", exact=True).fill("查明的事实清楚，陈述申辩部分采纳。")
        axe(desk)
        presses.click(desk.get_by_role("button", name="拟定决定"))
    sign_in(desk, "纪委乙")
    desk.goto(f"/cases/people/{one.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="批准决定"))
        expect(desk.get_by_text("拟采取：政务记过")).to_be_visible()
        presses.click(desk.get_by_role("button", name="批准决定"))
    expect(desk.get_by_role("cell", name="2027年6月15日")).to_be_visible()
    sign_in(desk, "纪委")
    desk.goto(f"/cases/people/{one.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="送达决定"))
        desk.get_by_label("送达方式").select_option("direct")
        presses.click(desk.get_by_role("button", name="送达决定"))
    expect(desk.get_by_text("到2026年7月15日（周三）止")).to_be_visible()
    axe(desk)


def _contested(desk: Page, phone: Page, presses: Presses, one: Concerned, sign_in: SignIn) -> None:
    """Asked for within the month on the phone; revoked, and the measure is gone."""
    phone.goto(f"/cases/mine/{one.uid}/")
    axe(phone)
    with presses.within(3):
        presses.click(phone.get_by_role("link", name="申请复核、申诉"))
        presses.tick(phone.get_by_label(re.compile("复审，向")))
        phone.get_by_label("请求和理由").fill("请求撤销：代为带队的记录在案。")
        axe(phone)
        presses.click(phone.get_by_role("button", name="提交申请"))
    expect(phone.get_by_text("答复期限2026年7月15日")).to_be_visible()
    desk.goto(f"/cases/people/{one.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="登记结果"))
        desk.get_by_label("结果", exact=True).select_option("revoke")
        expect(desk.get_by_label("清远市监委", exact=True)).to_be_checked()  # by 监察法 whoever decided hears the re-examination
        desk.get_by_label("结果日期").fill("2026-06-15")
        desk.get_by_label("结果和理由").fill("事实认定有误，撤销原决定。")
        desk.get_by_label("送达本人的日期").fill("2026-06-15")
        desk.get_by_label("送达方式").select_option("direct")
        presses.click(desk.get_by_role("button", name="登记结果"))
    expect(desk.get_by_text("结果待批准")).to_be_visible()
    sign_in(desk, "纪委乙")
    desk.goto(f"/cases/people/{one.uid}/")
    with presses.within(2):
        presses.click(desk.get_by_role("link", name="批准撤销"))
        expect(desk.get_by_text("事实认定有误，撤销原决定。")).to_be_visible()
        presses.click(desk.get_by_role("button", name="批准撤销"))
    expect(desk.locator(".lamp").first).to_contain_text("决定已撤销")
