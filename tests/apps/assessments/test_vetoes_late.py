"""A veto is one of the assessment year (第二十七条 "考核年度内"): the day as of which figures are drawn limits no veto. What arises after it, or after the
approvals, voids them and is said."""

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from anze.accidents.actions.figures import update_figures
from anze.assessments.actions import deciding
from anze.assessments.queries.papers import draft_fields
from anze.assessments.queries.standing import approvals_of, changes, newest
from anze.assessments.queries.wording import general_words
from anze.assessments.snapshots import holds, recompute
from tests.apps.accidents.telling import at, fall
from tests.apps.assessments.telling import HEAD, NOW, OFFICE, both_approve, confirmed, drafted, frozen
from tests.cast import Cast

AFTER = at("2027-01-25")
OCTOBER: dict[str, Any] = {"as_of": date(2026, 10, 31), "excellent_from": 3, "good_from": 2, "fair_from": 1}


def test_an_accident_after_the_data_deadline_vetoes(cast: Cast) -> None:
    grave = fall(cast, "2026-11-20", deaths=10)
    snapshot = newest(drafted(cast, **OCTOBER), "draft")
    assert snapshot is not None
    said = json.loads(snapshot.text)
    assert [one["accidents"] for one in said["vetoes"]["yd"]] == [[grave.code]]
    assert (said["results"]["yd"]["grade"], said["results"]["yd"]["by_score"], said["results"]["qx"]["grade"]) == ("good", "excellent", "excellent")
    assert (said["as_of"], said["vetoes_as_of"]) == ("2026-10-31", "2027-01-10")
    assert said["facts"]["yd"]["z1"]["good"] == 0, "the figures end on their day"
    assert holds(snapshot.text, snapshot.digest) and json.loads(recompute(snapshot.text)) == said["results"]


def test_an_accident_that_grew_graver_after_the_data_deadline_vetoes(cast: Cast) -> None:
    fall(cast, "2026-06-01", deaths=3)
    grown = fall(cast, "2026-10-29", deaths=2)
    update_figures(cast.account["英德安委办"], at("2026-11-27"), grown, on=date(2026, 11, 27), figures={"deaths": 3})
    said = json.loads(newest(drafted(cast, **OCTOBER), "draft").text)  # type: ignore[union-attr]
    assert grown.code in said["vetoes"]["yd"][0]["accidents"] and said["vetoes"]["yd"][0]["on"] == "2026-11-27"


def test_a_veto_that_arises_after_the_approvals_voids_them(cast: Cast) -> None:
    found = frozen(cast, **OCTOBER)
    both_approve(cast, found)
    fall(cast, "2026-11-20", deaths=10, recorded=at("2027-01-20"))
    differs = changes(found, "frozen", AFTER.date())
    assert any("英德市：成立新的“一票否决”" in one for one in differs) and any("等次由“优秀”变为“良好”" in one for one in differs)
    assert [one.stands for one in approvals_of(found, newest(found), differs, AFTER.date())] == [False, False]
    with pytest.raises(ValidationError, match="固定结果以后事实或者评分有变"):
        deciding.confirm(cast.account[HEAD], AFTER, found)


def test_after_publication_the_page_says_loudly_what_has_changed(cast: Cast) -> None:
    found = confirmed(cast, **OCTOBER)
    deciding.publish(cast.account[OFFICE], NOW, found)
    fall(cast, "2026-11-20", deaths=10, recorded=at("2027-01-20"))
    assert any("成立新的“一票否决”" in one for one in changes(found, "published", date(2027, 6, 1)))
    with time_machine.travel(AFTER, tick=False):
        page = cast.client(OFFICE).get(reverse("assessments:detail", args=[found.uid])).content.decode()
    assert "固定结果以后事实或者评分有变，审定不再有效" in page and "结果已经公布：由安委办负责人先撤回公布" in page
    assert "成立新的“一票否决”" in page and "只限定系统数据" in page and "截至2027年1月10日" in page


def test_scheme_and_notice_say_which_day_is_whose(cast: Cast) -> None:
    found = drafted(cast, **OCTOBER)
    assert any("不受数据截止日限制" in one for one in general_words(found))
    said = json.loads(newest(found, "draft").text)  # type: ignore[union-attr]
    fields = draft_fields(found, said, cast.unit["英德"], NOW.date(), None)
    assert (fields["数据截止日"], fields["否决截至日"]) == ("2026年10月31日", "2027年1月10日")


def test_an_accident_of_the_next_year_vetoes_the_next_year(cast: Cast) -> None:
    found = frozen(cast, **OCTOBER)
    fall(cast, "2027-01-02", deaths=10, recorded=at("2027-01-20"))
    assert changes(found, "frozen", AFTER.date()) == []
