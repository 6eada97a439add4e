"""The pages of tours: the way through them, who sees what and when, strangers, Excel both ways, both clocks."""

import io
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from anze.papers.models import Issued
from anze.people.models import Unit
from anze.record.models import Entry
from anze.tours.actions import superior, visiting
from anze.tours.models import Draw, Finding, Item, SuperiorTour, Tour
from anze.tours.told import ToldSuperior
from anze.tours.urls import urlpatterns
from tests.apps.access.test_matrix import table
from tests.apps.tours.telling import (
    COUNTY,
    HEAD,
    OFFICE,
    OTHER,
    at,
    closed,
    fed_back,
    find,
    left,
    meetings,
    member,
    notified,
    on_site,
    planned,
    proposed,
    rectifying_one,
    reported,
    state_of,
)
from tests.cast import Cast

WORD = "蜂鸟"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-08-20"), tick=False):
        yield


def said(answer: Any) -> str:
    return str(answer.content.decode())


def drawn(cast: Cast, tour: Tour) -> Draw:
    return visiting.draw(cast.account[OFFICE], at("2026-06-08"), tour, size=3, seed="1", since=date(2026, 1, 1), until=date(2026, 6, 8), span="only")


@pytest.mark.parametrize("made", [planned, notified, on_site, left, proposed, fed_back, rectifying_one, reported, closed])
def test_the_page_of_a_tour_opens_in_every_state(cast: Cast, made: Any) -> None:
    found = made(cast)
    for who in (OFFICE, HEAD, "组员", "纪委", COUNTY, "甲"):
        wanted = 404 if made is planned and who in {COUNTY, "甲", "纪委"} else 200
        assert cast.client(who).get(f"/tours/{found.uid}/").status_code == wanted, who


def test_a_round_is_planned_with_what_is_known_filled_in(cast: Cast) -> None:
    member(cast)
    client = cast.client(OFFICE)
    page = said(client.get("/tours/plan/"))
    assert "英德市" in page and "清新区" in page
    form = {"by": "qy", "year": "2026", "round": "1", "units": ["yd"], "sides": ["party", "government"], "group": "市第一巡查组", "people": "癸某\n组员",
            "start": "2026-09-07", "end": "2026-09-11", "declared": "on"}
    assert client.post("/tours/plan/", form | {"declared": ""}).status_code == 422
    refused = client.post("/tours/plan/", form | {"people": "癸某\n甲某"})
    assert refused.status_code == 422 and "甲某任英德市" in said(refused) and "2026-09-07" in said(refused)
    answer = client.post("/tours/plan/", form)
    found = Tour.objects.get()
    assert answer["Location"] == f"/tours/{found.uid}/"
    again = said(client.get("/tours/plan/"))
    assert "市第一巡查组" in again and "癸某（p10）" in again


def test_the_unit_visited_reads_what_was_found_only_once_it_was_fed_back(cast: Cast) -> None:
    found = on_site(cast)
    find(cast, found, text=f"{WORD}问题")
    for path in (f"/tours/{found.uid}/check/party_head/", f"/tours/{found.uid}/sample/", f"/tours/{found.uid}/draft/feedback.docx"):
        assert cast.client(COUNTY).get(path).status_code == 404, path
        assert cast.client(OFFICE).get(path).status_code == 200, path
    assert WORD not in said(cast.client(COUNTY).get(f"/tours/{found.uid}/"))
    assert WORD in said(cast.client("组员").get(f"/tours/{found.uid}/"))


def test_findings_are_read_by_the_unit_after_the_feedback(cast: Cast) -> None:
    found = fed_back(cast)
    page = said(cast.client(COUNTY).get(f"/tours/{found.uid}/"))
    assert "第1个问题" in page and "反馈意见" in page
    assert "核对清单" not in page


