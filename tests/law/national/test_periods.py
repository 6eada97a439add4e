"""民法典第二百至二百零四条: the words beside the arithmetic, and the arithmetic does what they say."""

from datetime import date

import pytest

from anze.law.days import Span, add_months
from anze.law.national.periods import rules

ON = date(2026, 1, 1)


def test_the_five_articles_stand_with_their_words_and_their_use() -> None:
    assert [rule.article for rule in rules(ON)] == [200, 201, 202, 203, 204]
    assert all(rule.words.endswith("。") and rule.use.endswith("。") for rule in rules(ON))
    with pytest.raises(ValueError, match="2021-01-01 起施行"):
        rules(date(2020, 12, 31))


def test_thirty_days_do_not_count_the_first_day() -> None:  # 第二百零一条
    assert Span("days", 30).end(date(2026, 5, 1)) == date(2026, 5, 31)


def test_a_year_ends_on_the_same_date_or_on_the_last_day_of_february() -> None:  # 第二百零二条
    assert Span("years", 1).end(date(2026, 3, 1)) == date(2027, 3, 1)
    assert Span("years", 1).end(date(2028, 2, 29)) == date(2029, 2, 28)
    assert (add_months(date(2026, 8, 31), 6), add_months(date(2027, 8, 31), 6)) == (date(2027, 2, 28), date(2028, 2, 29))
