"""Journey: the roster from Excel — three presses when clean; dirty, mended in place or with the workbook that comes back; taken back."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from anze.people.models import Tenure
from tests.apps.register.excel_books import Rows, book
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site

CLEAN: dict[str, Rows] = {
    "units": [("n1", "新镇", "镇", "yd", "英德市")], "officers": [("x1", "子某"), ("x2", "丑某")],
    "tenures": [("x1", "子某", "n1", "新镇", "党委主要负责人", "镇党委书记", "2026-05-01", "", "否", "是"),
                ("x2", "丑某", "n1", "新镇", "政府主要负责人", "镇长", "2026-05-01", "", "否", "是")],
}
DIRTY: dict[str, Rows] = CLEAN | {"tenures": [("x1", "子某", "n1", "新镇", "镇委书记", "镇党委书记", "2026-02-30", "", "否", "是"),
                                              ("x2", "", "n1", "", "政府主要负责人", "镇长", "2026-05-01", "2026-04-01", "", "")]}


def held() -> set[tuple[str, str]]:
    return set(Tenure.objects.current().filter(unit__code="n1").values_list("officer__name", "post"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a workbook lies before it is sent."""
    return tmp_path / "英德名册.xlsx"


def test_a_clean_roster_takes_three_presses(site: Site, desk: Page, sign_in: SignIn, presses: Presses, file: Path) -> None:
    file.write_bytes(book(**CLEAN))
    sign_in(desk, "英德安委办")
    desk.goto("/units/")
    with presses.within(3):
        presses.click(desk.get_by_role("link", name="导入").first)
        desk.get_by_label("把填好的工作簿拖到这里").set_input_files(file)
        axe(desk)
        presses.click(desk.get_by_role("button", name="检查"))
        desk.get_by_role("heading", name="没有错，请核对后确认").wait_for()
        assert held() == set()
        axe(desk)
        presses.click(desk.get_by_role("button", name="确认导入 5 行"))
        desk.get_by_role("heading", name="已导入").wait_for()
    assert held() == {("子某", "party_head"), ("丑某", "gov_head")}
    axe(desk)
    with presses.within(2):
        presses.click(desk.get_by_text("撤销这次导入").first)
        presses.click(desk.get_by_role("button", name="撤销这次导入"))
        desk.get_by_role("heading", name="已撤销").wait_for()
    assert held() == set()


def test_a_workbook_is_dropped_on_the_page(site: Site, desk: Page, sign_in: SignIn, file: Path) -> None:
    sign_in(desk, "英德安委办")
    desk.goto("/import/")
    content = list(book(**CLEAN))
    handle = desk.evaluate_handle("""(bytes) => { const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "拖来的.xlsx")); return data; }""", content)
    desk.dispatch_event("form[data-drop]", "drop", {"dataTransfer": handle})
    desk.get_by_role("heading", name="没有错，请核对后确认").wait_for()
    assert "拖来的.xlsx" in desk.content()


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_dirty_roster_is_mended_in_place(site: Site, request: pytest.FixtureRequest, sign_in: SignIn, presses: Presses, file: Path, screen: str) -> None:
    page: Page = request.getfixturevalue(screen)
    file.write_bytes(book(**DIRTY))
    sign_in(page, "英德安委办")
    page.goto("/import/")
    axe(page)
    page.get_by_label("把填好的工作簿拖到这里").set_input_files(file)
    page.get_by_role("button", name="检查").click()
    page.get_by_role("heading", name="有 3 处要改，还没有导入").wait_for()
    assert page.get_by_text("G2 没有这一天").is_visible()
    axe(page)
    with presses.within(3):
        presses.choose(page.get_by_label("第 2 行 职务类别"), "党委主要负责人")
        page.get_by_label("第 2 行 任职日期").fill("2026-02-28")
        presses.click(page.get_by_role("button", name="保存并重新检查"))
    page.get_by_role("heading", name="有 1 处要改，还没有导入").wait_for()
    page.get_by_label("第 3 行 免职日期").fill("")
    page.get_by_role("button", name="保存并重新检查").click()
    page.get_by_role("heading", name="没有错，请核对后确认").wait_for()
    axe(page)
    page.get_by_role("button", name="确认导入 5 行").click()
    page.get_by_role("heading", name="已导入").wait_for()
    assert held() == {("子某", "party_head"), ("丑某", "gov_head")}


def test_the_workbook_comes_back_with_what_is_wrong_and_goes_in_mended(site: Site, desk: Page, sign_in: SignIn, file: Path) -> None:
    file.write_bytes(book(**DIRTY))
    sign_in(desk, "英德安委办")
    desk.goto("/import/")
    desk.get_by_label("把填好的工作簿拖到这里").set_input_files(file)
    desk.get_by_role("button", name="检查").click()
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="下载带“错误说明”的原表").click()
    back = openpyxl.load_workbook(BytesIO(waiting.value.path().read_bytes()))
    page = back["任期"]
    assert page["K1"].value == "错误说明"
    assert "G2：没有这一天" in str(page["K2"].value)
    page["E2"], page["G2"], page["H3"] = "党委主要负责人", "2026-02-28", None
    out = BytesIO()
    back.save(out)
    file.write_bytes(out.getvalue())
    desk.goto("/import/")
    desk.get_by_label("把填好的工作簿拖到这里").set_input_files(file)
    desk.get_by_role("button", name="检查").click()
    desk.get_by_role("button", name="确认导入 5 行").click()
    desk.get_by_role("heading", name="已导入").wait_for()
    assert len(held()) == 2


def test_it_works_without_scripts(site: Site, open_screen: object, sign_in: SignIn, file: Path) -> None:
    assert callable(open_screen)
    page: Page = open_screen("desk", java_script_enabled=False)
    file.write_bytes(book(**CLEAN))
    sign_in(page, "英德安委办")
    page.goto("/import/")
    page.get_by_label("把填好的工作簿拖到这里").set_input_files(file)
    page.get_by_role("button", name="检查").click()
    page.get_by_role("button", name="确认导入 5 行").click()
    assert page.get_by_role("heading", name="已导入").is_visible()


def test_my_exports_are_accessible(site: Site, phone: Page, desk: Page, sign_in: SignIn) -> None:
    from datetime import timedelta

    from anze.workbook.models import Export

    for name, state, done in (("甲.xlsx", "ready", 9), ("乙.xlsx", "running", 4000), ("丙.xlsx", "failed", 0), ("丁.xlsx", "cancelled", 0)):
        Export.objects.create(account=site.cast.account["英德安委办"], name=name, maker="x", state=state, done=done, total=90_000, made_at=site.now,
                              expires_at=site.now + timedelta(days=7))
    for page in (phone, desk):
        sign_in(page, "英德安委办")
        page.goto("/exports/")
        axe(page)
        page.get_by_role("button", name="取消“乙.xlsx”").wait_for()
    desk.get_by_role("button", name="取消“乙.xlsx”").click()
    desk.get_by_text("已取消“乙.xlsx”。").wait_for()