def test_the_group_ticks_the_checklist_and_goes_on_to_the_next_post(cast: Cast) -> None:
    found = on_site(cast)
    client = cast.client("组员")
    page = client.get(f"/tours/{found.uid}/check/party_head/")
    assert "5.2" in said(page) or "第五条（二）" in said(page)
    wrong = client.post(f"/tours/{found.uid}/check/party_head/", {"mark-0": "kept", "note-0": "", "mark-1": "not_kept", "note-1": ""})
    assert wrong.status_code == 422 and "请写一句说明" in said(wrong)
    answer = client.post(f"/tours/{found.uid}/check/party_head/", {"mark-0": "kept", "note-0": "", "mark-1": "not_kept", "note-1": "没有会议记录",
                                                                  "next": "1"})
    assert answer["Location"] == f"/tours/{found.uid}/check/gov_head/"
    assert "转成问题" in said(client.get(f"/tours/{found.uid}/check/party_head/"))
    begun = said(client.get(f"/tours/{found.uid}/findings/new/?post=party_head&line=1"))
    assert "没有会议记录" in begun
    assert cast.client(COUNTY).post(f"/tours/{found.uid}/check/party_head/", {"mark-0": "kept"}).status_code == 404


def test_a_sample_is_drawn_verified_and_turned_into_a_problem(cast: Cast) -> None:
    meetings(cast, 5)
    found = on_site(cast)
    client = cast.client("组员")
    begun = client.get(f"/tours/{found.uid}/go/draw/")
    assert begun.status_code == 200
    client.post(f"/tours/{found.uid}/go/draw/", {"size": "3", "since": "2026-01-01", "until": "2026-06-08", "span": "only", "seed": "20260608",
                                                         "note": "当众抽签"})
    draw = Draw.objects.get()
    page = said(client.get(f"/tours/{found.uid}/sample/"))
    assert "20260608" in page and "重抽一致" in page
    client.post(f"/tours/{found.uid}/sample/", {"mark-0": "contradicted", "note-0": "当天没有开会", "mark-1": "verified", "note-1": ""})
    assert "当天没有开会" in said(client.get(f"/tours/{found.uid}/findings/new/?act={draw.acts[0]}"))
    assert "属实 1 条，未能核实 0 条，与事实不符 1 条，还有 1 条没有核实" in said(client.get(f"/tours/{found.uid}/sample/"))


