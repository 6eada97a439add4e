"""Parameters overridden: what may be, what may not, and what changes with them."""

import pickle
from typing import Any

import pytest

from anze.law.days import Span
from anze.law.pack import Pack, load_pack
from anze.law.problems import Refused

PACK = load_pack("qingyuan-draft")


def clause_of(pack: Pack, provision: str) -> Any:
    return pack.clause(provision)


def test_a_changed_number_stands_in_the_clause() -> None:
    changed = PACK.with_values({"interview.considerable.count": 3, "interview.considerable.window_days": 90})
    assert clause_of(changed, "21.2.2").at_least == 3
    assert clause_of(changed, "21.2.2").span == Span("days", 90)
    assert clause_of(PACK, "21.2.2").at_least == 2


def test_overrides_may_come_as_text_from_a_command_line() -> None:
    changed = PACK.with_values({"grace_days": "10", "interview.posts": "gov_head,party_head",
                                "exemption.pending_standing_fails": "true"})
    assert changed.int("grace_days") == 10
    assert clause_of(changed, "21.2.1").interviewees == ("gov_head", "party_head")
    assert clause_of(changed, "30.p1").pending_standing_fails is True


def test_a_list_may_override_a_list() -> None:
    assert PACK.with_values({"interview.posts": ["gov_head"]}).value("interview.posts") == ("gov_head",)


def test_a_second_override_keeps_the_first() -> None:
    changed = PACK.with_values({"grace_days": 3}).with_values({"settle_days": 60})
    assert (changed.int("grace_days"), changed.int("settle_days")) == (3, 60)


def test_overriding_nothing_gives_the_same_pack() -> None:
    assert PACK.with_values({}) is PACK and load_pack("qingyuan-draft") is PACK


@pytest.mark.parametrize(("name", "low", "high"), [("grace_days", 0, 31), ("interview.considerable.window_days", 1, 366),
                                                   ("letters.due_month", 1, 12)])
def test_a_number_may_be_its_bounds_and_nothing_beyond(name: str, low: int, high: int) -> None:
    assert PACK.with_values({name: low}).int(name) == low
    assert PACK.with_values({name: high}).int(name) == high
    for wrong in (low - 1, high + 1):
        with pytest.raises(Refused, match=f"超出 {low}–{high}"):
            PACK.with_values({name: wrong})


@pytest.mark.parametrize(("name", "value"), [("grace_days", "七"), ("grace_days", True), ("grace_days", 1.5),
                                             ("grace_days", ["7"]), ("interview.posts", "mayor"), ("interview.posts", ""),
                                             ("interview.posts", []), ("exemption.pending_standing_fails", "也许"),
                                             ("exemption.pending_standing_fails", 1)])
def test_a_value_of_the_wrong_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(Refused) as refused:
        PACK.with_values({name: value})
    assert name in str(refused.value)


def test_all_wrong_overrides_are_told_at_once_with_the_nearest_name() -> None:
    with pytest.raises(Refused) as refused:
        PACK.with_values({"grace_day": 3, "settle_days": 900, "interview.posts": "party_hed"})
    assert len(refused.value.problems) == 3
    assert "是否要写“grace_days”" in str(refused.value)


def test_an_unknown_pack_is_told_which_exist() -> None:
    with pytest.raises(Refused, match="guangdong-2022、qingyuan-draft"):
        load_pack("清远")


def test_a_number_is_asked_for_as_a_number() -> None:
    assert PACK.int("grace_days") == 7
    with pytest.raises(TypeError):
        PACK.int("interview.posts")
    with pytest.raises(KeyError):
        PACK.value("grace_day")
    with pytest.raises(KeyError):
        PACK.clause("99.1")


def test_a_clause_names_the_parameters_that_stand_in_it() -> None:
    assert PACK.clause("27.p3").parameters == ("veto.county.major.count", "veto.county.considerable.count",
                                              "veto.town.count")


def test_a_parameter_tells_where_it_is_declared() -> None:
    parameter = PACK.parameters["grace_days"]
    assert parameter.file == "qingyuan-draft/pack.toml" and parameter.line > 1


def test_a_pack_can_be_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(PACK.with_values({"grace_days": 9})))
    assert sent.int("grace_days") == 9 and sent.clauses == PACK.clauses
