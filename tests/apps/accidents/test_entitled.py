"""Who may make an accident count otherwise: the office that recorded it or one above; the write-off from the county up, by two accounts."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.accidents.actions.correcting import correct_accident, withdraw_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import record_step
from anze.accidents.actions.reporting import record_report
from anze.accidents.actions.striking import strike
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.models import Accident, AccidentImport, Statement
from anze.accidents.queries.entitled import Entitled
from anze.accidents.queries.news import urgent
from anze.acts.models import Draft
from tests.apps.accidents.telling import at, fall, told
from tests.cast import Cast

NOW = at("2026-06-15", 10)
FALL = {"unit": "wb", "happened_at": "2026-06-14T09:30", "sector": "工矿商贸", "nature": "高处坠落", "deaths": "1", "loss": "90", "source": "enterprise",
        "enterprise": "某建材厂", "device_key": "k-1"}
TOWN, COUNTY, CITY = "望埠安委办", "英德安委办", "市安委办"


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def status(cast: Cast, name: str, one: Accident, *rests: str) -> set[int]:
    client = cast.client(name)
    return {client.get(f"/accidents/{one.code}/{rest}").status_code for rest in rests}


@pytest.mark.parametrize(("registered", "may"), [(CITY, {CITY}), (COUNTY, {CITY, COUNTY}), (TOWN, {CITY, COUNTY, TOWN})])
def test_only_the_registering_office_and_those_above_correct_withdraw_and_conclude(cast: Cast, registered: str, may: set[str]) -> None:
    one = fall(cast, by=registered)
    for name in (CITY, COUNTY, TOWN):
        assert status(cast, name, one, "correct/", "do/withdraw/", "do/approval/", "do/concealment/") == {200 if name in may else 403}
        assert status(cast, name, one, "do/figures/", "do/report/") == {200}
        page = cast.client(name).get(f"/accidents/{one.code}/").content.decode()
        assert ("correct/" in page) == ("do/withdraw/" in page) == (name in may) and "do/figures/" in page


def test_a_town_erases_nothing_that_the_city_registered(cast: Cast) -> None:
    one, town = fall(cast, by=CITY, deaths=3), cast.account[TOWN]
    with pytest.raises(ValidationError, match="由上级安委办登记"):
        correct_accident(town, NOW, one, told(cast, deaths=0), reason="报错")
    with pytest.raises(ValidationError, match="由上级安委办登记"):
        withdraw_accident(town, NOW, one, reason="重复")
    with pytest.raises(ValidationError, match="由上级安委办登记"):
        record_step(town, NOW, one, kind="opened", on=date(2026, 6, 2), organ="调查组")
    record_report(town, NOW, one, to="county", made_at=at("2026-06-01", 10))
    assert update_figures(town, NOW, one, on=date(2026, 6, 10), figures={"deaths": 4}).accident.deaths == 4
    assert Statement.objects.filter(accident=one, struck_at=None, deaths=3).exists()


def test_what_an_office_above_has_put_right_is_not_taken_back_below(cast: Cast) -> None:
    one, town = fall(cast, by=TOWN), cast.account[TOWN]
    more = update_figures(cast.account[CITY], at("2026-06-10"), one, on=date(2026, 6, 10), figures={"deaths": 3})
    assert more.row is not None
    with pytest.raises(ValidationError, match="由上级安委办登记"):
        strike(town, NOW, one, "figures", more.row, reason="不对")
    assert status(cast, TOWN, one, f"take-off/figures/{more.row.pk}/") == {403}
    correct_accident(cast.account[CITY], at("2026-06-11"), one, told(cast, deaths=2), reason="核实")
    with pytest.raises(ValidationError, match="由上级安委办登记"):
        correct_accident(town, NOW, one, told(cast, deaths=0), reason="不对")


def test_what_came_from_excel_or_from_nobody_is_for_the_county(cast: Cast) -> None:
    one = fall(cast, by=TOWN)
    AccidentImport.objects.create(account=cast.account[TOWN], name="事故.xlsx", content=b"", digest="", made_at=one.recorded_at, applied_at=one.recorded_at)
    other = fall(cast, "2026-06-02", by=TOWN)
    Accident.objects.filter(pk=other.pk).update(recorded_by=None)
    other.refresh_from_db()
    for accident in (one, other):
        assert [Entitled(cast.account[name], accident).may("correct") for name in (CITY, COUNTY, TOWN)] == [True, True, False]


def test_a_town_writes_nothing_off_and_nobody_alone(cast: Cast) -> None:
    one, start = fall(cast, by=TOWN), date(2026, 6, 15)
    assert status(cast, TOWN, one, "do/notice/", "do/write-off/") == {403}
    with pytest.raises(ValidationError, match="由县级以上安委办办理"):
        give_notice(cast.account[TOWN], NOW, one, start=start, reason="不属于生产安全事故")
    give_notice(cast.account[COUNTY], NOW, one, start=start, reason="不属于生产安全事故")
    on: dict[str, Any] = {"on": date(2026, 6, 23), "organ": "市应急管理局"}
    with pytest.raises(ValidationError, match="另一个账号"):
        write_off(cast.account[COUNTY], at("2026-06-23"), one, **on)
    with pytest.raises(ValidationError, match="由县级以上安委办办理"):
        write_off(cast.account[TOWN], at("2026-06-23"), one, **on)
    mine, theirs = (cast.client(name).get(f"/accidents/{one.code}/").content.decode() for name in (COUNTY, CITY))
    assert "do/write-off/" not in mine and "由另一个账号决定核销" in mine and "do/write-off/" in theirs
    assert write_off(cast.account[CITY], at("2026-06-23"), one, **on).accident.written_off_on == date(2026, 6, 23)


@pytest.mark.parametrize("start", [date(2026, 6, 1), date(2026, 6, 14)])
def test_a_notice_begins_on_the_day_it_is_registered_or_later(cast: Cast, start: date) -> None:
    with pytest.raises(ValidationError, match="早于今天"):
        give_notice(cast.account[COUNTY], NOW, fall(cast), start=start, reason="不属于生产安全事故")


def test_the_offices_above_hear_of_what_a_lower_office_does(cast: Cast) -> None:
    one = fall(cast, by=TOWN)
    correct_accident(cast.account[TOWN], at("2026-06-10", 14), one, told(cast, address="另一处"), reason="核实")
    assert [(line.unit, line.text, line.at_once) for line in urgent(at("2026-06-10", 8), at("2026-06-11", 8)) if line.topic == "accident"] == [
        (unit, "望埠镇安委办更正了事故情况：望埠镇“6·1”高处坠落事故", True) for unit in ("qy", "yd")]
    give_notice(cast.account[COUNTY], at("2026-06-11", 14), one, start=date(2026, 6, 11), reason="不属于生产安全事故")
    assert [(line.unit, line.text) for line in urgent(at("2026-06-11", 8), at("2026-06-12", 8)) if line.topic == "accident"] == [
        ("qy", "英德市安委办登记了核销公示：望埠镇“6·1”高处坠落事故")]


def test_the_same_accident_is_asked_about_before_it_is_registered_twice(cast: Cast) -> None:
    client = cast.client(COUNTY)
    client.post("/accidents/new/", FALL)
    again = FALL | {"device_key": "k-2", "nature": "坍塌"}
    answer = client.post("/accidents/new/", again)
    assert answer.status_code == 422 and "相似的事故" in answer.content.decode() and "2026-0001" in answer.content.decode()
    assert client.post("/accidents/new/", FALL).status_code == 302 and Accident.objects.count() == 1  # sent again: the first
    assert client.post("/accidents/new/", again | {"another": "on"}).status_code == 302 and Accident.objects.count() == 2
    assert client.post("/accidents/new/", FALL | {"device_key": "k-3", "nature": "触电", "enterprise": "另一家"}).status_code == 302


def test_a_draft_that_lands_after_the_accident_is_not_kept(cast: Cast) -> None:
    client, draft = cast.client(COUNTY), FALL | {"draft_form": "accident"}
    client.post("/acts/drafts/", draft)
    assert Draft.objects.count() == 1
    client.post("/accidents/new/", FALL)
    assert client.post("/acts/drafts/", draft).status_code == 200 and Draft.objects.count() == 0
    client.post("/acts/drafts/", draft | {"device_key": "k-9"})
    assert Draft.objects.count() == 1


def test_the_page_to_check_shows_a_nought(cast: Cast) -> None:
    one = fall(cast, deaths=1)
    page = cast.client(COUNTY).post(f"/accidents/{one.code}/do/figures/", {"on": "2026-06-10", "deaths": "0"}).content.decode()
    assert "<dt>死亡人数（合计）</dt><dd>0</dd>" in page.replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize(("deaths", "sentence"), [("99999999", "死亡人数：人数过大"), ("-1", "死亡人数：人数不能小于0")])
def test_a_number_that_cannot_be_has_no_grade(cast: Cast, deaths: str, sentence: str) -> None:
    page = cast.client(COUNTY).post("/accidents/new/panel/", FALL | {"deaths": deaths}).content.decode()
    assert sentence in page and "等级：" not in page


def test_the_register_of_a_day_shows_the_figures_of_that_day(cast: Cast) -> None:
    one = fall(cast, deaths=2)
    update_figures(cast.account[COUNTY], at("2026-06-10"), one, on=date(2026, 6, 10), figures={"deaths": 3})
    [then], [now] = (cast.client(COUNTY).get(f"/accidents/?{query}").context["accidents"] for query in ("as_of=2026-06-09", ""))
    assert [(row.deaths, row.grade) for row in (then, now)] == [(2, "ordinary"), (3, "considerable")]


def test_days_are_called_days_and_every_town_of_the_county_may_be_responsible(cast: Cast) -> None:
    one = fall(cast)
    client = cast.client(COUNTY)
    assert "日数不能小于1" in client.post(f"/accidents/{one.code}/do/extended/", {"on": "2026-06-10", "days": "-5"}).content.decode()
    fields = client.get(f"/accidents/{one.code}/do/approval/").context["form"].fields
    assert [code for code, _ in fields["responsible"].choices] == ["yd", "wb", "dz"]
    assert [code for code, _ in fields["outside"].choices] == ["wb"] and "英德市由清远市安委办登记" in fields["outside"].help_text
    fields = cast.client(CITY).get(f"/accidents/{one.code}/do/approval/").context["form"].fields
    assert [code for code, _ in fields["outside"].choices] == ["yd", "wb"] and "本级不能" not in fields["outside"].help_text
