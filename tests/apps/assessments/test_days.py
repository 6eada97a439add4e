"""Nobody empties a step of its days (第二十条): units have time to assess themselves and to object, and are told anew of a result that fell."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.assessments.actions import checking, deciding, drawing_up, freezing, self_assessing
from anze.assessments.facts import read
from anze.assessments.models import Approval, Step
from anze.assessments.queries.news import news
from anze.assessments.queries.papers import draft_fields
from anze.assessments.queries.standing import newest, objections_until, order_faults
from anze.assessments.told import Points
from anze.duties.sources import Scope
from anze.papers.models import Issued
from tests.apps.accidents.telling import at, fall
from tests.apps.assessments.telling import (
    COUNTIES,
    EXPIRED,
    HEAD,
    NOW,
    OFFICE,
    both_approve,
    confirmed,
    drafted,
    frozen,
    opened,
    scored,
    state_of,
    terms,
)
from tests.cast import Cast

TODAY, AFTER = NOW.date(), at("2027-01-25")
LOW: dict[str, Any] = {"excellent_from": 3, "good_from": 2, "fair_from": 1}


@pytest.mark.parametrize(("days", "fits"), [(-2600, False), (0, False), (1, True)])
def test_a_scheme_leaves_time_for_the_self_assessment(cast: Cast, days: int, fits: bool) -> None:
    due = TODAY + timedelta(days=days)
    if fits:
        assert opened(cast, self_due=due).self_due == due
        return
    with pytest.raises(ValidationError) as refused:
        opened(cast, self_due=due)
    assert set(refused.value.message_dict) == {"self_due"}
    found = opened(cast)
    with pytest.raises(ValidationError, match="自评截止日要在今天以后"):
        drawing_up.change_terms(cast.account[OFFICE], NOW, found, terms(self_due=due), [cast.unit[one] for one in COUNTIES])


def test_a_scheme_that_lay_too_long_is_not_issued_with_its_old_day(cast: Cast) -> None:
    found = opened(cast)
    with pytest.raises(ValidationError, match="自评截止日（2027年1月20日）不晚于今天"):
        drawing_up.issue(cast.account[OFFICE], at("2027-01-20"), found)
    drawing_up.issue(cast.account[OFFICE], at("2027-01-19"), found)
    with pytest.raises(ValidationError, match="还没有过"):
        self_assessing.without(cast.account[OFFICE], at("2027-01-20", 23), found, cast.unit["英德"], note="催办")


def test_data_of_a_year_does_not_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="数据截止日早于考核年度"):
        opened(cast, as_of=date(2025, 12, 31))


@pytest.mark.parametrize("until", [date(2027, 1, 9), TODAY])
def test_objections_may_be_raised_until_tomorrow_at_least(cast: Cast, until: date) -> None:
    found = scored(cast)
    with pytest.raises(ValidationError, match=r"最早写明天（2027年1月11日）"):
        freezing.draft(cast.account[OFFICE], NOW, found, until=until)
    assert state_of(found) == "scored" and not Issued.objects.filter(kind="assessment_draft").exists()


def test_nothing_is_frozen_before_the_last_day_for_objections_has_ended(cast: Cast) -> None:
    found = drafted(cast)
    with pytest.raises(ValidationError, match=r"异议期到2027年1月11日为止（含当日），2027年1月12日起"):
        freezing.freeze(cast.account[OFFICE], at("2027-01-11", 23, 59), found)
    freezing.freeze(cast.account[OFFICE], at("2027-01-12", 0), found)
    assert state_of(found) == "frozen"


def lowered(cast: Cast, found: Any, when: Any = AFTER) -> None:
    checking.score(cast.account[OFFICE], when, found, [Points(cast.unit["英德"], "z7", Decimal("17.99"))], note="核查更正")


def test_what_fell_is_not_frozen_before_the_unit_was_told_anew(cast: Cast) -> None:
    found = drafted(cast)
    lowered(cast, found, EXPIRED)
    with pytest.raises(ValidationError, match="先“重新形成初步结果”") as refused:
        freezing.freeze(cast.account[OFFICE], EXPIRED, found)
    assert any(one.startswith("英德市：总分由告知的") for one in refused.value.messages)
    freezing.redraft(cast.account[OFFICE], EXPIRED, found, note="核查更正")
    assert objections_until(found) == date(2027, 1, 19)
    with pytest.raises(ValidationError, match="异议期到2027年1月19日为止"):
        freezing.freeze(cast.account[OFFICE], at("2027-01-19"), found)
    freezing.freeze(cast.account[OFFICE], at("2027-01-20"), found)


def test_a_unit_vetoed_after_the_approvals_is_told_anew_and_the_others_are_not(cast: Cast) -> None:
    found = confirmed(cast, **LOW)
    fall(cast, "2026-11-20", deaths=10, recorded=at("2027-01-20"))
    with pytest.raises(ValidationError, match="英德市：被“一票否决”"):
        freezing.refreeze(cast.account[OFFICE], AFTER, found, note="事故")
    freezing.redraft(cast.account[OFFICE], AFTER, found, note="11月20日事故", until=date(2027, 2, 1))
    assert state_of(found) == "drafted" and not Approval.objects.current().exists()
    papers = Issued.objects.filter(kind="assessment_draft").order_by("pk").values_list("object_id", flat=True)
    assert [one.partition("~")[2] for one in papers] == ["yd", "qx", "yd"]
    assert json.loads(newest(found, "draft").text)["results"]["yd"]["vetoed"]  # type: ignore[union-attr]
    assert {one.unit for one in news(date(2027, 1, 26)) if "重新告知" in one.text} == {"yd"}
    with pytest.raises(ValidationError, match="不能确认结果"):
        deciding.confirm(cast.account[HEAD], AFTER, found)
    [fact] = read(AFTER.date(), Scope(units=frozenset({"yd"})))["assessments"]
    assert fact.confirmed_on is None and fact.grade == "good"
    later = at("2027-02-02")
    freezing.freeze(cast.account[OFFICE], later, found)
    both_approve(cast, found, later)
    assert order_faults(found, {"confirmed": later.date()}) == []
    deciding.confirm(cast.account[HEAD], later, found)
    assert state_of(found) == "confirmed"


def test_what_rose_is_frozen_anew_without_more_ado_and_an_unchanged_result_is_not_told_twice(cast: Cast) -> None:
    found = frozen(cast)
    with pytest.raises(ValidationError, match="不用重新告知"):
        freezing.redraft(cast.account[OFFICE], NOW, found, note="试")
    checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal(20))], note="更正")
    freezing.refreeze(cast.account[OFFICE], NOW, found, note="更正")
    checking.score(cast.account[OFFICE], NOW, found, [Points(cast.unit["英德"], "z7", Decimal(19))], note="又更正")
    with pytest.raises(ValidationError, match="总分由告知的"):  # worse than the 20 it was told since, though better than the draft
        freezing.refreeze(cast.account[OFFICE], NOW, found, note="又更正")


def test_the_page_offers_the_way_that_is_open(cast: Cast) -> None:
    found = frozen(cast)
    both_approve(cast, found)
    lowered(cast, found)
    address = reverse("assessments:detail", args=[found.uid])
    with time_machine.travel(AFTER, tick=False):
        page = cast.client(OFFICE).get(address)
        assert {kind for kind, _ in page.context["verbs"]} >= {"redraft"} and "refreeze" not in {kind for kind, _ in page.context["verbs"]}
        assert "这些单位的结果比告知的差" in page.content.decode() and "英德市：总分由告知的" in page.content.decode()
        form = reverse("assessments:take", args=[found.uid, "redraft"])
        assert "最早写明天" in cast.client(OFFICE).post(form, {"until": "2027-01-25", "note": "核查更正"}).content.decode()
        sent = cast.client(OFFICE).post(form, {"until": "2027-02-01", "note": "核查更正"}, follow=True).content.decode()
    assert "初步结果已重新形成，并送达结果有变的单位" in sent and "2027年2月1日" in sent
    assert Step.objects.get(kind="redraft").until == date(2027, 2, 1)


def test_the_new_notice_says_which_it_replaces(cast: Cast) -> None:
    found = drafted(cast)
    said = json.loads(newest(found, "draft").text)  # type: ignore[union-attr]
    assert draft_fields(found, said, cast.unit["英德"], TODAY, None, date(2027, 1, 8))["代替"] == "2027年1月8日"
