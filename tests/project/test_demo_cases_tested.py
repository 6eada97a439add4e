"""The demo's cases rest on what was on record: whoever is punished had missed something, and a case's test says what the evidence pack says (第三十条)."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import transaction

from anze.access.rights import rights_of
from anze.accountability.models import Case, Concerned, Tested
from anze.accountability.queries.testing import test_of as found_for
from anze.acts import pack as acts_pack
from anze.dossiers.asked import Asked
from anze.dossiers.queries.whole import dossier
from anze.duties import world as held
from anze.law.rules.exemption import Performance
from anze.people.models import Officer, Tenure
from anze.people.moment import SHANGHAI
from anze.project.demo import demo_tables
from anze.project.loading.accidents import load_accidents
from anze.project.loading.acts import facts_entered, load_acts
from anze.project.loading.cases import load_cases
from anze.project.loading.journal import Clock, Journal
from anze.project.loading.load import _register
from anze.project.loading.register import City
from anze.project.loading.supervision import load_supervision

DAY = date(2026, 10, 31)
NOW = datetime(2026, 10, 31, 18, tzinfo=SHANGHAI)
PLACES = ("441823", "441823105", "441802", "441802101", "441826102", "441881", "441881109")  # where the demo's cases have their people


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[City]:
    """The people of the demo with what those of its cases' places did, and its cases; undone afterwards."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_settings, "EFFECTIVE_FROM", "2024-01-01")
        _forget()
        with transaction.atomic():
            yield _loaded()
            transaction.set_rollback(True)
        _forget()


def _forget() -> None:
    held.forget()
    held.pack_in_force.cache_clear()
    acts_pack.pack_in_force.cache_clear()


def _loaded() -> City:
    city, tables = City(Clock(1, DAY, NOW), Journal()), demo_tables(1, DAY)
    _register(city, tables)
    written = load_acts(city, [row for row in tables["acts"] if row["unit"] in PLACES])
    load_cases(city, load_accidents(city, tables["accidents"]))
    load_supervision(city, tables["tasks"])
    city.journal.write(facts_entered(written))
    return city


@pytest.fixture
def loaded(city: City, db: None) -> City:
    return city


def plain(found: list[Performance]) -> list[Any]:
    """What tests found, each item by what it is about and how it stood; failing ones first, as a case keeps them."""
    return [(one.clause.id, one.exempt, [(item.duty or "", item.period.name if item.period else "", item.status, item.fails, list(item.acts))
                                         for item in sorted(one.items, key=lambda item: not item.fails)]) for one in found]


def kept(result: list[dict[str, Any]]) -> list[Any]:
    return [(one["rule"], one["exempt"], [(item["duty"], item["period"], item["status"], item["fails"], item["acts"]) for item in one["items"]])
            for one in result]


def pack_of(city: City, officer: Officer, day: date, accident: str) -> list[Performance]:
    return dossier(Asked(officer.code, day, DAY, accident), officer, rights_of(city.account["discipline:441800"]), DAY).then.performance


def test_each_case_kept_what_the_pack_of_its_day_says(loaded: City) -> None:
    rows = list(Tested.objects.select_related("concerned__case", "concerned__officer"))
    assert len(rows) == 11
    for row in rows:
        one = row.concerned
        assert kept(json.loads(row.result)) == plain(pack_of(loaded, one.officer, one.case.day, one.case.accident)), one.officer.code


def test_who_is_held_accountable_had_missed_something_and_who_had_done_everything_is_not(loaded: City) -> None:
    found = {one.officer.code: (one.tests.get().exempt, {row.kind for row in one.decisions.all()}) for one in Concerned.objects.filter(tests__isnull=False)}
    assert all(kinds == ({"none"} if exempt else {"measures"}) for exempt, kinds in found.values()), found
    assert sorted(exempt for exempt, _ in found.values()) == [False] * 9 + [True] * 2
    decided = [(row.text, row.kind) for one in Concerned.objects.all() for row in one.decisions.all()]
    assert all(("有未做到的事项" in text) == (kind == "measures") for text, kind in decided)


@pytest.mark.parametrize("day", [date(2024, 9, 3), date(2025, 4, 7), date(2025, 12, 31), date(2026, 3, 1), date(2026, 7, 9), date(2026, 10, 30)])
def test_for_anybody_on_any_day_a_case_and_a_pack_agree(loaded: City, day: date) -> None:
    rows = Tenure.objects.current().held_on(day).filter(unit__code__in=PLACES).select_related("officer")
    people = list({row.officer.code: row.officer for row in rows}.values())
    assert len(people) > 30
    seen = set()
    for officer in people:
        exempt, result = found_for(Concerned(case=Case(day=day), officer=officer), DAY)
        assert kept(result) == plain(pack_of(loaded, officer, day, "")), officer.code
        seen.add(exempt)
    assert seen == {True, False}
