"""Figures for the yearly assessment: counted by year and area, as known on a day, each with its names; absent is not zero."""

from datetime import date
from typing import Any

import pytest

from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.reporting import record_report
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.acts.actions.problems import take_step
from anze.acts.actions.recording import record_act
from anze.acts.models import Problem
from anze.duties.figures import Count, Named, figure, figures, shared, tallied
from anze.hazards.actions import dangers
from anze.interviews.models import Interview
from anze.law.provisions import provision_label
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.apps.acts.telling import inspection, problem
from tests.apps.hazards.telling import danger, listed
from tests.apps.interviews.telling import held, two_falls
from tests.cast import Cast

UNITS = ("yd", "qx", "wb")


@pytest.fixture(autouse=True)
def plain_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is about how documents look."""
    for name in ("pdf_of", "word_of"):
        monkeypatch.setattr(f"anze.papers.actions.issuing.{name}", lambda official: b"%PDF-1.7 " + official.title.encode())


def drawn(name: str, as_of: str = "2026-12-31", known_at: str | None = None, year: int = 2026, units: Any = UNITS) -> dict[str, Count]:
    """Return what a figure gives on a day; the process's today is the later of the two days."""
    asked = Question(date.fromisoformat(as_of), date.fromisoformat(known_at or as_of))
    return dict(figure(name).count(units, year, asked, max(asked.as_of, asked.known_at)))


def numbers(name: str, *days: Any, **more: Any) -> dict[str, Any]:
    return {unit: one.good if one.whole is None else (one.good, one.whole) for unit, one in drawn(name, *days, **more).items()}


def test_a_rate_of_nothing_is_no_count() -> None:
    with pytest.raises(ValueError, match="leave the unit out"):
        Count(0, 0)
    with pytest.raises(ValueError, match="leave the unit out"):
        Count(3, 2)


def test_numbers_are_zero_where_nothing_was_found_and_rates_are_left_out() -> None:
    one = Named("1", "甲", "")
    assert tallied({"a": [one]}, ["a", "b"]) == {"a": Count(1, good_ones=(one,)), "b": Count(0)}
    assert shared({"a": [one]}, {}, ["a", "b"]) == {"a": Count(1, 1, (one,))}


def test_every_figure_says_what_it_counts_and_rests_on() -> None:
    names = [one.name for one in figures()]
    assert names == sorted(names)
    assert {"accidents.number", "accidents.deaths", "hazards.closed", "interviews.number", "duties.on_time", "duties.standing", "acts.problems"} <= set(names)
    assert all(one.label and one.word and one.levels and provision_label(one.provision) for one in figures())
    with pytest.raises(LookupError):
        figure("nothing.of.the.kind")


def test_accidents_of_the_year_count_for_the_town_and_its_county(cast: Cast) -> None:
    first = fall(cast, "2026-06-01", deaths=3)
    fall(cast, "2026-06-08")
    fall(cast, "2025-12-30", recorded=at("2026-01-02"))
    assert numbers("accidents.number") == {"yd": 2, "wb": 2, "qx": 0}
    assert numbers("accidents.deaths") == {"yd": 4, "wb": 4, "qx": 0}
    assert numbers("accidents.grave") == {"yd": 1, "wb": 1, "qx": 0}
    assert numbers("accidents.number", "2026-06-05") == {"yd": 1, "wb": 1, "qx": 0}
    assert numbers("accidents.number", year=2025)["yd"] == 1
    [named] = drawn("accidents.grave")["yd"].good_ones
    assert named == Named(first.code, first.title, f"/accidents/{first.code}/")


def test_what_was_written_off_or_not_yet_known_does_not_count(cast: Cast) -> None:
    one = fall(cast, "2026-06-01", deaths=3, recorded=at("2026-06-03"))
    give_notice(cast.account["市安委办"], at("2026-07-01"), one, start=date(2026, 7, 1), reason="不属于生产安全事故")
    one.refresh_from_db()
    write_off(cast.account["市安委办主任"], at("2026-07-20"), one, on=date(2026, 7, 20), organ="市应急管理局")
    assert numbers("accidents.number", "2026-12-31", "2026-06-02")["yd"] == 0
    assert numbers("accidents.number", "2026-12-31", "2026-07-19")["yd"] == 1
    assert numbers("accidents.number")["yd"] == 0


def test_the_dead_are_those_restated_within_the_days_of_the_order(cast: Cast) -> None:
    one = fall(cast, "2026-06-01")
    update_figures(cast.account["英德安委办"], at("2026-07-01"), one, on=date(2026, 7, 1), figures={"deaths": 2})  # day 30
    one.refresh_from_db()
    update_figures(cast.account["英德安委办"], at("2026-07-02"), one, on=date(2026, 7, 2), figures={"deaths": 5})  # day 31: too late
    assert numbers("accidents.deaths")["yd"] == 2
    assert numbers("accidents.deaths", "2026-06-30")["yd"] == 1


