"""A year's pattern and the letters that are generated from it in one act (第十九条)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from anze.law.question import Question
from anze.letters.actions.generating import generate, replace_letter, void
from anze.letters.actions.patterns import begin, change_pattern, share_out
from anze.letters.models import Goal, Letter, Pattern
from anze.letters.printed import code_in
from anze.letters.queries.shares import begun
from anze.letters.queries.subordinates import organ, subordinates
from anze.letters.told import limits_changed
from anze.record.models import Entry
from anze.register.actions import add_unit, close_unit
from tests.apps.accidents.telling import at, fall
from tests.apps.letters.telling import CITY, COUNTY, GOALS, NOW, generated, goal_of, patterns
from tests.cast import Cast

DAY = Question(date(2026, 2, 2), date(2026, 2, 2))


def names(cast: Cast, superior: str, asked: Question = DAY) -> list[str]:
    return [unit.name for unit in subordinates(cast.unit[superior], asked, asked.as_of)]


def test_who_signs_with_whom_is_what_the_law_makes_of_the_tree(cast: Cast) -> None:
    assert names(cast, "清远") == ["英德市", "清新区"] and names(cast, "英德") == ["望埠镇", "大站镇"] and names(cast, "望埠") == []
    zone = add_unit(None, at("2026-01-05"), code="gx", name="清远高新区", level="zone", parent=cast.unit["清远"])
    street = add_unit(None, at("2026-01-05"), code="jd", name="英城街道", level="subdistrict", parent=cast.unit["英德"])
    assert "清远高新区" in names(cast, "清远") and "英城街道" not in names(cast, "英德")  # a street only once its county has determined so
    assert organ(zone, "party") == "中共清远高新区工作委员会" and organ(zone, "government") == "清远高新区管理委员会"
    assert organ(street, "government") == "英城街道办事处" and organ(cast.unit["望埠"], "party") == "中共望埠镇委员会"


def test_a_pattern_begins_with_the_usual_goals_and_then_with_last_years(cast: Cast) -> None:
    first = begin(cast.account[CITY], NOW, cast.unit["清远"], 2026)
    assert {one.side for one in first} == {"party", "government"}
    assert {"number", "task", "veto"} == set(Goal.objects.filter(pattern=first[0]).values_list("kind", flat=True))
    with pytest.raises(ValidationError, match="已经有了"):
        begin(cast.account[CITY], NOW, cast.unit["清远"], 2026)
    for one in first:
        change_pattern(cast.account[CITY], NOW, one, "要求", list(GOALS))
    again = begin(cast.account[CITY], at("2027-01-04"), cast.unit["清远"], 2027)
    assert [goal.text for goal in again[0].goals.all()] == [goal.text for goal in GOALS] and again[0].text == "要求"
    assert Entry.objects.filter(object_type="letter_pattern", verb="建立责任书范本").count() == 4


def test_letters_for_all_are_made_in_one_act_each_with_its_own_code_and_entry(cast: Cast) -> None:
    made = generated(cast, limits={})
    assert sorted(made) == ["qx government", "qx party", "yd government", "yd party"]
    assert len({one.code for one in made.values()}) == 4 and all(code_in(one.code) == one.code for one in made.values())
    assert Entry.objects.filter(object_type="letter", verb="生成责任书").count() == 4
    assert made["yd party"].superior_name == "中共清远市委员会" and made["yd government"].subordinate_name == "英德市人民政府"
    assert [goal["text"] for goal in made["yd party"].goals] == [goal.text for goal in GOALS]
    assert sorted(generated(cast)) == sorted(made) and Letter.objects.count() == 4  # sent twice it makes nothing more


def test_each_subordinate_has_its_own_numbers_and_a_missing_one_is_named(cast: Cast) -> None:
    patterns(cast, goals=[replace(GOALS[0], limit=None), *GOALS[1:]])
    deaths, unit = goal_of("清远市", "party", "死亡人数"), cast.unit["英德"]
    with pytest.raises(ValidationError) as fault:
        generate(cast.account[CITY], NOW, cast.unit["清远"], 2026, [unit], {(deaths.pk, unit.pk): Decimal(2)})
    assert fault.value.messages == ["英德市（政府）没有填控制数：死亡人数。"] and not Letter.objects.exists()
    government = goal_of("清远市", "government", "死亡人数")
    generate(cast.account[CITY], NOW, cast.unit["清远"], 2026, [unit], {(deaths.pk, unit.pk): Decimal(2), (government.pk, unit.pk): Decimal("4.5")})
    assert {one.side: one.numbers[0]["limit"] for one in Letter.objects.all()} == {"party": "2", "government": "4.5"}


def test_numbers_begin_as_shared_out_as_last_year_or_as_counted_last_year(cast: Cast) -> None:
    fall(cast, "2025-12-10", recorded=at("2025-12-11"), deaths=1)
    patterns(cast, goals=[replace(GOALS[0], limit=None), *GOALS[1:]])
    both, units = list(Pattern.objects.filter(year=2026).order_by("-side").prefetch_related("goals")), [cast.unit["英德"], cast.unit["清新"]]
    deaths, trained = goal_of("清远市", "party", "死亡人数"), goal_of("清远市", "party", "培训人次")
    begins = begun(both, units, DAY, NOW.date())
    assert begins[deaths.pk, units[0].pk] == 1 and begins[deaths.pk, units[1].pk] == 0  # as it came out in 2025
    assert begins[trained.pk, units[0].pk] == 100  # as the pattern says
    share_out(cast.account[CITY], NOW, cast.unit["清远"], 2026, {(deaths.pk, units[0].pk): Decimal(5)}, units)
    assert begun(both, units, DAY, NOW.date())[deaths.pk, units[0].pk] == 5
    limits = {(goal.pk, unit.pk): Decimal(7) for goal in Goal.objects.filter(kind="number") for unit in units}
    generate(cast.account[CITY], NOW, cast.unit["清远"], 2026, units, limits)
    begin(cast.account[CITY], at("2027-01-04"), cast.unit["清远"], 2027)
    later = list(Pattern.objects.filter(year=2027).order_by("-side").prefetch_related("goals"))
    asked = Question(date(2027, 1, 4), date(2027, 1, 4))
    assert set(begun(later, units, asked, asked.as_of).values()) == {Decimal(7)}  # as in last year's letters


def test_a_pattern_stands_still_once_letters_were_generated_from_it(cast: Cast) -> None:
    made = generated(cast)
    pattern = Pattern.objects.get(year=2026, side="party")
    with pytest.raises(ValidationError, match="不能再改"):
        change_pattern(cast.account[CITY], NOW, pattern, "", list(GOALS[:1]))
    for one in made.values():
        void(cast.account[CITY], NOW, one, reason="范本有误")
    change_pattern(cast.account[CITY], NOW, pattern, "", list(GOALS[:1]))
    assert pattern.goals.count() == 1


def test_a_replaced_letter_stays_with_its_code_and_the_new_one_has_its_own(cast: Cast) -> None:
    old = generated(cast)["yd party"]
    goals = limits_changed(old.numbers, {"1": Decimal(2), "2": Decimal(100)}, ["主要负责人带队检查", "开展百日攻坚"], ["发生重大以上事故"])
    with pytest.raises(ValidationError, match="原因"):
        replace_letter(cast.account[CITY], NOW, old, goals, reason=" ")
    new = replace_letter(cast.account[CITY], NOW, old, goals, reason="指标调整")
    old.refresh_from_db()
    assert old.replaced_at and old.replaced_by == new and new.code != old.code and old.numbers[0]["limit"] == "3" and new.numbers[0]["limit"] == "2"
    assert [goal["key"] for goal in new.goals] == ["1", "2", "3", "4", "5"]
    assert [(one.object_id, one.verb) for one in Entry.objects.filter(object_type="letter").order_by("-seq")[:2]] == [
        (new.code, "生成责任书"), (old.code, "重签")]
    with pytest.raises(ValidationError, match="已重签"):
        replace_letter(cast.account[CITY], NOW, old, goals, reason="再来")
    with pytest.raises(ValidationError, match="没有变化"):
        replace_letter(cast.account[CITY], NOW, new, new.goals, reason="照旧")


def test_a_unit_made_in_the_year_gets_its_letters_later_and_a_closed_one_keeps_its_own(cast: Cast) -> None:
    made = generated(cast)
    new = add_unit(None, at("2026-06-01"), code="lz", name="连州市", level="county", parent=cast.unit["清远"])
    close_unit(cast.account[CITY], at("2026-06-02"), cast.unit["大站"], on=date(2026, 6, 1), reason="撤并")
    june = Question(date(2026, 6, 10), date(2026, 6, 10))
    assert set(names(cast, "清远", june)) == {"英德市", "清新区", "连州市"} and names(cast, "英德", june) == ["望埠镇"]
    generate(cast.account[CITY], at("2026-06-10"), cast.unit["清远"], 2026, [cast.unit["英德"], new], {})
    assert Letter.objects.filter(subordinate=new).count() == 2 and Letter.objects.count() == len(made) + 2
    assert names(cast, "英德", Question(date(2026, 6, 1), date(2026, 6, 1))) == ["望埠镇", "大站镇"]  # the day of closing is its last


def test_the_county_signs_with_the_city_and_issues_to_its_towns(cast: Cast) -> None:
    generated(cast)
    made = generated(cast, superior="英德", by=COUNTY)
    assert sorted(made) == ["dz government", "dz party", "wb government", "wb party"]
    assert made["wb party"].superior_name == "中共英德市委员会" and Letter.objects.filter(subordinate=cast.unit["英德"]).count() == 2
