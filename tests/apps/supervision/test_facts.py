"""What items under supervision are to the law: assignments of persons (部署), by both clocks; their colours; the full-performance test (第三十条)."""

from datetime import date
from typing import Any

import pytest

from anze.acts.pack import pack_in_force
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.duties.world import world
from anze.law import facts as law
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.cycle import cycle
from anze.law.rules.exemption import exemptions
from anze.supervision.actions import planning, reviewing, undertaking
from anze.supervision.models import Task
from anze.supervision.queries.colours import colours_of, of_task, yellow_days
from tests.apps.accidents.telling import at
from tests.apps.supervision.telling import (
    CITY,
    COUNTY,
    DUE,
    HEAD,
    accepted,
    assigned,
    hand_in,
    known,
    of_unit,
    planned,
    reported,
    status_of,
)
from tests.cast import Cast


def colour(task: Task, as_of: str, known_at: str | None = None) -> tuple[str, str]:
    """Return colour and lamp of an item on a day."""
    asked = Question(date.fromisoformat(as_of), date.fromisoformat(known_at or as_of))
    rows = list(task.undertakings.prefetch_related("steps"))
    found = of_task(colours_of(rows, asked, max(asked.as_of, asked.known_at)), rows)
    return (found.colour, found.lamp) if found else ("", "")


def test_an_item_turns_yellow_three_days_before_red_the_day_after_and_green_if_done_in_time(cast: Cast) -> None:
    assert yellow_days() == 3
    task = assigned(cast)
    seen = {day: colour(task, day) for day in ("2026-03-16", "2026-03-17", "2026-03-20", "2026-03-21")}
    assert seen == {"2026-03-16": ("green", "pending"), "2026-03-17": ("yellow", "soon"), "2026-03-20": ("yellow", "soon"), "2026-03-21": ("red", "missed")}
    assert colour(accepted(cast, on="2026-03-20").task, "2026-04-30") == ("green", "met")


def test_late_work_made_good_turns_yellow_and_never_green(cast: Cast) -> None:
    one = accepted(cast, on="2026-03-21")
    assert colour(one.task, "2026-04-30") == ("yellow", "backfilled") and status_of(one.task, "2026-04-30") == ["late"]
    assert colour(one.task, "2026-03-21", "2026-04-30")[0] == "yellow"


def test_the_worst_undertaker_colours_the_item(cast: Cast) -> None:
    task = assigned(cast, assists=("望埠",))
    hand_in(cast, of_unit(cast, task), "2026-03-10")
    assert colour(task, "2026-03-19") == ("yellow", "soon") and colour(task, "2026-03-25") == ("red", "missed")
    hand_in(cast, of_unit(cast, task, "望埠"), "2026-03-25", "望埠安委办")
    assert colour(task, "2026-03-26") == ("yellow", "backfilled")


@pytest.mark.parametrize(("days", "green", "yellow"), [(1, "2026-03-18", "2026-03-19"), (10, "2026-03-09", "2026-03-10")])
def test_how_early_it_turns_yellow_is_the_packs(cast: Cast, monkeypatch: pytest.MonkeyPatch, days: int, green: str, yellow: str) -> None:
    pack = pack_in_force().with_values({"supervision.yellow_days": days})
    monkeypatch.setattr("anze.supervision.queries.colours.pack_in_force", lambda: pack)
    task = assigned(cast)
    assert colour(task, green)[0] == "green" and colour(task, yellow)[0] == "yellow"


def test_what_was_reported_counts_until_it_is_sent_back(cast: Cast) -> None:
    one = reported(cast, on="2026-03-20")
    assert status_of(one.task, "2026-03-25") == ["met"]
    reviewing.send_back(cast.account[CITY], at("2026-03-26"), one, note="没有台账")
    assert status_of(one.task, "2026-03-26") == ["missed"] and status_of(one.task, "2026-03-25") == ["met"]
    undertaking.report(cast.account[COUNTY], at("2026-03-27"), one, on=date(2026, 3, 27), note="已建台账")
    assert status_of(one.task, "2026-03-27") == ["late"]


def test_or_only_once_it_was_accepted_where_the_pack_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = pack_in_force().with_values({"supervision.done_from": "review"})
    monkeypatch.setattr("anze.supervision.queries.terms.pack_in_force", lambda: pack)
    one = reported(cast, on="2026-03-20")
    assert status_of(one.task, "2026-03-25") == ["missed"]
    reviewing.accept(cast.account[CITY], at("2026-03-26"), one)
    assert status_of(one.task, "2026-03-26") == ["met"]


def test_an_extension_moves_the_deadline_from_the_day_it_was_granted(cast: Cast) -> None:
    task = assigned(cast)
    one = of_unit(cast, task)
    undertaking.sign(cast.account[COUNTY], at("2026-03-03"), one)
    undertaking.ask_extension(cast.account[COUNTY], at("2026-03-20"), one, due=date(2026, 4, 20), note="检测排期")
    reviewing.grant(cast.account[HEAD], at("2026-03-23"), one, due=date(2026, 4, 20))
    assert [(known(day).facts.tasks[0].due, status_of(task, day)) for day in ("2026-03-22", "2026-03-23")] == [
        (DUE, ["missed"]), (date(2026, 4, 20), ["pending"])]


