"""Which rules make something of which figures, and which figures count whom: refused when an indicator is saved, shown before a scheme is issued."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.acts.actions.recording import record_act
from anze.assessments.actions import drawing_up
from anze.assessments.codes import FIGURE_RULES, FITTING, RULES
from anze.assessments.queries.fitting import applying, indicator_faults
from anze.assessments.starting import BELOW, DEPARTMENTS
from anze.assessments.told import ToldIndicator
from anze.duties.figures import figure, figures
from anze.law.question import Question
from tests.apps.accidents.telling import at, fall
from tests.apps.acts.telling import inspection
from tests.apps.assessments.telling import NOW, YINGDE, opened
from tests.cast import Cast

ONE = ToldIndicator(name="事故", weight=Decimal(40), source="figure", figure="accidents.deaths", rule="each_off", each=Decimal(2), target=Decimal(95), size=5)


def faults(cast: Cast, *units: str, **more: Any) -> dict[str, str]:
    return indicator_faults(replace(ONE, **more), [cast.unit[one] for one in units or ("英德",)])


@pytest.mark.parametrize(("name", "rule"), list(product(("accidents.deaths", "duties.on_time"), ("rate", "target", "each_off", "all_or_none"))))
def test_a_number_takes_the_rules_of_numbers_and_a_rate_those_of_rates(cast: Cast, name: str, rule: str) -> None:
    fits = (name == "accidents.deaths") == (rule in {"each_off", "all_or_none"})
    assert (faults(cast, figure=name, rule=rule) == {}) == fits


def test_what_is_refused_names_the_rules_that_fit(cast: Cast) -> None:
    assert faults(cast, rule="rate") == {"rule": "“生产安全事故死亡人数”是件数，可以用：每发生一件扣分、有一件即不得分。"}
    assert "不能加分、扣分" in faults(cast, kind="deduction", figure="duties.on_time", rule="each")["rule"]
    assert faults(cast, kind="deduction", rule="each") == {}


def test_only_records_of_things_done_are_sampled(cast: Cast) -> None:
    assert "没有可以抽样核查的完成记录" in faults(cast, source="sample", rule="rate")["figure"]
    assert faults(cast, source="sample", figure="duties.on_time", rule="rate") == {}


def test_a_figure_that_counts_none_of_the_units_is_refused(cast: Cast) -> None:
    assert "考核对象里没有这样的单位" in faults(cast, "应急局", "教育局")["figure"]
    assert faults(cast, "应急局", "英德") == {}


def test_nothing_that_does_not_fit_is_saved_or_issued(cast: Cast) -> None:
    found = opened(cast, holder="英德", group="departments", units=("应急局", "教育局"), by=YINGDE)
    with pytest.raises(ValidationError, match="考核对象里没有这样的单位"):
        drawing_up.put_indicator(cast.account[YINGDE], NOW, found, ONE)
    found.indicators.filter(key="z1").update(figure="accidents.deaths", rule="rate")  # saved before this was asked
    with pytest.raises(ValidationError, match="领导干部定期履职：“生产安全事故死亡人数”是件数"):
        drawing_up.issue(cast.account[YINGDE], NOW, found)


def test_the_usual_schemes_fit(cast: Cast) -> None:
    for rows, unit in ((BELOW, "英德"), (DEPARTMENTS, "应急局")):
        assert [(one.name, said) for one in rows if (said := indicator_faults(one, [cast.unit[unit]]))] == []


def test_every_figure_is_of_the_kind_that_it_says(cast: Cast) -> None:
    fall(cast, "2026-06-01")
    record_act(cast.account["甲"], at("2026-06-12"), inspection(cast, lead="甲某", unit="英德"))
    seen = {}
    for one in figures():
        for count in one.count(("yd", "wb", "yj"), 2026, Question(date(2026, 12, 31), NOW.date()), NOW.date()).values():
            seen[one.name] = count
            assert (count.whole is None) == (one.kind == "number"), one.name
    assert {"accidents.number", "duties.on_time", "interviews.number"} <= set(seen)
    assert figure("tours.found").kind == "number"


def test_every_rule_of_figures_fits_some_kind_of_figure() -> None:
    of_figures = {rule for (_, source), rules in FITTING.items() if source != "report" for rule in rules}
    assert of_figures == {rule for rules in FIGURE_RULES.values() for rule in rules} == set(RULES) - {"given"}


def test_before_a_scheme_is_issued_each_unit_shows_what_applies_to_it(cast: Cast) -> None:
    record_act(cast.account["甲"], at("2026-06-12"), inspection(cast, lead="甲某", unit="英德"))
    found = opened(cast)
    shown = {one.unit.name: one for one in applying(found, NOW.date())}
    assert "履职记录抽样核查（10 分）" in shown["清新区"].missing  # nothing was done there
    assert "履职记录抽样核查（10 分）" not in shown["英德市"].missing
    assert Decimal(shown["英德市"].points) == Decimal(shown["清新区"].points) + 10
