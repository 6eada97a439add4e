"""The duty board: counts that agree, cells that explain themselves, filters in the address, two clocks, nobody else's rows."""

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import transaction

from anze.acts.facts import facts_of
from anze.acts.models import Act, Participant, Topic
from anze.duties.models import Urge
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record
from anze.workbook import exporting
from anze.workbook.models import Export
from tests.cast import Cast

NOW = datetime(2026, 5, 26, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def inspect(cast: Cast, uid: str, officer: str, unit: str, day: date, recorded: datetime, part: str = "lead") -> Act:
    with transaction.atomic():
        act = Act.objects.create(uid=uid, type="inspection", unit=cast.unit[unit], date=day, place="矿山", recorded_at=recorded, title=f"排查{uid}")
        Participant.objects.create(act=act, officer=cast.officer[officer], part=part)
        entry = record(Change(at=recorded, actor=None, verb="登记", object_type="act", object_id=uid))
        for fact in facts_of(act, entry.seq):
            fact.save()
    return act


def meet(cast: Cast, uid: str, unit: str, day: date, recorded: datetime, special: bool = True) -> Act:
    with transaction.atomic():
        act = Act.objects.create(uid=uid, type="meeting", unit=cast.unit[unit], date=day, bodies=["standing_committee"], recorded_at=recorded, title=uid)
        Participant.objects.create(act=act, officer=cast.officer["甲某"], part="chair")
        Topic.objects.create(act=act, position=1, title="安全生产", code="work_safety", special=special)
        entry = record(Change(at=recorded, actor=None, verb="登记", object_type="act", object_id=uid))
        for fact in facts_of(act, entry.seq):
            fact.save()
    return act


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=SHANGHAI)


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def total(response: Any) -> int:
    found = re.search(r"共 (\d+) 项", text(response))
    assert found
    return int(found[1])


def test_an_office_sees_its_tree_and_nothing_of_its_neighbour(cast: Cast) -> None:
    mine = text(cast.client("英德安委办").get("/board/?view=list"))
    assert "甲某" in mine and "丁某" in mine and "庚某" in mine
    assert "壬某" not in mine and "癸某" not in mine
    other = text(cast.client("清新安委办").get("/board/?view=list"))
    assert "壬某" in other and "甲某" not in other and "望埠" not in other


def test_each_view_counts_the_same_rows(cast: Cast) -> None:
    client = cast.client("市安委办")
    totals = {view: total(client.get(f"/board/?view={view}")) for view in ("grid", "list", "unit", "person", "duty")}
    assert len(set(totals.values())) == 1 and totals["list"] > 50


def test_a_month_s_duty_is_met_backfilled_soon_or_missed(cast: Cast) -> None:
    inspect(cast, "a1", "甲某", "英德", date(2026, 3, 10), at(2026, 4, 7))   # the last of the seven days of grace
    inspect(cast, "a2", "甲某", "英德", date(2026, 4, 10), at(2026, 5, 8))   # one day later
    client = cast.client("英德安委办")
    rows = {row.period: row for row in client.get("/board/?view=list&duty=5.7&officer=p1").context["page"].object_list}
    assert {period: row.lamp for period, row in rows.items()} == {
        "2026-01": "missed", "2026-02": "missed", "2026-03": "met", "2026-04": "backfilled", "2026-05": "soon"}
    assert rows["2026-05"].days == "剩 5 天"


def test_the_two_clocks_move_the_board(cast: Cast) -> None:
    inspect(cast, "a1", "甲某", "英德", date(2026, 4, 10), at(2026, 5, 8))
    client = cast.client("英德安委办")

    def lamp(query: str) -> list[str]:
        return [row.lamp for row in client.get(f"/board/?view=list&duty=5.7&officer=p1&period=2026-04{query}").context["page"].object_list]

    assert lamp("") == ["backfilled"]
    assert lamp("&as_of=2026-05-07&known_at=2026-05-07") == ["missed"]
    assert lamp("&as_of=2026-04-15") == ["backfilled"]
    assert lamp("&as_of=2026-04-15&known_at=2026-05-07") == ["pending"]
    assert lamp("&as_of=2026-03-31") == []


