"""The pages of letters: the way from a pattern to letters that are signed, who sees what, Excel both ways, the home page and the digest."""

import io
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from anze.access.rights import rights_of
from anze.duties.sources import told
from anze.letters.actions.signing import strike
from anze.letters.models import Letter, Pattern, Scan, Share, Signing
from tests.apps.accidents.telling import at, fall
from tests.apps.letters.telling import CITY, COUNTY, NOW, TOWN, generated, goal_of, paper, patterns
from tests.apps.letters.test_scanning import part, taken
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-02-03", 10), tick=False):
        yield


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_usual_pattern_to_letters_that_scans_are_filed_under(cast: Cast) -> None:
    client = cast.client(CITY)
    assert "编制范本" in said(client.get("/letters/"))
    assert "用常用范本起头" in said(client.get("/letters/pattern/qy/2026/"))
    assert client.post("/letters/pattern/qy/2026/begin/").status_code == 302
    page = said(client.get("/letters/pattern/qy/2026/"))
    assert "生产安全事故死亡人数" in page and "保存，去分解和生成" in page
    table = said(client.get("/letters/generate/qy/2026/"))
    assert "英德市" in table and "清新区" in table and "望埠镇" not in table
    answer = client.post("/letters/generate/qy/2026/", {"units": ["yd", "qx"], "do": "generate"}, follow=True)
    assert "已为 2 个单位生成 4 份责任书" in said(answer)
    letters = list(Letter.objects.order_by("serial").select_related("superior", "subordinate"))
    assert client.get("/letters/of/qy/2026/all.pdf").content[:5] == b"%PDF-"
    scan = SimpleUploadedFile("扫描.pdf", paper(*letters), content_type="application/pdf")
    answer = client.post("/letters/scans/qy/2026/", {"attached": scan, "on": "2026-02-03"}, follow=True)
    assert "已归档 4 份责任书的扫描件" in said(answer)
    page = said(client.get("/letters/of/qy/2026/"))
    assert page.count("按期签订") == 4 and "已签 4 份" in page
    assert all(one.scans.count() == 1 and one.signings.count() == 2 for one in letters)
    other = said(cast.client(CITY).get("/letters/pattern/qy/2026/"))
    assert "不超过" in other and ".00" not in other


def sent(page: str) -> dict[str, Any]:
    """What a browser sends of a page's form when nothing was changed."""

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, Any] = {}
            self.area, self.select = "", ""

        def handle_starttag(self, tag: str, given: Any) -> None:
            attributes = dict(given)
            name = attributes.get("name", "")
            if tag == "input" and attributes.get("type") not in {"submit", "search", "checkbox"} and name:
                self.found[name] = attributes.get("value", "")
            elif tag == "textarea":
                self.area, self.found[name] = name, ""
            elif tag == "select":
                self.select = name
            elif tag == "option" and "selected" in attributes:
                self.found[self.select] = attributes.get("value", "")

        def handle_endtag(self, tag: str) -> None:
            self.area = "" if tag == "textarea" else self.area

        def handle_data(self, data: str) -> None:
            if self.area:
                self.found[self.area] += data

    reader = Reader()
    reader.feed(page)
    return {name: value.lstrip("\n") for name, value in reader.found.items() if name != "csrfmiddlewaretoken"}


def test_a_pattern_that_is_saved_as_it_stands_stays_as_it_is_and_changes_where_it_was_changed(cast: Cast) -> None:
    patterns(cast)
    client = cast.client(CITY)
    before = list(Pattern.objects.get(side="party").goals.values_list("pk", "kind", "text", "limit", "word"))
    form = sent(said(client.get("/letters/pattern/qy/2026/")))
    assert client.post("/letters/pattern/qy/2026/", form).status_code == 302
    assert list(Pattern.objects.get(side="party").goals.values_list("pk", "kind", "text", "limit", "word")) == before
    more = form | {"party-number-0-limit": "2", "party-number-1-text": "", "party-number-1-limit": "", "party-number-2-figure": "hazards.closed",
                   "party-number-2-way": "least", "party-number-2-limit": "95.5", "party-number-2-word": "%", "party-tasks": "带队检查\n主要负责人带队检查\n"}
    assert client.post("/letters/pattern/qy/2026/", more | {"next": "1"})["Location"] == "/letters/generate/qy/2026/"
    goals = [(one.kind, one.text, one.limit) for one in Pattern.objects.get(side="party").goals.all()]
    assert [(kind, text, str(limit or "")) for kind, text, limit in goals] == [
        ("number", "死亡人数", "2.00"), ("number", "到期事故隐患办结率", "95.50"), ("task", "带队检查", ""), ("task", "主要负责人带队检查", ""),
        ("veto", "发生重大以上事故", "")]
    wrong = client.post("/letters/pattern/qy/2026/", form | {"party-number-0-limit": "三", "government-tasks": "长" * 201})
    assert wrong.status_code == 422 and "要填数字" in said(wrong) and "超过 200 个字" in said(wrong) and "三" in said(wrong)
    none = client.post("/letters/pattern/qy/2026/", form | {name: "" for name in form if name.endswith(("-text", "-tasks", "-vetoes", "-limit"))})
    assert none.status_code == 422 and "至少要有一项目标" in said(none)


