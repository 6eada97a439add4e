"""The demo's cases, by the app's own verbs: decided ones of last year, one altered, one under way, one that waits for the second person."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anze.access.rights import rights_of
from anze.accountability.models import Case, Concerned, Measure, Step
from anze.accountability.queries.vetoes import vetoes_in
from anze.accountability.queries.yearly import of_year
from anze.law.question import Question
from anze.people.moment import SHANGHAI
from anze.project.demo import demo_tables
from anze.project.loading.accidents import load_accidents
from anze.project.loading.accounts import COUNTY, load_accounts, shown_leaders
from anze.project.loading.cases import load_cases
from anze.project.loading.journal import Clock, Journal
from anze.project.loading.register import City, load_officers, load_tenures, load_towns, load_units
from anze.record.models import Entry

DAY = date(2026, 10, 31)
NOW = datetime(2026, 10, 31, 18, tzinfo=SHANGHAI)


def loaded(day: date) -> City:
    """Load the people of the demo and its accidents without their acts, and its cases up to the evening of a day."""
    now = datetime(day.year, day.month, day.day, 18, tzinfo=SHANGHAI)
    city, tables = City(Clock(1, day, now), Journal()), demo_tables(1, day)
    load_units(city, tables["units"])
    load_officers(city, tables["officers"], tables["tenures"])
    load_tenures(city, tables["tenures"], frozenset())
    load_towns(city, tables["problem_towns"])
    load_accounts(city)
    load_cases(city, load_accidents(city, tables["accidents"]))
    city.journal.write()
    return city


def states(model: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in model.objects.with_state():
        found[one.state] = found.get(one.state, 0) + 1
    return found


@pytest.mark.django_db
def test_the_demo_has_cases_at_every_turn_and_nothing_of_them_lies_ahead() -> None:
    city = loaded(DAY)
    assert states(Case) == {"closed": 3, "open": 2, "proposed": 1}
    assert states(Concerned) == {"served": 9, "lifted": 1, "notified": 1, "heard": 1}  # without acts nobody had fully performed: that case stays open
    assert [one.tests.latest("pk").exempt for one in Concerned.objects.in_state("heard")] == [False]
    altered = Measure.objects.filter(concerned__in=Measure.objects.exclude(struck_at=None).values("concerned")).order_by("pk")
    assert [(one.kind, one.struck_at is None) for one in altered] == [("政务记大过", False), ("政务记过", True)]
    for one in Concerned.objects.select_related("case", "tenure"):
        assert one.tenure.start <= one.case.day <= (one.tenure.end or DAY)
    assert {step.on for step in Step.objects.all()} <= {DAY - timedelta(days=back) for back in range(600)}
    moments = list(Entry.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(moments) and moments[-1] <= NOW
    last = of_year(rights_of(city.account["discipline:441800"]), 2025, DAY)
    assert last and {str(cell) for row in last.rows for _, cell in row.cells} == {"少于 3", "不列出", "3", "4", "5", "10"}
    gone = [row for row in vetoes_in(rights_of(city.account["441800"]), Question(DAY, DAY), DAY, year=2025) if row.found.gone]
    assert [row.found.rule for row in gone] == ["27.p4"] and "事故事故" not in gone[0].why
    told = Concerned.objects.in_state("notified").get()
    assert told.officer.code in shown_leaders(city) and told.case.unit.code == COUNTY


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2024, 1, 20), date(2025, 6, 13)])
def test_an_earlier_demo_has_only_what_had_happened_by_then(day: date) -> None:
    loaded(day)
    assert not Measure.objects.exists()
    assert all(step.on <= day for step in Step.objects.all())