def test_an_item_with_several_leaders_is_a_task_for_each(cast: Cast) -> None:
    task = assigned(cast, answering="both", assists=("望埠",))
    facts = known("2026-03-03").facts.tasks
    assert [(one.id, one.officer, one.due) for one in facts] == [(f"{task.uid}-{n}", code, DUE) for n, code in ((1, "p1"), (2, "p2"), (3, "p4"), (4, "p5"))]
    assert all(finding["rule"] == "17" for finding in cycle(known("2026-03-03")) if finding.get("task"))


def test_withdrawn_and_released_work_drops_out_by_both_clocks(cast: Cast) -> None:
    task, shared = assigned(cast), assigned(cast, assists=("望埠",))
    planning.withdraw(cast.account[CITY], at("2026-03-25"), task, note="并入另一事项")
    reviewing.release(cast.account[CITY], at("2026-03-25"), of_unit(cast, shared, "望埠"), note="不涉及")
    assert status_of(task, "2026-03-24") == ["missed"] and status_of(task, "2026-03-25") == []
    assert status_of(task, "2026-03-24", "2026-03-25") == []
    assert status_of(shared, "2026-03-24") == ["missed", "missed"] and status_of(shared, "2026-03-25") == ["missed"]
    assert known("2026-03-01").facts.tasks == ()


def test_an_item_that_was_only_planned_is_nobodys_task(cast: Cast) -> None:
    planned(cast)
    assert known("2026-03-10").facts.tasks == ()


def test_who_hands_it_on_before_it_is_due_answers_no_more_and_who_does_so_later_still_does(cast: Cast) -> None:
    early, late = assigned(cast), assigned(cast)
    for task, day in ((early, "2026-03-10"), (late, "2026-03-23")):
        reviewing.hand_on(cast.account[CITY], at(day), of_unit(cast, task), officers=[cast.officer["丙某"]], note="分工调整")
    found: Any = {task.uid: sorted(one.officer for one in known("2026-03-25").facts.tasks if one.id.startswith(task.uid)) for task in (early, late)}
    assert found == {early.uid: ["p3"], late.uid: ["p2", "p3"]}
    assert [one.officer for one in known("2026-03-05").facts.tasks] == ["p2", "p2"]


def test_some_units_have_what_they_undertake_and_what_their_people_answer_for(cast: Cast) -> None:
    task, other = assigned(cast), assigned(cast, main="望埠")
    assert {one.id for one in known("2026-03-05", units=frozenset({"yd"})).facts.tasks} == {f"{task.uid}-1"}
    assert {one.id for one in known("2026-03-05", units=frozenset({"wb"})).facts.tasks} == {f"{other.uid}-1"}
    assert known("2026-03-05", units=frozenset({"qx"})).facts.tasks == ()
    assert known("2026-03-05", since=date(2026, 3, 21)).facts.tasks == ()
    assert len(known("2026-03-05", since=DUE).facts.tasks) == 2


def exempt(officer: str, day: str, today: str) -> Any:
    """Ask the full-performance test of an officer for an accident of a day, as pages do: of what was on record that day."""
    on, now = date.fromisoformat(day), date.fromisoformat(today)
    asked = Question(on, on)
    base = situation(asked, now, Scope())
    lists = {"accidents": (law.Accident(id="a", unit="wb", date=on),), "exemption_asked": (law.ExemptionAsked(accident="a", officer=officer),)}
    whole = Known(base.pack, base.index.with_lists(lists), asked)
    return next(iter(exemptions(whole, world(asked, now).recurrence)))


def test_the_full_performance_test_sees_what_superiors_assigned(cast: Cast) -> None:
    late, open_one = accepted(cast, on="2026-03-21"), assigned(cast)
    hand_in(cast, of_unit(cast, assigned(cast)), "2026-03-20")
    failing = {one["task"]: one["status"] for one in exempt("p2", "2026-03-25", "2026-06-01")["failing"] if one["task"]}
    assert failing == {f"{late.task.uid}-1": "late", f"{open_one.uid}-1": "missed"}
    reviewing.accept(cast.account[CITY], at("2026-05-01"), _made_good(cast, open_one))
    again = {one["task"]: one["status"] for one in exempt("p2", "2026-03-25", "2026-06-01")["failing"] if one["task"]}
    assert again == failing  # what came on record later changes nothing of that day
    assert not [one for one in exempt("p2", "2026-03-20", "2026-06-01")["failing"] if one["task"]]


def _made_good(cast: Cast, task: Task) -> Any:
    one = of_unit(cast, task)
    hand_in(cast, one, "2026-04-30")
    return one
