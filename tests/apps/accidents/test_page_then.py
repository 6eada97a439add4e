"""The page of a day says what had happened by that day, though more was on record later; the history says that it is whole (第十三、十九、三十二条)."""

from datetime import date
from typing import Any

import pytest
import time_machine

from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import approve_report, record_review, record_step
from anze.accidents.actions.reporting import record_report
from anze.accidents.models import Accident
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-07-05", 10)


@pytest.fixture(autouse=True)
def july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def carried_on(cast: Cast) -> Accident:
    by = cast.account["英德安委办"]
    one = fall(cast, deaths=2)
    record_report(by, NOW, one, to="county", made_at=at("2026-06-10", 9))
    update_figures(by, NOW, one, on=date(2026, 6, 20), figures={"deaths": 3})
    record_step(by, NOW, one, kind="submitted", on=date(2026, 6, 22))
    one.refresh_from_db()
    approve_report(by, NOW, one, on=date(2026, 6, 24), organ="清远市人民政府", document="清府函〔2026〕1号")
    record_review(by, NOW, one, on=date(2026, 6, 26), organ="清远市人民政府", outcome="done")
    return one


def body(cast: Cast, one: Accident, query: str = "") -> tuple[str, str]:
    """Return the page before its history, and the history."""
    page = cast.client("英德安委办").get(f"/accidents/{one.code}/{query}").content.decode()
    before, _, after = page.partition('id="changes"')
    return before, after


def test_a_day_before_shows_nothing_of_what_came_later(cast: Cast) -> None:
    one = carried_on(cast)
    page, history = body(cast, one, "?as_of=2026-06-19")
    assert "2026年6月10日" in page and "<dd>2 人</dd>" in page.replace("<dt>死亡</dt>", "")
    assert "死亡 3 人" not in page and "清府函〔2026〕1号" not in page and "2026年6月22日：提交" not in page and "2026年6月26日" not in page
    assert "2026年6月24日" not in page and "待提交报告" in page and "待批复" in page
    assert "也有这一天以后发生的" in history and "更新伤亡和损失" in history


def test_the_days_themselves_and_today_show_it(cast: Cast) -> None:
    one = carried_on(cast)
    then, _ = body(cast, one, "?as_of=2026-06-20")
    assert "2026年6月20日：死亡 3 人" in then and "清府函〔2026〕1号" not in then
    now, history = body(cast, one)
    assert "清府函〔2026〕1号" in now and "2026年6月26日" in now and "也有这一天以后发生的" not in history


def test_the_timeline_opens_at_the_day_asked_about(cast: Cast) -> None:
    fall(cast)
    page = cast.client("英德安委办").get("/accidents/timeline/").content.decode()
    assert 'class="timeline-box" data-today="' in page and "accidents/timeline" in page and ".js" in page
    past = cast.client("英德安委办").get("/accidents/timeline/?year=2026&as_of=2026-02-01").content.decode()
    assert page.partition('data-today="')[2].partition('"')[0] != past.partition('data-today="')[2].partition('"')[0]
