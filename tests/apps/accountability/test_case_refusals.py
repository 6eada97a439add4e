"""What is typed on a case is never taken unsaid: a provision that there is not, a term of a measure that has none (第二十五、二十六条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.accountability.actions import finding
from anze.accountability.queries.page import own_page
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import NOW, ended, heard, opened
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast


def test_a_fact_is_held_against_provisions_that_there_are(cast: Cast) -> None:
    case, by = opened(cast), cast.account["纪委"]
    for rules in ("99.9", "5.7 12.99"):
        with pytest.raises(ValidationError, match="本办法没有第"):
            finding.add_fact(by, NOW, case, on=date(2026, 3, 10), text="某事实", rules=rules)
    assert finding.add_fact(by, NOW, case, on=date(2026, 3, 10), text="某事实", rules="5.7 12.4").rules == "5.7 12.4"


def test_a_term_without_probation_is_refused(cast: Cast) -> None:
    one = heard(cast)
    told = {"kind": "measures", "measures": ["诫勉"], "by": "discipline", "body": "清远市纪委", "reasons": "理由写好了"}
    sent = post(cast, "纪委", "person_take", [one.uid, "draft"], at("2026-04-15"), **told, months="24")
    assert sent.status_code == 422 and "期限只写给留党察看" in sent.content.decode() and "理由写好了" in sent.content.decode()
    assert not one.decisions.exists()


def test_a_decision_that_was_upheld_may_be_contested_further(cast: Cast) -> None:
    assert own_page(ended(cast, outcome="uphold"), date(2026, 6, 2))["routes"]


def test_no_way_to_contest_is_listed_after_revocation(cast: Cast) -> None:
    assert own_page(ended(cast, outcome="revoke"), date(2026, 6, 2))["routes"] == []
