"""What the law makes of letters by both clocks: signed in time, late, pending, missed (第十九条)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from anze.access.rights import rights_of
from anze.duties.sources import Scope
from anze.law.question import Question
from anze.letters.actions.generating import Entered, enter, replace_letter, void
from anze.letters.actions.scanning import Upload, take_in, take_off
from anze.letters.facts import read
from anze.letters.models import Letter
from anze.letters.queries.dates import dates
from anze.letters.queries.due import named, scans_waiting, to_sign, unsigned
from anze.letters.queries.law import due, findings
from anze.letters.queries.matrix import rows_of, standing_of
from anze.letters.queries.news import news
from anze.letters.queries.outcomes import results
from anze.letters.told import limits_changed
from tests.apps.accidents.telling import at
from tests.apps.letters.telling import CITY, COUNTY, NOW, generated
from tests.apps.letters.test_scanning import part, taken
from tests.cast import Cast

DUE = date(2026, 3, 31)


def signed(cast: Cast, letter: Letter, on: date) -> None:
    """Have a letter signed on paper on a day, on record the same day."""
    account = cast.account[CITY]
    take_in(account, at(on, 15), rights_of(account), Upload(cast.unit["清远"], 2026, on), [part(letter.code, content=letter.code.encode())])


def status(superior: str, subordinate: str, side: str, as_of: date, known_at: date | None = None) -> Any:
    asked = Question(as_of, known_at or as_of)
    return findings(asked, max(as_of, asked.known_at))[superior, subordinate, side, 2026]["status"]


@pytest.mark.parametrize(("on", "after"), [(DUE, "met"), (DUE + timedelta(days=1), "late")])
def test_signed_on_the_last_day_is_in_time_and_a_day_later_late(cast: Cast, on: date, after: str) -> None:
    letter = generated(cast)["yd party"]
    assert due(2026) == DUE and status("qy", "yd", "party", on - timedelta(days=1)) == "pending"
    assert status("qy", "yd", "party", DUE + timedelta(days=1)) == "missed"
    signed(cast, letter, on)
    assert status("qy", "yd", "party", on) == after and status("qy", "yd", "government", on) == ("pending" if on == DUE else "missed")


def test_a_letter_signed_in_time_but_entered_later_was_not_known_before(cast: Cast) -> None:
    enter(cast.account[CITY], at("2026-04-20"), [Entered(cast.unit["清远"], cast.unit["英德"], "party", 2026, date(2026, 1, 15), "清委责〔2026〕1号")])
    assert status("qy", "yd", "party", date(2026, 4, 10)) == "missed"
    assert status("qy", "yd", "party", date(2026, 4, 10), date(2026, 4, 20)) == "met"
    [letter] = read(date(2026, 4, 20), Scope())["letters"]
    assert (letter.superior, letter.subordinate, letter.side, letter.year, letter.signed_on) == ("qy", "yd", "party", 2026, date(2026, 1, 15))
    assert read(date(2026, 4, 19), Scope())["letters"] == () and read(date(2026, 4, 20), Scope(units=frozenset({"qx"})))["letters"] == ()


def test_one_side_alone_is_no_signed_letter_and_taking_a_scan_off_unsigns_it(cast: Cast) -> None:
    letter = generated(cast)["yd party"]
    signed(cast, letter, date(2026, 2, 10))
    assert status("qy", "yd", "party", date(2026, 2, 20)) == "met"
    take_off(cast.account[CITY], at("2026-02-21"), letter.scans.get(), reason="扫错了")
    assert status("qy", "yd", "party", date(2026, 2, 21)) == "pending" and status("qy", "yd", "party", date(2026, 2, 20)) == "met"
    letter.signings.filter(party="superior").update(struck_at=None, struck_reason="")
    assert read(date(2026, 2, 21), Scope(units=frozenset({"yd"})))["letters"][0].signed_on is None


def test_a_replaced_letter_keeps_what_was_in_time_and_a_voided_one_does_not(cast: Cast) -> None:
    made = generated(cast)
    for one in (made["yd party"], made["qx party"]):
        signed(cast, one, date(2026, 2, 10))
    goals = limits_changed(made["yd party"].numbers, {"1": Decimal(1), "2": Decimal(1)}, [], [])
    replace_letter(cast.account[CITY], at("2026-06-01"), made["yd party"], goals, reason="指标调整")
    void(cast.account[CITY], at("2026-06-01"), made["qx party"], reason="签错对象")
    assert status("qy", "yd", "party", date(2026, 6, 2)) == "met" and status("qy", "qx", "party", date(2026, 6, 2)) == "missed"
    assert status("qy", "qx", "party", date(2026, 5, 31)) == "met"


def test_the_matrix_of_a_day_gone_by_shows_the_letter_that_stood_then(cast: Cast) -> None:
    old = generated(cast)["yd party"]
    signed(cast, old, date(2026, 2, 10))
    goals = limits_changed(old.numbers, {"1": Decimal(1), "2": Decimal(1)}, [], [])
    new = replace_letter(cast.account[CITY], at("2026-06-01"), old, goals, reason="指标调整")
    rights, today = rights_of(cast.account[CITY]), date(2026, 6, 2)
    for day, letter, on, stands in ((date(2026, 5, 31), old, date(2026, 2, 10), "已签订"), (today, new, None, "重签的一份待双方签")):
        cell = rows_of(cast.unit["清远"], 2026, rights, Question(day, day), today)[0].cells[0]
        assert (cell.side, cell.letter, cell.on, cell.stands, cell.lamp) == ("party", letter, on, stands, "met")
    ahead = rows_of(cast.unit["清远"], 2027, rights, Question(today, today), today)[0].cells[0]
    assert (ahead.lamp, ahead.word, ahead.letter) == ("none", "未到年度", None)


def test_the_matrix_says_what_the_law_says_for_every_cell(cast: Cast) -> None:
    made = generated(cast)
    signed(cast, made["yd party"], date(2026, 2, 10))
    signed(cast, made["qx party"], date(2026, 4, 2))
    rights, asked = rights_of(cast.account[CITY]), Question(date(2026, 4, 5), date(2026, 4, 5))
    rows = rows_of(cast.unit["清远"], 2026, rights, asked, asked.as_of)
    assert {(row.unit.code, cell.side): (cell.lamp, cell.on) for row in rows for cell in row.cells} == {
        ("yd", "party"): ("met", date(2026, 2, 10)), ("yd", "government"): ("missed", None),
        ("qx", "party"): ("backfilled", date(2026, 4, 2)), ("qx", "government"): ("missed", None)}
    before = Question(date(2026, 2, 20), date(2026, 2, 20))
    assert {cell.lamp for row in rows_of(cast.unit["清远"], 2026, rights, before, asked.as_of) for cell in row.cells} == {"met", "pending"}
    soon = Question(date(2026, 3, 5), date(2026, 3, 5))
    assert {cell.lamp for row in rows_of(cast.unit["清远"], 2026, rights, soon, asked.as_of) for cell in row.cells} == {"met", "soon"}
    towns = rows_of(cast.unit["英德"], 2026, rights_of(cast.account["望埠安委办"]), asked, asked.as_of)
    assert [row.unit.code for row in towns] == ["wb"] and {cell.lamp for cell in towns[0].cells} == {"missed"}


def test_the_home_page_shows_what_waits_for_a_signature_and_what_is_due(cast: Cast) -> None:
    made = generated(cast, superior="英德", by=COUNTY)
    today = date(2026, 3, 10)
    mine = to_sign(rights_of(cast.account["甲"]), today)
    assert {one.args for one in mine} == {(made["wb party"].code,), (made["dz party"].code,)} and {one.lamp for one in mine} == {"waiting"}
    assert to_sign(rights_of(cast.account[COUNTY]), today) == [] and len(to_sign(rights_of(cast.account["丁"]), today)) == 1
    asked = Question(today, today)
    county = unsigned(rights_of(cast.account[COUNTY]), asked, today)
    assert {(one.lamp, one.name) for one in county} == {("soon", "letters:detail"), ("soon", "letters:matrix")} and len(county) == 6  # 2 with the city
    assert unsigned(rights_of(cast.account[COUNTY]), Question(date(2026, 2, 1), date(2026, 2, 1)), today) == []
    late = date(2026, 4, 1)
    assert {one.lamp for one in unsigned(rights_of(cast.account[COUNTY]), Question(late, late), late)} == {"overdue"}
    taken(cast, [part("")], by=COUNTY, unit="英德")
    assert [one.args for one in scans_waiting(rights_of(cast.account[COUNTY]))] == [("yd", "2026")] and scans_waiting(rights_of(cast.account[CITY])) == []


def test_the_digest_tells_who_has_to_sign_and_what_is_due_or_overdue(cast: Cast) -> None:
    made = generated(cast, superior="英德", by=COUNTY)
    told = list(news(NOW.date()))
    assert {(one.unit, one.officer) for one in told if made["wb party"].code in one.address} == {("wb", ""), ("", "p1"), ("", "p4")}
    assert all(one.topic == "letter" and one.provision == "19.p1" for one in told)
    assert list(news(date(2026, 3, 1))) == []
    near = list(news(date(2026, 3, 25)))
    assert {one.unit for one in near} >= {"yd", "wb", "dz", "qy"} and any("还有 6 天" in one.text for one in near)
    assert any("还有 4 份没有签订" in one.text for one in near if one.unit == "yd")
    assert any("已逾期 1 天" in one.text for one in news(date(2026, 4, 1))) and not list(news(date(2026, 6, 1)))


def test_the_calendar_names_the_day_once_a_unit_and_the_search_finds_a_letter_by_its_code(cast: Cast) -> None:
    made = generated(cast, superior="英德", by=COUNTY)
    day = date(2026, 3, 10)
    rights = rights_of(cast.account[COUNTY])
    [one] = dates(rights, date(2026, 1, 1), date(2026, 12, 31), day)
    assert (one.day, one.lamp, one.where) == (DUE, "soon", "英德市") and "应签 6 份，还有 6 份没有签" in one.text
    assert [one.lamp for one in dates(rights, date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))] == ["missed"]
    assert list(dates(rights, date(2026, 4, 1), date(2026, 12, 31), day)) == []
    letter = made["wb party"]
    assert named(letter.code.lower().replace("-", ""), rights, 5) == [letter] and len(named("ZR2026", rights, 5)) == 4 and named("ZR", rights, 5) == []
    assert named(letter.code, rights_of(cast.account["清新安委办"]), 5) == []


def test_what_came_on_record_long_after_the_deadline_is_not_green_whatever_day_it_names(cast: Cast) -> None:
    made = generated(cast)
    account = cast.account[CITY]
    for key, at_ in (("yd party", at("2026-04-07", 10)), ("yd government", at("2026-04-08", 10))):
        take_in(account, at_, rights_of(account), Upload(cast.unit["清远"], 2026, DUE), [part(made[key].code, content=key.encode())])
    asked = Question(date(2026, 4, 9), date(2026, 4, 9))
    [row] = [one for one in rows_of(cast.unit["清远"], 2026, rights_of(account), asked, date(2026, 4, 9)) if one.unit.code == "yd"]
    lamps = {cell.side: (cell.lamp, cell.word) for cell in row.cells}
    assert lamps == {"party": ("met", "按期签订"), "government": ("backfilled", "按期签订（补录）")}  # 31 March and seven days of grace
    standing = {key: standing_of(Letter.objects.with_signed().get(code=made[key].code), asked, date(2026, 4, 9))[0] for key in ("yd party", "yd government")}
    assert standing == {"yd party": "met", "yd government": "backfilled"}


def test_next_years_letters_show_who_has_signed_before_the_year_begins(cast: Cast) -> None:
    made = generated(cast, year=2027, now=at("2026-11-20", 10))
    account = cast.account[CITY]
    take_in(account, at("2026-11-25", 10), rights_of(account), Upload(cast.unit["清远"], 2027, date(2026, 11, 24)), [part(made["yd party"].code)])
    asked = Question(date(2026, 11, 27), date(2026, 11, 27))
    [row] = [one for one in rows_of(cast.unit["清远"], 2027, rights_of(account), asked, date(2026, 11, 27)) if one.unit.code == "yd"]
    assert {cell.side: cell.word for cell in row.cells} == {"party": "已签订", "government": "未到年度"}
    assert [one.value for one in results([made["yd party"]], asked, date(2026, 11, 27))[made["yd party"].pk]] == [None, None]  # nothing came of it yet
