"""The outcome of a review or appeal needs two persons like the decision, and never makes things worse for who asked (第三十三条, 政务处分法第五十六条)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from anze.accountability.actions import answering, deciding, ending, serving
from anze.accountability.models import Concerned, Measure, Remedy, Step
from anze.accountability.told import Drafted, Ended, Wanted
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import contested, ended, entered, heard, state_of
from tests.apps.accountability.test_case_authority import draft
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

LATER = at("2026-06-01", 10)


def standing(cast: Cast) -> list[str]:
    return list(Measure.objects.current().order_by("pk").values_list("kind", flat=True))


def test_what_one_enters_changes_nothing_until_another_approves(cast: Cast) -> None:
    one = entered(cast, outcome="revoke")
    assert state_of(one) == "reviewing" and standing(cast) == ["政务记过"] and not one.served.filter(kind="outcome").exists()
    serving.outcome(cast.account["纪委乙"], LATER, one, "revoke")
    assert state_of(one) == "revoked" and standing(cast) == []


def test_who_enters_an_outcome_never_approves_it_nor_sends_it_back(cast: Cast) -> None:
    one = entered(cast, outcome="revoke")
    with pytest.raises(ValidationError, match="由审批人、审核人"):
        serving.outcome(cast.account["纪委"], LATER, one, "revoke")
    with pytest.raises(ValidationError, match="由审批人、审核人"):
        ending.return_outcome(cast.account["纪委"], LATER, one, note="退回")
    serving.outcome(cast.account["纪委乙"], LATER, one, "revoke")
    step = Step.objects.get(concerned=one, kind="revoke")
    assert (step.by, step.proposed_by) == (cast.account["纪委乙"], cast.account["纪委"])


def test_the_database_itself_takes_no_outcome_by_one_person(cast: Cast) -> None:
    one = entered(cast)
    row = Remedy.objects.get(concerned=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=row.pk).update(outcome="revoke", outcome_by=cast.account["纪委"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.filter(pk=row.pk).update(outcome="revoke")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(case=one.case, concerned=one, kind="revoke", on=date(2026, 6, 1), at=LATER, by=cast.account["纪委"],
                            proposed_by=cast.account["纪委"], entry=1)


def test_an_outcome_is_sent_back_and_entered_again(cast: Cast) -> None:
    one = entered(cast, outcome="revoke")
    with pytest.raises(ValidationError, match="已经登记了结果"):
        entered(cast, one)
    ending.return_outcome(cast.account["纪委乙"], LATER, one, note="文书写的是维持")
    with pytest.raises(ValidationError, match="没有待批准的结果"):
        serving.outcome(cast.account["纪委乙"], LATER, one, "revoke")
    ended(cast, one, outcome="uphold")
    assert state_of(one) == "served" and standing(cast) == ["政务记过"]


def test_only_what_was_entered_is_approved(cast: Cast) -> None:
    one = entered(cast, outcome="uphold")
    with pytest.raises(ValidationError, match="不是这种结果"):
        serving.outcome(cast.account["纪委乙"], LATER, one, "revoke")


@pytest.mark.parametrize("kinds", [("政务记大过",), ("政务撤职",)])
def test_on_his_own_request_no_measure_is_heavier(cast: Cast, kinds: tuple[str, ...]) -> None:
    one = contested(cast)
    with pytest.raises(ValidationError, match=r"不得加重.*第五十六条"):
        entered(cast, one, outcome="alter", kinds=kinds)
    assert state_of(one) == "reviewing"


def test_a_lighter_measure_of_the_same_scheme_needs_no_reason(cast: Cast) -> None:
    ended(cast, outcome="alter", kinds=("政务警告",))
    assert standing(cast) == ["政务警告"]


def test_what_the_rules_leave_open_of_the_new_measure_needs_the_approvers_reason(cast: Cast) -> None:  # 第三十三条
    one = entered(cast, outcome="alter", kinds=("诫勉",))
    with pytest.raises(ValidationError, match="请写明依据"):
        serving.outcome(cast.account["纪委乙"], LATER, one, "alter")
    serving.outcome(cast.account["纪委乙"], LATER, one, "alter", note="经市委批准")
    assert standing(cast) == ["诫勉"]


@pytest.mark.parametrize(("kinds", "words"), [(("党内警告",), "党内警告不能由监察机关决定"), (("政务警告", "诫勉"), "一份决定只写一类措施"),
                                              (("政务警告", "政务警告"), "2项同类措施")])
def test_an_altered_measure_is_one_that_the_body_may_impose_of_one_scheme_and_not_twice(cast: Cast, kinds: tuple[str, ...], words: str) -> None:
    one = contested(cast)
    with pytest.raises(ValidationError, match=words):
        entered(cast, one, outcome="alter", kinds=kinds)
    assert state_of(one) == "reviewing"


def suspended(cast: Cast) -> Concerned:
    """Return somebody who appeals against 停职检查, which the rules do not rank against 调整职务."""
    one = heard(cast)
    deciding.draft(cast.account["纪委"], at("2026-04-15"), one, Drafted(
        kind="measures", by="party_committee", body="清远市委", reasons="理由", authority="市委某号", measures=(Wanted(kind="停职检查"),)))
    deciding.decide(cast.account["纪委乙"], at("2026-04-20"), one, on=date(2026, 4, 20))
    serving.serve(cast.account["纪委"], at("2026-04-22"), one, on=date(2026, 4, 22), way="direct")
    answering.contest(cast.account["甲"], at("2026-05-08"), one, scheme="party_accountability", route="appeal", text="申诉")
    return one


def test_where_no_rule_compares_the_measures_the_approver_writes_why_it_is_not_heavier(cast: Cast) -> None:
    one = entered(cast, suspended(cast), outcome="alter", kinds=("调整职务",), body="清远市委")
    with pytest.raises(ValidationError, match="调整职务与原来的措施，没有规定可以比出轻重"):
        serving.outcome(cast.account["纪委乙"], LATER, one, "alter")
    serving.outcome(cast.account["纪委乙"], LATER, one, "alter", note="原停职检查改为调整职务，不属于加重")
    assert standing(cast) == ["调整职务"] and "不属于加重" in Step.objects.get(concerned=one, kind="alter").note


def test_every_fault_of_an_outcome_is_named_at_once(cast: Cast) -> None:
    one = contested(cast)
    told = Ended(outcome="alter", on=date(2026, 5, 7), body=" ", text="", way="direct", served_on=date(2026, 6, 2))
    with pytest.raises(ValidationError) as fault:
        ending.propose_outcome(cast.account["纪委"], LATER, one, told)
    assert set(fault.value.message_dict) == {"on", "body", "text", "served_on", "measures"}


def test_the_pages_offer_the_next_step_alone(cast: Cast) -> None:
    one = suspended(cast)
    now, address = at("2026-06-01", 9), [one.uid, "result"]
    post(cast, "纪委乙", "person_take", [one.uid, "alter"], now)
    assert standing(cast) == ["停职检查"] and state_of(one) == "appealing"
    told = {"outcome": "alter", "body": "清远市委", "on": "2026-05-29", "text": "情节较轻", "served_on": "2026-06-01", "way": "direct"}
    refused = post(cast, "纪委", "person_take", address, now, **told, measures=["政务撤职"])
    assert refused.status_code == 422 and "政务撤职不能由党委" in refused.content.decode() and "情节较轻" in refused.content.decode()
    assert post(cast, "纪委", "person_take", address, now, **told, measures=["调整职务"]).status_code == 302
    post(cast, "纪委", "person_take", address, now, **(told | {"outcome": "uphold"}))
    assert Remedy.objects.get(concerned=one).proposal.count("调整职务") == 1
    unsaid = post(cast, "纪委乙", "person_take", [one.uid, "alter"], now, note="")
    assert unsaid.status_code == 422 and "为什么不属于加重" in unsaid.content.decode() and "情节较轻" in unsaid.content.decode()
    assert post(cast, "纪委乙", "person_take", [one.uid, "alter"], now, note="影响期相同").status_code == 302
    assert standing(cast) == ["调整职务"] and state_of(one) == "served"


def organisational(cast: Cast) -> Concerned:
    """Return somebody with 通报 by one decision, who asks for review of 政务记过 by another."""
    one = contested(cast)
    draft(cast, one, "discipline", "清远市纪委", "通报", authority="市委批准", now=at("2026-05-09"))
    deciding.decide(cast.account["纪委乙"], at("2026-05-10"), one, on=date(2026, 5, 10))
    serving.serve(cast.account["纪委"], at("2026-05-11"), one, on=date(2026, 5, 11), way="direct")
    return one


def altered(double: str) -> Ended:
    return Ended(outcome="alter", on=date(2026, 5, 29), body="清远市监委", text="情节较轻", way="direct", served_on=date(2026, 6, 1),
                 measures=(Wanted(kind="诫勉"),), double=double)


def test_an_outcome_that_leaves_two_measures_of_a_scheme_needs_its_own_ground_which_is_marked_and_told(cast: Cast) -> None:
    one, by, second = organisational(cast), cast.account["纪委"], cast.account["纪委乙"]
    with pytest.raises(ValidationError) as fault:
        ending.propose_outcome(by, LATER, one, altered(" "))
    assert set(fault.value.message_dict) == {"double"} and "已有组织处理与问责方式（通报）" in str(fault.value)
    ending.propose_outcome(by, LATER, one, altered("复审决定第三段"))
    serving.outcome(second, LATER, one, "alter", note="经市委批准")
    assert [(each.kind, each.doubled) for each in Measure.objects.current().order_by("pk")] == [("通报", False), ("诫勉", True)]
    assert "同一事实并处的依据：复审决定第三段" in one.served.get(kind="outcome").text


def test_a_measure_that_was_lifted_was_imposed_for_the_fact_all_the_same(cast: Cast) -> None:
    one = organisational(cast)
    Measure.objects.filter(kind="通报").update(lifted_at=at("2026-05-20"), lifted_on=date(2026, 5, 20))
    with pytest.raises(ValidationError, match="不重复处理"):
        ending.propose_outcome(cast.account["纪委"], LATER, one, altered(""))
    Measure.objects.filter(kind="通报").update(struck_at=at("2026-05-21"), struck_reason="申诉撤销")  # revoked, it stands no more
    ending.propose_outcome(cast.account["纪委"], LATER, one, altered(""))


def test_the_ground_is_asked_for_and_shown_on_the_pages(cast: Cast) -> None:
    one, now = organisational(cast), at("2026-06-01", 9)
    told = {"outcome": "alter", "body": "清远市监委", "on": "2026-05-29", "text": "情节较轻", "served_on": "2026-06-01", "way": "direct", "measures": ["诫勉"]}
    refused = post(cast, "纪委", "person_take", [one.uid, "result"], now, **told)
    assert refused.status_code == 422 and "受理机关确有依据要并处的，在这里写明依据" in refused.content.decode()
    idle = post(cast, "纪委", "person_take", [one.uid, "result"], now, **(told | {"outcome": "uphold", "measures": [], "double": "依据"}))
    assert idle.status_code == 422 and "没有并处，这里请不要写" in idle.content.decode()
    assert post(cast, "纪委", "person_take", [one.uid, "result"], now, **told, double="复审决定第三段").status_code == 302
    with time_machine.travel(now, tick=False):
        for address in (reverse("accountability:person_take", args=[one.uid, "alter"]), reverse("accountability:person", args=[one.uid])):
            assert "同一事实并处的依据：复审决定第三段" in cast.client("纪委乙").get(address).content.decode()
    ending.return_outcome(cast.account["纪委乙"], LATER, one, note="再核")
    with time_machine.travel(now, tick=False):
        again = cast.client("纪委").get(reverse("accountability:person_take", args=[one.uid, "result"])).content.decode()
    assert "复审决定第三段" in again
