"""Contact points on their pages: what stands, is lacking or invalid; who may change whose; nothing is overwritten (第五条（七） and the like)."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.access.rights import rights_of
from anze.duties.actions.contacts import assign_contact, change_contact, end_contact, move_contact, propose
from anze.duties.models import ContactPoint
from anze.duties.queries.contacts import contact_rows, coverage
from anze.law.question import Question
from anze.people.models import ProblemTown
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 5, 20, 10, tzinfo=SHANGHAI)
TODAY = date(2026, 5, 20)


def list_town(cast: Cast, town: str, end: date | None = None) -> ProblemTown:
    from django.db import transaction

    with transaction.atomic():
        found = ProblemTown.objects.create(unit=cast.unit[town], start=date(2026, 1, 1), end=end, recorded_at=datetime(2026, 1, 2, tzinfo=SHANGHAI))
        record(Change(at=NOW, actor=None, verb="列入", object_type="problem_town", object_id=str(found.pk)))
    return found


def assign(cast: Cast, officer: str, **fields: Any) -> ContactPoint:
    return assign_contact(cast.account["英德安委办"], NOW, officer=cast.officer[officer], **({"start": date(2026, 3, 1)} | fields))


def statuses(cast: Cast, account: str, officer: str, as_of: date = TODAY) -> dict[str, str]:
    reach = rights_of(cast.account[account]).reach("board.view")
    return {row.duty: row.status for row in contact_rows(Question(as_of, TODAY), TODAY, reach) if row.name == officer}


def test_a_leader_of_a_county_owes_a_problem_town_and_a_sector_but_no_county(cast: Cast) -> None:
    assert statuses(cast, "英德安委办", "甲某") == {"5.7.town": "lacking", "5.7.sector": "lacking"}


def test_a_point_in_a_listed_town_stands_and_one_elsewhere_is_invalid(cast: Cast) -> None:
    list_town(cast, "望埠", end=date(2026, 5, 20))
    assign(cast, "甲某", target="town", unit=cast.unit["望埠"])
    assign(cast, "乙某", target="town", unit=cast.unit["大站"])
    assert statuses(cast, "英德安委办", "甲某")["5.7.town"] == "in_place"
    assert statuses(cast, "英德安委办", "乙某")["6.7.town"] == "invalid"


def test_a_point_becomes_invalid_the_day_after_its_town_left_the_list(cast: Cast, time_machine: Any) -> None:
    list_town(cast, "望埠", end=date(2026, 5, 20))
    assign(cast, "甲某", target="town", unit=cast.unit["望埠"])
    time_machine.move_to(datetime(2026, 5, 21, 9, tzinfo=SHANGHAI))
    page = cast.client("英德安委办").get("/contacts/").content.decode()
    assert "所联系的望埠镇当日不在安全生产问题突出镇名单上" in page
    assert "第五条（七）" in page


def test_changing_a_point_strikes_the_old_one_and_both_stay(cast: Cast) -> None:
    point = assign(cast, "甲某", target="sector", sector="消防")
    entries = Entry.objects.count()
    new = change_contact(cast.account["英德安委办"], NOW, point, reason="登记错了", sector="旅游")
    point.refresh_from_db()
    assert (point.struck_at, point.sector, new.replaces, new.sector) == (NOW, "消防", point, "旅游")
    assert Entry.objects.count() == entries + 1
    with pytest.raises(ValidationError, match="刚被别人更改过"):
        change_contact(cast.account["英德安委办"], NOW, point, reason="再改", sector="工贸")


def test_moving_a_point_ends_the_old_one_the_day_before(cast: Cast) -> None:
    point = assign(cast, "甲某", target="sector", sector="消防")
    new = move_contact(cast.account["英德安委办"], NOW, point, start=date(2026, 5, 10), reason="分工调整", sector="旅游")
    old = ContactPoint.objects.current().get(sector="消防")
    assert (old.end, new.start) == (date(2026, 5, 9), date(2026, 5, 10))


def test_an_ended_point_counts_on_its_last_day_and_not_after(cast: Cast) -> None:
    point = assign(cast, "甲某", target="sector", sector="消防")
    end_contact(cast.account["英德安委办"], NOW, point, end=date(2026, 5, 18))
    assert statuses(cast, "英德安委办", "甲某", date(2026, 5, 18))["5.7.sector"] == "in_place"
    assert statuses(cast, "英德安委办", "甲某", date(2026, 5, 19))["5.7.sector"] == "lacking"


@pytest.mark.parametrize(("fields", "words"), [
    ({"target": "sector", "sector": ""}, "联系行业的写行业名称"), ({"target": "town"}, "联系县、镇的选定地方"),
    ({"target": "sector", "sector": "消防", "start": date(2025, 2, 28)}, "没有任职"),
    ({"target": "sector", "sector": "消防", "end": date(2026, 2, 1)}, "终止日期早于起始日期"),
])
def test_a_malformed_point_is_refused_with_a_sentence(cast: Cast, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        assign(cast, "甲某", **fields)
    assert words in "；".join(caught.value.messages)


def test_the_same_point_twice_at_one_time_is_refused_and_again_later_is_not(cast: Cast) -> None:
    first = assign(cast, "甲某", target="sector", sector="消防", end=date(2026, 4, 30))
    with pytest.raises(ValidationError, match="这段时间已经联系消防"):
        assign(cast, "甲某", target="sector", sector="消防", start=date(2026, 4, 30))
    assert assign(cast, "甲某", target="sector", sector="消防", start=date(2026, 5, 1)).pk != first.pk


def test_the_pages_show_a_county_that_nobody_keeps_in_touch_with(cast: Cast) -> None:
    assign_contact(cast.account["市安委办"], NOW, officer=cast.officer["癸某"], target="county", unit=cast.unit["英德"], start=date(2026, 3, 1))
    reach = rights_of(cast.account["市安委办"]).reach("board.view")
    found = {one.name: [p.officer.name for p in one.points] for one in coverage(Question(TODAY, TODAY), TODAY, reach)["county"]}
    assert found == {"清新区": [], "英德市": ["癸某"]}
    page = cast.client("市安委办").get("/contacts/coverage/").content.decode()
    assert "无人联系" in page


def test_nobody_of_another_county_sees_or_changes_a_point(cast: Cast) -> None:
    point = assign(cast, "甲某", target="sector", sector="消防")
    stranger = cast.client("清新安委办")
    assert "甲某" not in stranger.get("/contacts/").content.decode()
    for address in (f"/contacts/{point.pk}/change/", f"/contacts/{point.pk}/end/", "/contacts/of/p1/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/contacts/{point.pk}/end/", {"end": "2026-05-20", "reason": "x"}).status_code == 404
    assert cast.client("望埠安委办").get(f"/contacts/{point.pk}/change/").status_code == 404
    point.refresh_from_db()
    assert point.struck_at is None


def test_a_leader_sees_points_and_may_not_change_them(cast: Cast) -> None:
    point = assign(cast, "甲某", target="sector", sector="消防")
    client = cast.client("甲")
    assert client.get("/contacts/of/p1/").status_code == 200
    assert client.get(f"/contacts/{point.pk}/change/").status_code == 403


def test_an_office_assigns_changes_and_ends_on_the_pages(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    client = cast.client("英德安委办")
    done = client.post("/contacts/new/", {"officer": cast.officer["甲某"].pk, "target": "sector", "sector": "消防", "start": "2026-05-01"}, follow=True)
    assert "已保存" in done.content.decode()
    point = ContactPoint.objects.current().get()
    assert client.get(f"/contacts/{point.pk}/change/").status_code == 200
    client.post(f"/contacts/{point.pk}/change/", {"how": "correct", "sector": "旅游", "start": "2026-05-01", "reason": "写错行业"})
    point = ContactPoint.objects.current().get()
    assert point.sector == "旅游"
    client.post(f"/contacts/{point.pk}/end/", {"end": "2026-05-19", "reason": "分工调整"})
    page = client.get("/contacts/of/p1/").content.decode()
    assert "分工调整" in page
    assert ContactPoint.objects.count() == 3
    wrong = client.post("/contacts/new/", {"officer": cast.officer["甲某"].pk, "target": "town", "start": "2026-05-01"})
    assert "请选择所联系的地方" in wrong.content.decode()


def test_a_whole_leadership_is_assigned_from_a_proposal_spread_evenly(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    list_town(cast, "望埠")
    list_town(cast, "大站")
    client = cast.client("英德安委办")
    page = client.get("/contacts/bulk/?unit=yd")
    lines = page.context["lines"]
    towns = [value for line, value in lines if line.row.needs == "town"]
    assert (towns.count("wb"), towns.count("dz"), len(towns)) == (2, 1, 3) or sorted((towns.count("wb"), towns.count("dz"))) == [1, 2]
    client.post("/contacts/bulk/", {"unit": "yd", "start": "2026-05-20"} | {line.field: value for line, value in lines})
    assert set(statuses(cast, "英德安委办", "丙某").values()) == {"in_place"}
    assert client.get("/contacts/bulk/?unit=yd").context["lines"] == []
    assert client.get("/contacts/bulk/?unit=qx").status_code == 404


def test_the_proposal_fills_the_places_that_fewest_keep_in_touch_with_first(cast: Cast) -> None:
    officers = [cast.officer[name] for name in ("甲某", "乙某", "丙某")]
    assert list(propose(officers, ["a", "b"], {"a": 2}).values()) == ["b", "b", "a"]
    assert propose(officers, [], {}) == {}


def rows_of(content: bytes, sheet: str) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)]


def test_what_is_exported_is_imported_unchanged_and_a_changed_row_is_struck_and_replaced(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    list_town(cast, "望埠")
    assign(cast, "甲某", target="sector", sector="消防", department=cast.unit["应急局"])
    assign(cast, "甲某", target="town", unit=cast.unit["望埠"])
    client = cast.client("英德安委办")
    content = client.get("/contacts/excel/").content
    entries = Entry.objects.count()
    done = client.post("/contacts/import/", {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True)
    assert "新增 0 项，更改 0 项，没有变化 2 项" in done.content.decode()
    assert Entry.objects.count() == entries
    book = openpyxl.load_workbook(BytesIO(content))
    book["挂点联系"]["K2"] = "英安委〔2026〕3号"
    book["挂点联系"].append(["p2", "乙某", "行业及部门", None, None, "旅游", None, None, date(2026, 4, 1), None, None])
    out = BytesIO()
    book.save(out)
    done = client.post("/contacts/import/", {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}, follow=True)
    assert "新增 1 项，更改 1 项，没有变化 1 项" in done.content.decode()


def test_one_wrong_cell_and_nothing_is_imported(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    assign(cast, "甲某", target="sector", sector="消防")
    client = cast.client("英德安委办")
    book = openpyxl.load_workbook(BytesIO(client.get("/contacts/excel/").content))
    book["挂点联系"].append(["p2", "乙某", "行业及部门", None, None, "旅游", None, None, "四月", None, None])
    book["挂点联系"].append(["p9", "壬某", "行业及部门", None, None, "旅游", None, None, date(2026, 4, 1), None, None])
    out = BytesIO()
    book.save(out)
    said = client.post("/contacts/import/", {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}).content.decode()
    assert "挂点联系 I3（自）“四月”：不是日期" in said
    assert "挂点联系 A4（人员编号）“p9”" in said
    assert ContactPoint.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_leaders(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for sector in ("消防", "旅游", "工贸"):
        assign(cast, "甲某", target="sector", sector=sector)
        assign(cast, "丁某", target="sector", sector=sector)
    client = cast.client("英德安委办")
    client.get("/contacts/")
    with django_assert_max_num_queries(16):
        client.get("/contacts/")


def test_whoever_assigns_chooses_among_posts_that_name_their_unit_once(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    cast.officer["甲某"].tenures.update(title="英德市委书记")
    page = cast.client("英德安委办").get("/contacts/new/").content.decode()
    assert "甲某（英德市委书记）" in page
    assert "乙某（英德市政府主要负责人）" in page
    assert "---" not in page
