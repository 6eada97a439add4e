"""The cycle as the law counts it (第十八条): what a tour adds to it and when, by both clocks; coverage, map, figures, news, what is due."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from anze.access.rights import rights_of
from anze.duties.figures import figure
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.law.question import Question
from anze.law.rules.cycle import cycle
from anze.people.outlines import outlines
from anze.tours.actions import rectifying
from anze.tours.facts import read
from anze.tours.models import Tour
from anze.tours.queries.calling import tell
from anze.tours.queries.cycle import Coverage, coverage, cycle_of
from anze.tours.queries.due import feedback_due, items_due, tours_due
from anze.tours.queries.news import news
from tests.apps.tours.telling import (
    COUNTY,
    HEAD,
    OFFICE,
    OTHER,
    at,
    closed,
    fed_back,
    left,
    notified,
    on_site,
    planned,
    proposed,
    rectifying_one,
    reported,
)
from tests.cast import Cast


def covered(cast: Cast, as_of: date, known_at: date | None = None) -> Coverage:
    found = coverage(cast.unit["清远"], Question(as_of, known_at or as_of), max(as_of, known_at or as_of))
    assert found is not None
    return found


def stands(found: Coverage) -> dict[str, list[str]]:
    return {place.unit.name: [side.stand for side in place.sides] for place in found.places}


def test_a_tour_counts_from_the_day_the_group_left(cast: Cast) -> None:
    left(cast)
    assert covered(cast, date(2026, 6, 11)).visited == 0
    found = covered(cast, date(2026, 6, 12))
    assert (found.visited, found.all, found.first, found.last) == (2, 4, 2026, 2030)
    assert stands(found) == {"英德市": ["visited", "visited"], "清新区": ["none", "none"]}
    assert [place.unit.name for place in found.left] == ["清新区"]


def test_coverage_is_what_the_law_finds(cast: Cast) -> None:
    left(cast, sides=("party",))
    day = date(2026, 6, 30)
    known = situation(Question(day, day), day, Scope())
    [finding] = [one for one in cycle(known) if one["rule"] == "18" and one["by"] == "qy"]
    found = covered(cast, day)
    assert (found.visited, found.all, found.why) == (finding["visited"], finding["all"], finding["why"]) == (1, 4, finding["why"])
    assert found.places[0].words == "只巡查了党委"


def test_what_came_on_record_later_was_not_known_before(cast: Cast) -> None:
    left(cast)  # recorded on the day itself
    assert covered(cast, date(2026, 6, 30), date(2026, 6, 11)).visited == 0
    assert covered(cast, date(2026, 6, 30), date(2026, 6, 12)).visited == 2


@pytest.mark.parametrize(("made", "expected"), [(planned, "planned"), (notified, "planned"), (on_site, "going")])
def test_what_is_planned_or_under_way_is_none_yet(cast: Cast, made: Any, expected: str) -> None:
    made(cast)
    found = covered(cast, date(2026, 6, 10))
    assert (found.visited, stands(found)["英德市"]) == (0, [expected, expected])
    assert read(date(2026, 6, 10), Scope()) == {"tours": ()}


def test_a_new_cycle_begins_after_the_years_of_the_parameter(cast: Cast) -> None:
    left(cast)
    assert (cycle_of(2026), cycle_of(2030), cycle_of(2031)) == ((2026, 2030), (2026, 2030), (2031, 2035))
    assert covered(cast, date(2031, 1, 1)).visited == 0
    assert coverage(cast.unit["清远"], Question(date(2031, 1, 1), date(2031, 1, 1)), date(2031, 1, 1), 2026).visited == 2  # type: ignore[union-attr]


def test_before_the_regulation_takes_effect_there_is_no_cycle(cast: Cast) -> None:
    assert coverage(cast.unit["清远"], Question(date(2025, 12, 31), date(2025, 12, 31)), date(2026, 6, 1)) is None


def test_figures_count_what_was_fed_back_and_what_was_put_right_in_time(cast: Cast) -> None:
    reported(cast, findings=2, on=date(2026, 7, 20))
    day, later = date(2026, 8, 11), date(2026, 8, 12)
    found = figure("tours.found").count(["yd", "qx"], 2026, Question(day, day), day)
    assert {unit: one.good for unit, one in found.items()} == {"yd": 2, "qx": 0}
    assert [one.key for one in found["yd"].good_ones] == ["xc-2026-0001/1", "xc-2026-0001/2"]
    rate = figure("tours.put_right").count(["yd", "qx"], 2026, Question(day, day), day)
    assert (rate["yd"].good, rate["yd"].whole, set(rate)) == (0, 2, {"yd"})  # not reviewed yet, and the deadline is over
    rectifying.close(cast.account[OFFICE], at("2026-08-12"), Tour.objects.get())
    rate = figure("tours.put_right").count(["yd", "qx"], 2026, Question(later, later), later)
    assert (rate["yd"].good, rate["yd"].whole) == (2, 2)


@pytest.mark.parametrize(("on", "good"), [(date(2026, 7, 31), 1), (date(2026, 8, 1), 0)])
def test_what_is_put_right_a_day_late_is_not_put_right_in_time(cast: Cast, on: date, good: int) -> None:
    closed(cast, on=on, deadline=date(2026, 7, 31))
    day = date(2026, 8, 31)
    assert figure("tours.put_right").count(["yd"], 2026, Question(day, day), day)["yd"].good == good


def test_what_is_not_due_yet_is_no_part_of_the_rate(cast: Cast) -> None:
    rectifying_one(cast, deadline=date(2026, 7, 31))
    for day, there in ((date(2026, 7, 31), False), (date(2026, 8, 1), True)):
        assert ("yd" in figure("tours.put_right").count(["yd"], 2026, Question(day, day), day)) is there


def test_feedback_waits_for_another_than_whoever_proposed_it(cast: Cast) -> None:
    proposed(cast)
    assert [one.args for one in feedback_due(rights_of(cast.account[HEAD]))] == [("xc-2026-0001",)]
    assert not feedback_due(rights_of(cast.account[OFFICE]))


def test_the_office_and_the_group_are_told_of_the_next_step(cast: Cast) -> None:
    notified(cast)
    day = date(2026, 6, 4)
    assert [one.text for one in tours_due(rights_of(cast.account["组员"]), day)] == ["英德市安全生产巡查：已通知，待进驻"]
    assert not tours_due(rights_of(cast.account["组员"]), date(2026, 5, 30))
    assert not tours_due(rights_of(cast.account[COUNTY]), day)


def test_items_due_are_told_to_those_who_see_them(cast: Cast) -> None:
    rectifying_one(cast)
    assert [one.lamp for one in items_due(rights_of(cast.account[COUNTY]), date(2026, 7, 25))] == ["soon"]
    assert [one.lamp for one in items_due(rights_of(cast.account[COUNTY]), date(2026, 8, 1))] == ["overdue"]
    assert not items_due(rights_of(cast.account[OTHER]), date(2026, 8, 1))


def test_the_digest_tells_the_county_of_the_feedback_and_of_what_is_due(cast: Cast) -> None:
    rectifying_one(cast)
    told = [(one.unit, one.officer, one.text.split("：")[0]) for one in news(date(2026, 6, 17))]
    assert ("yd", "", "巡查反馈意见") in told
    due = [(one.unit, one.officer, one.text) for one in news(date(2026, 7, 31))]
    assert due == [("yd", "", "巡查整改事项今天到期：召开常委会会议专题研究安全生产"), ("", "p1", "巡查整改事项今天到期：召开常委会会议专题研究安全生产")]


def test_tours_and_their_items_are_called_by_name_for_whom_they_concern(cast: Cast) -> None:
    rectifying_one(cast)
    ids = ["xc-2026-0001", "xc-2026-0001/1", "xc-2026-0009/1"]
    assert {key: one.label for key, one in tell("tours", ids, rights_of(cast.account[COUNTY])).items()} == {
        "xc-2026-0001": "英德市安全生产巡查（xc-2026-0001）", "xc-2026-0001/1": "xc-2026-0001 整改第 1 项：召开常委会会议专题研究安全生产"}
    assert tell("tours", ids, rights_of(cast.account[OTHER])) == {} == tell("hazards", ids, rights_of(cast.account[COUNTY]))


def test_the_city_may_put_a_map_of_its_own_with_its_number(tmp_path: Path) -> None:
    own = tmp_path / "map.geojson"
    own.write_text('{"approval": "粤S(2026)001号", "features": [{"properties": {"code": "yd", "name": "英德市"}, "geometry": {"type": "Polygon", '
                   '"coordinates": [[[113, 24], [114, 24], [114, 25], [113, 25], [113, 24]]]}}]}', encoding="utf-8")
    found = outlines(own)
    assert found.note == "审图号：粤S(2026)001号"
    assert found.places["yd"].path.startswith("M8 ")
    shipped = outlines(tmp_path / "none.geojson")
    assert (len(shipped.places), shipped.note) == (8, "示意图，不作划界依据")
    own.write_text('{"features": [{}]}', encoding="utf-8")
    with pytest.raises(ValueError, match="不是可用的地图"):
        outlines(own)


def test_a_tour_that_was_fed_back_is_read_by_scope(cast: Cast) -> None:
    fed_back(cast)
    day = date(2026, 6, 30)
    assert len(read(day, Scope(units=frozenset({"yd"})))["tours"]) == 2
    assert read(day, Scope(units=frozenset({"qx"}))) == {"tours": ()} == read(day, Scope(since=day + timedelta(days=1)))
