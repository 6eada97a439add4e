"""Several measures together: 政务处分法第十五条, 纪律处分条例（2023年）第二十一、二十四条, and the longest effect across schemes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.law.national.combining import Combination, Received, combined, effect_end, tables
from anze.law.national.effects import KINDS, effect_months, measure_class, measures

ON = date(2026, 1, 1)


def of(*given: tuple[str, date] | str) -> Combination:
    return combined([Received(one, ON) if isinstance(one, str) else Received(*one) for one in given])


@pytest.mark.parametrize(("times", "most"), [(2, 24), (3, 36), (4, 48), (5, 48)])
def test_equal_sanctions_run_between_one_term_and_their_sum_at_most_forty_eight_months(times: int, most: int) -> None:  # 政务处分法第十五条
    found = of(*["政务记过"] * times)
    assert [(part.least, part.most) for part in found.parts] == [(12, most)] and found.cap == 48
    assert found.until is None and "确定" in found.undecided[0].undecided and "监察机关" in found.undecided[0].who


@pytest.mark.parametrize(("kind", "times", "most"), [("政务警告", 8, 48), ("政务警告", 7, 42), ("政务记大过", 2, 36), ("政务记大过", 3, 48),
                                                    ("政务撤职", 2, 48), ("政务撤职", 3, 48)])
def test_the_cap_is_met_at_forty_eight_and_not_before(kind: str, times: int, most: int) -> None:
    part = of(*[kind] * times).parts[0]
    assert part.most == most and ("最长不超过48个月" in part.why) == (times * (part.least or 0) > 48)


def test_of_different_sanctions_given_at_once_the_heaviest_is_carried_out() -> None:
    found = of("政务警告", "政务记大过", "政务记过")
    assert [(part.least, part.most, part.until) for part in found.parts] == [(18, 18, date(2027, 7, 1))]
    assert "执行其中最重的政务记大过" in found.why and found.until == found.longest == date(2027, 7, 1)


def test_of_several_heaviest_ones_their_sum_bounds_the_term() -> None:
    assert [(part.least, part.most) for part in of("政务警告", "政务记过", "政务记过").parts] == [(12, 24)]


def test_dismissal_swallows_every_other_sanction_and_has_no_term() -> None:
    found = of("开除", "政务记过")
    assert [(part.least, part.undecided) for part in found.parts] == [(None, "开除没有可依的期限")] and found.until is None


def test_party_sanctions_for_several_faults_are_raised_a_step_by_a_person() -> None:  # 纪律处分条例第二十四条
    part = of("党内警告", "党内严重警告").parts[0]
    assert part.most is None and "加重一档" in part.why and "由人决定" in part.undecided


def beside(kind: str, about: str = "", on: date = ON, *, marked: bool = True) -> Received:
    return Received(kind, on, 12 if kind == "留党察看" else None, marked, about)


def test_party_sanctions_for_one_act_are_not_raised() -> None:  # 一个违纪行为同时触犯两个以上条款的，依照处分较重的条款定性处理
    found = combined([Received("党内警告", ON), beside("党内严重警告")])
    part, = found.parts
    assert "同一事实受党内严重警告、党内警告，已写明并处的依据" in part.why and "依照处分较重的条款定性处理" in part.why and "应当合并处理" not in part.why
    assert (part.most, part.until, part.undecided) == (18, date(2027, 7, 1), "") and found.until == date(2027, 7, 1)


@pytest.mark.parametrize("given", [
    [Received("党内警告", ON), Received("党内警告", ON), beside("党内严重警告")],               # two acts, one of them doubled
    [beside("党内警告", "sg-1", marked=False), beside("党内严重警告", "sg-2")],                 # two accidents
])
def test_a_mark_beside_other_acts_does_not_keep_them_from_being_put_together(given: list[Received]) -> None:  # 纪律处分条例第二十四条
    assert "加重一档（" in combined(given).why and "由人决定" in combined(given).undecided[0].undecided


@pytest.mark.parametrize("second", ["政务警告", "政务记过"])
def test_government_sanctions_for_one_act_are_not_put_together_as_for_several(second: str) -> None:  # 政务处分法第十五条：两个以上违法行为
    part, = combined([Received("政务记过", ON), beside(second)]).parts
    assert "同一事实受" in part.why and "执行其中最重" not in part.why and "确定期限（" not in part.why
    assert (part.until, part.undecided) == (date(2027, 1, 1), "")


def test_the_same_act_as_the_one_of_probation_does_not_call_for_expulsion() -> None:  # 第十二条：又发现其他应当受到党纪处分的违纪行为的
    first = Received("留党察看", date(2026, 1, 1), 12)
    assert "应当开除党籍" not in combined([first, beside("党内警告", on=date(2026, 6, 1))]).why
    assert "应当开除党籍" in combined([first, beside("党内警告", "sg-1", date(2026, 6, 1))]).why


@pytest.mark.parametrize(("second", "until"), [
    (date(2025, 1, 1), date(2026, 1, 1)),   # the last day of the first effect: still within it
    (date(2025, 1, 2), date(2026, 1, 2)),   # the day after: a term of its own
])
def test_a_party_sanction_within_the_effect_of_another_is_added_to_what_is_left(second: date, until: date) -> None:  # 第二十一条
    assert of(("党内警告", date(2024, 1, 1)), ("党内警告", second)).until == until


def test_what_is_added_is_the_rest_of_the_first_and_the_whole_of_the_second() -> None:
    found = of(("党内严重警告", date(2026, 1, 10)), ("党内警告", date(2026, 7, 10)))
    assert found.parts[1].until == date(2028, 7, 10) == found.until  # 18 months to 10 July 2027, and 12 more
    assert found.longest == date(2027, 7, 10)


@pytest.mark.parametrize(("second", "until"), [
    (date(2025, 1, 1), None),               # the last day of probation: he ought to be expelled
    (date(2025, 1, 2), date(2028, 1, 1)),   # within the two years after it: one year more
])
def test_a_party_sanction_within_the_term_of_probation_is_not_added_up_but_calls_for_expulsion(second: date, until: date | None) -> None:
    found = combined([Received("留党察看", date(2024, 1, 1), 12), Received("党内警告", second)])
    assert found.until == until and found.longest == date(2027, 1, 1)
    if until is None:
        assert "应当开除党籍" in found.undecided[0].undecided and "2025年1月1日" in found.why and found.undecided[0].who


@pytest.mark.parametrize(("second", "open_"), [(date(2023, 7, 1), "应当开除党籍"), (date(2023, 7, 2), "手头的规定没有写")])
def test_the_same_held_of_probation_before_2024(second: date, open_: str) -> None:
    found = combined([Received("留党察看", date(2022, 7, 1), 12), Received("党内警告", second)])
    assert open_ in found.undecided[0].undecided


def test_probation_followed_by_expulsion_is_settled_by_the_expulsion() -> None:
    found = combined([Received("留党察看", date(2024, 1, 1), 12), Received("开除党籍", date(2024, 6, 1))])
    assert [part.undecided for part in found.undecided] == ["开除党籍没有可依的期限"]


@pytest.mark.parametrize(("second", "settled"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True)])
def test_before_2024_the_rules_at_hand_do_not_say_how_party_sanctions_are_added(second: date, settled: bool) -> None:
    found = of(("党内警告", date(2023, 6, 1)), ("党内警告", second))
    assert (found.until is not None) == settled and bool(found.undecided) != settled


@pytest.mark.parametrize(("second", "open_"), [(date(2026, 7, 1), True), (date(2026, 7, 2), False)])
def test_a_government_sanction_within_the_term_of_another_a_person_decides(second: date, open_: bool) -> None:
    found = of(("政务警告", ON), ("政务记过", second))
    assert bool(found.undecided) == open_ and (found.until is None) == open_
    if open_:
        assert "手头的规定没有写" in found.undecided[0].undecided and found.undecided[0].who


def test_across_schemes_the_longest_effect_counts() -> None:
    found = of("政务警告", "党内严重警告", "诫勉")
    assert found.longest == date(2027, 7, 1) == found.until and found.of == Received("党内严重警告", ON)
    assert "按影响期最长的执行" in found.why


def test_organisational_measures_run_side_by_side() -> None:
    assert of("诫勉", ("免职", date(2026, 3, 1))).until == date(2028, 3, 1)
    assert [part.until for part in of("诫勉", "免职").parts] == [date(2028, 1, 1)]
    open_ = of("诫勉", "调整职务")
    assert open_.longest == date(2026, 7, 1) and open_.until is None and "调整职务没有可依的期限" in open_.undecided[0].undecided


def test_nothing_has_no_end() -> None:
    found = combined([])
    assert (found.longest, found.until, found.cap, found.parts, found.why) == (None, None, None, (), "")


def test_a_day_before_the_rules_and_an_unknown_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="2020-07-01 起施行"):
        of(("诫勉", date(2020, 6, 30)))
    with pytest.raises(ValueError, match="没有“批评”这种问责措施"):
        of("批评")


received = st.builds(lambda kind, on, marked: Received(kind, on, 12 if measures(on)[kind].plus_term else None, marked), st.sampled_from(KINDS),
                     st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.booleans())


@given(st.lists(received, max_size=6))
def test_nothing_is_shorter_than_its_longest_single_effect_and_no_term_passes_the_cap(given: list[Received]) -> None:
    found = combined(given)
    ends = [end for one in given if (end := effect_end(one)) is not None]
    assert found.longest == max(ends, default=None)
    assert found.until is None or (not found.undecided and found.longest is not None and found.until >= min(ends))
    for part in found.parts:
        assert part.group != "government" or part.most is None or part.most <= 48
        assert part.least is None or part.most is None or part.least <= part.most
        assert bool(part.undecided) == bool(part.who)


@given(st.lists(received, min_size=1, max_size=6))
def test_every_measure_stands_in_exactly_one_part_and_the_order_given_is_of_no_account(given: list[Received]) -> None:
    found = combined(given)
    assert sorted(kind for part in found.parts for kind in part.kinds) == sorted(one.kind for one in given)
    assert combined(reversed(given)) == found
    assert all(measure_class(kind, ON) == part.group for part in found.parts for kind in part.kinds)
    assert effect_months("诫勉", None, ON) == 6


def test_every_rule_was_compared_with_a_text_but_the_one_between_schemes() -> None:  # decisions/0061
    assert all(rule.compared for version in tables() for rule in version.scheme)
    assert not any(version.across.compared for version in tables())
