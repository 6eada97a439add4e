"""The pages of accidents: registered on one page, checked before they change anything, closed to strangers."""

import re
from typing import Any

import pytest
import time_machine

from anze.accidents.models import Accident, ChainReport, FigureUpdate
from anze.acts.models import Draft
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-06-15", 10)
FALL = {"unit": "wb", "happened_at": "2026-06-14T09:30", "sector": "工矿商贸", "nature": "高处坠落", "deaths": "1", "loss": "90", "source": "enterprise",
        "device_key": "k-1"}


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def page(cast: Cast, name: str, address: str, **data: Any) -> str:
    client = cast.client(name)
    answer = client.post(address, data, follow=True) if data else client.get(address)
    return answer.content.decode()


def flat(text: str) -> str:
    return re.sub(r"<[^>]+>|\s", "", text)


def test_registering_leads_to_what_follows(cast: Cast) -> None:
    fall(cast, "2026-05-20")
    fall(cast, "2026-06-01")
    shown = flat(page(cast, "英德安委办", "/accidents/new/", **FALL))
    assert "已登记，台账编号2026-0003" in shown
    assert "第二十一条第二款（三）" in shown and "望埠镇“5·20”高处坠落事故" in shown
    assert "应约谈（2026年6月14日在任）：甲某、乙某、丙某" in shown
    assert "2026年6月14日10:30前" in shown and "2026年8月13日" in shown  # one hour; sixty days
    assert "县级人民政府" in shown and "2026年7月14日" in shown  # who investigates; thirty days for changed casualties


def test_the_grade_is_computed_while_typing(cast: Cast) -> None:
    shown = flat(page(cast, "英德安委办", "/accidents/new/panel/", **(FALL | {"deaths": "2", "loss": "5000"})))
    assert "等级：重大事故" in shown and "按直接经济损失定级" in shown
    assert "（二）重大事故，是指造成10人以上30人以下死亡" in shown
    assert Accident.objects.count() == 0


def test_the_panel_says_what_would_follow_and_who_was_entered_already(cast: Cast) -> None:
    fall(cast, "2026-05-20")
    fall(cast, "2026-06-14")
    shown = flat(page(cast, "英德安委办", "/accidents/new/panel/", **FALL))
    assert "约谈情形" in shown and "这起事故（2026年6月14日）" in shown
    assert "同一天、同一地已经登记过" in shown


def test_the_types_follow_the_day_of_the_accident(cast: Cast) -> None:  # 20 until 2026-06-30, 27 after
    with time_machine.travel(at("2026-07-02"), tick=False):
        asked = FALL | {"type_table": "GB/T 6441-1986", "happened_at": "2026-07-01T09:00"}
        shown = page(cast, "英德安委办", "/accidents/new/panel/", **asked)
        assert 'hx-swap-oob' in shown and "27类" in shown
        same = page(cast, "英德安委办", "/accidents/new/panel/", **(asked | {"happened_at": "2026-06-30T09:00"}))
        assert 'id="nature" hx-swap-oob' not in same


