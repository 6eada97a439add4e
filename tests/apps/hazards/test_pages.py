"""The pages of dangers, listings and patrols: who sees what, the way through them, Excel both ways, the home page and the search."""

import io
from datetime import date
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from anze.access.rights import rights_of
from anze.duties.sources import told
from anze.hazards.models import Danger, Listing, Patrol
from tests.apps.accidents.telling import at
from tests.apps.enterprises.firms import cell, firm
from tests.apps.hazards.telling import HEAD, NOW, OFFICE, TOWN, danger, listed, proposed, state_of
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-03-04"), tick=False):
        yield


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_stranger_finds_nothing_and_an_owner_everything(cast: Cast) -> None:
    found, listing = danger(cast), listed(cast)
    part = cell(cast)
    from anze.hazards.actions.patrols import record_patrol

    patrol = record_patrol(cast.account[TOWN], NOW, unit=cast.unit["望埠"], cell=part, on=NOW.date(), people="张某", device_key="k")
    paths = [f"/hazards/{found.uid}/", f"/hazards/listings/{listing.uid}/", f"/hazards/patrols/{patrol.pk}/"]
    verbs = [f"/hazards/{found.uid}/do/rectify/", f"/hazards/listings/{listing.uid}/do/progress/", f"/hazards/patrols/{patrol.pk}/withdraw/"]
    for path in paths + verbs:
        assert cast.client(TOWN).get(path).status_code == 200, path
        assert cast.client("清新安委办").get(path).status_code == 404, path
        assert cast.client("清新安委办").post(path, {}).status_code in {404, 405}, path
    for path in ("/hazards/?view=all", "/hazards/listings/?view=all", "/hazards/patrols/"):
        assert found.uid not in (page := said(cast.client("清新安委办").get(path))) and listing.uid not in page and "张某" not in page
    assert told("hazards", [listing.uid], rights_of(cast.account["清新安委办"])) == {}
    assert told("hazards", [listing.uid], rights_of(cast.account[OFFICE]))[listing.uid].address == paths[1]


def test_a_department_sees_what_it_supervises_and_reports_its_progress(cast: Cast) -> None:
    listing, other = listed(cast), proposed(cast)
    client = cast.client("应急局联络员")
    assert client.get(f"/hazards/listings/{listing.uid}/").status_code == 200
    assert client.get(f"/hazards/listings/{other.uid}/").status_code == 404
    answer = client.post(f"/hazards/listings/{listing.uid}/do/progress/", {"on": "2026-03-04", "note": "设备已订货"})
    assert answer.status_code == 302 and listing.steps.filter(kind="progress").exists()
    assert client.get(f"/hazards/listings/{listing.uid}/do/accept/").status_code == 403


def test_a_danger_is_recorded_corrected_and_closed_on_its_pages(cast: Cast) -> None:
    client = cast.client(TOWN)
    form = {"text": "灭火器过期", "level": "general", "unit": cast.unit["望埠"].pk, "source": "public", "on": "2026-03-04", "deadline": "2026-03-10"}
    wrong = client.post("/hazards/new/", form)
    assert wrong.status_code == 422 and "请写明整改责任单位" in said(wrong) and "灭火器过期" in said(wrong)
    client.post("/hazards/new/", form | {"enterprise": firm(cast, "甲子木业厂").code})
    found = Danger.objects.get()
    assert found.owner == "甲子木业厂"
    assert "灭火器过期" in said(client.get("/hazards/")) and "甲子木业厂" in said(client.get(f"/hazards/{found.uid}/"))
    for kind, data in (("correct", form | {"owner": "甲子木业厂", "place": "车间", "reason": "补写地点"}), ("rectify", {"on": "2026-03-04", "note": "已更换"}),
                       ("fail", {"on": "2026-03-04", "note": "还有一个", "deadline": "2026-03-12"}), ("rectify", {"on": "2026-03-04", "note": "已更换"}),
                       ("pass", {"on": "2026-03-04"}), ("close", {})):
        assert client.get(f"/hazards/{found.uid}/do/{kind}/").status_code == 200, kind
        assert client.post(f"/hazards/{found.uid}/do/{kind}/", data).status_code == 302, kind
    assert state_of(found) == "closed"
    again = client.post(f"/hazards/{found.uid}/do/rectify/", {"on": "2026-03-04", "note": "再"}, follow=True)
    assert "不能登记整改情况" in said(again)
    assert client.get(f"/hazards/{found.uid}/do/nothing/").status_code == 404


