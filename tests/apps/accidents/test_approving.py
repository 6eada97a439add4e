"""Who approves an investigation's report (第十九、二十、三十二条), and who may record that the responsibility lies elsewhere (第二十七条第三款)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import approve_report, record_step
from anze.accidents.facts import accident_on_record
from anze.accidents.models import Accident, ApprovedReport
from anze.accidents.queries.approver import level_named
from anze.accidents.queries.findings import around, findings
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW, ON = at("2026-06-20", 10), date(2026, 6, 20)
CITY, COUNTY, TOWN = "市安委办", "英德安委办", "望埠安委办"
BASIS: dict[str, Any] = {"document": "清府函〔2026〕1号", "conclusion": "责任在外地的施工单位。"}


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def submitted(cast: Cast, **more: Any) -> Accident:
    return record_step(cast.account[more.get("by", COUNTY)], NOW, fall(cast, **more), kind="submitted", on=ON).accident


def approved(cast: Cast, one: Accident, organ: str = "清远市人民政府", *, by: str = COUNTY, **more: Any) -> Any:
    return approve_report(cast.account[by], NOW, one, on=ON, organ=organ, **more)


def refusals(cast: Cast, one: Accident, *rest: Any, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        approved(cast, one, *rest, **more)
    assert not ApprovedReport.objects.exists()
    return refused.value.message_dict


def vetoed() -> set[str]:
    known = around({"wb"}, date(2026, 6, 1), Question(ON, ON), ON)
    return {one["unit"] for one in findings(known).lists["vetoes"]}


@pytest.mark.parametrize(("name", "level"), [
    ("英德市人民政府", "county"), ("清远市人民政府", "city"), ("清远市英德市人民政府", "county"), ("广东省清远市人民政府", "city"),
    ("广东省人民政府", "province"), ("国务院", "state"), ("望埠镇人民政府", "town"), ("英德市望埠镇人民政府", "town"),
    ("清新区人民政府", "county"), ("英德市应急管理局", "county"),
    ("清远市应急管理局", "city"), ("某县人民政府", "county"), ("县政府", "county"), ("天河区人民政府", "county"), ("广西壮族自治区人民政府", "province"),
    ("韶关市人民政府", ""), ("市人民政府", ""),
    ("负责调查的人民政府", ""), ("某开发区管理委员会", ""), ("清远市英德市市场监督管理局", "county"),
    ("英德市人民政府、清远市人民政府", "city")])
def test_a_name_tells_the_level_or_nothing(cast: Cast, name: str, level: str) -> None:
    assert level_named(name, cast.unit["望埠"]) == level


@pytest.mark.parametrize("organ", ["英德市人民政府", "望埠镇人民政府", "英德市应急管理局"])
def test_a_government_below_the_level_of_the_grade_does_not_approve(cast: Cast, organ: str) -> None:  # 第十九条
    said = refusals(cast, submitted(cast, deaths=3), organ)["organ"][0]
    assert "较大事故由设区的市级人民政府负责调查（国务院令第493号第十九条）" in said and "请核对批复机关" in said


@pytest.mark.parametrize(("deaths", "organ"), [(1, "英德市人民政府"), (1, "清远市人民政府"), (3, "清远市人民政府"), (3, "广东省人民政府"),
                                               (10, "广东省人民政府")])
def test_the_level_of_the_grade_or_a_higher_one_approves(cast: Cast, deaths: int, organ: str) -> None:
    assert approved(cast, submitted(cast, deaths=deaths), organ).row.organ == organ


@pytest.mark.parametrize("organ", ["负责调查的人民政府", "清远市应急管理局"])
def test_a_name_that_tells_no_level_or_no_government_is_asked_about(cast: Cast, organ: str) -> None:
    one = submitted(cast, deaths=3)
    assert "看不出是哪一级人民政府" in refusals(cast, one, organ)["organ_sure"][0]
    assert approved(cast, one, organ, organ_sure=True).row.organ == organ


def test_where_the_grade_rose_the_one_that_began_may_approve_once_it_is_confirmed(cast: Cast) -> None:  # 第二十条: 可以另行组织
    one = submitted(cast, deaths=2)
    update_figures(cast.account[COUNTY], NOW, one, on=date(2026, 6, 10), figures={"deaths": 3})
    one.refresh_from_db()
    assert "可以另行组织调查（第二十条）" in refusals(cast, one, "英德市人民政府")["organ_sure"][0]
    assert approved(cast, one, "英德市人民政府", organ_sure=True).row


def test_a_government_above_that_took_the_accident_over_approves_itself(cast: Cast) -> None:  # 第二十条、第三十二条
    one = submitted(cast)
    record_step(cast.account[COUNTY], NOW, one, kind="opened", on=ON, tier="city")
    assert "由设区的市级人民政府负责调查" in refusals(cast, one, "英德市人民政府")["organ"][0]


def test_a_county_does_not_lift_its_own_veto(cast: Cast) -> None:
    one = submitted(cast, deaths=3)
    both = [cast.unit["英德"], cast.unit["望埠"]]
    said = refusals(cast, one, outside=both, **BASIS)["outside"][0]
    assert "责任不在英德市的，由上一级（清远市）安委办登记" in said and "望埠镇" not in said
    assert vetoed() == {"wb"}
    approved(cast, one, by=CITY, outside=both, **BASIS)
    assert vetoed() == set()
    record = accident_on_record(one.pk, ON)
    assert record is not None and record.responsibility_outside == ("wb", "yd")


def test_a_county_relieves_its_town_and_a_town_nobody(cast: Cast) -> None:
    own = submitted(cast, deaths=3, by=TOWN)
    assert "由上一级（英德市）安委办登记" in refusals(cast, own, by=TOWN, outside=[cast.unit["望埠"]], **BASIS)["outside"][0]
    assert approved(cast, own, outside=[cast.unit["望埠"]], **BASIS).row


def test_the_topmost_office_relieves_its_own_area(cast: Cast) -> None:
    county = cast.unit["英德"]
    type(county).objects.filter(pk=county.pk).update(parent=None)
    assert approved(cast, submitted(cast, deaths=3), outside=[county], **BASIS).row


def test_laying_it_outside_takes_a_number_and_a_conclusion(cast: Cast) -> None:
    one = submitted(cast, deaths=3)
    assert set(refusals(cast, one, by=CITY, outside=[cast.unit["英德"]])) == {"document", "conclusion"}


def test_an_office_below_does_not_replace_what_the_city_recorded(cast: Cast) -> None:
    one = submitted(cast, deaths=3)
    approved(cast, one, by=CITY, outside=[cast.unit["英德"]], **BASIS)
    with pytest.raises(ValidationError, match="上级安委办"):
        approved(cast, one, reason="文号写错")


def test_the_form_asks_in_place_and_keeps_what_was_typed(cast: Cast) -> None:
    one = submitted(cast, deaths=3)
    client, path = cast.client(COUNTY), f"/accidents/{one.code}/do/approval/"
    first = client.get(path).content.decode()
    assert 'type="hidden" name="organ_sure"' in first and "设区的市级人民政府" in first
    typed = {"on": "2026-06-20", "organ": "负责调查的人民政府", "document": "清府函〔2026〕1号", "conclusion": "全文见附件。", "responsible": ["wb"]}
    asked = client.post(path, typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and 'type="checkbox" name="organ_sure"' in page and "全文见附件。" in page and "清府函〔2026〕1号" in page
    check = client.post(path, typed | {"organ_sure": "on"}).content.decode()
    assert "还没有保存" in check and 'name="organ_sure" value="on"' in check
    refused = client.post(path, typed | {"organ": "清远市人民政府", "outside": ["yd"]}).content.decode()
    assert "由上一级（清远市）安委办登记" in refused and not ApprovedReport.objects.exists()
