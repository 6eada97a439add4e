"""Figures that fall: only by the office that registered the accident or one above it, and told at once to those above whoever did it."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.striking import strike
from anze.accidents.models import Accident, FigureUpdate
from anze.accidents.queries.news import urgent
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast

NOW = at("2026-06-15", 10)
TOWN, COUNTY, CITY = "望埠安委办", "英德安委办", "市安委办"


@pytest.fixture(autouse=True)
def june() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def figures(cast: Cast, name: str, one: Accident, on: int = 10, **told: int) -> Accident:
    return update_figures(cast.account[name], NOW, one, on=date(2026, 6, on), figures=told).accident


def heard() -> list[tuple[str, str]]:
    return [(one.unit, one.text) for one in urgent(at("2026-06-15", 9), at("2026-06-15", 11)) if one.topic == "accident" and one.at_once]


@pytest.mark.parametrize("told", [{"deaths": 2}, {"serious_injuries": 1}, {"missing": 0}, {"deaths": 2, "missing": 3}])
@pytest.mark.parametrize(("by", "may"), [(TOWN, False), (COUNTY, True), (CITY, True)])
def test_an_office_below_the_registering_one_lowers_nothing(cast: Cast, told: dict[str, int], by: str, may: bool) -> None:
    one = fall(cast, by=COUNTY, deaths=3, serious_injuries=2, missing=2)
    if may:
        assert figures(cast, by, one, **told).deaths == told.get("deaths", 3)
        return
    with pytest.raises(ValidationError) as refused:
        figures(cast, by, one, **told)
    assert "改少" in str(refused.value) and next(iter(told)) in refused.value.message_dict
    assert not FigureUpdate.objects.exists()


@pytest.mark.parametrize("told", [{"deaths": 4}, {"deaths": 4, "serious_injuries": 1}, {"deaths": 5, "missing": 0}, {"serious_injuries": 4, "missing": 0},
                                  {"deaths": 3, "serious_injuries": 2}])
def test_who_was_hurt_or_missing_and_is_found_dead_is_nobody_less(cast: Cast, told: dict[str, int]) -> None:
    one = fall(cast, by=COUNTY, deaths=3, serious_injuries=2, missing=2)
    figures(cast, TOWN, one, **told)
    assert FigureUpdate.objects.count() == 1 and not [text for _, text in heard() if "改少" in text]


def test_a_lower_figure_slipped_in_before_a_later_one_is_a_fall_too(cast: Cast) -> None:
    one = fall(cast, by=COUNTY, deaths=2)
    figures(cast, COUNTY, one, on=12, deaths=3)
    with pytest.raises(ValidationError, match="改少"):
        figures(cast, TOWN, one, on=11, deaths=1)


@pytest.mark.parametrize(("registered", "by", "offices"), [(TOWN, TOWN, ["qy", "yd"]), (TOWN, COUNTY, ["qy"]), (COUNTY, COUNTY, ["qy"]), (TOWN, CITY, [])])
def test_those_above_hear_at_once_of_every_fall(cast: Cast, registered: str, by: str, offices: list[str]) -> None:
    one = fall(cast, by=registered, deaths=2, serious_injuries=2)
    figures(cast, by, one, deaths=1)
    place = {TOWN: "望埠镇", COUNTY: "英德市", CITY: "清远市"}[by]
    assert [line for line in heard() if "改少" in line[1]] == [
        (office, f"{place}安委办改少了伤亡人数（死亡2人改为1人）：望埠镇“6·1”高处坠落事故") for office in offices]


def test_taking_back_ones_own_update_is_a_fall_that_is_told(cast: Cast) -> None:
    one = fall(cast, by=COUNTY, deaths=1)
    made = update_figures(cast.account[TOWN], at("2026-06-14"), one, on=date(2026, 6, 10), figures={"deaths": 3})
    assert made.row is not None
    strike(cast.account[TOWN], NOW, one, "figures", made.row, reason="报错")
    assert ("qy", "望埠镇安委办改少了伤亡人数（死亡3人改为1人）：望埠镇“6·1”高处坠落事故") in heard()


def test_the_form_keeps_what_was_typed_and_says_who_may(cast: Cast) -> None:
    one = fall(cast, by=CITY, deaths=3)
    answer = cast.client(TOWN).post(f"/accidents/{one.code}/do/figures/", {"on": "2026-06-10", "deaths": "1", "note": "核实"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "改少" in text and 'value="核实"' in text
