"""Nobody is told what is held against him before it has a ground, no measure is decided while he may still speak, nor one of which he was not told
(第三十、三十二条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.accountability.actions import answering, deciding, finding, serving, weighing
from anze.accountability.models import Concerned, Evidence, Statement
from anze.accountability.told import Drafted, Wanted
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    NOW,
    after_accident,
    concerned,
    drafted,
    grounded,
    notified,
    state_of,
)
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

DUE = date(2026, 4, 11)


def notify(cast: Cast, one: Concerned, measures: tuple[str, ...] | None = None, day: int = 1) -> None:
    serving.notify(cast.account["纪委"], at(f"2026-04-{day:02}", 11), one, text="拟认定", on=date(2026, 4, day), way="direct", due=date(2026, 4, day + 10),
                   measures=measures)


def say(cast: Cast, one: Concerned, day: int = 2, *, nothing_more: bool = False) -> Statement:
    return answering.state(cast.account["甲"], at(f"2026-04-{day:02}", 12), one, text="申辩", nothing_more=nothing_more)


def draft(cast: Cast, one: Concerned, *kinds: str, kind: str = "measures", day: int = 3) -> None:
    deciding.draft(cast.account["纪委"], at(f"2026-04-{day:02}", 14), one, Drafted(
        kind=kind, by="supervision", body="清远市监委", reasons="理由", measures=tuple(Wanted(kind=each) for each in kinds)))


def approve(cast: Cast, one: Concerned, day: int) -> None:
    deciding.decide(cast.account["纪委乙"], at(f"2026-04-{day:02}", 16), one, on=date(2026, 4, day))


def test_nobody_is_told_without_a_fact_about_him_that_has_evidence(cast: Cast) -> None:
    one = concerned(cast)
    with pytest.raises(ValidationError, match="案内还没有甲某的、有证据的事实"):
        notify(cast, one)
    notify(cast, grounded(cast, one))
    assert state_of(one) == "notified"


def test_after_an_accident_nobody_is_told_before_the_test(cast: Cast) -> None:
    one = grounded(cast, concerned(cast, case=after_accident(cast)))
    one.tests.all().delete()
    with pytest.raises(ValidationError, match="请先作检验，再告知"):
        notify(cast, one)
    weighing.test(cast.account["纪委"], NOW, one)
    notify(cast, one)
    assert state_of(one) == "notified"


def test_evidence_struck_keeps_from_telling_more(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    finding.strike(cast.account["纪委"], at("2026-04-02", 13), one.case, Evidence.objects.get(fact__isnull=False), reason="来源不明")
    with pytest.raises(ValidationError, match="有证据的事实"):
        notify(cast, one, day=3)


def test_no_measure_is_decided_while_the_time_to_speak_runs(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    draft(cast, one, "政务记过")
    with pytest.raises(ValidationError, match="到2026年4月11日（含当日）"):
        approve(cast, one, 11)
    with pytest.raises(ValidationError, match="决定日期也写在期限以后"):
        deciding.decide(cast.account["纪委乙"], at("2026-04-13"), one, on=DUE)
    approve(cast, one, 12)
    assert state_of(one) == "decided"


def test_who_says_that_this_is_all_is_not_waited_for(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one, nothing_more=True)
    draft(cast, one, "政务记过")
    approve(cast, one, 4)
    assert state_of(one) == "decided" and one.statements.get().nothing_more


def test_what_was_all_before_a_further_notice_is_not_all_after_it(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one, nothing_more=True)
    notify(cast, one, day=3)
    say(cast, one, day=4)
    draft(cast, one, "政务记过", day=5)
    with pytest.raises(ValidationError, match="到2026年4月13日"):
        approve(cast, one, 6)


def test_what_is_in_his_favour_does_not_wait(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    draft(cast, one, kind="none")
    approve(cast, one, 4)
    assert state_of(one) == "decided"


def test_within_his_time_he_speaks_again_though_a_decision_is_drafted(cast: Cast) -> None:
    one = notified(cast)
    say(cast, one)
    draft(cast, one, "政务记过")
    say(cast, one, day=10)
    assert state_of(one) == "drafted"
    with pytest.raises(ValidationError, match="拟定以后本人又作了陈述申辩"):
        approve(cast, one, 12)
    with pytest.raises(ValidationError, match="期限已经过了"):
        say(cast, one, day=12)
    deciding.send_back(cast.account["纪委乙"], at("2026-04-12", 17), one, note="请回应")
    draft(cast, one, "政务记过", day=13)
    approve(cast, one, 14)
    assert state_of(one) == "decided"


def test_the_statement_form_keeps_that_it_was_all(cast: Cast) -> None:
    one = notified(cast)
    assert post(cast, "甲", "own_state", [one.uid], at("2026-04-02"), text="申辩", nothing_more="on").status_code == 302
    assert Statement.objects.get(concerned=one).nothing_more


@pytest.mark.parametrize(("named", "kind", "fits"), [
    (("政务记过",), "政务记过", True), (("政务记过",), "政务警告", True), (("政务记过",), "政务记大过", False), (("政务记过",), "停职检查", False),
    ((), "政务警告", False), (None, "政务记过", True),
])
def test_only_what_he_was_told_of_or_lighter_is_decided(cast: Cast, named: tuple[str, ...] | None, kind: str, fits: bool) -> None:
    one = grounded(cast, concerned(cast))
    notify(cast, one, named)
    say(cast, one)
    if fits:
        draft(cast, one, kind)
        assert state_of(one) == "drafted"
        return
    with pytest.raises(ValidationError, match=f"{kind}没有告知过本人(.|\n)*请先补充告知"):
        draft(cast, one, kind)


def test_a_further_notice_makes_up_for_it(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    notify(cast, one, ("政务警告",))
    say(cast, one)
    notify(cast, one, ("政务记过",), day=3)
    say(cast, one, day=4)
    draft(cast, one, "政务记过", day=5)
    assert state_of(one) == "drafted"


def test_the_form_of_a_notice_keeps_the_measures_named(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    told = {"text": "拟认定", "on": "2026-04-01", "way": "direct", "due": "2026-04-11"}
    assert post(cast, "纪委", "person_take", [one.uid, "notify"], at("2026-04-01", 11), **told, measures=["政务记过"]).status_code == 302
    assert one.served.get().proposed == '["政务记过"]'


def test_a_measure_drafted_is_refused_on_the_page_with_the_remedy(cast: Cast) -> None:
    one = grounded(cast, concerned(cast))
    notify(cast, one, ("政务警告",))
    say(cast, one)
    shown = post(cast, "纪委", "person_take", [one.uid, "draft"], at("2026-04-03", 9), kind="measures", measures=["政务记过"], by="supervision",
                 body="清远市监委", reasons="理由")
    assert shown.status_code == 422 and "请先补充告知" in shown.content.decode()


def test_a_measure_told_of_is_drafted_by_the_helper_as_well(cast: Cast) -> None:
    one = drafted(cast)
    assert one.served.get().proposed is None and state_of(one) == "drafted"
