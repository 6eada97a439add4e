"""Measures end with their period by themselves where the law says so (政务处分法第二十六条), everywhere alike and without a decision; unless two persons put
on record that the person broke the law again within it."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from anze.access.rights import rights_of
from anze.accountability.actions import lifting, opening, stopping
from anze.accountability.models import Concerned, Measure, Stop
from anze.accountability.queries.due import to_lift
from anze.accountability.queries.lasting import OVER, lasting_of, settled, stands
from anze.accountability.queries.lifting import lift_due
from anze.accountability.queries.page import person_page
from anze.duties.sources import settled as told_to_others
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import heard, lifted, served, state_of, warned
from tests.apps.accountability.test_case_lifting import GROUND, suspended
from tests.apps.accountability.test_case_pages import post
from tests.cast import Cast

LAST, NEXT = date(2027, 4, 20), date(2027, 4, 21)  # of 政务记过 of 2026-04-20
ENDED, ARTICLE = "期满，自动解除", "中华人民共和国公职人员政务处分法第二十六条"


def page(cast: Cast, name: str, where: str, one: Concerned, day: date = NEXT) -> str:
    uid = one.case.uid if where == "case" else one.uid
    with time_machine.travel(at(day.isoformat(), 9), tick=False):
        return str(cast.client(name).get(reverse(f"accountability:{where}", args=[uid])).content.decode())


def verbs(cast: Cast, one: Concerned, name: str = "纪委", day: date = NEXT) -> set[str]:
    found = Concerned.objects.with_state().select_related("case", "officer", "tenure__unit").get(pk=one.pk)
    return {kind for kind, _ in person_page(found, "handler" if name == "纪委" else "approver", rights_of(cast.account[name]), day)["verbs"]}


def stop(cast: Cast, one: Concerned, when: str = "2026-09-01", **more: Any) -> Stop:
    plain: dict[str, Any] = {"measure": one.measures.get(), "on": date(2026, 8, 1), "text": "期内再次违法", "basis": "清远市监委某号"}
    return stopping.propose_stop(cast.account["纪委"], at(when, 9), one, **(plain | more))


def stopped(cast: Cast, one: Concerned | None = None) -> Concerned:
    found = one or served(cast)
    stop(cast, found)
    stopping.approve_stop(cast.account["纪委乙"], at("2026-09-02", 9), found)
    return found


def test_on_its_last_day_it_is_on_record_and_the_next_it_has_ended_by_itself(cast: Cast) -> None:
    one = served(cast)
    [row] = one.measures.all()
    assert [lasting_of([row], day)[row.pk].state for day in (LAST, NEXT)] == ["running", "ended"]
    before, after = page(cast, "纪委", "person", one, LAST), page(cast, "纪委", "person", one)
    assert ENDED not in before and "在案" in before
    assert ENDED in after and ARTICLE in after and "影响期已满" in after and "可解除日期" not in after
    assert "影响期已满" in page(cast, "纪委", "case", one) and "影响期已满" not in page(cast, "纪委", "case", one, LAST)
    assert f"{ENDED}（{ARTICLE}）" in page(cast, "甲", "own", one) and ENDED not in page(cast, "甲", "own", one, LAST)


def test_no_decision_is_asked_for_and_none_is_taken(cast: Cast) -> None:
    one = served(cast)
    assert lift_due(one, NEXT) == [] and "propose_lift" not in verbs(cast, one)
    with pytest.raises(ValidationError, match=r"政务记过期满自动解除（中华人民共和国公职人员政务处分法第二十六条），不用作解除决定"):
        lifting.propose_lift(cast.account["纪委"], at("2027-04-21"), one, on=NEXT, way="direct", measures=list(one.measures.all()))
    assert not one.liftings.exists() and one.measures.get().lifted_on is None


def test_a_party_sanction_ends_with_its_period_too_and_is_not_called_lifted(cast: Cast) -> None:  # 纪律处分条例第十条
    one = served(cast)
    Measure.objects.update(kind="党内警告", scheme="party")
    told = page(cast, "纪委", "person", one)
    assert "影响期已满" in told and "期满，自动解除" not in told and lift_due(one, NEXT) == []


def test_one_whose_rule_could_not_be_read_may_still_be_lifted_and_says_so(cast: Cast) -> None:  # decisions/0061
    one = warned(cast)
    assert [row.kind for row in lift_due(one, date(2026, 10, 21))] == ["诫勉"] and lift_due(one, date(2026, 10, 20)) == []
    told = page(cast, "纪委", "person", one, date(2026, 10, 21))
    assert "影响期已满" in told and "条文没有读到" in told


def test_probation_within_the_party_waits_for_a_decision(cast: Cast) -> None:
    one = served(cast)
    Measure.objects.update(kind="留党察看", scheme="party", months=12)
    assert "期满，待决定" in page(cast, "纪委", "person", one) and [row.kind for row in lift_due(one, NEXT)] == ["留党察看"]
    assert stands(one, "served", NEXT).label == "已送达"


def test_where_the_person_stands_follows_from_all_his_measures(cast: Cast) -> None:
    one = served(cast)
    assert (stands(one, "served", LAST).label, stands(one, "served", NEXT), stands(one, "reviewing", NEXT).label) == ("已送达", OVER, "复核、复审中")


def test_a_measure_without_a_period_waits_until_somebody_decides_and_then_tells_its_day(cast: Cast) -> None:
    one = suspended(cast)
    assert "没有统一规定的影响期，期限待有权机关认定" in page(cast, "甲", "own", one, date(2026, 4, 23))
    assert list(settled([one.officer.code], date(2026, 4, 22))) == []
    lifted(cast, one, "2026-04-23", **GROUND)
    [told] = settled([one.officer.code], date(2026, 4, 23))
    assert (told.kind, told.on, told.lifted, told.stopped) == ("停职检查", date(2026, 4, 20), date(2026, 4, 23), None)
    assert list(told_to_others([one.officer.code], date(2026, 4, 23)).values()) == [told] and list(settled([one.officer.code], date(2026, 4, 22))) == []


def test_what_one_proposes_stops_nothing_until_another_approves(cast: Cast) -> None:
    one = served(cast)
    stop(cast, one)
    row = one.measures.get()
    assert lasting_of([row], NEXT)[row.pk].state == "ended" and "不自动解除待批准" in page(cast, "纪委", "person", one)
    with pytest.raises(ValidationError, match="由审批人、审核人办理"):
        stopping.approve_stop(cast.account["纪委"], at("2026-09-02"), one)
    stopping.approve_stop(cast.account["纪委乙"], at("2026-09-02"), one)
    assert lasting_of([row], NEXT)[row.pk].state == "stopped" and state_of(one) == "served"
    [told] = settled([one.officer.code], date(2026, 9, 2))
    assert told.stopped == date(2026, 8, 1) and list(settled([one.officer.code], date(2026, 9, 1))) == []


def test_the_database_itself_takes_no_stop_by_one_person_and_no_two_of_a_measure(cast: Cast) -> None:
    row = stop(cast, served(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.filter(pk=row.pk).update(approved_at=at("2026-09-02"), approved_by=row.proposed_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.create(concerned=row.concerned, measure=row.measure, on=row.on, text="又", basis="某", proposed_at=row.proposed_at,
                            proposed_by=row.proposed_by)


def test_what_was_stopped_is_said_on_the_pages_and_lifted_by_a_decision_with_its_ground(cast: Cast) -> None:
    one = stopped(cast)
    own = page(cast, "甲", "own", one)
    assert "不自动解除" in own and "2026年8月1日" in own and "期内再次违法" not in own
    assert "期内再次违法" in page(cast, "纪委", "person", one) and "propose_lift" in verbs(cast, one)
    with pytest.raises(ValidationError) as fault:
        lifted(cast, one, "2027-04-21")
    assert set(fault.value.message_dict) == {"body", "basis"} and "期满不自动解除，由有权机关认定" in str(fault.value)
    lifted(cast, one, "2027-04-21", body="清远市监委", basis="某号")
    assert "期满没有自动解除，经清远市监委认定（依据：某号），自2027年4月21日起予以解除。" in one.served.get(kind="lifting").text
    assert state_of(one) == "lifted"


@pytest.mark.parametrize(("more", "field", "words"), [
    ({"on": date(2026, 4, 19)}, "on", "不在政务记过的期间"), ({"on": date(2027, 4, 21)}, "on", "不在政务记过的期间"), ({"text": " "}, "text", "什么情形"),
    ({"basis": ""}, "basis", "哪个机关认定"), ({"measure": None}, "measure", "不是期满自动解除的")])
def test_each_fault_of_a_stop_is_told_by_its_field(cast: Cast, more: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(ValidationError) as fault:
        stop(cast, served(cast), "2027-05-01", **more)
    assert set(fault.value.message_dict) == {field} and words in str(fault.value)


def test_a_day_to_come_is_refused_and_one_on_the_edges_of_the_period_is_taken(cast: Cast) -> None:
    one = served(cast)
    with pytest.raises(ValidationError, match="晚于今天"):
        stop(cast, one, "2026-09-01", on=date(2026, 9, 2))
    assert stop(cast, one, "2027-05-01", on=LAST).on == LAST


def test_only_what_ends_by_itself_is_stopped(cast: Cast) -> None:
    one = warned(cast)
    assert "propose_stop" not in verbs(cast, one, day=date(2026, 5, 1))
    with pytest.raises(ValidationError, match="不是期满自动解除的"):
        stop(cast, one)


def test_sent_back_or_taken_back_it_ends_by_itself_and_may_be_proposed_anew(cast: Cast) -> None:
    one = served(cast)
    stop(cast, one)
    stopping.return_stop(cast.account["纪委乙"], at("2026-09-02"), one, note="依据写全")
    row = one.measures.get()
    assert lasting_of([row], NEXT)[row.pk].state == "ended" and "approve_stop" not in verbs(cast, one, "纪委乙")
    stopped(cast, one)
    assert "strike_stop" in verbs(cast, one, "纪委乙") and "propose_stop" not in verbs(cast, one)
    stopping.strike_stop(cast.account["纪委乙"], at("2026-10-01"), one, note="认定被撤销")
    assert lasting_of([row], NEXT)[row.pk].state == "ended" and "propose_stop" in verbs(cast, one)
    assert [told.stopped for told in settled([one.officer.code], date(2026, 9, 30))] == [date(2026, 8, 1)]
    assert list(settled([one.officer.code], date(2026, 10, 1))) == []
    with pytest.raises(ValidationError, match="没有在案"):
        stopping.strike_stop(cast.account["纪委乙"], at("2026-10-02"), one, note="再撤")


def test_by_the_pages_one_proposes_and_another_reads_and_approves(cast: Cast) -> None:
    one = served(cast)
    assert post(cast, "纪委", "person_take", [one.uid, "propose_stop"], at("2026-09-01", 9), on="2026-08-01").status_code == 422
    told = {"measure": one.measures.get().pk, "on": "2026-08-01", "text": "期内再次违法", "basis": "清远市监委某号"}
    assert post(cast, "纪委", "person_take", [one.uid, "propose_stop"], at("2026-09-01", 9), **told).status_code == 302
    with time_machine.travel(at("2026-09-02", 9), tick=False):
        shown = cast.client("纪委乙").get(reverse("accountability:person_take", args=[one.uid, "approve_stop"])).content.decode()
    assert "期内再次违法" in shown and "清远市监委某号" in shown
    assert post(cast, "纪委乙", "person_take", [one.uid, "approve_stop"], at("2026-09-02", 9)).status_code == 302
    assert Stop.objects.get().approved_by == cast.account["纪委乙"]


def test_a_case_that_is_closed_still_takes_it(cast: Cast) -> None:
    one = served(cast)
    opening.close(cast.account["纪委"], at("2026-05-01"), one.case)
    assert "propose_stop" in verbs(cast, one) and stop(cast, one).pk


def test_a_person_not_served_yet_is_no_matter_of_ends(cast: Cast) -> None:
    one = heard(cast)
    assert stands(one, "heard", NEXT).label == "已听取陈述申辩" and verbs(cast, one).isdisjoint({"propose_stop", "approve_stop", "strike_stop"})


def test_the_handlers_home_tells_once_that_a_period_is_over(cast: Cast) -> None:
    one = served(cast)
    told = f"{one.case.uid}：有措施的影响期到2027年4月20日已满"

    def home(name: str, day: date) -> str:
        with time_machine.travel(at(day.isoformat(), 9), tick=False):
            return str(cast.client(name).get("/attention/case_over/").content.decode())

    page(cast, "纪委", "person", one, LAST)  # before it was over
    assert told not in home("纪委", LAST) and told in home("纪委", NEXT) and "政务记过" not in home("纪委", NEXT)
    assert told not in home("纪委乙", NEXT) and told not in home("纪委丁", NEXT)  # who approves, and who is on no case
    with time_machine.travel(at(NEXT.isoformat(), 9), tick=False):
        assert "影响期已满的措施" in cast.client("纪委").get("/").content.decode()
    page(cast, "纪委", "person", one)
    assert told not in home("纪委", NEXT)


def test_the_approvers_home_tells_of_what_waits_to_stop_one(cast: Cast) -> None:
    stop(cast, served(cast))
    assert [due.text.rpartition("：")[2] for due in to_lift(rights_of(cast.account["纪委乙"]))] == ["不自动解除待批准"]
    assert to_lift(rights_of(cast.account["纪委"])) == []
