"""The page of an assessment on a day before: what had happened and was on record then, to be read only."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.access.rights import rights_of
from anze.assessments.actions import checking, freezing
from anze.assessments.models import Assessment
from anze.assessments.queries.then import Then, then
from anze.assessments.told import Points
from anze.law.question import Question
from tests.apps.accidents.telling import at
from tests.apps.assessments.telling import OFFICE, YINGDE, both_approve, frozen
from tests.cast import Cast

BEFORE, DAY, AFTER = date(2027, 1, 7), date(2027, 1, 10), at("2027-01-20")


@pytest.fixture
def corrected(cast: Cast) -> Assessment:
    """Approved on the 10th; a score put right and frozen anew on the 20th."""
    found = frozen(cast)
    both_approve(cast, found)
    checking.score(cast.account[OFFICE], AFTER, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="笔误")
    freezing.refreeze(cast.account[OFFICE], AFTER, found, note="笔误")
    return found


def asked(cast: Cast, found: Assessment, day: date, who: str = OFFICE, known_at: date | None = None) -> Then:
    return then(found, rights_of(cast.account[who]), Question(day, known_at or day))


def test_scores_snapshot_and_approvals_are_those_of_the_day(cast: Cast, corrected: Assessment) -> None:
    before, after = asked(cast, corrected, DAY), asked(cast, corrected, AFTER.date())
    assert (before.state, len(before.approvals), len(before.snapshots)) == ("frozen", 2, 2)
    assert (after.state, len(after.approvals), len(after.snapshots)) == ("frozen", 0, 3)
    marks = [{(one.unit.code, one.indicator.key): one.points for one in some.given}["yd", "z7"] for some in (before, after)]
    assert marks == [Decimal(18), Decimal(20)]
    totals = [next(one.result["total"] for one in some.lines if one.unit.code == "yd" and one.result) for some in (before, after)]
    assert Decimal(totals[0]) < Decimal(totals[1])
    assert "refreeze" not in {one.kind for one in before.steps}


def test_nothing_is_there_before_it_was_on_record(cast: Cast, corrected: Assessment) -> None:
    assert asked(cast, corrected, BEFORE).state == ""
    assert asked(cast, corrected, AFTER.date(), known_at=BEFORE).state == ""


def test_a_unit_sees_its_own_of_the_day(cast: Cast, corrected: Assessment) -> None:
    found = asked(cast, corrected, DAY, YINGDE)
    assert [one.unit.code for one in found.lines] == ["yd"]
    assert (found.given, found.approvals, found.snapshots) == ([], [], [])


def test_the_page_of_a_day_before_shows_it_and_offers_no_verb(cast: Cast, corrected: Assessment) -> None:
    address = reverse("assessments:detail", args=[corrected.uid])
    with time_machine.travel(AFTER, tick=False):
        now = cast.client(OFFICE).get(address).content.decode()
        page = cast.client(OFFICE).get(address + "?as_of=2027-01-10&known_at=2027-01-10").content.decode()
        empty = cast.client(OFFICE).get(address + "?known_at=2027-01-07").content.decode()
        listed: Any = cast.client(OFFICE).get(reverse("assessments:list") + "?known_at=2027-01-07").content.decode()
    text = re.sub(r"<[^>]+>", " ", page)
    assert "这是那一天在案的情况，不能办理" in text and "党委常委会会议审定" in text and "18.00" in text
    assert "/do/" not in page and "/approve/" not in page and "/scoring/" not in page
    assert "/approve/" in now and "截至哪一天" in now
    assert "那一天还没有" in empty and corrected.title not in listed
