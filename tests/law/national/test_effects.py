"""How long a measure keeps an officer from promotion."""

from datetime import date

import pytest

from anze.law.national.effects import CLASS_LABELS, KINDS, effect_months, ending, measure_class, measures, tables

ON = date(2026, 7, 1)
MONTHS = {
    "通报": None, "诫勉": 6, "停职检查": None, "调整职务": None, "责令辞职": 24, "降职": None, "免职": 24,
    "党内警告": 12, "党内严重警告": 18, "撤销党内职务": 24, "开除党籍": None,
    "政务警告": 6, "政务记过": 12, "政务记大过": 18, "政务降级": 24, "政务撤职": 24, "开除": None, "刑事责任": None,
}


def test_every_measure_of_the_case_file_is_in_the_table() -> None:
    assert set(KINDS) == {*MONTHS, "留党察看"}


@pytest.mark.parametrize(("kind", "months"), MONTHS.items())
def test_a_measure_has_the_effect_that_its_rule_gives_it(kind: str, months: int | None) -> None:
    assert effect_months(kind, None, ON) == months


@pytest.mark.parametrize(("term", "months"), [(12, 36), (24, 48)])
def test_probation_lasts_its_own_term_and_two_years_more(term: int | None, months: int | None) -> None:
    assert effect_months("留党察看", term, ON) == months


@pytest.mark.parametrize("term", [None, 0, 6, 13])
def test_probation_without_its_term_is_refused(term: int | None) -> None:
    with pytest.raises(ValueError, match=r"^留党察看的期限(没有写|写成了 \d+)。办法：写 12（一年）或 24（二年）"):
        effect_months("留党察看", term, ON)


def test_a_term_changes_nothing_for_other_measures() -> None:
    assert effect_months("诫勉", 12, ON) == 6


def test_an_unknown_measure_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match=r"没有“批评”这种问责措施.*诫勉"):
        effect_months("批评", None, ON)


def test_a_day_before_the_rules_is_refused() -> None:
    assert effect_months("诫勉", None, date(2020, 7, 1)) == 6
    with pytest.raises(ValueError, match="2020-07-01 起施行"):
        effect_months("诫勉", None, date(2020, 6, 30))


@pytest.mark.parametrize(("kind", "group"), [("党内警告", "party"), ("留党察看", "party"), ("开除党籍", "party"),
                                             ("政务记大过", "government"), ("开除", "government"), ("诫勉", "organisational"),
                                             ("免职", "organisational"), ("刑事责任", "criminal")])
def test_a_measure_is_of_the_party_the_government_the_organisation_or_criminal_law(kind: str, group: str) -> None:
    assert measure_class(kind, ON) == group and CLASS_LABELS[group]


def test_removal_bars_any_post_for_a_year_and_a_higher_one_for_two() -> None:
    for kind in ("责令辞职", "免职"):
        assert (measures(ON)[kind].no_post_months, measures(ON)[kind].no_promotion_months) == (12, 24)


def test_every_measure_names_its_source_and_says_what_it_means() -> None:
    for measure in measures(ON).values():
        assert measure.source and measure.note, measure.kind


CHINESE = {6: ("六个月", "6个月"), 12: ("一年内", "十二个月"), 18: ("一年半内", "十八个月"), 24: ("二年内", "二十四个月")}
UNREAD = {"诫勉", "调整职务", "责令辞职", "降职", "免职", "刑事责任"}  # decisions/0061: compare with the text before use


def test_where_the_words_of_the_rule_are_entered_its_number_stands_in_them() -> None:
    for measure in measures(ON).values():
        if measure.words and measure.no_promotion_months is not None:
            assert any(said in measure.words for said in CHINESE[measure.no_promotion_months]), measure.kind


def test_a_measure_says_with_which_text_it_was_compared_or_it_is_known_as_unread() -> None:
    assert {measure.kind for measure in measures(ON).values() if not measure.compared} == UNREAD
    assert not any(measure.words for measure in measures(ON).values() if not measure.compared)


def test_suspension_for_a_self_criticism_has_a_longest_duration_but_no_effect() -> None:  # 组织处理规定：期限一般不超过6个月
    assert "6个月" in measures(ON)["停职检查"].note and "不是影响期" in measures(ON)["停职检查"].note
    assert effect_months("停职检查", None, ON) is None


def test_a_serious_warning_in_place_of_removal_from_a_post_is_left_to_a_person() -> None:
    assert "影响期二年" in measures(ON)["党内严重警告"].note and effect_months("党内严重警告", None, ON) == 18


@pytest.mark.parametrize(("kind", "way"), [("政务警告", "itself"), ("政务撤职", "itself"), ("党内警告", "period"), ("撤销党内职务", "period"),
                                           ("留党察看", "decision"), ("诫勉", "unread"), ("通报", None), ("开除", None), ("停职检查", None)])
def test_the_tables_say_how_each_kind_ends(kind: str, way: str | None) -> None:
    found = ending(kind, ON)
    assert (found.way if found else None) == way


def test_each_kind_with_a_period_ends_in_one_way_and_none_without_does() -> None:
    told = [kind for one in tables()[-1].ending for kind in one.kinds]
    assert len(told) == len(set(told)) and set(told) == {kind for kind, months in MONTHS.items() if months} | {"留党察看"}


def test_what_ends_by_itself_says_so_in_the_words_of_the_law_and_what_stops_it() -> None:  # 政务处分法第二十六条
    one = ending("政务记过", ON)
    assert one and one.by_time and "期满后自动解除" in one.words and "没有再发生" in one.words and one.cite == "中华人民共和国公职人员政务处分法第二十六条"
    assert "再发生应当给予政务处分的违法行为" in one.stopped and "第六十五条" in one.note


def test_an_ending_whose_rule_was_not_read_quotes_nothing_and_cites_nothing() -> None:
    unread = [one for one in tables()[-1].ending if not one.compared]
    assert [one.way for one in unread] == ["unread"] and not any(one.words or one.cite for one in unread)