def test_late_reports_count_accidents_once(cast: Cast) -> None:
    one = fall(cast, "2026-06-01", recorded=at("2026-06-01", 13))
    record_report(cast.account["英德安委办"], at("2026-06-01", 13), one, to="county", made_at=at("2026-06-01", 10))  # within the hour
    assert numbers("accidents.late") == {"yd": 0, "wb": 0, "qx": 0}
    two = fall(cast, "2026-06-02", recorded=at("2026-06-02", 13))
    record_report(cast.account["英德安委办"], at("2026-06-02", 13), two, to="county", made_at=at("2026-06-02", 10, 1))
    record_report(cast.account["英德安委办"], at("2026-06-02", 16), two, to="city", made_at=at("2026-06-02", 15))
    assert numbers("accidents.late") == {"yd": 1, "wb": 1, "qx": 0}


def test_dangers_due_in_the_year_are_a_rate_and_listings_past_their_deadline_a_number(cast: Cast) -> None:
    one = danger(cast)
    danger(cast, deadline=date(2027, 1, 1))
    assert numbers("hazards.closed") == {"yd": (0, 1), "wb": (0, 1)}
    dangers.rectify(cast.account["望埠安委办"], at("2026-03-20"), one, on=date(2026, 3, 20), note="已修复")
    dangers.recheck(cast.account["望埠安委办"], at("2026-03-20"), one, passed=True, on=date(2026, 3, 20))
    dangers.close(cast.account["望埠安委办"], at("2026-03-20"), one)
    assert numbers("hazards.closed") == {"yd": (1, 1), "wb": (1, 1)}
    assert numbers("hazards.closed", "2026-12-31", "2026-03-19")["yd"] == (0, 1)
    overdue = listed(cast)
    assert numbers("hazards.overdue", "2026-09-01")["yd"] == 0
    assert numbers("hazards.overdue", "2026-09-02")["yd"] == 1
    assert drawn("hazards.overdue")["yd"].good_ones[0].key == overdue.uid


def test_interviews_held_in_the_year_count(cast: Cast) -> None:
    two_falls(cast)
    found = held(cast)
    assert numbers("interviews.number") == {"yd": 1, "wb": 0, "qx": 0}
    assert numbers("interviews.number", "2026-12-31", "2026-06-17")["yd"] == 0
    assert drawn("interviews.number")["yd"].good_ones[0].key == found.uid


def test_the_interview_of_an_enterprise_is_not_counted_against_the_county_in_which_it_lies(cast: Cast) -> None:
    """第二十一条、第二十五条（五）: whose leaders are interviewed counts, not whose enterprises."""
    two_falls(cast)
    found = held(cast)
    Interview.objects.filter(pk=found.pk).update(subject="enterprise", enterprise="某水泥厂")
    assert numbers("interviews.number") == {"yd": 0, "wb": 0, "qx": 0}


def test_recurring_tasks_of_its_own_leaders_that_ended_in_the_year_are_a_rate(cast: Cast) -> None:
    record_act(cast.account["丁"], at("2026-06-12"), inspection(cast))
    found = drawn("duties.on_time", "2026-06-30", "2026-07-10", units=("wb", "qy"))
    good = [one.label for one in found["wb"].good_ones]
    assert good == [one for one in good if "丁某" in one] and len(good) == found["wb"].good == 1
    assert found["wb"].whole == len(found["wb"].good_ones) + len(found["wb"].others)
    assert all("逾期未完成" in one.label for one in found["wb"].others)
    keys = [one.key for one in (*found["wb"].good_ones, *found["wb"].others)]
    assert len(keys) == len(set(keys))


def test_standing_duties_are_a_rate_of_those_who_have_settled_in(cast: Cast) -> None:
    found = drawn("duties.standing", units=("yjj", "yd"))
    assert found["yjj"].good == 0 and [one.label for one in found["yjj"].others if "庚某" in one.label]


def test_problems_found_in_an_area_are_a_rate(cast: Cast) -> None:
    record_act(cast.account["丁"], at("2026-06-12"), inspection(cast, problems=(problem(deadline=date(2026, 7, 1)), problem("无人值守", deadline=None))))
    assert numbers("acts.problems") == {"yd": (0, 1), "wb": (0, 1)}
    one = Problem.objects.get(text="消防通道堵塞")
    for kind in ("rectified", "rechecked", "closed"):
        take_step(cast.account["英德安委办"], at("2026-06-20"), one, kind=kind, on=date(2026, 6, 20), note="已清理")
        one = Problem.objects.get(pk=one.pk)
    assert numbers("acts.problems") == {"yd": (1, 1), "wb": (1, 1)}
