"""Scores for any scheme and any facts: weights add up to 100, caps hold, a veto outranks every score, more done never earns less, order does not matter."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anze.assessments.reckoning import (
    GRADES,
    Fact,
    Indicator,
    Scheme,
    extra,
    grade_of,
    reckon,
    rounded,
    scaled,
    share,
    vetoed_grade,
)

LIMITS = (("excellent", Decimal(90)), ("good", Decimal(80)), ("fair", Decimal(60)), ("poor", Decimal(0)))
points = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(100), places=2)
quick = settings(max_examples=25, deadline=None)


@st.composite
def indicators(draw: Any) -> tuple[Indicator, ...]:
    made = []
    for number in range(draw(st.integers(1, 7))):
        kind = "score" if number == 0 else draw(st.sampled_from(["score", "score", "bonus", "deduction"]))
        rule = draw(st.sampled_from(["rate", "target", "each_off", "all_or_none", "given"] if kind == "score" else ["each", "given"]))
        made.append(Indicator(id=f"{number:02d}", kind=kind, rule=rule, weight=draw(points), each=draw(points), target=draw(points)))
    return tuple(made)


@st.composite
def fact(draw: Any, absent: bool = True) -> Fact:
    if absent and draw(st.booleans()):
        return Fact(absent="没有这类单位")
    whole = draw(st.integers(1, 50))
    return Fact(good=draw(st.integers(0, whole)), whole=whole, given=draw(st.decimals(min_value=0, max_value=200, places=2)))


@st.composite
def cases(draw: Any) -> tuple[Scheme, dict[str, Fact]]:
    some = draw(indicators())
    scheme = Scheme(indicators=some, bonus_cap=draw(points), deduction_cap=draw(points), limits=LIMITS, places=draw(st.integers(0, 3)), vetoed_best="good")
    facts = {one.id: draw(fact()) for one in some}
    facts[some[0].id] = draw(fact(absent=False))
    return scheme, facts


@quick
@given(case=cases())
def test_weights_that_apply_add_up_to_100_exactly(case: tuple[Scheme, dict[str, Fact]]) -> None:
    scheme, facts = case
    lines = reckon(scheme, facts, False)["indicators"]
    kept = [Decimal(lines[one.id]["weight"]) for one in scheme.indicators if one.kind == "score" and lines[one.id]["applies"]]
    assert sum(kept) == 100
    assert all(lines[name]["points"] is None for name, one in facts.items() if one.absent)


@quick
@given(case=cases())
def test_no_score_is_above_its_weight_and_the_caps_hold(case: tuple[Scheme, dict[str, Fact]]) -> None:
    scheme, facts = case
    found = reckon(scheme, facts, False)
    for one in scheme.indicators:
        line = found["indicators"][one.id]
        if line["applies"]:
            assert 0 <= Decimal(line["points"]) <= Decimal(line["weight"])
    assert 0 <= Decimal(found["base"]) <= 100
    assert Decimal(found["bonus"]) <= rounded(Fraction(scheme.bonus_cap), scheme.places)
    assert Decimal(found["deduction"]) <= rounded(Fraction(scheme.deduction_cap), scheme.places)
    assert Decimal(found["total"]) >= 0


@quick
@given(case=cases())
def test_a_veto_outranks_every_score(case: tuple[Scheme, dict[str, Fact]]) -> None:
    scheme, facts = case
    free, vetoed = reckon(scheme, facts, False), reckon(scheme, facts, True)
    assert GRADES.index(vetoed["grade"]) >= GRADES.index(scheme.vetoed_best)
    assert GRADES.index(vetoed["grade"]) >= GRADES.index(free["grade"])
    assert vetoed["total"] == free["total"] and vetoed["by_score"] == free["grade"]


@quick
@given(case=cases(), more=st.integers(1, 5))
def test_one_thing_more_done_never_earns_less(case: tuple[Scheme, dict[str, Fact]], more: int) -> None:
    scheme, facts = case
    first = scheme.indicators[0]
    was = facts[first.id]
    better = replace(was, good=min(was.good + more, was.whole or 0), given=(was.given or Decimal(0)) + more)
    assert Decimal(reckon(scheme, facts | {first.id: better}, False)["total"]) >= Decimal(reckon(scheme, facts, False)["total"])


@quick
@given(case=cases(), seed=st.randoms())
def test_the_order_in_which_facts_come_does_not_matter(case: tuple[Scheme, dict[str, Fact]], seed: Any) -> None:
    scheme, facts = case
    mixed = list(facts.items())
    seed.shuffle(mixed)
    assert reckon(scheme, dict(mixed), True) == reckon(scheme, facts, True)


@quick
@given(weights=st.lists(st.decimals(min_value=0, max_value=100, places=2), min_size=1, max_size=9), places=st.integers(0, 4))
def test_scaled_weights_add_up_to_100_and_lie_within_a_unit_of_the_exact_ones(weights: list[Decimal], places: int) -> None:
    named = [(str(at), weight) for at, weight in enumerate(weights)]
    found = scaled(named, places)
    if not any(weights):
        assert found == {}
        return
    assert sum(found.values()) == 100
    total = sum(Fraction(weight) for weight in weights)
    assert all(abs(Fraction(found[name]) - Fraction(weight) * 100 / total) < Fraction(1, 10**places) for name, weight in named)


@pytest.mark.parametrize(("value", "text"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("1.005", "1.01"), ("99.995", "100.00")])
def test_halves_go_up(value: str, text: str) -> None:
    assert str(rounded(Fraction(value), 2)) == text


def one(rule: str, kind: str = "score", **more: Any) -> Indicator:
    return Indicator(id="1", kind=kind, rule=rule, **({"weight": Decimal(20), "each": Decimal(5), "target": Decimal(80)} | more))


@pytest.mark.parametrize(("rule", "fact", "part"), [
    ("rate", Fact(good=3, whole=4), Fraction(3, 4)), ("target", Fact(good=3, whole=4), Fraction(15, 16)), ("target", Fact(good=4, whole=5), Fraction(1)),
    ("each_off", Fact(good=0), Fraction(1)), ("each_off", Fact(good=3), Fraction(1, 4)), ("each_off", Fact(good=9), Fraction(0)),
    ("each_off", Fact(good=3, whole=4), Fraction(3, 4)), ("all_or_none", Fact(good=0), Fraction(1)), ("all_or_none", Fact(good=1), Fraction(0)),
    ("given", Fact(given=Decimal(15)), Fraction(3, 4)), ("given", Fact(given=Decimal(25)), Fraction(1)),
])
def test_what_a_rule_earns(rule: str, fact: Fact, part: Fraction) -> None:
    assert share(one(rule), fact) == part


def test_a_bonus_ends_at_its_cap() -> None:
    assert extra(one("each", "bonus"), Fact(good=3)) == 15
    assert extra(one("each", "bonus"), Fact(good=5)) == 20
    assert extra(one("given", "deduction"), Fact(given=Decimal(30))) == 20


@pytest.mark.parametrize(("total", "grade"), [("90.00", "excellent"), ("89.99", "good"), ("80", "good"), ("79.99", "fair"), ("60", "fair"), ("59.99", "poor")])
def test_a_grade_begins_at_its_limit(total: str, grade: str) -> None:
    scheme = Scheme(indicators=(), bonus_cap=Decimal(0), deduction_cap=Decimal(0), limits=LIMITS, places=2, vetoed_best="good")
    assert grade_of(scheme, Decimal(total)) == grade
    assert vetoed_grade(scheme, "excellent") == "good" and vetoed_grade(scheme, "poor") == "poor"


def test_nothing_is_reckoned_before_everything_is_given_or_where_nothing_applies() -> None:
    scheme = Scheme(indicators=(one("given"),), bonus_cap=Decimal(0), deduction_cap=Decimal(0), limits=LIMITS, places=2, vetoed_best="good")
    with pytest.raises(ValueError, match="still to be given: 1"):
        reckon(scheme, {"1": Fact(away=True)}, False)
    with pytest.raises(ValueError, match="no indicator applies"):
        reckon(scheme, {"1": Fact(absent="不适用")}, False)