def test_the_way_of_a_listing_on_its_pages(cast: Cast) -> None:
    listing = proposed(cast)
    town, head, office = cast.client(TOWN), cast.client(HEAD), cast.client(OFFICE)
    path = f"/hazards/listings/{listing.uid}"
    assert head.get(f"{path}/notice.docx").status_code == 200
    assert town.get(f"{path}/notice.docx").status_code == 404
    form = {"title": listing.title, "owner": "某化工厂", "person": "王某 总经理", "department": cast.unit["应急局"].pk, "deadline": "2027-03-05"}
    wrong = head.post(f"{path}/decide/list/", form)
    assert wrong.status_code == 422 and "最长到2027年3月4日" in said(wrong)
    assert head.post(f"{path}/decide/list/", form | {"deadline": "2026-06-30"}).status_code == 302
    assert "挂牌督办通知" in said(office.get(f"{path}/")) or "实行挂牌督办的通知" in said(office.get(f"{path}/"))
    assert office.post(f"{path}/do/publish_listing/", {"on": "2026-03-04", "published_at": "市政府网站"}).status_code == 302
    assert town.post(f"{path}/do/ask/", {"on": "2026-03-04", "deadline": "2026-09-30", "note": "设备没有到货"}).status_code == 302
    assert "延期待审批" in said(head.get("/hazards/listings/?view=extending"))
    assert head.post(f"{path}/decide/grant/", {"on": "2026-03-04", "deadline": "2026-08-31"}).status_code == 302
    assert office.post(f"{path}/do/accept/", {"on": "2026-03-04", "finished_on": "2026-03-04", "note": "合格"}).status_code == 302
    assert office.post(f"{path}/do/delist/", {"on": "2026-03-04"}).status_code == 302
    assert office.post(f"{path}/do/publish_closing/", {"on": "2026-03-04", "published_at": "市政府网站"}).status_code == 302
    page = said(office.get(f"{path}/"))
    assert "已销号" in page and "市政府网站" in page and "按时" in page
    assert head.get(f"{path}/do/list/").status_code in {403, 404}  # a decision has an address of its own


def test_who_proposed_is_told_that_another_decides(cast: Cast) -> None:
    listing = proposed(cast, by=OFFICE)
    answer = cast.client(OFFICE).get(f"/hazards/listings/{listing.uid}/decide/list/", follow=True)
    assert "不能由您审批" in said(answer)
    assert "decide/list" not in said(cast.client(OFFICE).get(f"/hazards/listings/{listing.uid}/"))


def test_an_overdue_listing_is_found_on_its_page(cast: Cast) -> None:
    listing = listed(cast, date(2026, 3, 3))
    path = f"/hazards/listings/{listing.uid}"
    assert "待认定原因" in said(cast.client(OFFICE).get("/hazards/listings/?view=unfound"))
    assert "由人认定" in said(cast.client(OFFICE).get(f"{path}/"))
    assert cast.client(OFFICE).post(f"{path}/do/find/", {"kind": "poor", "on": "2026-03-04", "reason": "督办走过场"}).status_code == 302
    assert "督办走过场" in said(cast.client(OFFICE).get(f"{path}/"))
    assert listing.uid not in said(cast.client(OFFICE).get("/hazards/listings/?view=unfound"))
    assert cast.client(OFFICE).post(f"{path}/do/unfind/", {"note": "重新研究"}).status_code == 302


def test_a_patrol_with_a_major_danger_is_sent_from_one_page(cast: Cast) -> None:
    part, works = cell(cast), firm(cast, "甲子木业厂")
    client = cast.client(TOWN)
    page = said(client.get("/hazards/patrols/new/"))
    assert "甲子木业厂" in page and "望埠第一网格" in page
    form = {"unit": "wb", "cell": part.pk, "on": "2026-03-04", "people": "张某", "enterprises": [works.pk], "device_key": "k" * 32, "found-TOTAL_FORMS": "3",
            "found-INITIAL_FORMS": "0"}
    rows = {f"found-{n}-{name}": value for n in range(3) for name, value in (("text", ""), ("level", "general"), ("deadline", "2026-03-19"))}
    wrong = client.post("/hazards/patrols/new/", form | rows | {"found-0-text": "粉尘没有清扫"})
    assert wrong.status_code == 422 and not Patrol.objects.exists()
    sent = form | rows | {"found-0-text": "粉尘没有清扫", "found-0-level": "major", "found-0-enterprise": works.pk}
    assert client.post("/hazards/patrols/new/", sent)["Location"] == client.post("/hazards/patrols/new/", sent)["Location"]
    found = Danger.objects.get()
    assert (found.owner, found.cell, Listing.objects.get().lister.name) == ("甲子木业厂", part, "英德市")
    assert "甲子木业厂" in said(client.get("/hazards/patrols/?cell=wb-01"))
    assert "登记哪里的巡查" in said(cast.client("英德安委办").get("/hazards/patrols/new/"))
    assert "由镇（街道、园区）登记" in said(cast.client("应急局联络员").get("/hazards/patrols/new/"))


