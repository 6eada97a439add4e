"""How often an officer was interviewed within a year (第二十五条（五）): both sides of the year, both clocks, superiors too."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.duties.sources import Scope
from anze.interviews.actions import meeting
from anze.interviews.actions.importing import import_superiors
from anze.interviews.actions.opening import drop
from anze.interviews.actions.superior import correct_superior, record_superior, strike_superior, told_of
from anze.interviews.facts import NOT_HELD, read
from anze.interviews.models import SuperiorInterview
from anze.interviews.queries.counts import everybody, interviews_known, reached, times
from anze.interviews.queries.people import candidates
from anze.interviews.told import Presence, ToldSuperior
from anze.law.question import Question
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import NOW, OFFICE, held, noticed, proposed, two_falls
from tests.cast import Cast


def told(cast: Cast, day: date, *officers: str, level: str = "province_committee") -> ToldSuperior:
    return ToldSuperior(unit=cast.unit["英德"], by_level=level, officers=tuple(cast.officer[name] for name in officers or ("甲某",)), date=day)


def count(cast: Cast, day: date, known_at: date | None = None) -> int:
    known = interviews_known(Question(day, known_at or day), max(day, known_at or day))
    return times(known, ["p1"])["p1"].number


def superior(cast: Cast, day: date, recorded: date | None = None, **more: Any) -> SuperiorInterview:
    return record_superior(cast.account[OFFICE], at(recorded or day, 18), told(cast, day, **more))


@pytest.mark.parametrize(("first", "last", "number"), [
    (date(2026, 3, 5), date(2027, 3, 5), 2),   # the same date next year still counts
    (date(2026, 3, 5), date(2027, 3, 6), 1),
    (date(2028, 2, 29), date(2029, 2, 28), 2),  # 29 February → 28 February
    (date(2028, 2, 29), date(2029, 3, 1), 1),
])
def test_within_one_year(cast: Cast, first: date, last: date, number: int) -> None:
    superior(cast, first)
    superior(cast, last)
    assert count(cast, last) == number


def test_the_third_within_a_year_is_a_ground_and_the_second_only_a_warning(cast: Cast) -> None:
    superior(cast, date(2026, 2, 1))
    superior(cast, date(2026, 3, 1))
    day = date(2026, 6, 15)
    two = times(interviews_known(Question(day, day), day), ["p1"])["p1"]
    assert (two.number, two.near, two.reached, two.at_least) == (2, True, False, 3)
    assert reached(interviews_known(Question(day, day), day)) == []
    [first, *_] = [one for one in candidates(cast.unit["英德"], day, ("party_head",), day) if one.officer == cast.officer["甲某"]]
    assert [on for _, on in first.times.interviews] == [date(2026, 2, 1), date(2026, 3, 1)]
    superior(cast, day)
    [ground] = reached(interviews_known(Question(day, day), day))
    assert (ground["officer"], ground["on"], len(ground["interviews"])) == ("p1", "2026-06-15", 3)
    assert [(one.times.officer, one.times.number) for one in everybody(interviews_known(Question(day, day), day))] == [("p1", 3)]


def test_own_and_superiors_interviews_count_together(cast: Cast) -> None:
    two_falls(cast)
    superior(cast, date(2026, 2, 1))
    held(cast)
    assert count(cast, date(2026, 6, 18)) == 2


def test_an_interview_counts_from_the_day_it_was_held_once_that_is_on_record(cast: Cast) -> None:
    two_falls(cast)
    noticed_one = noticed(cast)
    assert count(cast, date(2026, 6, 20)) == 0
    presence = {one.pk: Presence("in_person") for one in noticed_one.interviewees.current()}
    meeting.hold_interview(cast.account[OFFICE], at("2026-06-25"), noticed_one, on=date(2026, 6, 18), presence=presence, problems=["问题"], commitments=[])
    assert count(cast, date(2026, 6, 20), known_at=date(2026, 6, 24)) == 0
    assert count(cast, date(2026, 6, 20), known_at=date(2026, 6, 25)) == 1
    assert count(cast, date(2026, 6, 17), known_at=date(2026, 6, 25)) == 0


@pytest.mark.parametrize(("came", "number"), [("in_person", 1), ("stand_in", 1), ("absent", 0)])
def test_who_sent_somebody_was_interviewed_and_who_stayed_away_was_not(cast: Cast, came: str, number: int) -> None:
    two_falls(cast)
    held(cast, came=came)
    assert count(cast, date(2026, 6, 19)) == number


def test_the_facts_are_those_on_record_on_a_day(cast: Cast) -> None:
    codes = two_falls(cast)
    found = held(cast)
    made = superior(cast, date(2026, 5, 1), recorded=date(2026, 6, 1))
    at_eve = read(date(2026, 6, 14), Scope())["interviews"]
    assert [one.id for one in at_eve] == [made.uid]
    [own, above] = read(date(2026, 6, 17), Scope())["interviews"]
    assert (own.id, own.date, own.opened_on, own.by, own.accidents) == (found.uid, NOT_HELD, date(2026, 6, 15), "qy", codes)
    assert (above.by, above.date) == ("province_committee", date(2026, 5, 1))
    assert read(date(2026, 6, 18), Scope())["interviews"][0].date == date(2026, 6, 18)
    assert read(date(2026, 6, 18), Scope(units=frozenset({"qx"})))["interviews"] == ()
    assert read(date(2026, 5, 31), Scope())["interviews"] == ()
    assert [one.id for one in read(date(2026, 12, 1), Scope(since=date(2026, 11, 1)))["interviews"]] == []


def test_a_cancelled_one_is_none_any_more_and_was_one_before(cast: Cast) -> None:
    two_falls(cast)
    found = proposed(cast)
    drop(cast.account[OFFICE], at("2026-06-20"), found, reason="省里已经约谈")
    assert read(date(2026, 6, 20), Scope())["interviews"] == ()
    assert [one.id for one in read(date(2026, 6, 19), Scope())["interviews"]] == [found.uid]


def test_a_correction_keeps_the_number_and_both_clocks(cast: Cast) -> None:
    made = superior(cast, date(2026, 2, 1))
    new = correct_superior(cast.account[OFFICE], NOW, made, told(cast, date(2026, 2, 2), "甲某", "乙某"), reason="日期写错")
    assert new.uid == made.uid == "sj-2026-0001"
    assert [one.date for one in read(date(2026, 6, 14), Scope())["interviews"]] == [date(2026, 2, 1)]
    assert [(one.date, one.officers) for one in read(date(2026, 6, 15), Scope())["interviews"]] == [(date(2026, 2, 2), ("p1", "p2"))]
    with pytest.raises(ValidationError, match="别人改过"):
        correct_superior(cast.account[OFFICE], NOW, made, told_of(made), reason="又")
    strike_superior(cast.account[OFFICE], NOW, new, reason="登错了")
    assert read(date(2026, 6, 15), Scope())["interviews"] == ()


@pytest.mark.parametrize(("day", "officers", "words"), [(date(2026, 6, 16), ("甲某",), "晚于今天"), (date(2026, 2, 1), ("甲某", "丙某"), "在案的是")])
def test_what_cannot_be_is_not_recorded(cast: Cast, day: date, officers: tuple[str, ...], words: str) -> None:
    superior(cast, date(2026, 2, 1))
    with pytest.raises(ValidationError) as fault:
        record_superior(cast.account[OFFICE], NOW, told(cast, day, *officers))
    assert words in str(fault.value)


def test_what_goes_out_to_excel_comes_in_again_unchanged(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    superior(cast, date(2026, 2, 1))
    superior(cast, date(2026, 3, 1), level="state")
    content = cast.client(OFFICE).get("/interviews/superior/?excel=1").content
    reach = rights_of(cast.account[OFFICE]).reach("interview.propose")
    assert import_superiors(cast.account[OFFICE], NOW, reach, content) == (0, 0, 2)
    book = openpyxl.load_workbook(BytesIO(content))
    sheet: Any = book.active
    sheet["K2"] = "燃气整治不力"
    sheet.append(["", "yd", "英德市", "省安委会（办公室）", "", date(2026, 4, 1), "", "甲某、乙某", "", "", ""])
    out = BytesIO()
    book.save(out)
    assert import_superiors(cast.account[OFFICE], NOW, reach, out.getvalue()) == (1, 1, 1)
    sheet["B2"], sheet["D3"], sheet["F4"] = "qx-nowhere", "某机关", "没有"
    sheet["H4"] = "没有这个人"
    out = BytesIO()
    book.save(out)
    with pytest.raises(ValidationError) as fault:
        import_superiors(cast.account[OFFICE], NOW, reach, out.getvalue())
    assert [cell for cell in ("B2", "D3", "F4", "H4") if not any(f" {cell}（" in said for said in fault.value.messages)] == []
    assert SuperiorInterview.objects.current().count() == 3


def test_a_county_imports_nothing_of_another(cast: Cast) -> None:
    superior(cast, date(2026, 2, 1))
    content = cast.client(OFFICE).get("/interviews/superior/?excel=1").content
    with pytest.raises(ValidationError, match="没有这个代码"):
        import_superiors(cast.account["清新安委办"], NOW, rights_of(cast.account["清新安委办"]).reach("interview.propose"), content)


def test_discipline_sees_the_counts_of_its_part(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)):
        superior(cast, day)
    text = cast.client("纪委").get("/interviews/counts/").content.decode()
    assert "甲某" in text
    assert "已达 3 次" in text
    text = cast.client("纪委").get("/interviews/officers/p1/").content.decode()
    assert "2026年2月1日" in text
    assert "达到3次" in text
    assert cast.client("纪委").get("/interviews/officers/p9/").status_code == 404
    assert "甲某" not in cast.client("清新安委办").get("/interviews/counts/").content.decode()
    assert cast.client("市安委办").get("/interviews/counts/?excel=1")["Content-Type"].startswith("application/vnd.openxml")


def test_a_third_is_warned_of_before_it_is_reached(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    _, second = two_falls(cast)
    superior(cast, date(2026, 2, 1))
    superior(cast, date(2026, 3, 1))
    text = cast.client(OFFICE).get(f"/interviews/trigger/21.2.2~yd~{second}/propose/").content.decode()
    assert "再约谈一次即达到第二十五条（五）的次数" in text
    assert "2026年2月1日、2026年3月1日" in text


def test_the_list_and_the_page_say_alike_what_was_reached_before_and_what_is_near_now(cast: Cast, time_machine: Any) -> None:
    for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 12, 1)):
        superior(cast, day)
    time_machine.move_to(at("2027-02-15"), tick=False)  # a year back there are two, though there were three within one year
    for address in ("/interviews/counts/", "/interviews/officers/p1/"):
        text = cast.client("市安委办").get(address).content.decode()
        assert "2026年12月1日曾在一年内达 3 次" in text and "近一年再约谈即达 3 次" in text, address
        assert "近一年已达" not in text, address
    time_machine.move_to(at("2028-02-15"), tick=False)
    text = cast.client("市安委办").get("/interviews/counts/").content.decode()
    assert "2026年12月1日曾在一年内达 3 次" in text and "再约谈即达" not in text


def test_nobody_is_ranked_by_the_count(cast: Cast) -> None:
    record_superior(cast.account[OFFICE], at("2026-02-01", 18), told(cast, date(2026, 2, 1), "乙某", "甲某"))
    record_superior(cast.account[OFFICE], at("2026-03-01", 18), told(cast, date(2026, 3, 1), "甲某"))
    day = date(2026, 6, 15)
    rows = everybody(interviews_known(Question(day, day), day))
    assert [cast.unit["英德"], cast.unit["英德"]] == [one.unit for one in rows]
    names = [cast.officer["乙某"].code, cast.officer["甲某"].code]
    assert [one.times.officer for one in rows] == sorted(names, key={"p1": "甲某", "p2": "乙某"}.get)  # type: ignore[arg-type]