def test_filters_narrow_by_unit_span_post_status_and_year(cast: Cast) -> None:
    client = cast.client("市安委办")

    def units(query: str) -> set[str]:
        return {row.unit for row in client.get(f"/board/?view=list&{query}").context["page"].paginator.object_list[:]}

    assert units("unit=yd") == {"yd", "wb", "dz", "yjj", "jyj"}
    assert units("unit=yd&span=own") == {"yd", "yjj", "jyj"}
    assert units("unit=yd&span=only") == {"yd"}
    assert units("post=safety_deputy") == {"wb"}
    assert units("unit=nowhere") == set()
    assert units("year=2025") == set()
    lamps = {row.lamp for row in client.get("/board/?view=list&lamp=open").context["page"].paginator.object_list[:]}
    assert lamps == {"missed", "soon", "pending"}


def test_a_filter_that_is_none_is_left_out(cast: Cast) -> None:
    client = cast.client("市安委办")
    nonsense = "/board/?view=list&lamp=purple&span=x&year=abcd&period=2026-13&type=dance&post=king&page=999"
    assert total(client.get(nonsense)) == total(client.get("/board/?view=list"))


def test_a_cell_explains_which_acts_count_and_which_do_not(cast: Cast) -> None:
    inspect(cast, "ok", "甲某", "英德", date(2026, 4, 10), at(2026, 5, 8))
    inspect(cast, "no", "甲某", "英德", date(2026, 4, 12), at(2026, 4, 13), part="attend")
    page = cast.client("英德安委办").get("/board/cell/?d=5.7&u=yd&p=2026-04&o=p1")
    words = text(page)
    found = page.context["found"]
    assert [one.code for one in found.counted] == ["ok"] and [one.why_not for one in found.others] == ["只是参加，不是牵头（带队）"]
    assert found.quote in words and "第五条（七）" in words and "7日" in words and "15日" in words and "grace_days" not in words
    assert "发生：2026年4月10日（周五）；登记：2026年5月8日 09:00" in words
    assert "2026年5月7日（周四） ，再晚登记的算补录" in words.replace("），", "） ，")


def test_a_cell_names_a_meeting_that_did_not_study_safety_on_its_own(cast: Cast) -> None:
    meet(cast, "m1", "英德", date(2026, 4, 10), at(2026, 4, 11), special=False)
    found = cast.client("英德安委办").get("/board/cell/?d=5.2&u=yd&p=2026Q2").context["found"]
    assert found.row.lamp == "pending" and [one.why_not for one in found.others] == ["议题没有标明专题研究安全生产"]


def test_a_stranger_s_cell_person_and_unit_are_not_found(cast: Cast) -> None:
    client = cast.client("清新安委办")
    for address in ("/board/cell/?d=5.7&u=yd&p=2026-04&o=p1", "/board/person/p1/", "/board/unit/yd/", "/board/person/nobody/", "/board/cell/"):
        assert client.get(address).status_code == 404, address
    assert cast.client("英德安委办").get("/board/person/p1/").status_code == 200
    assert cast.client("英德安委办").get("/board/unit/qx/").status_code == 404


@pytest.mark.parametrize("name", ["系统管理员", "安全管理员", "审计管理员"])
def test_administrators_see_no_board(cast: Cast, name: str) -> None:
    from anze.access.rights import rights_of

    assert not rights_of(cast.account[name]).may("board.view")
    assert not rights_of(cast.account[name]).may("duty.own")


def test_the_workbook_has_the_rows_of_the_page(cast: Cast) -> None:
    client = cast.client("英德安委办")
    for view in ("list", "grid", "unit", "person", "duty"):
        page = client.get(f"/board/?view={view}&duty=5.7")
        sent = client.get(f"/board/?view={view}&duty=5.7&format=xlsx")
        sheet = openpyxl.load_workbook(BytesIO(sent.content)).worksheets[0]
        assert sheet.max_row - 1 == page.context["page"].paginator.count, view


def test_a_large_workbook_is_written_in_the_background_with_the_filters_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any,
                                                                               django_capture_on_commit_callbacks: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(exporting, "QUICK", 0)
    client = cast.client("英德安委办")
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.get("/board/?view=list&duty=5.7&period=2026-05&format=xlsx&name=x&rows=9")
    assert sent["Location"] == "/exports/"
    kept = Export.objects.get()
    assert (kept.state, kept.name) == ("ready", "任务看板-名单-20260526.xlsx")
    book = openpyxl.load_workbook(BytesIO(bytes(kept.content or b"")))
    assert book.worksheets[0].max_row - 1 == total(client.get("/board/?view=list&duty=5.7&period=2026-05"))
    said = [row[1].value for row in book.worksheets[1].iter_rows() if row[0].value == "筛选"]
    assert said == ["条款：第五条（七）", "期间：2026年5月"]