def test_filters_live_in_the_address(cast: Cast) -> None:
    one, other = danger(cast), danger(cast, level="major", text="储罐没有防雷", deadline=date(2026, 3, 3))
    client = cast.client("英德安委办")
    for query, shown, hidden in (("level=major", other, one), ("q=自动报警", one, other), ("view=overdue", other, one),
                                 ("unit=wb&source=patrol&level=general", one, other)):
        page = said(client.get(f"/hazards/?{query}"))
        assert shown.uid in page and hidden.uid not in page, query
    assert "没有符合条件的隐患" in said(client.get("/hazards/?unit=dz"))


def sheet(content: bytes, name: str = "隐患") -> Any:
    return load_workbook(io.BytesIO(content))[name]


def test_listings_and_patrols_go_out_to_excel(cast: Cast) -> None:
    found = listed(cast)
    assert sheet(cast.client(OFFICE).get("/hazards/listings/?excel=1").content, "挂牌督办")["B2"].value == found.uid
    assert sheet(cast.client(OFFICE).get("/hazards/patrols/?excel=1").content, "日常巡查")["B1"].value == "日期"


def test_the_home_page_counts_what_waits_and_the_search_finds_it(cast: Cast) -> None:
    late = danger(cast, deadline=date(2026, 3, 3))
    waiting, overdue = proposed(cast, by=OFFICE), listed(cast, date(2026, 3, 3))
    page = said(cast.client(OFFICE).get("/"))
    assert "逾期隐患" in page and "待认定的挂牌隐患" in page
    for kind, client, shown in (("dangers", OFFICE, late.text), ("unfound", OFFICE, "某化工厂重大事故隐患"), ("listings", HEAD, waiting.title)):
        assert shown in said(cast.client(client).get(f"/attention/{kind}/")), kind
    assert waiting.title not in said(cast.client(OFFICE).get("/attention/listings/"))  # nobody decides on his own proposal
    assert late.uid in said(cast.client(OFFICE).get("/search/?q=自动报警")) and overdue.uid not in said(cast.client("清新安委办").get("/search/?q=自动报警"))


def test_what_is_still_to_be_published_stands_on_the_home_page_of_who_lists(cast: Cast) -> None:
    one = listed(cast)
    assert "待公布的挂牌和销号" in said(cast.client(OFFICE).get("/"))
    page = said(cast.client(OFFICE).get("/attention/publish_listings/"))
    assert "公布挂牌：某化工厂重大事故隐患" in page and "2026年3月10日" in page  # the fifth working day
    assert "没有待公布" in said(cast.client(TOWN).get("/attention/publish_listings/"))
    cast.client(OFFICE).post(f"/hazards/listings/{one.uid}/do/publish_listing/", {"on": "2026-03-04", "published_at": "市政府网站"})
    assert "没有待公布" in said(cast.client(OFFICE).get("/attention/publish_listings/"))


@pytest.mark.parametrize("address", ["/hazards/?view=all&", "/hazards/listings/?view=all&", "/hazards/patrols/?"])
@pytest.mark.parametrize("unit", ["nowhere", "p1", "qx"])  # no unit at all; a department; a place out of reach
def test_a_place_that_is_none_of_the_choices_is_said_and_passed_over(cast: Cast, address: str, unit: str) -> None:
    client = cast.client("英德安委办")
    plain, odd = (client.get(f"{address}{more}").content.decode() for more in ("", f"unit={unit}"))
    assert f"网址里的“{unit}”不是可选的条件" in odd and "不是可选的条件" not in plain
    assert odd.count("<tr>") == plain.count("<tr>") and "清除条件" in odd
