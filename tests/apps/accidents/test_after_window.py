"""Casualties that change after their days (第十三条: 30, for road and fire 7) are kept and move no grade: the check page and the accident say so."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from anze.accidents.actions.figures import update_figures
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-07-20", 10)


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def flat(text: str) -> str:
    return re.sub(r"<[^>]+>|\s", "", text)


def checked(cast: Cast, road: bool, day: str, **figures: Any) -> str:
    one = fall(cast, "2026-06-01", deaths=2, road_or_fire=road, nature="车辆伤害" if road else "坍塌")
    return flat(cast.client("英德安委办").post(f"/accidents/{one.code}/do/figures/", {"on": day} | figures).content.decode())


@pytest.mark.parametrize(("road", "day", "days", "until"), [(False, "2026-07-02", "第31日", "2026年7月1日"), (True, "2026-06-09", "第8日", "2026年6月8日")])
def test_a_death_after_the_window_is_said_to_come_too_late_for_the_grade(cast: Cast, road: bool, day: str, days: str, until: str) -> None:
    shown = checked(cast, road, day, deaths=3)
    assert days in shown and f"补报期到{until}" in shown and "不改变等级" in shown and "第十三条" in shown


@pytest.mark.parametrize(("road", "day"), [(False, "2026-07-01"), (True, "2026-06-08")])
def test_on_the_last_day_of_the_window_nothing_of_the_kind_is_said(cast: Cast, road: bool, day: str) -> None:
    shown = checked(cast, road, day, deaths=3)
    assert "不改变等级" not in shown and "由一般事故变为较大事故" in shown


def test_the_loss_has_no_window(cast: Cast) -> None:
    assert "不改变等级" not in checked(cast, False, "2026-07-02", loss="1000")
    both = checked(cast, False, "2026-07-03", deaths=3, loss="1000")
    assert "伤亡人数不改变等级" in both and "直接经济损失没有这个期限" in both


def test_the_accident_marks_what_came_too_late_and_lists_no_change_of_grade_that_is_none(cast: Cast) -> None:
    one = fall(cast, "2026-06-01", deaths=2)
    for day, deaths in ((date(2026, 6, 20), 2), (date(2026, 7, 2), 3)):
        update_figures(cast.account["英德安委办"], NOW, one, on=day, figures={"deaths": deaths})
    shown = flat(cast.client("英德安委办").get(f"/accidents/{one.code}/").content.decode())
    assert "等级的变化" not in shown
    assert shown.count("补报期满以后，不改变等级") == 1


def test_a_grade_that_rose_is_listed_once_for_each_day_on_which_it_changed(cast: Cast) -> None:
    one = fall(cast, "2026-06-01", deaths=2)
    for day, deaths in ((date(2026, 6, 10), 3), (date(2026, 6, 12), 4), (date(2026, 6, 14), 2)):
        update_figures(cast.account["英德安委办"], NOW, one, on=day, figures={"deaths": deaths})
    shown = flat(cast.client("英德安委办").get(f"/accidents/{one.code}/").content.decode())
    listed = re.sub(r"（.*?）", "", shown.partition("等级的变化")[2].partition("补报期")[0])
    assert listed == "2026年6月1日：一般事故2026年6月10日：较大事故2026年6月14日：一般事故"
