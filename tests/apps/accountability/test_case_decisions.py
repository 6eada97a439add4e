"""Several decisions about one person, one a scheme: each is served, contested, revoked and lifted by itself, and the person's state follows from all
(第二十六、三十三条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.access.rights import rights_of
from anze.accountability.actions import answering, deciding, ending, opening, serving, stopping
from anze.accountability.facts import served_measures
from anze.accountability.models import Concerned, Decision, Measure, Remedy
from anze.accountability.queries.page import own_page, person_page
from anze.accountability.queries.standing import decision_state, states_of
from anze.accountability.told import Drafted, Ended, Wanted
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import contested, drafted, entered, heard, lifted, served, state_of, warned
from tests.apps.accountability.test_case_authority import draft
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast


def party(cast: Cast, one: Concerned, day: int = 25, kind: str = "党内警告") -> Decision:
    """Draft and approve a Party sanction beside what was decided already, on a day of April."""
    draft(cast, one, "discipline", "清远市纪委", kind, authority="市委批准", now=at(f"2026-04-{day}", 9))
    return deciding.decide(cast.account["纪委乙"], at(f"2026-04-{day}", 10), one, on=date(2026, 4, day))


def serve(cast: Cast, one: Concerned, day: int = 26) -> None:
    serving.serve(cast.account["纪委"], at(f"2026-04-{day}", 9), one, on=date(2026, 4, day), way="direct")


def both(cast: Cast) -> Concerned:
    """Return somebody with two decisions, served on different days."""
    one = served(cast)
    party(cast, one)
    serve(cast, one)
    return one


def verbs(cast: Cast, one: Concerned, name: str = "纪委", today: date = date(2026, 6, 1)) -> list[str]:
    """Return the verbs that the page of a person offers to a member."""
    found = Concerned.objects.with_state().select_related("case", "officer", "tenure__unit").get(pk=one.pk)
    role = "handler" if name == "纪委" else "approver"
    return [kind for kind, _ in person_page(found, role, rights_of(cast.account[name]), today)["verbs"]]


def test_another_scheme_is_decided_and_served_after_the_first_was_served(cast: Cast) -> None:
    one = served(cast)
    assert "draft" in verbs(cast, one)
    party(cast, one)
    assert state_of(one) == "decided" and [decision_state(each) for each in one.decisions.order_by("pk")] == ["served", "decided"]
    serve(cast, one)
    assert state_of(one) == "served"
    assert [(paper.decision.body, paper.on) for paper in one.served.filter(kind="decision").order_by("pk")] == [  # type: ignore[union-attr]
        ("清远市监委", date(2026, 4, 22)), ("清远市纪委", date(2026, 4, 26))]


def test_a_measure_that_was_not_served_yet_is_no_fact_though_another_was(cast: Cast) -> None:
    one = contested(cast)
    party(cast, one)
    entered(cast, one, outcome="uphold")
    serving.outcome(cast.account["纪委乙"], at("2026-06-01", 10), one, "uphold")
    assert [each.kind for each in served_measures(date(2026, 6, 2))] == ["政务记过"]


def test_a_second_draft_waits_for_the_first(cast: Cast) -> None:
    one = drafted(cast)
    with pytest.raises(ValidationError):
        draft(cast, one, "discipline", "清远市纪委", "党内警告", authority="市委批准")
    served_one = deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20)).concerned
    draft(cast, served_one, "discipline", "清远市纪委", "党内警告", authority="市委批准", now=at("2026-04-21"))
    with pytest.raises(ValidationError, match="还有一份决定待审批"):
        draft(cast, served_one, "party_committee", "清远市委", "免职", authority="市委批准", now=at("2026-04-21"))


def test_what_he_is_told_further_he_answers_before_more_is_drafted(cast: Cast) -> None:
    one = served(cast)
    serving.notify(cast.account["纪委"], at("2026-04-23"), one, text="再告知", on=date(2026, 4, 23), way="direct", due=date(2026, 4, 30))
    assert state_of(one) == "notified" and set(states_of(one)) == {"notified", "served"}
    with pytest.raises(ValidationError, match="陈述申辩还没有听取"):
        draft(cast, one, "discipline", "清远市纪委", "党内警告", authority="市委批准", now=at("2026-04-24"))
    answering.state(cast.account["甲"], at("2026-04-24"), one, text="没有意见", nothing_more=True)
    party(cast, one)
    assert state_of(one) == "decided"


def test_nothing_more_is_drafted_in_a_closed_case(cast: Cast) -> None:
    one = served(cast)
    opening.close(cast.account["纪委"], at("2026-04-23"), one.case)
    assert "draft" not in verbs(cast, one)
    with pytest.raises(ValidationError, match="已经结案"):
        draft(cast, one, "discipline", "清远市纪委", "党内警告", authority="市委批准", now=at("2026-04-24"))


def test_two_decisions_are_contested_at_once_each_by_its_own_way(cast: Cast) -> None:
    one = both(cast)
    assert len(own_page(one, date(2026, 6, 1))["contested"]) == 2
    answering.contest(cast.account["甲"], at("2026-05-08"), one, scheme="supervision", route="re_examination", text="请求")
    assert state_of(one) == "reviewing" and own_page(one, date(2026, 6, 1))["may_contest"]
    answering.contest(cast.account["甲"], at("2026-05-09"), one, scheme="party_discipline", route="appeal", text="请求")
    assert set(states_of(one)) == {"reviewing", "appealing"} and not own_page(one, date(2026, 6, 1))["may_contest"]
    with pytest.raises(ValidationError):
        answering.contest(cast.account["甲"], at("2026-05-10"), one, scheme="party_discipline", route="appeal", text="再提")


def ended(body: str, outcome: str = "revoke") -> Ended:
    return Ended(outcome=outcome, on=date(2026, 5, 29), body=body, text="结果", way="direct", served_on=date(2026, 6, 1))


def test_each_decision_is_revoked_by_itself_and_the_person_when_all_are(cast: Cast) -> None:
    one = both(cast)
    answering.contest(cast.account["甲"], at("2026-05-08"), one, scheme="supervision", route="re_examination", text="请求")
    answering.contest(cast.account["甲"], at("2026-05-09"), one, scheme="party_discipline", route="appeal", text="请求")
    with pytest.raises(ValidationError, match="请选择登记哪一件"):
        ending.propose_outcome(cast.account["纪委"], at("2026-06-01", 9), one, ended("清远市监委"))
    for scheme, body, left, states in (("supervision", "清远市监委", ["党内警告"], {"appealing", "revoked"}),
                                       ("party_discipline", "清远市纪委", [], {"revoked"})):
        row = Remedy.objects.get(concerned=one, scheme=scheme)
        ending.propose_outcome(cast.account["纪委"], at("2026-06-01", 9), one, ended(body), row)
        serving.outcome(cast.account["纪委乙"], at("2026-06-01", 10), one, "revoke")
        assert [each.kind for each in Measure.objects.current().filter(concerned=one)] == left and set(states_of(one)) == states
    assert state_of(one) == "revoked" and one.steps.filter(kind="revoke").count() == 2


def test_the_form_asks_of_which_review_where_two_are_under_way(cast: Cast) -> None:
    one = both(cast)
    answering.contest(cast.account["甲"], at("2026-05-08"), one, scheme="supervision", route="re_examination", text="请求")
    answering.contest(cast.account["甲"], at("2026-05-09"), one, scheme="party_discipline", route="appeal", text="请求")
    told = {"outcome": "uphold", "body": "清远市纪委", "on": "2026-05-29", "text": "维持", "served_on": "2026-06-01", "way": "direct"}
    unsaid = post(cast, "纪委", "person_take", [one.uid, "result"], at("2026-06-01", 9), **told)
    assert unsaid.status_code == 422 and "请选择登记哪一件的结果" in unsaid.content.decode()
    row = Remedy.objects.get(concerned=one, scheme="party_discipline")
    assert post(cast, "纪委", "person_take", [one.uid, "result"], at("2026-06-01", 9), **told, which=row.pk).status_code == 302
    row.refresh_from_db()
    assert row.proposed_by == cast.account["纪委"] and "result" in verbs(cast, one) and "uphold" in verbs(cast, one, "纪委乙")


def test_measures_are_lifted_one_by_one_when_their_own_effect_is_over(cast: Cast) -> None:
    one = warned(cast)  # 诫勉 until 2026-10-20
    draft(cast, one, "supervision", "清远市监委", "政务记过", authority="市委批准", now=at("2026-04-25", 9))
    deciding.decide(cast.account["纪委乙"], at("2026-04-25", 10), one, on=date(2026, 4, 25))
    serve(cast, one)  # 政务记过 until 2027-04-25, and stopped from ending by itself
    first, second = Measure.objects.filter(concerned=one).order_by("pk")
    stopping.propose_stop(cast.account["纪委"], at("2026-09-01"), one, measure=second, on=date(2026, 8, 1), text="又违法", basis="清远市监委某号")
    stopping.approve_stop(cast.account["纪委乙"], at("2026-09-02"), one)
    with pytest.raises(ValidationError, match="2027年4月25日才满"):
        lifted(cast, one, "2026-10-21", measures=[first, second])
    lifted(cast, one, "2026-10-21")
    assert state_of(one) == "served" and [each.lifted_on for each in one.measures.order_by("pk")] == [date(2026, 10, 21), None]
    with pytest.raises(ValidationError, match="已经解除"):
        lifted(cast, one, "2026-10-26", measures=[first])
    told = {"on": "2027-04-26", "way": "direct", "measures": [second.pk], "body": "清远市监委", "basis": "某号"}
    assert post(cast, "纪委", "person_take", [one.uid, "propose_lift"], at("2027-04-26", 9), **told).status_code == 302
    assert state_of(one) == "served" and "approve_lift" in verbs(cast, one, "纪委乙", date(2027, 4, 26))
    assert post(cast, "纪委乙", "person_take", [one.uid, "approve_lift"], at("2027-04-26", 10)).status_code == 302
    assert state_of(one) == "lifted"


def test_a_contested_measure_is_not_lifted_while_the_other_is(cast: Cast) -> None:
    one = warned(cast)
    party(cast, one)
    serve(cast, one)
    answering.contest(cast.account["甲"], at("2026-10-20"), one, scheme="party_discipline", route="appeal", text="请求")
    lifted(cast, one, "2026-10-21")
    assert [each.lifted_on for each in one.measures.order_by("pk")] == [date(2026, 10, 21), None]


def test_the_state_that_lists_show_is_one_of_those_of_the_decisions(cast: Cast) -> None:
    one = heard(cast)
    assert states_of(one) == ("heard",)
    drafted(cast, one)
    assert state_of(one) in states_of(one) and states_of(one) == ("drafted",)
    deciding.send_back(cast.account["纪委乙"], at("2026-04-16"), one, note="退回")
    assert states_of(one) == ("heard",)


def test_after_revocation_it_is_decided_anew(cast: Cast) -> None:
    one = contested(cast)
    ending.propose_outcome(cast.account["纪委"], at("2026-06-01", 9), one, ended("清远市监委"))
    serving.outcome(cast.account["纪委乙"], at("2026-06-01", 10), one, "revoke")
    deciding.draft(cast.account["纪委"], at("2026-06-02"), one, Drafted(kind="measures", by="supervision", body="清远市监委", reasons="重新作出",
                                                                     measures=(Wanted(kind="政务警告"),)))
    deciding.decide(cast.account["纪委乙"], at("2026-06-03"), one, on=date(2026, 6, 3))
    serving.serve(cast.account["纪委"], at("2026-06-04"), one, on=date(2026, 6, 4), way="direct")
    assert state_of(one) == "served" and [each.kind for each in Measure.objects.current().filter(concerned=one)] == ["政务警告"]
