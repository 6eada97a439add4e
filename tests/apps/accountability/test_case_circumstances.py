"""A circumstance lies where it can lie: what follows on the accident not before it (第二十八、二十九条)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accountability.actions import weighing
from anze.accountability.models import Evidence
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import DAY, after_accident, concerned, grounded
from tests.cast import Cast

EVE = date(2026, 3, 9)


@pytest.mark.parametrize(("rule", "on", "words"), [
    ("29.p3", EVE, "早于事故发生的2026年3月10日"), ("29.p3", date(2020, 1, 1), "事故发生以后的情形"), ("29.p2", EVE, "事故发生以后的情形"),
    ("28.p2", EVE, "事故发生以后的情形"), ("28.p3", date(1990, 1, 1), "更早的情况，写在这一项情节的文字里"), ("29.p3", DAY, ""), ("28.p3", EVE, ""),
    ("29.p4", EVE, ""),
])
def test_a_circumstance_is_not_before_what_it_follows_on(cast: Cast, rule: str, on: date, words: str) -> None:
    one = grounded(cast, concerned(cast, case=after_accident(cast)))
    told: dict[str, Any] = {"rule": rule, "on": on, "text": "情况", "evidence": list(Evidence.objects.filter(case=one.case))}
    if not words:
        assert weighing.add_circumstance(cast.account["纪委"], at("2026-04-01"), one, **told).date == on
        return
    with pytest.raises(ValidationError, match=words):
        weighing.add_circumstance(cast.account["纪委"], at("2026-04-01"), one, **told)
