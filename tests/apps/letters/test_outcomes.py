"""Which numbers of letters are kept: what the system counts, what was entered, what nobody knows (第十九条, 第二十条)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from anze.duties.figures import figure
from anze.law.question import Question
from anze.letters.actions.generating import void
from anze.letters.actions.signing import record_outcome
from anze.letters.queries.outcomes import kept, results
from tests.apps.accidents.telling import at, fall
from tests.apps.letters.telling import CITY, NOW, generated
from tests.cast import Cast

DAY = date(2026, 6, 30)
ASKED = Question(DAY, DAY)


@pytest.mark.parametrize(("deaths", "good"), [(3, True), (4, False)])
def test_a_number_that_is_counted_is_kept_up_to_its_limit(cast: Cast, deaths: int, good: bool) -> None:
    one = generated(cast)["yd party"]
    fall(cast, "2026-05-01", recorded=at("2026-05-02"), deaths=deaths)
    first = results([one], ASKED, DAY)[one.pk][0]
    assert (first.value, first.kept, first.counted) == (deaths, good, True) and len(first.names) == 1
    before = results([one], Question(date(2026, 4, 30), date(2026, 4, 30)), DAY)[one.pk][0]
    assert before.value == 0 and before.kept


@pytest.mark.parametrize(("value", "good"), [("100", True), ("99.99", False)])
def test_a_number_that_is_entered_is_kept_from_its_limit_on_and_known_from_its_entry(cast: Cast, value: str, good: bool) -> None:
    one = generated(cast)["yd party"]
    assert results([one], ASKED, DAY)[one.pk][1].kept is None
    record_outcome(cast.account[CITY], at("2026-06-20"), one, "2", Decimal(value), note="台账")
    assert results([one], ASKED, DAY)[one.pk][1].kept is good
    assert results([one], Question(date(2026, 6, 19), date(2026, 6, 19)), DAY)[one.pk][1].kept is None


def test_what_is_entered_again_replaces_what_was_entered_and_what_is_counted_is_never_entered(cast: Cast) -> None:
    one = generated(cast)["yd party"]
    first = record_outcome(cast.account[CITY], NOW, one, "2", Decimal(80))
    assert record_outcome(cast.account[CITY], NOW, one, "2", Decimal(80)) == first
    second = record_outcome(cast.account[CITY], at("2026-06-20"), one, "2", Decimal(120))
    assert second.replaces == first and one.outcomes.current().get() == second
    for key in ("1", "3", "9"):
        with pytest.raises(ValidationError, match="不用登记实绩"):
            record_outcome(cast.account[CITY], NOW, one, key, Decimal(1))


def test_the_figure_for_the_assessment_counts_kept_of_all_and_what_nobody_knows_is_not_kept(cast: Cast) -> None:
    made = generated(cast)
    fall(cast, "2026-05-01", recorded=at("2026-05-02"), deaths=4)
    record_outcome(cast.account[CITY], at("2026-06-20"), made["yd party"], "2", Decimal(120))
    count = kept(["yd", "qx", "wb"], 2026, ASKED, DAY)
    assert set(count) == {"yd", "qx"}  # a town without a letter has no such figure
    assert (count["yd"].good, count["yd"].whole) == (1, 4) and (count["qx"].good, count["qx"].whole) == (2, 4)
    assert [one.label for one in count["yd"].good_ones] == ["党委：培训人次不低于100人次，实绩 120人次"]
    assert "政府：培训人次不低于100人次，没有登记实绩" in [one.label for one in count["yd"].others]
    assert count["yd"].good_ones[0].address == f"/letters/{made['yd party'].code}/"
    assert figure("letters.kept").count is kept and kept(["yd"], 2025, ASKED, DAY) == {}


def test_a_letter_counts_while_it_stands_by_what_was_on_record(cast: Cast) -> None:
    one = generated(cast)["yd party"]
    void(cast.account[CITY], at("2026-06-10"), one, reason="重做")
    june, may = Question(DAY, DAY), Question(date(2026, 5, 31), date(2026, 5, 31))
    assert kept(["yd"], 2026, june, DAY)["yd"].whole == 2 and kept(["yd"], 2026, may, DAY)["yd"].whole == 4
    assert kept(["yd"], 2026, Question(date(2026, 2, 1), date(2026, 2, 1)), DAY) == {}
