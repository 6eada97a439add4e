"""What accidents, interviews, listings and delegations have on a day stands in the year's calendar of whoever may see it, and of nobody else."""

import re
from datetime import date
from typing import Any

import time_machine

from anze.enterprises.actions.delegations import delegate
from tests.apps.accidents.telling import at, fall
from tests.apps.hazards.telling import listed
from tests.apps.interviews.telling import rectifying_one, reported, two_falls
from tests.cast import LONG_AGO, Cast

NOW = at("2026-06-22", 10)


def lines(cast: Cast, name: str) -> list[str]:
    """Return the lines of the processes in the year of an account: day and words, without the lamp."""
    with time_machine.travel(NOW, tick=False):
        page = cast.client(name).get("/year/?kind=process").content.decode()
    found, day = [], ""
    for when, words in re.findall(r"<li[^>]*>(?:<time datetime=\"([^\"]+)\">[^<]*</time>)?\s*<p>(.*?)</p></li>", page, re.S):
        day = when or day
        found.append(f"{day} {re.sub(r'<[^>]+>', '', words).strip()}")
    return found


def has(found: list[str], day: str, words: str) -> Any:
    return [one for one in found if one.startswith(day) and words in one]


def test_an_accident_s_report_is_due_sixty_days_on(cast: Cast) -> None:
    fall(cast, "2026-06-01")
    assert has(lines(cast, "英德安委办"), "2026-07-31", "提交事故调查报告：望埠镇“6·1”高处坠落事故")
    assert not has(lines(cast, "清新安委办"), "", "高处坠落")


def test_an_interview_stands_on_its_day_and_its_items_on_theirs(cast: Cast) -> None:
    two_falls(cast)
    rectifying_one(cast)
    found = lines(cast, "英德安委办")
    assert has(found, "2026-06-18", "约谈英德市有关党政领导干部（清远市应急管理局三楼会议室）")
    assert len(has(found, "2026-07-10", "约谈整改到期：")) == 2
    assert not has(lines(cast, "清新安委办"), "", "约谈")


def test_a_listing_stands_on_its_deadline_and_on_the_last_day_to_publish_it(cast: Cast) -> None:
    listed(cast)
    found = lines(cast, "市安委办")
    assert has(found, "2026-09-01", "挂牌督办整改到期：某化工厂重大事故隐患")
    assert has(found, "2026-03-10", "公布挂牌：")  # five working days from Tuesday the third
    assert not has(lines(cast, "清新安委办"), "", "化工厂")


def test_a_delegation_stands_on_the_day_it_lapses(cast: Cast) -> None:
    delegate(None, LONG_AGO, unit=cast.unit["望埠"], organ=cast.unit["应急局"], matter="工贸检查", number="1号", start=date(2026, 1, 1), end=date(2026, 8, 31))
    assert has(lines(cast, "望埠安委办"), "2026-08-31", "委托执法到期：")
    assert not has(lines(cast, "清新安委办"), "", "委托执法")


def test_an_item_past_its_day_that_is_reported_does_not_stand_as_not_yet_due(cast: Cast) -> None:
    two_falls(cast)
    reported(cast)
    with time_machine.travel(at("2026-07-20"), tick=False):
        page = cast.client("市安委办").get("/year/?kind=process").content.decode()
    lines = [one for one in re.findall(r"<p>(.*?)</p></li>", page, re.S) if "约谈整改到期：" in one]
    assert lines and any("待复核、办理" in one for one in lines), lines
    assert not [one for one in lines if "未到期" in one]
