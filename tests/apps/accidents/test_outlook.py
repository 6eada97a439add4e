"""预警: the page, the home page and the board say what the law's outlook says, to whom it is theirs to see."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from anze.access.rights import rights_of
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.duties.queries.outlook import near, near_in
from anze.duties.situation import since_for, situation
from anze.duties.sources import Scope
from anze.duties.world import world
from anze.law.question import Question
from anze.law.rules.window import outlook
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

TODAY = date(2026, 6, 15)
ASKED = Question(TODAY, TODAY)


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


@pytest.fixture
def told(cast: Cast) -> Cast:
    """英德: two like falls and one considerable accident within thirty days; 清新: one fall; an old one that stands in no window."""
    fall(cast, "2026-04-01", unit=cast.unit["大站"])
    fall(cast, "2026-05-20")
    fall(cast, "2026-06-01", unit=cast.unit["大站"])
    fall(cast, "2026-06-05", deaths=3)
    fall(cast, "2026-06-10", by="清新安委办", unit=cast.unit["太和"])
    return cast


def get(cast: Cast, name: str, address: str = "/accidents/outlook/") -> Any:
    return cast.client(name).get(address)


def flat(content: bytes) -> str:
    return re.sub(r"<[^>]+>|\s", "", content.decode())


def test_the_warnings_are_those_of_the_law_the_nearest_first(told: Cast) -> None:
    known = situation(ASKED, TODAY, Scope(since=since_for(world(ASKED, TODAY).pack, TODAY)))
    law = sorted((one["needs"], one["until"], one["unit"], one["rule"], one["nature"] or "") for one in outlook(known))
    assert [(one.needs, one.until.isoformat(), one.unit, one.rule, one.nature) for one in near(ASKED, TODAY)] == law
    assert law == [(1, "2026-06-19", "yd", "21.2.3", "高处坠落"), (1, "2026-07-05", "yd", "21.2.2", ""), (2, "2026-07-10", "qx", "21.2.3", "高处坠落")]


def test_each_warning_names_the_accidents_that_stand_in_its_window_and_until_when(told: Cast) -> None:
    first = near(ASKED, TODAY)[0]
    assert [(one.day.isoformat(), one.until.isoformat()) for one in first.standing] == [("2026-05-20", "2026-06-19"), ("2026-06-01", "2026-07-01")]
    answer = get(told, "市安委办")
    assert [row.near for row in answer.context["rows"]] == list(near(ASKED, TODAY))
    assert all(name.address for row in answer.context["rows"] for _, name in row.accidents)
    shown = flat(answer.content)
    assert "有2处再发生1起就达到约谈情形" in shown and "望埠镇“5·20”高处坠落事故窗口到2026年6月19日" in shown


def test_by_the_clocks_a_warning_is_there_from_its_day_and_gone_after_it(told: Cast) -> None:
    def rules(query: str) -> list[tuple[str, int]]:
        return [(row.near.rule, row.near.needs) for row in get(told, "英德安委办", f"/accidents/outlook/?{query}").context["rows"]]

    assert rules("as_of=2026-05-31&known_at=2026-05-31") == [("21.2.3", 2)]
    assert rules("as_of=2026-06-04") == [("21.2.3", 1)]
    assert rules("known_at=2026-05-31") == [("21.2.3", 2)]


def test_a_written_off_accident_warns_of_nothing(told: Cast) -> None:
    one = fall(told, "2026-06-03", by="清新安委办", unit=told.unit["太和"], deaths=3)
    assert ("21.2.2", "qx") in {(found.rule, found.unit) for found in near(ASKED, TODAY)}
    with time_machine.travel(at("2026-06-28"), tick=False):
        give_notice(told.account["清新安委办"], at("2026-06-12"), one, start=date(2026, 6, 12), reason="经认定不属于生产安全事故")
        write_off(told.account["市安委办"], at("2026-06-28"), one, on=date(2026, 6, 28), organ="清新区人民政府")
    later = date(2026, 6, 28)
    assert ("21.2.2", "qx") not in {(found.rule, found.unit) for found in near(Question(later, later), later)}


@pytest.mark.parametrize(("name", "units"), [("市安委办", {"yd", "qx"}), ("英德安委办", {"yd"}), ("清新安委办", {"qx"}), ("甲", {"yd"}), ("壬", {"qx"}),
                                             ("纪委", {"yd"}), ("望埠安委办", set())])
def test_each_account_sees_the_warnings_of_its_own_counties(told: Cast, name: str, units: set[str]) -> None:
    answer = get(told, name)
    assert {row.near.unit for row in answer.context["rows"]} == units
    assert {one.unit for one in near_in(ASKED, TODAY, rights_of(told.account[name]).reach("accident.view"))} == units
    if "yd" not in units and name != "望埠安委办":
        assert "英德" not in flat(answer.content).partition("<main")[2] and "望埠" not in flat(answer.content)


def test_counties_with_nothing_near_stand_in_one_line_and_a_town_is_told_whom_to_ask(cast: Cast) -> None:
    shown = flat(get(cast, "市安委办").content)
    assert "没有临近约谈情形的地区" in shown and "没有事故计入任何情形的：英德市、清新区。" in shown
    assert "预警按县（市、区）计算" in flat(get(cast, "望埠安委办").content)


def test_the_board_says_the_nearest_above_its_rows(told: Cast) -> None:
    words = "约谈预警：英德市再发生1起相同事故类别的工矿商贸一般事故（高处坠落）即触发约谈，至2026年6月19日；另有1处。"
    assert words in flat(get(told, "市安委办", "/board/").content)
    assert "约谈预警" not in flat(get(told, "清新安委办", "/board/").content)


def test_the_home_page_counts_what_the_page_lists(told: Cast) -> None:
    for name, count in (("市安委办", 3), ("甲", 2), ("纪委", 2), ("清新安委办", 1)):
        shown = flat(get(told, name, "/").content)
        assert f"临近约谈的地区{count}" in shown, name
        assert len(get(told, name, "/attention/outlook/").context["lines"]) == count
