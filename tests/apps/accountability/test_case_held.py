"""On what an approved decision rests is not struck under it: before service it is sent back, after that only a review or an appeal changes it (第三十二条)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accountability.actions import deciding, finding, serving, weighing
from anze.accountability.models import Circumstance, Concerned, Decision, Evidence
from anze.accountability.queries.held import held
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    DAY,
    NOW,
    WORD,
    after_accident,
    concerned,
    contested,
    decided,
    drafted,
    ended,
    grounded,
    heard,
    lifted,
    notified,
    proven,
    scan,
    served,
    state_of,
    warned,
)
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

LATE = at("2026-06-10", 9)
REVIEW = "这份决定已经送达：只能经复核、申诉变更或者撤销"
BACK = "请审批人、审核人退回，撤下以后重新拟定"


def rows_of(one: Concerned) -> list[Any]:
    """Return a circumstance first, since a piece of evidence that supports one is not struck before it; then the evidence and the fact."""
    return [*Circumstance.objects.current().filter(concerned=one), *Evidence.objects.current().filter(case=one.case), *one.facts.current()]


def refused(cast: Cast, one: Concerned, row: Any) -> str:
    """Return why a row is not struck; empty where it was."""
    try:
        finding.strike(cast.account["纪委"], LATE, one.case, row, reason="不实")
    except ValidationError as fault:
        return "".join(fault.messages)
    return ""


@pytest.mark.parametrize(("course", "way"), [(decided, BACK), (served, REVIEW), (contested, REVIEW), (ended, REVIEW)])
def test_the_fact_and_its_evidence_are_not_struck_under_a_decision_that_stands(cast: Cast, course: Callable[[Cast], Any], way: str) -> None:
    made = course(cast)
    one = made.concerned if isinstance(made, Decision) else made
    for row in rows_of(one):
        words = refused(cast, one, row)
        assert "对甲某的决定“政务记过（2026年4月20日，清远市监委）”所依据的，不能撤下" in words and way in words, words
        row.refresh_from_db()
        assert row.struck_at is None


def test_it_is_held_after_the_decision_was_altered_too(cast: Cast) -> None:
    one = ended(cast, contested(cast), outcome="alter", kinds=("政务警告",))
    assert REVIEW in refused(cast, one, one.facts.get())


def test_it_is_held_after_the_measure_was_lifted_too(cast: Cast) -> None:
    one = lifted(cast, warned(cast), "2026-10-21")
    assert REVIEW in refused(cast, one, one.facts.get())


def test_a_circumstance_is_held_too(cast: Cast) -> None:
    one = grounded(cast, concerned(cast, case=after_accident(cast)))
    weighing.add_circumstance(cast.account["纪委"], NOW, one, rule="28.p3", on=DAY, text="督办的事项没有办", evidence=[Evidence.objects.get(case=one.case)])
    one = served(cast, heard(cast, one), against="理由")
    for row, name in ((Circumstance.objects.get(concerned=one), "这项情节"), (Evidence.objects.get(case=one.case), "这份证据")):
        assert f"{name}是对甲某的决定" in refused(cast, one, row)  # not first that the circumstance be struck, which it cannot


def test_a_file_that_is_the_evidence_is_held_and_another_is_not(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path / "files"
    one, by = grounded(cast, concerned(cast)), cast.account["纪委"]
    proof, other = finding.add_files(by, NOW, one.case, [scan("报告.pdf"), scan("无关.pdf")])
    finding.add_evidence(by, NOW, one.case, kind="file", text="报告写明没有落实", fact=one.facts.get(), file=proof)
    one = served(cast, heard(cast, one))
    assert "这个文件是对甲某的决定" in refused(cast, one, proof) and not refused(cast, one, other)


def test_nothing_is_held_by_a_draft_one_sent_back_or_one_that_was_revoked(cast: Cast) -> None:
    one = drafted(cast)
    assert held(one.case, one.facts.get()) == []
    deciding.send_back(cast.account["纪委乙"], at("2026-04-16", 9), one, note="请改")
    assert held(one.case, one.facts.get()) == []
    one = ended(cast, contested(cast, served(cast, one)), outcome="revoke")
    assert [refused(cast, one, row) for row in rows_of(one)] == ["", ""]


def test_before_service_what_was_found_is_entered_the_decision_sent_back_and_the_fact_struck(cast: Cast) -> None:
    one, by = decided(cast).concerned, cast.account["纪委"]
    old, when = one.facts.get(), at("2026-04-21", 9)
    assert BACK in refused(cast, one, old)
    finding.add_evidence(by, when, one.case, kind="other", text="当天有检查记录", fact=old)
    deciding.send_back(cast.account["纪委乙"], when, one, note="事实不实")
    assert refused(cast, one, old) == "" and state_of(one) == "heard"


def test_what_came_later_or_concerns_another_is_struck(cast: Cast) -> None:
    one = heard(cast)
    other = concerned(cast, "乙某", one.case)
    served(cast, one)
    late = finding.add_fact(cast.account["纪委"], at("2026-04-23", 9), one.case, on=DAY, text="后来登记的", about=[one])
    foreign = finding.add_fact(cast.account["纪委"], at("2026-04-23", 9), one.case, on=DAY, text="只是别人的", about=[other])
    assert (refused(cast, one, late), refused(cast, one, foreign)) == ("", "")


def test_what_two_share_is_held_by_the_decision_about_either(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    two = concerned(cast, "乙某", one.case)
    shared = proven(cast, one.case, "两人都没有落实", about=[one, two])
    served(cast, heard(cast, notified(cast, one)))
    assert "对甲某的决定" in refused(cast, two, shared)


def test_of_what_was_entered_twice_one_may_be_struck_unless_the_other_is_without_evidence(cast: Cast) -> None:
    one = served(cast)
    old, by, when = one.facts.get(), cast.account["纪委"], at("2026-04-23", 9)
    again = finding.add_fact(by, when, one.case, on=old.date, text=old.text, about=[one])
    assert REVIEW in refused(cast, one, old)
    finding.add_evidence(by, when, one.case, kind="other", text=f"{WORD}：调查报告", fact=again)
    assert refused(cast, one, old) == "" and REVIEW in refused(cast, one, again)


def test_nobody_held_accountable_it_is_kept_and_says_what_to_do(cast: Cast) -> None:
    one = decided(cast, kind="none").concerned
    serving.serve(cast.account["纪委"], at("2026-04-22", 9), one, on=date(2026, 4, 22), way="direct")
    assert "不予追究的决定已经送达：有新的情况的，另行登记" in refused(cast, one, one.facts.get())


def test_of_a_decision_older_than_what_is_kept_all_that_was_there_is_held(cast: Cast) -> None:
    one = served(cast)
    Decision.objects.update(rests="")
    late = finding.add_fact(cast.account["纪委"], at("2026-04-23", 9), one.case, on=DAY, text="后来登记的", about=[one])
    assert refused(cast, one, late) == "" and REVIEW in refused(cast, one, one.facts.current().get())


def test_the_page_refuses_with_the_decision_and_the_way_and_keeps_what_was_typed(cast: Cast) -> None:
    one = served(cast)
    sent = post(cast, "纪委", "case_strike", [one.case.uid, "fact", one.facts.get().pk], LATE, reason="写错了人")
    page = sent.content.decode()
    assert sent.status_code == 422 and "政务记过（2026年4月20日，清远市监委）" in page and REVIEW in page and "写错了人" in page