def sheet(answer: Any) -> Any:
    """Return the sheet of a workbook that was given out."""
    return load_workbook(io.BytesIO(answer.content))


def uploaded(book: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("表.xlsx", out.getvalue())


def test_a_stranger_finds_nothing_and_each_side_its_own(cast: Cast) -> None:
    made = generated(cast, superior="英德", by=COUNTY)
    one = made["wb party"]
    scan = taken(cast, [part(one.code)], by=COUNTY, unit="英德").filed[0]
    paths = [f"/letters/{one.code}/", f"/letters/{one.code}/letter.pdf", f"/letters/{one.code}/letter.docx", f"/letters/scans/{scan.pk}/",
             f"/letters/scans/{scan.pk}/off/"]
    for path in paths:
        for name in (COUNTY, TOWN, CITY):
            assert cast.client(name).get(path).status_code == (403 if name == CITY and path.endswith("off/") else 200), (name, path)
        assert cast.client("清新安委办").get(path).status_code == 404, path
    for path in (f"/letters/{one.code}/void/", f"/letters/{one.code}/replace/", f"/letters/{one.code}/outcome/"):
        assert cast.client("清新安委办").post(path, {"reason": "我要"}).status_code == 404
        assert cast.client(TOWN).post(path, {"reason": "我要"}).status_code == 403  # the superior's office alone
        assert cast.client(CITY).get(path).status_code == 403  # who stands above sees, and leaves it to the county
    for path in ("/letters/of/yd/2026/", "/letters/pattern/yd/2026/", "/letters/of/yd/2026/all.pdf", "/letters/generate/yd/2026/", "/letters/scans/yd/2026/"):
        assert cast.client("清新安委办").get(path).status_code == 404, path
    assert cast.client(CITY).get("/letters/generate/yd/2026/").status_code == 403 and cast.client(TOWN).get("/letters/of/yd/2026/").status_code == 200
    assert one.code not in said(cast.client("清新安委办").get("/letters/register/")) and one.code in said(cast.client(TOWN).get("/letters/register/"))
    assert made["dz party"].code not in said(cast.client(TOWN).get("/letters/register/"))
    assert told("letters", [one.code], rights_of(cast.account["清新安委办"])) == {}
    assert told("letters", [one.code], rights_of(cast.account[TOWN]))[one.code].address == f"/letters/{one.code}/"
    for path in ("/letters/of/yd/1999/", "/letters/of/nowhere/2026/", "/letters/ZR2026-9999-1/", f"/letters/{one.code}/letter.exe"):
        assert cast.client(COUNTY).get(path).status_code == 404, path


def test_the_table_says_which_cell_is_wrong_and_keeps_what_was_typed(cast: Cast) -> None:
    patterns(cast)
    deaths, unit = goal_of("清远市", "party", "死亡人数"), cast.unit["英德"]
    client, name = cast.client(CITY), f"limit-{deaths.pk}-{unit.pk}"
    wrong = client.post("/letters/generate/qy/2026/", {"units": ["yd"], name: "三", "do": "generate"})
    assert wrong.status_code == 422 and "英德市（党委）死亡人数：要填数字" in said(wrong) and 'value="三"' in said(wrong) and not Letter.objects.exists()
    nobody = client.post("/letters/generate/qy/2026/", {"do": "generate"})
    assert nobody.status_code == 422 and "请至少勾选一个" in said(nobody)
    assert client.post("/letters/generate/qy/2026/", {name: "2", "do": "save"}).status_code == 302
    assert Share.objects.get(goal=deaths, unit=unit).limit == 2 and not Letter.objects.exists()
    shown = client.post("/letters/generate/qy/2026/preview.pdf", {name: "9", "preview": "party:yd"})
    assert shown.content[:5] == b"%PDF-" and not Letter.objects.exists() and shown["Content-Disposition"].startswith("inline")
    assert client.post("/letters/generate/qy/2026/preview.pdf", {"preview": "party:wb"}).status_code == 404
    client.post("/letters/generate/qy/2026/", {"units": ["yd"], "do": "generate"})
    assert {one.numbers[0]["limit"] for one in Letter.objects.filter(side="party")} == {"2"} and Letter.objects.count() == 2
    assert "请至少勾选一个" in said(client.post("/letters/generate/qy/2026/", {"units": ["yd"], "do": "generate"}))  # 英德 has its letters
    assert Letter.objects.count() == 2


def test_numbers_that_differ_between_the_two_letters_of_a_unit_are_pointed_out(cast: Cast) -> None:
    patterns(cast)
    client, goal = cast.client(CITY), goal_of("清远市", "party", "死亡人数")
    assert "两份不一样" not in said(client.get("/letters/generate/qy/2026/"))
    Share.objects.create(goal=goal, unit=cast.unit["英德"], limit=5)
    assert "英德市“死亡人数”：党委 5，政府 3，两份不一样，请核对。" in said(client.get("/letters/generate/qy/2026/"))


def test_the_numbers_go_out_as_a_workbook_and_come_in_again(cast: Cast) -> None:
    patterns(cast)
    client = cast.client(CITY)
    book = sheet(client.get("/letters/generate/qy/2026/?excel=1"))
    page = book["责任目标分解"]
    titles = [cell.value for cell in page[1]]
    assert titles[:2] == ["下级代码", "下级"] and titles[2] == "党委1．死亡人数（人）" and [row[0].value for row in page.iter_rows(min_row=2)] == ["yd", "qx"]
    page["C2"] = 8
    answer = client.post("/letters/generate/qy/2026/import/", {"file": uploaded(book)}, follow=True)
    assert "更改 8 个数字" in said(answer) and Share.objects.get(goal=goal_of("清远市", "party", "死亡人数"), unit=cast.unit["英德"]).limit == 8
    assert "更改 0 个数字" in said(client.post("/letters/generate/qy/2026/import/", {"file": uploaded(book)}, follow=True))
    page["C3"], page["A2"] = "许多", "wb"
    wrong = client.post("/letters/generate/qy/2026/import/", {"file": uploaded(book)})
    assert wrong.status_code == 422 and "C3" in said(wrong) and "A2" in said(wrong) and "不是清远市要签责任书的下级" in said(wrong)


def test_the_register_goes_out_and_comes_in_unchanged_and_takes_what_was_signed_elsewhere(cast: Cast) -> None:
    made = generated(cast)
    client = cast.client(CITY)
    book = sheet(client.get("/letters/register/?excel=1"))
    assert "新增 0 行，更改 0 行，没有变化 4 行" in said(client.post("/letters/register/import/", {"file": uploaded(book)}, follow=True))
    page = book["责任书"]
    row = next(line for line in page.iter_rows(min_row=2) if line[0].value == made["yd party"].code)
    row[8].value = "2026-01-20"
    early = said(client.post("/letters/register/import/", {"file": uploaded(book)}))
    assert "是2026年2月2日生成的，不会在2026年1月20日签订" in early and not Signing.objects.exists()
    row[8].value, row[6].value = "2026-02-02", "人大"
    assert "责任书生成以后不能从表格更改，在案的是“党委”" in said(client.post("/letters/register/import/", {"file": uploaded(book)}))
    row[6].value = "党委"
    page.append([None, "2026", "qy", "", "th", "", "党委", "", "2026-01-20"])
    wrong = client.post("/letters/register/import/", {"file": uploaded(book)})
    assert "不是清远市的直接下级" in said(wrong) and not Signing.objects.exists()
    page.delete_rows(page.max_row)
    page.append([None, "2026", "qy", "清远市", "yd", "英德市", "党委", "", "2026-01-20"])
    assert "已经在案" in said(client.post("/letters/register/import/", {"file": uploaded(book)}))
    page.delete_rows(page.max_row)
    assert "更改 1 行，没有变化 3 行" in said(client.post("/letters/register/import/", {"file": uploaded(book)}, follow=True))
    assert {one.how for one in made["yd party"].signings.all()} == {"entered"}
    strike(list(made["yd party"].signings.all()), NOW, "登错了")
    assert "签字已经撤回（登错了），不能从表格再登记" in said(client.post("/letters/register/import/", {"file": uploaded(book)}))
    county = sheet(cast.client(COUNTY).get("/letters/register/?excel=1"))
    for number in range(2):
        county["责任书"].append([None, "2026", "yd", "", "wb", "", "政府", "英委责〔2026〕1号", "2026-01-2" + str(number)])
    assert "同一份责任书在上面已有一行" in said(cast.client(COUNTY).post("/letters/register/import/", {"file": uploaded(county)}))
    county["责任书"].delete_rows(county["责任书"].max_row)
    assert "新增 1 行" in said(cast.client(COUNTY).post("/letters/register/import/", {"file": uploaded(county)}, follow=True))
    elsewhere = Letter.objects.get(number="英委责〔2026〕1号")
    assert elsewhere.signings.count() == 2 and cast.client(COUNTY).get(f"/letters/{elsewhere.code}/letter.pdf").status_code == 404
    assert "英委责〔2026〕1号" in said(cast.client(COUNTY).get(f"/letters/{elsewhere.code}/"))


def test_the_page_of_a_letter_tells_what_came_of_its_numbers(cast: Cast) -> None:
    fall(cast, "2026-02-01", recorded=at("2026-02-02"), deaths=4)
    made = generated(cast)
    one, client = made["yd party"], cast.client(CITY)
    page = said(client.get(f"/letters/{one.code}/"))
    assert "死亡人数不超过3人" in page and "4人" in page and "不符合" in page and "尚无实绩" in page and "待双方签" in page
    assert "登记实绩" in page and client.get(f"/letters/{one.code}/outcome/").status_code == 200
    assert client.post(f"/letters/{one.code}/outcome/", {"value-2": "很多"}).status_code == 422
    assert client.post(f"/letters/{one.code}/outcome/", {"value-2": "120", "note-2": "培训台账"}).status_code == 302
    page = said(client.get(f"/letters/{one.code}/"))
    assert "120人次" in page and "培训台账" in page and "尚无实绩" not in page


def test_the_verbs_of_a_letter_on_their_pages(cast: Cast) -> None:
    made = generated(cast)
    one, client = made["yd party"], cast.client(CITY)
    form = sent(said(client.get(f"/letters/{one.code}/replace/")))
    assert client.post(f"/letters/{one.code}/replace/", form).status_code == 422  # without a reason
    answer = client.post(f"/letters/{one.code}/replace/", form | {"limit-1": "2", "reason": "指标调整"}, follow=True)
    new = Letter.objects.get(replaces=one)
    assert f"/letters/{new.code}/" == answer.request["PATH_INFO"] and "请双方重新签" in said(answer)
    assert new.code in said(client.get(f"/letters/{one.code}/")) and "指标调整" in said(client.get(f"/letters/{one.code}/"))
    again = client.get(f"/letters/{one.code}/replace/", follow=True)
    assert "已重签" in said(again)
    assert client.post(f"/letters/{new.code}/void/", {"reason": "重做"}).status_code == 302
    assert "已作废" in said(client.get(f"/letters/{new.code}/"))
    assert "已重签、已作废" in said(client.get("/letters/register/?stands=ended")) and one.code in said(client.get("/letters/register/?stands=ended"))
    assert one.code not in said(client.get("/letters/register/?stands=unsigned&year=2026&side=party&unit=yd&q=英德"))


def test_a_scan_is_shown_page_by_page_served_sealed_off_and_taken_off(cast: Cast) -> None:
    one, client = generated(cast)["yd party"], cast.client(CITY)
    nothing = client.post("/letters/scans/qy/2026/", {"on": "2026-02-02"})
    assert nothing.status_code == 422 and "没有选中文件" in said(nothing)
    text = SimpleUploadedFile("说明.txt", "不是扫描件".encode())
    assert "不是扫描件" in said(client.post("/letters/scans/qy/2026/", {"on": "2026-02-02", "attached": text}))
    scan = SimpleUploadedFile("一份.pdf", paper(one))
    client.post(f"/letters/scans/qy/2026/?letter={one.code}", {"attached": scan, "on": "2026-02-03"})
    found = Scan.objects.get()
    assert found.letter == one and "扫描件第 1 页" in said(client.get(f"/letters/scans/{found.pk}/"))
    picture = client.get(f"/letters/scans/{found.pk}/1.jpg")
    assert picture["Content-Type"] == "image/jpeg" and "sandbox" in picture["Content-Security-Policy"]
    assert client.get(f"/letters/scans/{found.pk}/9.jpg").status_code == 404
    assert b"".join(client.get(f"/letters/scans/{found.pk}/file").streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    assert client.post(f"/letters/scans/{found.pk}/off/", {"reason": ""}).status_code == 422
    assert client.post(f"/letters/scans/{found.pk}/off/", {"reason": "归错了"}).status_code == 302
    page = said(client.get(f"/letters/{one.code}/"))
    assert "归错了" in page and "撤回过的签字" in page and "待双方签" in page
    assert client.get(f"/letters/scans/{found.pk}/off/").status_code == 302


def test_the_home_page_leads_to_what_waits(cast: Cast) -> None:
    one = generated(cast, superior="英德", by=COUNTY)["wb party"]
    assert "待我签字的责任书" in said(cast.client("丁").get("/"))
    with time_machine.travel(at("2026-03-20", 10), tick=False):
        assert "临期、逾期未签的责任书" in said(cast.client(COUNTY).get("/"))
    assert f"/letters/{one.code}/" in said(cast.client("丁").get("/attention/letters_to_sign/"))
    assert "责任书" not in said(cast.client("系统管理员").get("/"))
