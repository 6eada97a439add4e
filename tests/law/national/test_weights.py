"""Which measure is the heavier: by a rule, or not at all; a request never makes things worse (政务处分法第五十六条)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.law.national.appeals import SCHEMES
from anze.law.national.combining import Received
from anze.law.national.combining import tables as combined_tables
from anze.law.national.effects import KINDS
from anze.law.national.weights import Weighed, compared, never_heavier, tables, weighed

ON = date(2026, 4, 20)


def given_(*kinds: str) -> list[Received]:
    return [Received(kind, ON, 24 if kind == "留党察看" else None) for kind in kinds]


@pytest.mark.parametrize(("new", "old", "verdict"), [
    ("政务警告", "政务记过", "lighter"), ("政务记过", "政务记过", "same"), ("政务记大过", "政务记过", "heavier"), ("开除", "政务撤职", "heavier"),
    ("党内警告", "党内严重警告", "lighter"), ("通报", "诫勉", "lighter"), ("诫勉", "免职", "lighter"), ("诫勉", "政务警告", "lighter"),
    ("党内警告", "政务警告", "unsure"), ("免职", "降职", "unsure"), ("免职", "政务警告", "unsure"), ("刑事责任", "政务警告", "unsure"),
])
def test_two_measures_are_compared_where_a_rule_does(new: str, old: str, verdict: str) -> None:
    assert compared(Received(new, ON), Received(old, ON)) == verdict


@pytest.mark.parametrize(("new", "verdict"), [(12, "lighter"), (24, "heavier")])
def test_probation_is_compared_by_its_term(new: int, verdict: str) -> None:
    assert compared(Received("留党察看", ON, new), Received("留党察看", ON, 36 - new)) == verdict


@pytest.mark.parametrize(("new", "old", "found"), [
    (["政务警告"], ["政务记过"], Weighed((), ())),
    (["政务记大过"], ["政务记过"], Weighed(("政务记大过",), ())),
    (["政务记大过"], ["政务记过", "党内警告"], Weighed(("政务记大过",), ())),
    (["党内警告"], ["政务记过"], Weighed((), ("党内警告",))),
    (["党内警告"], ["诫勉", "免职"], Weighed((), ("党内警告",))),
    (["党内警告"], ["通报"], Weighed(("党内警告",), ())),
    (["政务警告", "诫勉"], ["政务记过"], Weighed((), ("诫勉",))),
    (["诫勉", "政务警告"], ["政务警告", "诫勉"], Weighed((), ())),
    (["政务警告"], [], Weighed(("政务警告",), ())),
])
def test_new_measures_are_held_against_the_old_one_for_one(new: list[str], old: list[str], found: Weighed) -> None:
    assert weighed(given_(*new), given_(*old)) == found


@given(st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_what_is_heavier_than_another_has_the_other_lighter(one: str, other: str) -> None:
    turned = {"heavier": "lighter", "lighter": "heavier", "same": "same", "unsure": "unsure"}
    assert compared(Received(one, ON), Received(other, ON)) == turned[compared(Received(other, ON), Received(one, ON))]


@given(st.lists(st.sampled_from(KINDS), max_size=5))
def test_the_same_measures_are_never_heavier(kinds: list[str]) -> None:
    assert weighed(given_(*kinds), given_(*reversed(kinds))) == Weighed((), ())


def test_the_chains_agree_with_the_orders_by_which_measures_are_combined() -> None:
    chains = [tuple(kind for step in chain.steps for kind in step) for chain in tables()[-1].chain]
    assert {rule.order for rule in combined_tables()[-1].scheme} <= set(chains)
    assert {kind for chain in chains for kind in chain} == set(KINDS) - {"刑事责任"}


def test_the_rule_is_cited_and_has_its_day() -> None:
    assert "政务处分法第五十六条" in never_heavier("supervision", ON) and "公务员法第九十六条" in never_heavier("civil_service", ON)
    with pytest.raises(ValueError, match="2020-07-01"):
        never_heavier("supervision", date(2020, 6, 30))


def test_a_law_is_cited_for_the_measures_that_it_governs_only() -> None:
    assert "公务员法" not in never_heavier("supervision", ON) and "政务处分法" not in never_heavier("civil_service", ON)
    for scheme, law in (("party_discipline", "章程"), ("party_accountability", "问责条例")):
        assert law in never_heavier(scheme, ON) and "政务处分法" not in never_heavier(scheme, ON) and "公务员法" not in never_heavier(scheme, ON)
    assert {scheme for each in tables()[-1].never_heavier for scheme in each.schemes} == set(SCHEMES)