def test_by_unit_the_rows_are_parted_without_rest(cast: Cast) -> None:
    client = cast.client("市安委办")
    groups = client.get("/board/?view=unit").context["groups"]
    assert groups[0]["group"].key == "qy"
    assert sum(one["group"].total for one in groups) == total(client.get("/board/?view=list"))
    for one in groups:
        assert total(client.get("/board/" + one["all"])) == one["group"].total
        for count in one["counts"]:
            assert total(client.get("/board/" + count["address"])) == count["number"]


@pytest.mark.parametrize("address", ["/board/", "/board/?view=list", "/board/?view=unit", "/board/?view=duty",
                                     "/board/person/p1/", "/board/unit/yd/"])
def test_the_board_asks_as_many_questions_whatever_it_shows(cast: Cast, address: str, django_assert_max_num_queries: Any) -> None:
    client = cast.client("市安委办")
    client.get(address)
    with django_assert_max_num_queries(7 if "/unit/" in address else 6):  # a unit's page also asks for its patrols, once
        client.get(address)


def test_who_holds_two_posts_at_once_has_a_cell_for_each_tenure(cast: Cast) -> None:
    client = cast.client("英德安委办")
    rows = client.get("/board/?officer=p3&duty=22.p2").context["rows"]
    assert [row.cells[0].query for row in rows] == ["d=22.p2&u=yd&o=p3&p=2026", "d=22.p2&u=yd&o=p3&n=1&p=2026"]
    assert all(client.get(f"/board/cell/?{row.cells[0].query}").status_code == 200 for row in rows)
    assert client.get("/board/cell/?d=22.p2&u=yd&o=p3&n=2&p=2026").status_code == 404


def test_an_office_picks_exactly_whom_to_urge(cast: Cast) -> None:
    page = cast.client("英德安委办").get("/board/?view=list&lamp=open&period=2026-05")
    picks = {line["row"].names: line["pick"] for line in page.context["rows"] if line["row"].act_type == "inspection"}
    assert picks["丙某"] in {"8.7|yd|p3|2026-05", "7.p2|yd|p3|2026-05"}
    assert page.context["urge"] == "/urge/"
    body = next(line for line in page.context["rows"] if line["row"].duty == "10.2")
    assert body["pick"] == "10.2|wb||2026-05"
    preview = text(cast.client("英德安委办").post("/urge/", {"pick": [picks["丙某"]]}))
    assert "丙某" in preview and "甲某" not in preview


def test_an_office_picks_everything_that_the_filters_let_through_whatever_page_it_stands_on(cast: Cast) -> None:
    client = cast.client("英德安委办")
    page = client.get("/board/?view=list&year=all")
    rows = page.context["page"].paginator.object_list[:]
    open_rows = [row for row in rows if row.lamp not in {"met", "backfilled"} and row.officers]
    assert page.context["everything"] == len(open_rows) > page.context["here"] > 0
    assert f"选中全部 {len(open_rows)} 项（含其他页）" in text(page)
    sent = client.post("/urge/", {"all": "1", "filters": page.context["filters_query"], "pick": "5.7|yd|p1|2026-05"})
    assert sent["Location"] == "/urge/?all=1&year=all"
    preview = client.get(sent["Location"])
    people = preview.context["found"].people
    assert {name for row in open_rows for _, name in row.officers} == {one.name for one in people}
    form = preview.content.decode()
    assert 'name="pick"' not in form and 'action="/urge/?all=1&amp;year=all"' in form
    fewer = client.get("/urge/?all=1&year=2026&duty=5.7").context["found"]
    assert {one.name for one in fewer.people} == {"甲某"}
    done = client.post("/urge/?all=1&year=2026&duty=5.7", {"send": "1", "text": ""})
    assert "已催办" in text(done) and set(Urge.objects.values_list("duty", "officer__name")) == {("5.7", "甲某")}


def test_everything_is_no_more_than_the_account_may_urge_about(cast: Cast) -> None:
    assert cast.client("英德安委办").get("/urge/?all=1&unit=qx&year=2026").context["found"] is None
    assert cast.client("纪委").get("/urge/?all=1&year=2026").status_code == 403


def test_nobody_is_urged_about_the_past_or_by_who_may_not(cast: Cast) -> None:
    assert not cast.client("英德安委办").get("/board/?view=list&lamp=open&as_of=2026-05-20").context["urge"]
    assert not cast.client("纪委").get("/board/?view=list&lamp=open").context["urge"]
    assert not cast.client("英德安委办").get("/board/?view=list&lamp=met").context["urge"]