def test_what_is_wrong_is_said_at_once_and_kept(cast: Cast) -> None:
    answer = cast.client("英德安委办").post("/accidents/new/", FALL | {"happened_at": "2026-06-16T09:00", "deaths": "-1", "enterprise": "某厂"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "有 1 处要改" in shown and "人数不能小于0" in shown and 'value="某厂"' in shown
    answer = cast.client("英德安委办").post("/accidents/new/", FALL | {"happened_at": "2026-06-16T09:00", "credit_code": "123"})
    assert "发生时间晚于现在" in answer.content.decode() and "18位" in answer.content.decode()


def test_a_draft_is_offered_again_and_dropped_when_it_was_sent(cast: Cast) -> None:
    Draft.objects.create(account=cast.account["英德安委办"], form="accident", data={"enterprise": ["某采石场"]}, saved_at=NOW)
    shown = page(cast, "英德安委办", "/accidents/new/")
    assert "的草稿" in shown and "draft-data" in shown
    page(cast, "英德安委办", "/accidents/new/", **FALL)
    assert not Draft.objects.exists()


def test_an_office_of_one_town_is_not_asked_where(cast: Cast) -> None:
    shown = page(cast, "望埠安委办", "/accidents/new/")
    assert 'type="hidden" name="unit" value="wb"' in shown
    shown = page(cast, "英德安委办", "/accidents/new/")
    assert 'value="dz"' in shown and 'value="th"' not in shown


def test_a_place_out_of_reach_is_refused(cast: Cast) -> None:
    assert "您不能为这个地方登记事故" in page(cast, "英德安委办", "/accidents/new/", **(FALL | {"unit": "th"}))
    assert Accident.objects.count() == 0


@pytest.mark.parametrize(("name", "status"), [("市安委办", 200), ("英德安委办", 200), ("望埠安委办", 200), ("甲", 200), ("丁", 200), ("应急局联络员", 200),
                                              ("清新安委办", 404), ("壬", 404), ("系统管理员", 403)])
def test_who_sees_an_accident(cast: Cast, name: str, status: int) -> None:
    made = fall(cast)
    assert cast.client(name).get(f"/accidents/{made.code}/").status_code == status
    assert (made.title in flat(page(cast, name, "/accidents/"))) == (status == 200)


@pytest.mark.parametrize("path", ["correct/", "do/figures/", "do/withdraw/", "take-off/figures/1/"])
def test_a_strangers_accident_is_not_there_to_be_changed(cast: Cast, path: str) -> None:
    made = fall(cast)
    assert cast.client("清新安委办").get(f"/accidents/{made.code}/{path}").status_code == 404
    assert cast.client("甲").get(f"/accidents/{made.code}/{path}").status_code == 403


def test_the_difference_is_shown_before_anything_is_saved_and_again_after(cast: Cast) -> None:
    fall(cast, "2026-05-20", deaths=3)
    made = fall(cast, "2026-06-01", deaths=2)
    told = {"on": "2026-06-10", "deaths": "3", "note": "医院证明"}
    check = page(cast, "英德安委办", f"/accidents/{made.code}/do/figures/", **told)
    assert FigureUpdate.objects.count() == 0
    assert "由一般事故变为较大事故" in check and "第二十一条第二款（二）" in check and "还没有保存" in check
    seen = re.search(r'name="seen" value="(\w+)"', check)
    assert seen is not None
    shown = flat(page(cast, "英德安委办", f"/accidents/{made.code}/do/figures/", **told, seen=seen[1]))
    assert FigureUpdate.objects.count() == 1
    assert "带来的变化" in shown and shown.count("由一般事故变为较大事故") == 2  # on top, and for good among the changes


def test_what_changed_meanwhile_is_shown_once_more(cast: Cast) -> None:
    made = fall(cast, "2026-06-01", deaths=2)
    told = {"on": "2026-06-10", "deaths": "3"}
    check = page(cast, "英德安委办", f"/accidents/{made.code}/do/figures/", **told)
    seen = re.search(r'name="seen" value="(\w+)"', check)
    assert seen is not None
    fall(cast, "2026-05-20", deaths=3)
    again = page(cast, "英德安委办", f"/accidents/{made.code}/do/figures/", **told, seen=seen[1])
    assert "别的登记改变了后果" in again and FigureUpdate.objects.count() == 0


def test_going_back_from_the_check_keeps_what_was_typed(cast: Cast) -> None:
    made = fall(cast, deaths=2)
    shown = page(cast, "英德安委办", f"/accidents/{made.code}/do/figures/", on="2026-06-10", deaths="3", note="医院证明", again="1")
    assert 'value="医院证明"' in shown and FigureUpdate.objects.count() == 0


def test_a_report_in_time_is_saved_at_once_and_a_late_one_shows_what_it_brings(cast: Cast) -> None:
    made = fall(cast)
    shown = flat(page(cast, "英德安委办", f"/accidents/{made.code}/do/report/", to="county", made_at="2026-06-01T09:40"))
    assert "按时" in shown and ChainReport.objects.count() == 1
    check = page(cast, "英德安委办", f"/accidents/{made.code}/do/report/", to="city", made_at="2026-06-01T15:00")
    assert "迟报200分钟" in check and ChainReport.objects.count() == 1


def test_a_correction_keeps_the_form_and_says_why(cast: Cast) -> None:
    made = fall(cast)
    form = page(cast, "英德安委办", f"/accidents/{made.code}/correct/")
    based_on = re.search(r'name="based_on" value="(\d+)"', form)
    assert based_on is not None and 'value="某建材厂"' in form
    told = FALL | {"happened_at": "2026-06-01T09:00", "deaths": "3", "based_on": based_on[1]}
    assert "请写明更正的原因" in page(cast, "英德安委办", f"/accidents/{made.code}/correct/", **told)
    check = page(cast, "英德安委办", f"/accidents/{made.code}/correct/", **told, reason="核实")
    assert "由一般事故变为较大事故" in check


def test_a_page_of_the_past_shows_what_was_on_record_then(cast: Cast) -> None:
    made = fall(cast, "2026-06-01", recorded=at("2026-06-03"))
    assert "这一天还没有登记这起事故" in page(cast, "英德安委办", f"/accidents/{made.code}/?known_at=2026-06-02")
    shown = page(cast, "英德安委办", f"/accidents/{made.code}/?known_at=2026-06-04&as_of=2026-06-04")
    assert "某建材厂" in shown and "更新伤亡和损失" not in shown


def test_every_form_of_a_verb_opens(cast: Cast) -> None:
    from anze.accidents.views.deeds import DEEDS

    made = fall(cast)
    for name, kind in DEEDS.items():
        shown = page(cast, "英德安委办", f"/accidents/{made.code}/do/{name}/")
        assert kind.title in shown and "error-summary" not in shown


def test_files_of_an_accident_are_seen_and_added_by_whoever_may(cast: Cast) -> None:
    from anze.access.rights import rights_of
    from anze.papers.policies import may_file, may_see

    made = fall(cast)
    for name, see, add in (("英德安委办", True, True), ("甲", True, False), ("清新安委办", False, False)):
        rights = rights_of(cast.account[name])
        assert (may_see(rights, "accident", made.code), may_file(rights, "accident", made.code)) == (see, add), name
    assert "案卷里还没有文件" in page(cast, "甲", f"/accidents/{made.code}/")
    assert "归入案卷的文件" in page(cast, "英德安委办", f"/accidents/{made.code}/")
