"""What the page of an accident says follows is what `anze case` finds of the same facts, whatever happened and whenever it is asked."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from anze.access.rights import rights_of
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.reporting import record_report
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.facts import read
from anze.accidents.models import Accident
from anze.accidents.queries.whole import whole_of
from anze.duties.sources import Scope
from anze.duties.world import forget, world
from anze.law.evaluate import evaluate
from anze.law.facts import Facts
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

BEGIN, TODAY = date(2026, 3, 1), date(2026, 6, 30)
ROAD: dict[str, Any] = {"sector": "道路运输", "nature": "车辆伤害", "road_or_fire": True}


def days(first: int, last: int) -> Any:
    return some.integers(first, last).map(lambda number: BEGIN + timedelta(days=number))


HISTORY = some.lists(some.fixed_dictionaries({
    "on": days(0, 75), "unit": some.sampled_from(["望埠", "大站", "英德", "太和"]), "deaths": some.sampled_from([0, 1, 2, 3, 3, 10]), "road": some.booleans(),
    "later": some.none() | some.tuples(some.integers(1, 33), some.integers(1, 12)), "off": some.booleans(), "reported": some.none() | some.integers(0, 200)}),
    min_size=1, max_size=5)


def happen(cast: Cast, row: dict[str, Any]) -> Accident:
    office, on = cast.account["市安委办"], row["on"]
    made = fall(cast, on.isoformat(), by="市安委办", unit=cast.unit[row["unit"]], deaths=row["deaths"], **(ROAD if row["road"] else {}))
    if row["reported"] is not None:
        record_report(office, at(on, 14), made, to="county", made_at=at(on) + timedelta(minutes=row["reported"]))
    if row["later"]:
        day = on + timedelta(days=row["later"][0])
        update_figures(office, at(day, 15), made, on=day, figures={"deaths": row["later"][1]})
    if row["off"]:
        start = on + timedelta(days=35)
        give_notice(office, at(start), made, start=start, reason="不属于生产安全事故")
        write_off(cast.account["市安委办主任"], at(start + timedelta(days=8)), made, on=start + timedelta(days=8), organ="市应急管理局")
    return made


def about(findings: list[Any], code: str) -> list[Any]:
    return [one for one in findings if code in (one.get("accidents") or [one.get("accident")])]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=HISTORY, as_of=days(0, 121), known_at=days(0, 121))
def test_the_page_says_what_evaluate_finds(cast: Cast, history: list[dict[str, Any]], as_of: date, known_at: date) -> None:
    asked = Question(as_of, known_at)
    with transaction.atomic():
        made = [happen(cast, row) for row in history]
        facts: Facts = replace(world(asked, TODAY).index.facts, **read(known_at, Scope()))
        found = evaluate(world(asked, TODAY).pack, facts, asked).lists
        rights = rights_of(cast.account["市安委办"])
        for accident in made:
            judged = whole_of(accident, asked, at(TODAY), rights).judged
            on_record = {one["id"]: one for one in found["accidents"]}.get(accident.code)
            assert (judged is None) == (on_record is None)
            if judged is None or on_record is None:
                continue
            assert (judged.figures.grade, judged.figures.measure) == (on_record["grade"], on_record["measure"])
            assert {(link.clock.to, link.clock.minutes_late) for link in judged.chain if link.clock.minutes_late} == {
                (late["to"], late["minutes"]) for late in on_record["late_reports"]}
            for name in ("triggers", "vetoes", "withdrawn", "undecided"):
                assert getattr(judged.follows, name) == about(found[name], accident.code), name
            assert judged.follows.grounds == [one for one in about(found["grounds"], accident.code) if one["rule"] != "25.1"]
        transaction.set_rollback(True)
    forget()
