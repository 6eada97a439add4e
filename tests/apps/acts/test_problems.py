"""A problem is followed to its closure: which step may follow which, who may take it, who sees it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anze.acts.actions.problems import take_step
from anze.acts.actions.recording import record_act
from anze.acts.actions.withdrawing import withdraw
from anze.acts.codes import STEPS
from anze.acts.models import Problem
from anze.acts.policies import STATES, STEPS_FROM, lamp_of, state_of
from anze.record.models import Entry
from tests.apps.acts.telling import JUNE_15, at, inspection, problem
from tests.cast import Cast


@pytest.fixture
def found(cast: Cast) -> Problem:
    """Found by 英德's leader in 望埠, to be followed up by 望埠 until 20 June."""
    told = inspection(cast, "甲某", "英德", problems=(problem(owner="某厂", follow_up_unit=cast.unit["望埠"], deadline=date(2026, 6, 20)),))
    return record_act(None, JUNE_15, told).problems.get()


def step(one: Problem, kind: str, on: str = "2026-06-16", note: str = "已改") -> Problem:
    take_step(None, at("2026-06-18"), one, kind=kind, on=date.fromisoformat(on), note=note)
    return Problem.objects.get(pk=one.pk)


def test_every_state_and_step_is_in_the_table() -> None:
    assert set(STEPS_FROM) == set(STATES) == {"open", *STEPS}
    assert {kind for kinds in STEPS_FROM.values() for kind in kinds} == set(STEPS)


@pytest.mark.parametrize("way", [(), ("rectified",), ("rectified", "rechecked"), ("rectified", "returned"), ("rectified", "rechecked", "closed"),
                                 ("rectified", "rechecked", "returned", "rectified")])
def test_only_the_steps_of_the_table_may_follow(found: Problem, way: tuple[str, ...]) -> None:
    for kind in way:
        found = step(found, kind)
    state = state_of(found)
    for kind in STEPS:
        if kind in STEPS_FROM[state]:
            continue
        with pytest.raises(ValidationError, match=f"现在是“{STATES[state]}”"):
            step(found, kind)


def test_a_step_lies_between_the_inspection_and_today_and_says_what_it_must(found: Problem) -> None:
    for on, note in (("2026-06-11", "已改"), ("2026-06-19", "已改"), ("2026-06-16", " ")):
        with pytest.raises(ValidationError):
            step(found, "rectified", on, note)
    entry = Entry.objects.count()
    step(found, "rectified", "2026-06-12")
    last = Entry.objects.latest("seq")
    assert (Entry.objects.count(), last.verb, last.object_type, last.happened_on) == (entry + 1, "报告整改", "problem", date(2026, 6, 12))


@pytest.mark.parametrize(("today", "lamp"), [(date(2026, 6, 20), "open"), (date(2026, 6, 21), "overdue")])
def test_the_deadline_itself_is_in_time(found: Problem, today: date, lamp: str) -> None:
    assert lamp_of(found, today) == lamp
    for kind in ("rectified", "rechecked", "closed"):
        found = step(found, kind)
    assert lamp_of(found, today) == "closed"


def test_a_withdrawn_inspection_takes_its_problems_along(cast: Cast, found: Problem) -> None:
    withdraw(cast.account["甲"], at("2026-06-16"), found.act, reason="记错")
    with pytest.raises(ValidationError, match="不再跟进"):
        step(found, "rectified")


def test_who_mends_reports_and_who_found_it_closes(cast: Cast, found: Problem) -> None:
    with time_machine.travel(at("2026-06-18"), tick=False):
        town, county, url = cast.client("望埠安委办"), cast.client("英德安委办"), f"/acts/problems/{found.pk}/"
        assert town.get("/acts/problems/").context["rows"][0][0] == found
        assert town.post(url, {"kind": "rectified", "on": "2026-06-17", "note": "已清理"}).status_code == 302
        page = town.get(url).content.decode()
        assert "下一步由排查的一方办理" in page and found.act.uid not in page
        assert town.post(url, {"kind": "rechecked", "on": "2026-06-17"}).status_code == 404
        assert county.post(url, {"kind": "rechecked", "on": "2026-06-17"}).status_code == 302
        assert county.post(url, {"kind": "closed", "on": "2026-06-18"}).status_code == 302
        assert county.get(url).context["lamp"] == "closed"
        assert not county.get("/acts/problems/").context["rows"]
        assert county.get("/acts/problems/?view=closed").context["rows"][0][0] == found


@pytest.mark.parametrize("name", ["清新安委办", "壬", "应急局联络员"])
def test_a_stranger_finds_no_problem(cast: Cast, found: Problem, name: str) -> None:
    client = cast.client(name)
    assert client.get(f"/acts/problems/{found.pk}/").status_code == 404
    assert client.post(f"/acts/problems/{found.pk}/", {"kind": "rectified", "on": "2026-06-17", "note": "x"}).status_code == 404
    assert not client.get("/acts/problems/").context["rows"]


@pytest.mark.parametrize(("name", "page"), [("英德安委办", "/acts/problems/{pk}/"), ("望埠安委办", "/acts/problems/{pk}/"), ("甲", "/acts/problems/{pk}/"),
                                            ("纪委", "/acts/{uid}/"), ("清新安委办", None), ("壬", None), ("应急局联络员", None), ("系统管理员", None)])
def test_the_search_finds_problems_within_reach(cast: Cast, found: Problem, name: str, page: str | None) -> None:
    """Whoever follows the problem is led to it; whoever only sees the inspection, there; a stranger finds nothing."""
    for words in ("通道堵塞", "某厂"):
        groups = cast.client(name).get("/search/", {"q": words}).context["groups"]
        hits = [(hit.title, address) for group, hits in groups if group.title == "排查出的问题" for hit, address in hits]
        assert hits == ([("消防通道堵塞", page.format(pk=found.pk, uid=found.act.uid))] if page else [])


def test_the_search_finds_no_problem_of_a_withdrawn_inspection(cast: Cast, found: Problem) -> None:
    withdraw(cast.account["甲"], at("2026-06-16"), found.act, reason="记错")
    assert "通道堵塞" not in str(cast.client("英德安委办").get("/search/", {"q": "通道堵塞"}).context["groups"])


def test_the_list_and_its_sheet_take_a_fixed_number_of_queries(cast: Cast, found: Problem) -> None:
    client, counts = cast.client("英德安委办"), []
    client.get("/acts/problems/")
    for number in (1, 5):
        told = replace(inspection(cast, "甲某", "英德"), problems=(problem(),) * number)
        for one in record_act(None, JUNE_15, told).problems.all():
            step(one, "rectified")
        for query in ("", "?excel=1"):
            with CaptureQueriesContext(connection) as seen:
                answer: Any = client.get(f"/acts/problems/{query}")
            assert answer.status_code == 200
            counts.append(len(seen))
    assert counts[:2] == counts[2:]
