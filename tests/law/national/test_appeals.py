"""Remedies against a decision, both sides of every number: 公务员法第九十五、九十六条, 监察法第四十九（五十六）条, 中国共产党问责条例第二十条."""

from datetime import date, timedelta

import pytest

from anze.law.national.appeals import ROUTES, SCHEMES, Remedy, decide_until, file_until, remedies, schemes_of, tables

ON = date(2026, 3, 2)


def remedy(scheme: str, code: str, after: str = "", on: date = ON) -> Remedy:
    return next(one for one in remedies(scheme, on) if one.code == code and one.after == after)


@pytest.mark.parametrize(("scheme", "code", "after", "last"), [
    ("civil_service", "reconsideration", "", date(2026, 4, 1)),       # 三十日内：3月2日不计入
    ("civil_service", "appeal", "", date(2026, 4, 1)),                # 不经复核直接申诉，三十日内
    ("civil_service", "appeal", "reconsideration", date(2026, 3, 17)),  # 接到复核决定之日起十五日内
    ("supervision", "re_examination", "", date(2026, 4, 2)),          # 一个月内
    ("supervision", "reconsideration", "re_examination", date(2026, 4, 2)),
    ("party_accountability", "appeal", "", date(2026, 4, 2)),
])
def test_a_step_may_be_taken_until_its_last_day_and_the_first_day_is_not_counted(scheme: str, code: str, after: str, last: date) -> None:
    assert file_until(remedy(scheme, code, after), ON) == last


@pytest.mark.parametrize(("received", "last"), [(date(2026, 1, 31), date(2026, 2, 28)), (date(2028, 1, 31), date(2028, 2, 29)),
                                                (date(2026, 2, 28), date(2026, 3, 28))])
def test_a_month_ends_on_the_corresponding_day_or_on_the_last_of_the_month(received: date, last: date) -> None:  # 民法典第二百零二条
    assert file_until(remedy("supervision", "re_examination"), received) == last


def after_weekend(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


@pytest.mark.parametrize(("received", "last"), [
    (date(2026, 3, 5), date(2026, 4, 6)),  # 4月4日是周六
    (date(2026, 3, 4), date(2026, 4, 3)),  # 4月3日是周五
])
def test_a_last_day_off_moves_to_the_next_day_worked_for_the_person(received: date, last: date) -> None:  # 民法典第二百零三条
    assert file_until(remedy("civil_service", "reconsideration"), received, after_weekend) == last


@pytest.mark.parametrize(("scheme", "code", "after", "last"), [
    ("civil_service", "reconsideration", "", date(2026, 4, 1)),
    ("civil_service", "appeal", "", date(2026, 5, 1)),                # 受理之日起六十日内
    ("supervision", "re_examination", "", date(2026, 4, 2)),
    ("supervision", "reconsideration", "re_examination", date(2026, 5, 2)),  # 二个月内
    ("party_accountability", "appeal", "", date(2026, 4, 2)),
    ("party_discipline", "appeal", "", date(2026, 6, 2)),             # 复议复查三个月内办结
])
def test_the_answer_is_due_on_a_day_that_does_not_move(scheme: str, code: str, after: str, last: date) -> None:
    assert decide_until(remedy(scheme, code, after), ON) == last


@pytest.mark.parametrize(("extended", "last"), [(0, date(2026, 5, 1)), (30, date(2026, 5, 31)), (31, date(2026, 5, 31))])
def test_only_an_appeal_of_a_civil_servant_is_answered_later_and_by_thirty_days_at_most(extended: int, last: date) -> None:
    assert decide_until(remedy("civil_service", "appeal"), ON, extended) == last
    assert decide_until(remedy("civil_service", "reconsideration"), ON, extended) == date(2026, 4, 1)


@pytest.mark.parametrize(("scheme", "code", "after"), [("party_discipline", "appeal", ""), ("civil_service", "further_appeal", "appeal")])
def test_where_no_rule_at_hand_gives_a_time_there_is_none_and_it_is_said_who_decides(scheme: str, code: str, after: str) -> None:
    found = remedy(scheme, code, after)
    assert file_until(found, ON) is None and not found.within and found.undecided and found.who


def test_the_law_on_supervision_is_cited_by_its_new_number_from_1_june_2025() -> None:
    assert remedy("supervision", "re_examination", on=date(2025, 5, 31)).article == "第四十九条"
    assert remedy("supervision", "re_examination", on=date(2025, 6, 1)).article == "第五十六条"


def test_what_a_new_version_keeps_stands_in_the_one_before() -> None:
    for scheme in ("civil_service", "party_accountability", "party_discipline"):
        assert remedies(scheme, date(2025, 6, 1)) == remedies(scheme, date(2025, 5, 31)) != ()


def test_before_the_rules_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="2020-07-01 起施行"):
        remedies("supervision", date(2020, 6, 30))
    with pytest.raises(KeyError):
        remedies("courts", ON)


@pytest.mark.parametrize(("kind", "by", "schemes"), [
    ("政务记过", "supervision", ("supervision",)), ("诫勉", "supervision", ("supervision",)),
    ("党内警告", "discipline", ("party_discipline",)), ("党内警告", "party_committee", ("party_discipline",)),
    ("诫勉", "party_committee", ("party_accountability",)), ("诫勉", "discipline", ("party_accountability",)),
    ("停职检查", "organisation", ("party_accountability",)),
    ("免职", "organisation", ("party_accountability", "civil_service")), ("降职", "party_committee", ("party_accountability", "civil_service")),
    ("责令辞职", "organisation", ("party_accountability",)), ("通报", "safety", ()), ("刑事责任", "judicial", ()),
])
def test_which_remedies_are_open_depends_on_the_measure_and_on_who_imposed_it(kind: str, by: str, schemes: tuple[str, ...]) -> None:
    assert schemes_of(kind, by, ON) == schemes


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="没有“批评”这种问责措施"):
        schemes_of("批评", "discipline", ON)


def test_a_remedy_says_with_which_text_it_was_compared_or_it_is_known_as_unread() -> None:  # decisions/0061
    assert {(one.scheme, one.code) for version in tables() for one in version.remedy if not one.compared} == {("party_accountability", "appeal")}


def test_a_further_appeal_has_a_limit_of_which_the_text_was_not_read() -> None:  # 公务员申诉规定
    assert "另有期限" in remedy("civil_service", "further_appeal", "appeal").undecided


CHINESE = {1: "一个月", 2: "二个月", 15: "十五日", 30: "三十日", 60: "六十日"}


def test_every_number_stands_in_the_words_beside_it() -> None:
    for version in tables():
        for one in version.remedy:
            for number in (one.days, one.months, one.decide_days, one.decide_months, one.longer_days or None):
                said = number is None or CHINESE.get(number, "-") in one.words or f"{number}个月" in one.words
                assert said, (one.source, one.name, number)
            assert one.name in ROUTES.values() and one.scheme in SCHEMES and one.source and one.article


def test_no_remedy_suspends_the_decision_where_the_words_speak_of_it() -> None:
    every = [one for scheme in ("civil_service", "supervision", "party_accountability") for one in remedies(scheme, ON)]
    spoken = [one for one in every if one.code != "further_appeal"]
    assert len(spoken) == 6 and all("不停止" in one.words for one in spoken)
