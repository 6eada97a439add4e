"""An accident comes on record: its number, its grade, its facts by both clocks, its entry in the ledger."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.accidents.actions.registering import register_accident
from anze.accidents.codes import SECTORS
from anze.accidents.facts import read
from anze.accidents.models import Accident
from anze.acts.pack import pack_in_force
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.law.clauses import Window
from anze.law.facts import Report
from anze.law.question import Question
from anze.law.rules.window import window_triggers
from anze.record.models import Entry
from tests.apps.accidents.telling import at, fall, told
from tests.cast import Cast

NOW = at("2026-06-01", 12)


def test_an_accident_gets_the_next_number_of_its_year(cast: Cast) -> None:
    assert [fall(cast).number, fall(cast, "2026-06-02").number, fall(cast, "2025-12-31").number] == ["2026-0001", "2026-0002", "2025-0001"]


def test_the_grade_is_what_the_law_says(cast: Cast) -> None:
    made = fall(cast, deaths=2, loss=Decimal(1000))
    assert (made.grade, made.measure, made.title) == ("considerable", "loss", "望埠镇“6·1”高处坠落事故")


def test_the_same_sending_counts_once(cast: Cast) -> None:
    first = register_accident(cast.account["英德安委办"], NOW, told(cast), device_key="k1")
    assert register_accident(cast.account["英德安委办"], NOW, told(cast), device_key="k1") == first
    assert Accident.objects.count() == 1
    with pytest.raises(ValidationError, match="另一个账号"):
        register_accident(cast.account["市安委办"], NOW, told(cast), device_key="k1")


def test_the_ledger_hears_of_it_once(cast: Cast) -> None:
    made = fall(cast)
    entry = Entry.objects.get(object_type="accident")
    assert (entry.verb, entry.object_id, entry.unit, entry.provision) == ("登记事故", made.code, "wb", "国务院令第493号第三条")


def test_the_law_reads_it_as_it_was_on_record(cast: Cast) -> None:
    made = fall(cast, recorded=at("2026-06-03"))
    assert read(date(2026, 6, 2), Scope()) == {"accidents": ()}
    (fact,) = read(date(2026, 6, 3), Scope())["accidents"]
    assert (fact.id, fact.unit, fact.date, fact.recorded_on, fact.deaths, fact.nature) == (
        made.code, "wb", date(2026, 6, 1), date(2026, 6, 3), 1, "高处坠落")
    nine = at("2026-06-01").replace(tzinfo=None)
    assert fact.reports == (Report(to="county", due=nine.replace(hour=10)), Report(to="city", due=nine.replace(hour=12)))


def test_a_scope_reads_only_its_units_and_days(cast: Cast) -> None:
    fall(cast)
    fall(cast, "2026-05-01", unit=cast.unit["大站"])
    codes = {name: [one.unit for one in read(date(2026, 6, 30), scope)["accidents"]] for name, scope in (
        ("all", Scope()), ("place", Scope(units=frozenset({"dz"}))), ("since", Scope(since=date(2026, 5, 2))),
        ("neither", Scope(units=frozenset({"dz"}), since=date(2026, 5, 2))))}
    assert codes == {"all": ["wb", "dz"], "place": ["dz"], "since": ["wb"], "neither": []}


def test_three_falls_within_thirty_days_are_a_trigger(cast: Cast) -> None:  # 第二十一条第二款（三）
    made = [fall(cast, day) for day in ("2026-05-02", "2026-05-20", "2026-06-01")]
    found = list(window_triggers(situation(Question(date(2026, 6, 1), date(2026, 6, 1)), date(2026, 6, 1))))
    assert [(one["rule"], one["unit"], one["accidents"]) for one in found] == [("21.2.3", "yd", [one.code for one in made])]


@pytest.mark.parametrize(("more", "field", "says"), [
    ({"happened_at": at("2026-06-02")}, "happened_at", "晚于现在"),
    ({"happened_at": at("2007-05-31")}, "happened_at", "还没有施行"),
    ({"learned_at": at("2026-06-01", 8)}, "learned_at", "早于事故发生"),
    ({"learned_at": at("2026-06-01", 13)}, "learned_at", "晚于现在"),
    ({"longitude": Decimal("113.4")}, "longitude", "一起填"),
    ({"longitude": Decimal("24.1"), "latitude": Decimal("113.4")}, "longitude", "填反"),
    ({"credit_code": "9144180012345678I"}, "credit_code", "18位"),
    ({"sector": "商业"}, "sector", "请选择"),
    ({"nature": "跌落"}, "nature", "不在GB/T 6441-1986的20类里"),
    ({"nature": ""}, "nature", "请选择事故类别"),
    ({"loss": Decimal(-1)}, "loss", "不能小于0"),
])
def test_what_cannot_be_is_refused_with_a_sentence(cast: Cast, more: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        register_accident(cast.account["英德安委办"], NOW, told(cast, **more))
    assert says in refused.value.message_dict[field][0]


def test_a_city_or_a_department_is_no_place_of_an_accident(cast: Cast) -> None:
    for name in ("清远", "应急局"):
        with pytest.raises(ValidationError, match="发生地请选到"):
            register_accident(cast.account["市安委办"], NOW, told(cast, unit=cast.unit[name]))


def test_every_fault_is_named_at_once(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        register_accident(cast.account["英德安委办"], NOW, told(cast, sector="", nature="", loss=Decimal(-1)))
    assert set(refused.value.message_dict) == {"sector", "nature", "loss"}


def test_every_sector_that_a_window_names_can_be_entered() -> None:
    assert {clause.sector for clause in pack_in_force().of(Window)} - {""} <= set(SECTORS)
