"""Problem towns by period and committees with their directors, each change a new entry."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from anze.people.facts import register_facts
from anze.people.models import Committee, ProblemTown
from anze.people.moment import SHANGHAI
from anze.register.actions import Overtaken, delist_town, end_committee, list_town, set_directors, withdraw
from tests.cast import Cast

MARCH = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
JUNE = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


def test_a_town_comes_on_the_list_and_off_it_each_with_its_paper(cast: Cast) -> None:
    office = cast.client("英德安委办")
    assert office.post("/add/problem-town/", {"unit": cast.unit["望埠"].pk, "start": "2026-03-01", "document": "英安委〔2026〕1号"}).status_code == 302
    entry = ProblemTown.objects.current().get()
    assert "英安委〔2026〕1号" in office.get("/problem-towns/").content.decode()
    assert office.post(f"/problem-towns/{entry.pk}/remove/", {"end": "2026-05-31", "document": "英安委〔2026〕9号"}).status_code == 302
    page = office.get("/problem-towns/?state=all").content.decode()
    assert "英安委〔2026〕1号" in page and "英安委〔2026〕9号" in page
    assert "英安委〔2026〕9号移出" in office.get("/units/wb/").content.decode()


def test_the_law_sees_the_period_that_was_on_record_then(cast: Cast) -> None:
    entry = list_town(None, MARCH, unit=cast.unit["望埠"], start=date(2026, 3, 1), document="1号")
    delist_town(None, JUNE, entry, end=date(2026, 5, 31), document="9号")
    assert [town.end for town in register_facts(date(2026, 5, 31))["problem_towns"]] == [None]
    assert [town.end for town in register_facts(date(2026, 6, 1))["problem_towns"]] == [date(2026, 5, 31)]


def test_a_town_is_not_on_the_list_twice_at_once_but_may_come_again(cast: Cast) -> None:
    entry = list_town(None, MARCH, unit=cast.unit["望埠"], start=date(2026, 3, 1), document="1号")
    with pytest.raises(ValidationError, match="这段时间已在名单上（2026年3月1日起，至今，1号）"):
        list_town(None, JUNE, unit=cast.unit["望埠"], start=date(2026, 6, 1), document="2号")
    delist_town(None, JUNE, entry, end=date(2026, 5, 31), document="9号")
    with pytest.raises(ValidationError, match="已在名单上"):
        list_town(None, JUNE, unit=cast.unit["望埠"], start=date(2026, 5, 31), document="2号")
    list_town(None, JUNE, unit=cast.unit["望埠"], start=date(2026, 6, 1), document="2号")


def test_only_a_town_comes_on_the_list(cast: Cast) -> None:
    for name in ("英德", "应急局"):
        with pytest.raises(ValidationError, match="不是乡镇、街道"):
            list_town(None, MARCH, unit=cast.unit[name], start=date(2026, 3, 1), document="1号")


def test_two_who_take_a_town_off_at_once_are_told_apart(cast: Cast) -> None:
    entry = list_town(None, MARCH, unit=cast.unit["望埠"], start=date(2026, 3, 1), document="1号")
    delist_town(cast.account["市安委办"], JUNE, entry, end=date(2026, 5, 31), document="9号")
    answer = cast.client("英德安委办").post(f"/problem-towns/{entry.pk}/remove/", {"end": "2026-05-20", "document": "8号"})
    page = answer.content.decode()
    assert "市安委办" in page and 'value="8号"' in page
    assert ("移出日期", "2026年5月31日", "2026年5月20日") in answer.context["differences"]


def test_an_entry_made_by_mistake_is_taken_off(cast: Cast) -> None:
    entry = list_town(None, MARCH, unit=cast.unit["望埠"], start=date(2026, 3, 1), document="1号")
    cast.client("英德安委办").post(f"/problem-towns/{entry.pk}/withdraw/", {"reason": "登错了"})
    assert register_facts(date(2027, 1, 1))["problem_towns"] == ()
    with pytest.raises(Overtaken):
        withdraw(None, JUNE, entry, reason="x")


def test_another_countys_entry_is_not_found(cast: Cast) -> None:
    entry = list_town(None, MARCH, unit=cast.unit["望埠"], start=date(2026, 3, 1), document="1号")
    committee = set_directors(None, MARCH, unit=cast.unit["英德"], directors=[cast.officer["乙某"]], start=date(2026, 3, 1))
    stranger = cast.client("清新安委办")
    for address in (f"/problem-towns/{entry.pk}/remove/", f"/problem-towns/{entry.pk}/withdraw/", f"/committees/{committee.pk}/end/",
                    f"/committees/{committee.pk}/withdraw/"):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"end": "2026-05-31", "document": "x", "reason": "x"}).status_code == 404
    assert "望埠" not in stranger.get("/problem-towns/?state=all").content.decode()


def test_the_check_of_the_law_is_shown_before_directors_are_saved(cast: Cast) -> None:  # 第四条第三款
    office = cast.client("英德安委办")
    sent = {"first": "丙某", "second": "", "start": "2026-03-01", "reason": "", "based_on": "0", "checked": ""}
    answer = office.post("/units/yd/committee/", sent)
    page = answer.content.decode()
    assert "不符合" in page and "第四条第三款" in page and "丙某" in page
    assert not Committee.objects.exists()
    checked = answer.context["form"].data["checked"]
    changed = office.post("/units/yd/committee/", sent | {"first": "乙某", "checked": checked})  # another director: looked at again
    assert "符合" in changed.content.decode() and not Committee.objects.exists()
    saved = office.post("/units/yd/committee/", sent | {"first": "乙某", "checked": changed.context["form"].data["checked"]})
    assert saved.status_code == 302
    assert [officer.name for officer in Committee.objects.current().get().directors.all()] == ["乙某"]


def test_two_directors_are_the_heads_of_government_and_party(cast: Cast) -> None:  # 双主任制
    office = cast.client("英德安委办")
    sent = {"first": "乙某", "second": "甲某", "start": "2026-03-01", "based_on": "0"}
    assert "双主任" in office.post("/units/yd/committee/", sent).content.decode()
    wrong = office.post("/units/yd/committee/", sent | {"second": "丙某"}).content.decode()
    assert "既不是政府主要负责人，也不是党委主要负责人" in wrong


def test_new_directors_end_the_old_ones_the_day_before(cast: Cast) -> None:
    first = set_directors(None, MARCH, unit=cast.unit["英德"], directors=[cast.officer["甲某"]], start=date(2026, 3, 1))
    set_directors(None, JUNE, unit=cast.unit["英德"], directors=[cast.officer["乙某"]], start=date(2026, 6, 1), based_on=first.pk)
    before, after = sorted(register_facts(date(2026, 6, 1))["committees"], key=lambda one: one.start)
    assert (before.directors, before.end, after.directors, after.end) == (("p1",), date(2026, 5, 31), ("p2",), None)
    with pytest.raises(Overtaken):
        set_directors(None, JUNE, unit=cast.unit["英德"], directors=[cast.officer["甲某"]], start=date(2026, 7, 1), based_on=first.pk)
    with pytest.raises(ValidationError, match="起始日期应晚于这一天"):
        set_directors(None, JUNE, unit=cast.unit["英德"], directors=[cast.officer["甲某"]], start=date(2026, 6, 1))


def test_a_committee_ends_and_a_wrong_entry_is_taken_off(cast: Cast) -> None:
    committee = set_directors(None, MARCH, unit=cast.unit["英德"], directors=[cast.officer["乙某"]], start=date(2026, 3, 1))
    office = cast.client("英德安委办")
    assert office.post(f"/committees/{committee.pk}/end/", {"end": "2026-05-31", "reason": "撤销"}).status_code == 302
    with pytest.raises(Overtaken):
        end_committee(None, JUNE, committee, end=date(2026, 5, 30), reason="x")
    now = Committee.objects.current().get()
    assert office.post(f"/committees/{now.pk}/withdraw/", {"reason": "登错了"}).status_code == 302
    assert not Committee.objects.current().exists()
    assert "撤下安委会主任" in office.get("/units/yd/").content.decode()


def test_directors_must_be_named(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="请写明主任"):
        set_directors(None, MARCH, unit=cast.unit["英德"], directors=[], start=date(2026, 3, 1))


def test_both_lists_go_out_as_workbooks_with_what_is_listed(cast: Cast) -> None:
    list_town(None, MARCH, unit=cast.unit["望埠"], start=date(2026, 3, 1), document="=1+1")
    set_directors(None, MARCH, unit=cast.unit["英德"], directors=[cast.officer["乙某"]], start=date(2026, 3, 1))
    office = cast.client("英德安委办")
    towns = openpyxl.load_workbook(BytesIO(office.get("/problem-towns/excel/").content)).active
    assert towns is not None
    assert [cell.value for cell in towns[2]][:4] == [1, "英德市", "wb", "望埠镇"]
    assert (towns["F2"].value, towns["F2"].data_type) == ("=1+1", "s")  # text, no formula
    committees = openpyxl.load_workbook(BytesIO(office.get("/committees/excel/").content)).active
    assert committees is not None
    assert [cell.value for cell in committees[2]][2:5] == ["英德市", "乙某", "p2"]
    nobody = openpyxl.load_workbook(BytesIO(cast.client("清新安委办").get("/problem-towns/excel/?state=all").content)).active
    assert nobody is not None and nobody.max_row == 1


def test_units_that_must_have_a_committee_are_listed_without_one_too(cast: Cast) -> None:
    rows = cast.client("市安委办").get("/committees/").context["rows"]
    assert [row.unit.code for row in rows] == ["qy", "yd", "qx"]
    assert all(row.committee is None and not row.check.ok for row in rows)
