"""Lines matched against the register: nobody is guessed, those of one name are told apart, who is not found is named with the remedy."""

from datetime import date

import pytest

from anze.people.models import Officer
from anze.register.actions import end_tenure
from anze.vetting.queries.lines import lines_of
from anze.vetting.queries.matching import Matched, matched
from anze.vetting.queries.organ import reach_of
from tests.apps.vetting.telling import NOW, namesake
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def found(cast: Cast, text: str, *, groups: bool = False, picks: dict[int, str] | None = None, unit: str = "英德") -> list[Matched]:
    return matched(lines_of(text), reach_of(cast.unit[unit]), cast.unit[unit].name, groups=groups, picks=picks)


def codes(rows: list[Matched]) -> list[str]:
    return [one.subject.code if one.subject else "" for one in rows]


def test_a_name_that_one_person_bears_is_that_person(cast: Cast) -> None:
    assert codes(found(cast, "丁某\n甲 某")) == ["p4", "p1"]


def test_two_of_one_name_are_asked_about_and_never_guessed(cast: Cast) -> None:
    namesake(cast)
    [one] = found(cast, "丁某")
    assert one.subject is None
    assert [candidate.code for candidate in one.candidates] == ["p4", "p40"]
    assert one.candidates[0].label == "丁某，望埠镇党委主要负责人（编号 p4）"


@pytest.mark.parametrize(("line", "code"), [
    ("丁某 望埠镇", "p4"), ("丁某 大站镇", "p40"), ("丁某\t英德市大站镇", "p40"), ("丁某 望埠镇党委主要负责人", "p4"), ("丁某 党委主要负责人", "p4"),
    ("丁某 望埠", ""), ("丁某 太和镇", ""), ("丁某 望埠镇镇长", "")])
def test_unit_and_post_tell_them_apart(cast: Cast, line: str, code: str) -> None:
    namesake(cast)
    assert codes(found(cast, line)) == [code]


def test_a_hint_that_fits_nobody_of_the_name_is_asked_about(cast: Cast) -> None:
    [one] = found(cast, "丁某 大站镇")
    assert one.subject is None
    assert [candidate.code for candidate in one.candidates] == ["p4"]


def test_a_choice_counts_only_for_those_who_bear_the_name(cast: Cast) -> None:
    namesake(cast)
    assert codes(found(cast, "丁某", picks={1: "p40"})) == ["p40"]
    assert codes(found(cast, "丁某", picks={1: "p1"})) == [""]


def test_the_code_of_a_list_tells_them_apart(cast: Cast) -> None:
    namesake(cast)
    assert codes(found(cast, "姓名\t人员编号\n丁某\tp40")) == ["p40"]


def test_a_row_with_a_code_is_found_by_it_whatever_its_posts_say(cast: Cast) -> None:
    namesake(cast)
    assert codes(found(cast, "姓名\t人员编号\t单位职务\n丁某\tp4\t大站镇镇长\n丙某\tp3\t英德市政府常务副职、英德市党委常委")) == ["p4", "p3"]


def test_a_code_of_somebody_else_is_asked_about(cast: Cast) -> None:
    [one] = found(cast, "姓名\t人员编号\n丁某\tp5")
    assert (one.subject, [candidate.code for candidate in one.candidates], one.doubt) == (None, ["p5", "p4"], "写的编号 p5 在名册里是“戊某”")
    assert codes(found(cast, "姓名\t人员编号\n丁某\tp5", picks={2: "p5"})) == ["p5"]


def test_a_code_that_is_nobody_s_is_asked_about_and_one_out_of_reach_tells_nothing(cast: Cast) -> None:
    for code in ("p99", "p9"):  # nobody; somebody of 清新
        [one] = found(cast, f"姓名\t人员编号\n丁某\t{code}")
        assert (one.subject, [candidate.code for candidate in one.candidates], one.doubt) == (None, ["p4"], f"写的编号 {code} 不在英德市范围的名册里")
    [one] = found(cast, "姓名\t人员编号\n无此人\tp9")
    assert one.fault.startswith("第 2 行“无此人”：英德市范围的名册里没有这个人。")


@pytest.mark.parametrize("name", ["无此人", "壬某"])  # nobody; somebody of 清新, out of reach
def test_who_is_not_found_is_named_with_the_remedy(cast: Cast, name: str) -> None:
    [one] = found(cast, name)
    assert one.fault == f"第 1 行“{name}”：英德市范围的名册里没有这个人。"
    assert one.remedy.startswith("名册里没有的：请核对姓名")


def test_the_city_finds_those_of_all_its_counties(cast: Cast) -> None:
    assert codes(found(cast, "壬某\n丁某", unit="清远")) == ["p9", "p4"]


def test_who_has_left_is_found_by_the_post_he_held(cast: Cast) -> None:
    end_tenure(None, NOW, cast.officer["丁某"].tenures.get(), end=date(2026, 5, 31))
    [one] = found(cast, "丁某 望埠镇")
    assert isinstance(one.subject, Officer)


def test_a_leading_group_is_found_only_where_groups_may_be_asked_about(cast: Cast) -> None:
    assert codes(found(cast, "望埠镇\n英德市领导班子\n大站镇党政领导班子", groups=True)) == ["wb", "yd", "dz"]
    [one] = found(cast, "望埠镇")
    assert (one.fault, one.remedy) == ("第 1 行“望埠镇”是单位。", "领导班子只在评优评先、表彰奖励时查：请改用途，或者写人名。")


def test_the_same_person_twice_is_said(cast: Cast) -> None:
    assert [one.fault for one in found(cast, "甲某\n乙某\n甲某 英德市")] == ["", "", "第 3 行“甲某”与第 1 行是同一人。请删去一行。"]


@pytest.mark.parametrize("line", ["潘某0109", "潘某０１０９", "潘某 0109", "潘　某　０１０９", "潘某，0109", "p0109", "P0109", "ｐ０１０９",
                                  "潘某0109 p0109", "潘某 0109 望埠镇"])
def test_a_number_is_read_however_it_is_typed_and_stands_for_the_person(cast: Cast, line: str) -> None:
    namesake(cast, "潘某0109", "p0109", "望埠", "safety_deputy")
    assert codes(found(cast, line)) == ["p0109"]


def test_a_bare_number_of_somebody_out_of_reach_is_nobodys(cast: Cast) -> None:
    [one] = found(cast, "p9")
    assert one.fault == "第 1 行“p9”：英德市范围的名册里没有这个人。"


def test_a_long_line_is_shortened_where_it_is_named(cast: Cast) -> None:
    [one] = found(cast, "长" * 500)
    assert one.fault == f"第 1 行“{'长' * 20}……”：英德市范围的名册里没有这个人。"
