"""The list of what waits and the digest say a trigger as an official would, with the names of accidents and hazards, which the list links; a filter of
the address that is none of the choices is said to be passed over, and is."""

import re
from datetime import date
from typing import Any

import pytest

from anze.duties.sources import Told
from anze.interviews.actions import opening
from anze.interviews.queries.calling import words_for
from anze.interviews.queries.news import news
from anze.interviews.queries.triggers import Trigger
from tests.apps.accidents.telling import at
from tests.apps.interviews.telling import OFFICE, proposed, trigger_of, two_falls
from tests.cast import Cast

SENTENCE = "2026年6月1日、6月8日，英德市先后发生2起较大生产安全事故（望埠镇“6·1”高处坠落事故、望埠镇“6·8”高处坠落事故）"


@pytest.fixture
def city(cast: Cast, time_machine: Any) -> Cast:
    two_falls(cast)
    time_machine.move_to(at("2026-06-15", 10), tick=False)
    return cast


def shown(cast: Cast, address: str, who: str = OFFICE) -> str:
    return cast.client(who).get(address).content.decode()


def test_what_waits_is_listed_with_its_accidents_linked_and_without_the_laws_own_codes(city: Cast) -> None:
    text = shown(city, "/interviews/?view=pending")
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert SENTENCE in body and "起成立" not in body
    for code, name in (("sg-2026-0001", "望埠镇“6·1”高处坠落事故"), ("sg-2026-0002", "望埠镇“6·8”高处坠落事故")):
        assert re.search(rf'<a href="/accidents/{code}/">[^<]*{name}', body)
    assert "sg-" not in re.sub(r"<[^>]+>", "", body)


def test_the_digest_says_it_so_too(city: Cast) -> None:
    texts = [one.text for one in news(date(2026, 6, 9))]
    assert f"新的约谈情形：{SENTENCE}" in texts
    assert not any("sg-" in text or "起成立" in text for text in texts)


def test_what_was_declined_stays_listed_in_the_same_words(city: Cast) -> None:
    trigger, known = trigger_of(city)
    opening.decline(city.account[OFFICE], at("2026-06-15"), trigger, known, reason="市委另有安排")
    text = re.sub(r"<[^>]+>", "", shown(city, "/interviews/?view=declined"))
    assert SENTENCE in text and "市委另有安排" in text and "sg-" not in text


@pytest.mark.parametrize("view", ["pending", "open", "done", "declined"])
@pytest.mark.parametrize("filters", ["unit=nowhere", "unit=p1", "rule=99.9"])
def test_a_filter_that_is_none_of_the_choices_is_said_and_passed_over(city: Cast, view: str, filters: str) -> None:
    proposed(city)
    plain, odd = (shown(city, f"/interviews/?view={view}{more}") for more in ("", f"&{filters}"))
    assert f"网址里的“{filters.partition('=')[2]}”不是可选的条件" in odd and "不是可选的条件" not in plain
    assert odd.count("<tr>") == plain.count("<tr>")


def test_a_unit_of_which_something_only_waits_may_be_chosen(city: Cast) -> None:
    text = shown(city, "/interviews/?view=pending&unit=yd")
    assert "不是可选的条件" not in text and '<option value="yd" selected>' in text and SENTENCE in text


@pytest.mark.parametrize("address", ["/interviews/superior/?unit=nowhere"])
def test_the_list_of_superiors_interviews_says_so_too(city: Cast, address: str) -> None:
    assert "网址里的“nowhere”不是可选的条件" in shown(city, address)


def test_a_listed_hazard_is_named_in_the_sentence_where_the_reader_may_know_it() -> None:
    found: Any = {"hazard": "gp-2026-0001"}
    trigger = Trigger("k", "21.2.4", "yd", date(2026, 5, 1), found, "英德市挂牌督办的重大事故隐患gp-2026-0001未完成整改")
    assert words_for(trigger, {"gp-2026-0001": Told("某化工厂储罐（gp-2026-0001）")}) == "英德市挂牌督办的重大事故隐患“某化工厂储罐”未完成整改"
    assert words_for(trigger, {}) == trigger.words
