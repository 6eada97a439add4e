"""Dangers from any source to their closure; a major one goes up at once; what a led inspection found is taken over; patrols."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.recording import record_act
from anze.acts.models import Problem
from anze.acts.told import Told, ToldProblem
from anze.hazards.actions import dangers
from anze.hazards.actions.patrols import record_patrol, withdraw_patrol
from anze.hazards.models import Danger, DangerStep, DangerVersion, Listing, Patrol
from anze.hazards.policies import DANGER, LISTING
from anze.hazards.queries.news import news
from anze.people.moment import day_of
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.enterprises.firms import cell, firm
from tests.apps.hazards.telling import COUNTY, LISTED, NOW, TOWN, danger, listed, state_of, stated
from tests.architecture.tree import ROOT
from tests.cast import Cast

LATER = at("2026-03-20")
ON = date(2026, 3, 20)


def rectified(cast: Cast) -> Danger:
    found = danger(cast)
    dangers.rectify(cast.account[TOWN], LATER, found, on=ON, note="已修复")
    return found


def passed(cast: Cast) -> Danger:
    found = rectified(cast)
    dangers.recheck(cast.account[TOWN], LATER, found, passed=True, on=ON)
    return found


def failed(cast: Cast) -> Danger:
    found = rectified(cast)
    dangers.recheck(cast.account[TOWN], LATER, found, passed=False, on=ON, note="没有联动", deadline=ON + timedelta(days=7))
    return found


def closed(cast: Cast) -> Danger:
    found = passed(cast)
    dangers.close(cast.account[TOWN], LATER, found)
    return found


def withdrawn(cast: Cast) -> Danger:
    found = danger(cast)
    dangers.withdraw(cast.account[TOWN], LATER, found, reason="重复登记")
    return found


REACHED: dict[str, Callable[[Cast], Danger]] = {"open": danger, "rectified": rectified, "failed": failed, "passed": passed, "closed": closed,
                                                "withdrawn": withdrawn}
TAKEN: dict[str, Callable[[Cast, Danger], Any]] = {
    "correct": lambda cast, one: dangers.correct_danger(cast.account[TOWN], LATER, one, stated(text="仓库自动报警和联动停用"), reason="核实"),
    "rectify": lambda cast, one: dangers.rectify(cast.account[TOWN], LATER, one, on=ON, note="已修复"),
    "pass": lambda cast, one: dangers.recheck(cast.account[TOWN], LATER, one, passed=True, on=ON),
    "fail": lambda cast, one: dangers.recheck(cast.account[TOWN], LATER, one, passed=False, on=ON, note="没有联动", deadline=date(2026, 4, 9)),
    "close": lambda cast, one: dangers.close(cast.account[TOWN], LATER, one),
    "withdraw": lambda cast, one: dangers.withdraw(cast.account[TOWN], LATER, one, reason="重复登记"),
}


def test_every_state_and_verb_is_in_every_table() -> None:
    assert set(REACHED) == set(DANGER.states) and set(TAKEN) | {"record"} == set(DANGER.verbs)
    for course in (DANGER, LISTING):
        assert {verb.to for verb in course.verbs.values()} - {""} == set(course.states)
        assert all(set(verb.start) <= set(course.states) for verb in course.verbs.values())
        assert all(course.verbs_from(name) for name in course.open)


def test_the_diagrams_in_the_docs_are_those_of_the_tables() -> None:
    page = (ROOT / "docs/reference/hazard-states.md").read_text("utf-8")
    assert DANGER.diagram() in page and LISTING.diagram() in page


@pytest.mark.parametrize("state", DANGER.states)
def test_in_each_state_exactly_the_verbs_of_the_table_can_be_taken(cast: Cast, state: str) -> None:
    found = REACHED[state](cast)
    assert state_of(found) == state
    for kind, take in TAKEN.items():
        before = Entry.objects.count(), DangerStep.objects.count()
        with transaction.atomic():
            if kind in DANGER.verbs_from(state):
                take(cast, found)
                assert state_of(found) == (DANGER.verbs[kind].to or state), kind
                assert Entry.objects.filter(object_type="danger", object_id=found.uid, verb=DANGER.verbs[kind].label).exists()
            else:
                with pytest.raises(ValidationError):
                    take(cast, found)
                assert (Entry.objects.count(), DangerStep.objects.count()) == before, kind
            transaction.set_rollback(True)


def test_a_re_check_that_is_not_passed_sets_the_next_deadline(cast: Cast) -> None:
    found = failed(cast)
    found.refresh_from_db()
    assert found.deadline == ON + timedelta(days=7)
    assert [one.deadline for one in DangerVersion.objects.on_record(date(2026, 3, 19)).filter(danger=found)] == [date(2026, 4, 1)]
    assert [one.deadline for one in DangerVersion.objects.on_record(ON).filter(danger=found)] == [found.deadline]


@pytest.mark.parametrize(("more", "field"), [
    ({"on": date(2026, 3, 3)}, "on"), ({"deadline": date(2026, 3, 1)}, "deadline"), ({"text": ""}, "text"),
    ({"owner": ""}, "owner"), ({"level": "grave"}, "level")])
def test_a_danger_is_told_whole_and_every_fault_names_its_field(cast: Cast, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as fault:
        danger(cast, **more)
    assert field in fault.value.message_dict
    assert not Danger.objects.exists() and not Entry.objects.filter(object_type="danger").exists()


def test_a_major_danger_is_reported_up_and_proposed_for_listing_in_the_same_breath(cast: Cast) -> None:
    general, major = danger(cast), danger(cast, level="major")
    assert not general.reports.exists() and not general.listings.exists()
    assert [(one.to.name, one.at) for one in major.reports.order_by("pk")] == [("英德市", NOW), ("清远市", NOW)]
    listing = major.listings.get()
    assert (listing.lister.name, state_of(listing)) == ("英德市", "proposed")
    told = [one for one in news(day_of(NOW)) if one.at_once]
    assert sorted(one.unit for one in told) == ["qy", "yd"] and all("重大隐患上报" in one.text for one in told)
    assert not [one for one in news(day_of(NOW) + timedelta(days=2)) if one.at_once]


def test_what_turns_out_major_goes_up_then_and_only_once(cast: Cast) -> None:
    found = danger(cast)
    dangers.correct_danger(cast.account[TOWN], LATER, found, stated(level="major"), reason="核实为重大")
    dangers.correct_danger(cast.account[TOWN], LATER, found, stated(level="major", place="二号库"), reason="地点")
    assert (found.reports.count(), Listing.objects.count()) == (2, 1)
    with pytest.raises(ValidationError, match="正在挂牌督办"):
        dangers.correct_danger(cast.account[TOWN], LATER, found, stated(), reason="改回")


def test_what_is_listed_is_not_withdrawn(cast: Cast) -> None:
    found = listed(cast)
    with pytest.raises(ValidationError, match="正在挂牌督办"):
        dangers.withdraw(cast.account[TOWN], LATER, found.danger, reason="登错")


def test_news_tell_what_is_due_and_what_waits(cast: Cast) -> None:
    danger(cast)
    found = listed(cast, date(2026, 4, 1))
    found.refresh_from_db()
    assert any("公布挂牌还有 7 天到期" in one.text and one.unit == "qy" for one in news(LISTED))
    texts = [one.text for one in news(date(2026, 4, 2))]
    assert any("隐患整改已逾期 1 天" in one for one in texts) and any("挂牌督办整改已逾期 1 天" in one for one in texts)
    assert any("待认定原因" in one and found.title in one for one in texts)


def problem(cast: Cast) -> Problem:
    told = Told(type="inspection", unit=cast.unit["英德"], date=date(2026, 3, 1), place="望埠工业园", findings="有问题",
                participants=((cast.officer["乙某"], "lead"),), visited=cast.unit["望埠"],
                problems=(ToldProblem("配电箱没有接地", "某建材厂", cast.unit["望埠"], date(2026, 3, 31)),))
    return record_act(cast.account[COUNTY], NOW, told, device_key="k-1").problems.get()


def test_a_problem_of_a_led_inspection_is_taken_over_once_with_nothing_typed_twice(cast: Cast) -> None:
    one = problem(cast)
    found = dangers.take_over(cast.account[TOWN], NOW, one, level="general", unit=cast.unit["望埠"], deadline=date(2026, 3, 17))
    assert (found.text, found.owner, found.deadline, found.source, found.found_on) == (
        "配电箱没有接地", "某建材厂", date(2026, 3, 31), "inspection", date(2026, 3, 1))
    with pytest.raises(ValidationError, match="已经转为隐患"):
        dangers.take_over(cast.account[TOWN], NOW, one, level="general", unit=cast.unit["望埠"], deadline=date(2026, 3, 17))


def test_one_press_takes_a_problem_over(cast: Cast) -> None:
    one = problem(cast)
    client = cast.client(TOWN)
    assert "配电箱没有接地" in client.get("/hazards/problems/").content.decode()
    answer = client.post("/hazards/problems/", {"problem": one.pk, "level": "major"})
    assert answer["Location"] == f"/hazards/{Danger.objects.get().uid}/"
    assert cast.client("清新安委办").post("/hazards/problems/", {"problem": one.pk}).status_code == 404


def patrol(cast: Cast, key: str = "k-1", **more: Any) -> Patrol:
    plain: dict[str, Any] = {"unit": cast.unit["望埠"], "cell": None, "on": day_of(NOW), "people": "张某、李某", "device_key": key}
    return record_patrol(cast.account[TOWN], NOW, **(plain | more))


def test_a_patrol_is_recorded_once_with_what_it_found(cast: Cast) -> None:
    part, works = cell(cast), firm(cast, "甲子木业厂")
    found = [stated(enterprise=works, cell=part)]
    first = patrol(cast, cell=part, enterprises=[works], found=found)
    assert patrol(cast, cell=part, enterprises=[works], found=found) == first
    assert (Patrol.objects.count(), Danger.objects.count()) == (1, 1)
    assert (Danger.objects.get().patrol, Danger.objects.get().source) == (first, "patrol")
    assert Entry.objects.filter(object_type="patrol", verb="登记日常巡查").count() == 1


def test_a_patrol_is_of_one_town_and_not_of_tomorrow(cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        patrol(cast, on=day_of(NOW) + timedelta(days=1), cell=cell(cast, "dz-01", "大站"), enterprises=[firm(cast, "乙丑厂", "大站")])
    assert set(fault.value.message_dict) == {"on", "cell", "enterprises"}


def test_a_patrol_is_taken_back_only_after_its_dangers(cast: Cast) -> None:
    one = patrol(cast, found=[stated()])
    with pytest.raises(ValidationError, match="还在案"):
        withdraw_patrol(cast.account[TOWN], LATER, one, reason="登错")
    dangers.withdraw(cast.account[TOWN], LATER, Danger.objects.get(), reason="登错")
    withdraw_patrol(cast.account[TOWN], LATER, one, reason="登错")
    assert not Patrol.objects.current().exists()
