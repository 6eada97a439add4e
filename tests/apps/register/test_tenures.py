"""Tenures: begun, ended, corrected, transferred, handed over; single-holder posts have one holder at a time."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.people.models import Officer, Tenure
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from anze.register.actions import Overtaken, begin_tenure, correct_tenure, end_tenure, hand_over, transfer, withdraw
from tests.cast import Cast

JUNE = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


def tenure(cast: Cast, name: str, post: str = "") -> Tenure:
    found = Tenure.objects.current().filter(officer=cast.officer[name])
    return found.get(post=post) if post else found.get()


def test_a_post_for_one_is_not_held_by_two_and_the_message_names_who_holds_it(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        begin_tenure(None, JUNE, officer=cast.officer["丙某"], unit=cast.unit["英德"], post="gov_head", start=date(2026, 6, 1))
    [sentence] = refused.value.messages
    assert "英德市的政府主要负责人在这段时间已由乙某（2025年3月1日起，在任）担任" in sentence and "请先登记其免职日期" in sentence


def test_the_successor_may_begin_the_day_after_and_not_on_the_last_day(cast: Cast) -> None:
    end_tenure(None, JUNE, tenure(cast, "乙某"), end=date(2026, 5, 31), reason="免")
    with pytest.raises(ValidationError, match="至2026年5月31日"):
        begin_tenure(None, JUNE, officer=cast.officer["丙某"], unit=cast.unit["英德"], post="gov_head", start=date(2026, 5, 31))
    begin_tenure(None, JUNE, officer=cast.officer["丙某"], unit=cast.unit["英德"], post="gov_head", start=date(2026, 6, 1))


def test_an_acting_holder_holds_the_post(cast: Cast) -> None:
    end_tenure(None, JUNE, tenure(cast, "乙某"), end=date(2026, 5, 31))
    begin_tenure(None, JUNE, officer=cast.officer["丙某"], unit=cast.unit["英德"], post="gov_head", start=date(2026, 6, 1), acting=True)
    page = cast.client("英德安委办").get("/units/yd/").content.decode()
    assert "主持工作" in page
    with pytest.raises(ValidationError, match="已由丙某"):
        begin_tenure(None, JUNE, officer=cast.officer["甲某"], unit=cast.unit["英德"], post="gov_head", start=date(2026, 7, 1))


def test_a_post_for_several_is_held_by_several_but_not_twice_by_one(cast: Cast) -> None:
    begin_tenure(None, JUNE, officer=cast.officer["乙某"], unit=cast.unit["英德"], post="party_standing", start=date(2026, 6, 1))
    with pytest.raises(ValidationError, match="已由丙某"):
        begin_tenure(None, JUNE, officer=cast.officer["丙某"], unit=cast.unit["英德"], post="party_standing", start=date(2026, 6, 1))


def test_a_post_must_be_one_of_the_units_level(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="望埠镇没有“部门主要负责人”这类职务"):
        begin_tenure(None, JUNE, officer=cast.officer["丙某"], unit=cast.unit["望埠"], post="dept_head", start=date(2026, 6, 1))


def test_it_does_not_end_before_it_starts(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="免职日期早于任职日期"):
        end_tenure(None, JUNE, tenure(cast, "乙某"), end=date(2025, 2, 28))
    end_tenure(None, JUNE, tenure(cast, "乙某"), end=date(2025, 3, 1))  # the same day is one day in post


def test_a_correction_is_a_new_entry_and_past_days_keep_the_old_one(cast: Cast) -> None:
    old = tenure(cast, "乙某")
    new = correct_tenure(cast.account["英德安委办"], JUNE, old, reason="原来录错", start=date(2025, 4, 1))
    assert Tenure.objects.on_record(date(2026, 5, 31)).get(officer=old.officer) == old
    assert Tenure.objects.on_record(date(2026, 6, 1)).get(officer=old.officer) == new
    page = cast.client("英德安委办").get("/officers/p2/").content.decode()
    assert "<del>2025年3月1日</del> → 2025年4月1日" in page and "原来录错" in page


def test_a_transfer_ends_and_begins_in_one_act_across_units(cast: Cast) -> None:
    office, moving = cast.client("英德安委办"), tenure(cast, "己某")
    answer = office.post(f"/tenures/{moving.pk}/move/", {"end": "2026-05-31", "unit": cast.unit["大站"].pk, "post": "gov_head", "title": "镇长",
                                                         "start": "2026-06-01", "reason": "英任〔2026〕3号"})
    assert answer.status_code == 302
    past, now = Tenure.objects.current().filter(officer=cast.officer["己某"]).order_by("start")
    assert (past.unit.code, past.end, now.unit.code, now.start) == ("wb", date(2026, 5, 31), "dz", date(2026, 6, 1))
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True))[-2:] == ["免职", "登记任期"]


def test_a_transfer_to_a_post_that_is_held_changes_nothing(cast: Cast) -> None:
    before = Entry.objects.count()
    with pytest.raises(ValidationError, match="已由乙某"):
        transfer(None, JUNE, tenure(cast, "己某"), end=date(2026, 5, 31), unit=cast.unit["英德"], post="gov_head", start=date(2026, 6, 1))
    assert tenure(cast, "己某").end is None
    assert Entry.objects.count() == before


def test_a_transfer_out_of_reach_is_not_offered(cast: Cast) -> None:
    office, moving = cast.client("英德安委办"), tenure(cast, "己某")
    office.post(f"/tenures/{moving.pk}/move/", {"end": "2026-05-31", "unit": cast.unit["清新"].pk, "post": "gov_head", "start": "2026-06-01", "reason": "x"})
    assert tenure(cast, "己某").end is None


def test_a_post_is_handed_over_on_one_page(cast: Cast) -> None:
    office = cast.client("英德安委办")
    page = office.get("/units/wb/hand-over/gov_head/").content.decode()
    assert "戊某（2025年3月1日起）" in page
    sent = {"leaving": tenure(cast, "戊某").pk, "end": "2026-05-31", "successor": "己某", "title": "镇长", "reason": "任免通知"}
    assert office.post("/units/wb/hand-over/gov_head/", sent).status_code == 302
    assert Tenure.objects.current().get(officer=cast.officer["戊某"]).end == date(2026, 5, 31)
    begun = Tenure.objects.current().get(unit=cast.unit["望埠"], post="gov_head", end=None)
    assert (begun.officer.name, begun.start) == ("己某", date(2026, 6, 1))  # from the next day, unless said otherwise


def test_a_post_may_be_left_vacant_and_be_filled_later(cast: Cast) -> None:
    office = cast.client("英德安委办")
    office.post("/units/wb/hand-over/gov_head/", {"leaving": tenure(cast, "戊某").pk, "end": "2026-05-31", "reason": "退休"})
    assert "空缺" in office.get("/units/wb/").content.decode()
    office.post("/units/wb/hand-over/gov_head/", {"successor": "p6", "start": "2026-06-01", "reason": "任"})
    assert Tenure.objects.current().get(unit=cast.unit["望埠"], post="gov_head", end=None).officer == cast.officer["己某"]


@pytest.mark.parametrize(("sent", "said"), [
    ({}, "请写明谁离任，或者谁接任"), ({"leaving": "戊"}, "请写明离任的最后一天"), ({"end": "2026-05-31", "successor": "p6"}, "请选定谁离任"),
    ({"successor": "p6"}, "请写明接任的第一天"), ({"successor": "无此人", "start": "2026-06-01"}, "名册里没有找到这个人"),
])
def test_half_a_hand_over_is_refused_with_a_word_on_what_is_missing(cast: Cast, sent: dict[str, Any], said: str) -> None:
    given = {name: tenure(cast, "戊某").pk if value == "戊" else value for name, value in sent.items()}
    page = cast.client("英德安委办").post("/units/wb/hand-over/gov_head/", given | {"reason": "x"}).content.decode()
    assert said in page
    assert tenure(cast, "戊某").end is None


def test_a_hand_over_without_both_sides_is_refused_by_the_verb_too(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="请写明谁在哪一天离任"):
        hand_over(None, JUNE, unit=cast.unit["望埠"], post="gov_head")


def test_a_tenure_entered_by_mistake_is_taken_off_and_stays_readable(cast: Cast) -> None:
    office, wrong = cast.client("英德安委办"), tenure(cast, "己某")
    office.post(f"/tenures/{wrong.pk}/withdraw/", {"reason": "登错了人"})
    assert not Tenure.objects.current().filter(officer=cast.officer["己某"]).exists()
    page = office.get("/units/wb/").content.decode()
    assert "撤下任期" in page and "登错了人" in page and "英德安委办登记" in page
    assert Tenure.objects.on_record(wrong.recorded_at.date()).filter(pk=wrong.pk).exists()


def test_the_second_of_two_editors_keeps_the_text_and_sees_the_difference(cast: Cast) -> None:
    city, county, opened = cast.client("市安委办"), cast.client("英德安委办"), tenure(cast, "乙某")
    sent = {"post": "gov_head", "start": "2025-03-01", "end": "", "reason": "职务名称"}
    city.post(f"/tenures/{opened.pk}/correct/", sent | {"title": "市长"})
    answer = county.post(f"/tenures/{opened.pk}/correct/", sent | {"title": "代市长"})
    page = answer.content.decode()
    assert "市安委办" in page and "改过这条记录" in page and 'value="代市长"' in page
    assert answer.context["differences"] == [("职务名称", "市长", "代市长")]
    assert tenure(cast, "乙某").title == "市长"
    county.post(answer.context["action"], sent | {"title": "代市长"})
    assert tenure(cast, "乙某").title == "代市长"
    assert Tenure.objects.filter(officer=cast.officer["乙某"]).count() == 3


def test_two_hand_overs_at_once_leave_one_successor(cast: Cast) -> None:
    city, county, leaving = cast.client("市安委办"), cast.client("英德安委办"), tenure(cast, "戊某")
    sent = {"leaving": leaving.pk, "end": "2026-05-31", "reason": "x"}
    city.post("/units/wb/hand-over/gov_head/", sent | {"successor": "p6"})
    answer = county.post("/units/wb/hand-over/gov_head/", sent | {"end": "2026-05-30", "successor": "p4"})
    assert answer.context["differences"] == [("免职日期", "2026年5月31日", "2026年5月30日")]
    assert 'value="p4"' in answer.content.decode()
    assert Tenure.objects.current().get(unit=cast.unit["望埠"], post="gov_head", end=None).officer == cast.officer["己某"]


def test_what_was_taken_off_meanwhile_cannot_be_corrected(cast: Cast) -> None:
    wrong = tenure(cast, "己某")
    withdraw(None, JUNE, wrong, reason="x")
    with pytest.raises(Overtaken, match="已被别人撤下"):
        end_tenure(None, JUNE + timedelta(minutes=1), wrong, end=date(2026, 5, 31))


def test_one_who_comes_from_another_county_is_found_by_name_and_code_together(cast: Cast) -> None:
    office = cast.client("英德安委办")
    sent = {"unit": cast.unit["大站"].pk, "post": "party_head", "start": "2026-06-01"}
    for typed in ("壬某", "p9", "乙某（p9）"):
        assert "名册里没有找到这个人" in office.post("/add/tenure/", sent | {"officer": typed}).content.decode(), typed
    assert office.post("/add/tenure/", sent | {"officer": "壬某（p9）"}).status_code == 302
    text = office.get("/officers/p9/").content.decode()
    assert "大站镇" in text and "清新" not in text  # only the tenures in reach


def test_of_two_with_one_name_the_code_must_be_given(cast: Cast) -> None:
    office = cast.client("英德安委办")
    sent = {"name": "乙某", "code": "p22", "unit": cast.unit["大站"].pk, "post": "party_head", "start": "2026-06-01"}
    assert office.post("/add/officer/", sent).status_code == 302
    page = office.post("/add/tenure/", {"officer": "乙某", "unit": cast.unit["大站"].pk, "post": "gov_head", "start": "2026-06-01"}).content.decode()
    assert "有2人叫这个名字" in page and "乙某（p22）" in page


def test_an_officer_and_the_first_post_are_entered_both_or_neither(cast: Cast) -> None:
    office = cast.client("英德安委办")
    sent = {"name": "新某", "code": "p99", "unit": cast.unit["英德"].pk, "post": "gov_head", "start": "2026-06-01"}
    assert "已由乙某" in office.post("/add/officer/", sent).content.decode()
    assert not Officer.objects.filter(code="p99").exists()


def test_a_corrected_name_keeps_the_old_one_in_its_history(cast: Cast) -> None:
    office = cast.client("英德安委办")
    version = cast.officer["乙某"].versions.get()
    office.post("/officers/p2/rename/", {"name": "乙某某", "reason": "原来录错", "based_on": version.pk})
    page = office.get("/officers/p2/").content.decode()
    assert "<del>乙某</del> → 乙某某" in page
    assert "<h1>乙某</h1>" in office.get("/officers/p2/?as_of=2026-01-31&known_at=2026-01-31").content.decode()
    late = office.post("/officers/p2/rename/", {"name": "乙", "reason": "x", "based_on": version.pk})
    assert "改过这条记录" in late.content.decode() and late.context["differences"] == [("姓名", "乙某某", "乙")]


def test_suggestions_name_only_officers_in_reach(cast: Cast) -> None:
    assert "壬某" not in cast.client("英德安委办").get("/suggest/officers/?officer=r").content.decode()
    assert "壬某（p9）" in cast.client("清新安委办").get("/suggest/officers/?successor=r").content.decode()