def test_a_problem_is_recorded_with_a_file_changed_and_struck_on_its_pages(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    found = on_site(cast)
    client = cast.client("组员")
    file = SimpleUploadedFile("记录.txt", "会议记录只有签到".encode(), "text/plain")
    answer = client.post(f"/tours/{found.uid}/findings/new/", {"text": "会议走过场", "provision": "5.2", "unit": "yd", "officer": "p1",
                                                              "happened_on": "2026-06-01", "attached": file})
    assert answer.status_code == 302, said(answer)
    one = Finding.objects.get()
    assert "记录.txt" in said(client.get(f"/tours/{found.uid}/"))
    assert client.post(f"/tours/findings/{one.pk}/", {"text": "改", "provision": "5.2", "unit": "yd", "reason": ""}).status_code == 422
    assert client.post(f"/tours/findings/{one.pk}/", {"text": "改了", "provision": "5.2", "unit": "yd", "reason": "写准"}).status_code == 302
    two = Finding.objects.current().get()
    assert "记录.txt" in said(client.get(f"/tours/{found.uid}/"))  # its files stay with it
    assert client.post(f"/tours/findings/{two.pk}/strike/", {"reason": "不成立"}).status_code == 302
    assert not Finding.objects.current().exists()


def test_rectification_goes_over_its_pages(cast: Cast) -> None:
    found = fed_back(cast)
    office, county = cast.client(OFFICE), cast.client(COUNTY)
    page = said(office.get(f"/tours/{found.uid}/require/"))
    assert "第1个问题" in page
    finding = Finding.objects.get()
    row = {"item-TOTAL_FORMS": "2", "item-INITIAL_FORMS": "1", "item-0-content": "召开常委会", "item-0-owner": "yd", "item-0-officer": "p1",
           "item-0-deadline": "2026-09-30", "item-0-finding": finding.pk, "item-1-content": "", "item-1-owner": "yd", "item-1-deadline": ""}
    assert office.post(f"/tours/{found.uid}/require/", row | {"item-0-content": ""}).status_code == 422
    assert office.post(f"/tours/{found.uid}/require/", row).status_code == 302
    item = Item.objects.get()
    assert (item.finding, item.officer) == (finding, cast.officer["甲某"])
    assert office.get(f"/tours/items/{item.pk}/report/").status_code == 403
    assert office.post(f"/tours/items/{item.pk}/", {"content": "召开常委会会议", "owner": "yd", "deadline": "2026-10-31", "reason": "延长"}).status_code == 302
    item = Item.objects.current().get()
    assert county.post(f"/tours/items/{item.pk}/report/", {"on": "2026-08-19", "text": "已召开"}).status_code == 302
    assert county.post(f"/tours/{found.uid}/report/report/", {"note": ""}).status_code == 302
    assert office.post(f"/tours/{found.uid}/run/send_back/", {"items": [item.pk], "note": "缺佐证"}).status_code == 302
    assert "缺佐证" in said(county.get(f"/tours/items/{item.pk}/report/"))
    county.post(f"/tours/items/{item.pk}/report/", {"on": "2026-08-20", "text": "补了"})
    county.post(f"/tours/{found.uid}/report/report/", {"note": ""})
    assert office.post(f"/tours/{found.uid}/run/close/", {"note": ""}).status_code == 302
    assert state_of(found) == "closed"


def test_who_proposed_is_told_that_another_decides(cast: Cast) -> None:
    found = left(cast)
    head = cast.client(HEAD)
    cast.client("组员").post(f"/tours/{found.uid}/go/propose/", {"note": "总体情况", "reason": "时间所限"})
    assert "审定并反馈" in said(head.get(f"/tours/{found.uid}/"))
    assert cast.client(OFFICE).get(f"/tours/{found.uid}/decide/feed_back/").status_code == 403
    assert head.post(f"/tours/{found.uid}/decide/turn_back/", {"note": "写准"}).status_code == 302
    assert state_of(found) == "returned"


def test_a_verb_of_another_right_is_not_found_under_this_address(cast: Cast) -> None:
    found = proposed(cast)
    for address in ("run/feed_back", "go/feed_back", "decide/notify", "report/close", "run/plan", "run/nothing"):
        assert cast.client(OFFICE if not address.startswith("decide") else HEAD).get(f"/tours/{found.uid}/{address}/").status_code in {403, 404}, address


def test_coverage_stands_in_a_list_and_goes_out_as_a_sheet(cast: Cast) -> None:
    left(cast)
    client = cast.client(OFFICE)
    page = said(client.get("/tours/cycle/"))
    assert "2 / 4" in page and "还没有巡查的（1）" in page
    assert "0 / 4" in said(client.get("/tours/cycle/?as_of=2026-06-11&known_at=2026-06-11"))
    sheet: Any = load_workbook(io.BytesIO(client.get("/tours/cycle/?excel=1").content)).active
    assert [[cell.value for cell in row][2:5] for row in sheet.iter_rows(min_row=2)] == [
        ["英德市", "党委", "已巡查"], ["英德市", "政府", "已巡查"], ["清新区", "党委", "未巡查"], ["清新区", "政府", "未巡查"]]
    county = said(cast.client(COUNTY).get("/tours/cycle/"))
    assert "望埠镇" in county and "清新区" not in county


def test_the_map_is_drawn_where_the_places_have_outlines(cast: Cast) -> None:
    Unit.objects.filter(code="yd").update(code="441881")
    page = said(cast.client(OFFICE).get("/tours/cycle/"))
    assert '<svg class="map"' in page and "示意图，不作划界依据" in page
    assert len(page.encode()) < 150_000


def test_the_list_can_be_asked_of_any_day(cast: Cast) -> None:
    closed(cast)
    client = cast.client(OFFICE)
    assert "已办结" in said(client.get("/tours/?view=done"))
    assert "现场巡查中" in said(client.get("/tours/?view=open&as_of=2026-06-09&known_at=2026-06-09"))
    assert "xc-2026-0001" not in said(client.get("/tours/?view=all&known_at=2026-05-31&as_of=2026-05-31"))


def upload(rows: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    rows.save(out)
    return SimpleUploadedFile("t.xlsx", out.getvalue())


def test_plans_go_out_and_come_in_unchanged_changed_and_new(cast: Cast) -> None:
    planned(cast)
    client = cast.client(OFFICE)
    book = load_workbook(io.BytesIO(client.get("/tours/?excel=1&view=all").content))
    assert client.post("/tours/import/", {"file": upload(book)}).status_code == 302
    assert Tour.objects.get().schedules.count() == 1
    sheet: Any = book.active
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("离场日期") + 1).value = date(2026, 6, 15)
    new = [cell.value for cell in sheet[2]]
    for title, value in (("编号", None), ("被巡查单位代码", "qx"), ("被巡查单位", "清新区"), ("组员", None)):
        new[heads.index(title)] = value
    sheet.append(new)
    answer = client.post("/tours/import/", {"file": upload(book)})
    assert answer.status_code == 302, said(answer)
    assert [one.unit.name for one in Tour.objects.order_by("pk")] == ["英德市", "清新区"]
    assert Tour.objects.order_by("pk")[0].schedules.current().get().end == date(2026, 6, 15)


def test_what_was_found_goes_out_beside_the_plans_for_whom_it_is_to_read(cast: Cast) -> None:
    rectifying_one(cast)
    book = load_workbook(io.BytesIO(cast.client(COUNTY).get("/tours/?excel=1").content))
    assert [book["问题"].cell(2, column).value for column in (1, 6, 8)] == ["xc-2026-0001", "甲某", "第五条（二）"]
    assert book["整改事项"].cell(2, 9).value == "逾期，待整改"


def test_no_sheet_tells_the_unit_visited_what_was_found_before_the_feedback(cast: Cast) -> None:
    left(cast)
    book = load_workbook(io.BytesIO(cast.client(COUNTY).get("/tours/?excel=1").content))
    assert book["问题"].max_row == 1
    assert load_workbook(io.BytesIO(cast.client(OFFICE).get("/tours/?excel=1").content))["问题"].max_row == 2


def test_a_dirty_workbook_of_plans_names_every_wrong_cell_and_writes_nothing(cast: Cast) -> None:
    planned(cast)
    client = cast.client(OFFICE)
    book = load_workbook(io.BytesIO(client.get("/tours/?excel=1&view=all").content))
    sheet: Any = book.active
    heads = [cell.value for cell in sheet[1]]
    for title, value in (("编号", "xc-1"), ("派出单位代码", "zz"), ("年度", "明年"), ("巡查对象", "人大"), ("组长", "某某"), ("进驻日期", "昨天")):
        sheet.cell(2, heads.index(title) + 1).value = value
    page = said(client.post("/tours/import/", {"file": upload(book)}))
    for words in ("没有这个编号的巡查", "您能安排巡查的单位里没有这个代码", "写 2000 到 2100 的数字", "写党委、政府", "不是日期"):
        assert words in page
    assert Tour.objects.count() == 1


def test_tours_by_superiors_are_recorded_corrected_struck_and_go_both_ways(cast: Cast) -> None:
    client = cast.client(OFFICE)
    form = {"unit": "清远市", "by_name": "省安全生产第三巡查组", "start": "2026-03-02", "end": "2026-03-13", "found": "12", "put_right": "3"}
    assert client.post("/tours/superior/new/", form | {"put_right": "13"}).status_code == 422
    assert client.post("/tours/superior/new/", form).status_code == 302
    assert client.post("/tours/superior/new/", form).status_code == 422
    one = SuperiorTour.objects.get()
    assert client.post(f"/tours/superior/{one.uid}/correct/", form | {"put_right": "12", "reason": "全部整改"}).status_code == 302
    book = load_workbook(io.BytesIO(client.get("/tours/superior/?excel=1").content))
    assert client.post("/tours/superior/import/", {"file": upload(book)}).status_code == 302
    assert SuperiorTour.objects.current().get().put_right == 12
    assert client.post(f"/tours/superior/{one.uid}/strike/", {"reason": "重复"}).status_code == 302
    assert "省安全生产第三巡查组" not in said(client.get("/tours/superior/"))
    assert Entry.objects.filter(object_type="superior_tour").count() == 3


@pytest.fixture
def planted(cast: Cast) -> dict[str, dict[str, Any]]:
    """One of everything of 英德, each text of which bears the word; and the parameters that lead to it."""
    meetings(cast, 4)
    found = rectifying_one(cast)
    Finding.objects.update(text=WORD)
    Item.objects.update(content=WORD)
    one = superior.record_superior(cast.account[OFFICE], at("2026-07-01"), ToldSuperior(
        unit=cast.unit["英德"], by_name=WORD, start=date(2026, 3, 2), end=date(2026, 3, 3), text=WORD))
    finding, item = Finding.objects.get(), Item.objects.get()
    uid = {"uid": found.uid}
    about: dict[str, dict[str, Any]] = dict.fromkeys(("detail", "sample", "finding_new", "findings_import", "require"), uid)
    about |= {name: {"uid": one.uid} for name in ("superior_correct", "superior_strike")}
    about |= {"finding": {"pk": finding.pk}, "finding_strike": {"pk": finding.pk}, "item": {"pk": item.pk}, "item_report": {"pk": item.pk}}
    about |= {"run": uid | {"kind": "close"}, "go": uid | {"kind": "propose"}, "decide": uid | {"kind": "feed_back"}, "report": uid | {"kind": "report"}}
    about |= {"check": uid | {"post": "party_head"}, "draft": uid | {"document": "feedback", "form": "docx"}}
    paper = Issued.objects.filter(object_id=found.uid).first()
    assert paper is not None
    return about | {"paper": uid | {"pk": paper.pk, "form": "docx"}}


def test_a_stranger_finds_nothing_of_a_tour_whatever_the_method(cast: Cast, planted: dict[str, dict[str, Any]]) -> None:
    client, before = cast.client(OTHER), Entry.objects.count()
    for name, kwargs in planted.items():
        address = reverse(f"tours:{name}", kwargs=kwargs)
        for method in ("get", "post"):
            answer = getattr(client, method)(address)
            assert answer.status_code in {403, 404, 405}, (name, method)
            assert WORD not in said(answer)
    assert Entry.objects.count() == before


def test_no_list_shows_a_stranger_anything(cast: Cast, planted: dict[str, dict[str, Any]]) -> None:
    client = cast.client(OTHER)
    for address in ("/tours/?view=all", "/tours/?view=all&unit=yd", "/tours/?view=all&excel=1", "/tours/cycle/?by=qy", "/tours/cycle/?by=yd",
                    "/tours/superior/", "/tours/superior/?excel=1"):
        answer = client.get(address)
        assert answer.status_code == 200
        content = answer.content
        assert WORD.encode() not in content and b"xc-2026" not in content, address


def test_every_address_with_an_id_was_tried(cast: Cast, planted: dict[str, dict[str, Any]]) -> None:
    assert {str(one.name) for one in urlpatterns if "<" in str(one.pattern)} == set(planted)
    assert {name.split(":")[1] for name in table() if name.startswith("tours:")} == {str(one.name) for one in urlpatterns}


def test_problems_go_out_and_come_in_again_all_or_none(cast: Cast) -> None:
    tour, client = on_site(cast), cast.client("组员")
    first = find(cast, tour)
    address = f"/tours/{tour.uid}/findings/import/"
    content = client.get(f"{address}?excel=1").content

    def send(change: Any) -> str:
        book = load_workbook(io.BytesIO(content))
        change(book["问题"])
        out = io.BytesIO()
        book.save(out)
        return said(client.post(address, {"file": SimpleUploadedFile("问题.xlsx", out.getvalue())}, follow=True))

    assert "新增 0 行，更改 0 行，没有变化 1 行" in send(lambda sheet: None)
    wrong = send(lambda sheet: sheet.append(["xc-2026-0099", "", 9, None, "没有镇", "没有人", None, "第九十九条", "昨天"]))
    for words in ("这一页只收", "没有这个序号", "请写明问题", "没有这个名称", "没有这个条款", "不是日期"):
        assert words in wrong, words
    assert tour.findings.current().count() == 1

    def mend(sheet: Any) -> None:
        sheet.cell(2, 4).value = "二季度没有专题研究安全生产"
        sheet.append([tour.uid, None, None, "望埠镇一月没有带队检查", "望埠镇", None, None, "第十条（七）", None])

    assert "新增 1 行，更改 1 行，没有变化 0 行" in send(mend)
    assert sorted(tour.findings.current().values_list("text", flat=True)) == ["二季度没有专题研究安全生产", "望埠镇一月没有带队检查"]
    assert tour.findings.filter(pk=first.pk).get().struck_reason == "按导入的表格更改"
