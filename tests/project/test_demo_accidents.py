"""The demo's accidents, carried on by the site's own verbs: the law finds of them what it finds of the tables."""

from datetime import date, datetime
from typing import Any

import pytest

from anze.accidents.facts import read
from anze.accidents.models import Accident, ApprovedReport, ChainReport, Concealment, InvestigationStep, Review
from anze.accidents.queries.findings import findings
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.law.facts import Accident as Fact
from anze.law.facts import Report, Update
from anze.law.known import Known
from anze.law.question import Question
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.project.demo.accidents import accident_rows
from anze.project.demo.city import CITY, city_units
from anze.project.loading.accidents import accident_codes, load_accidents
from anze.project.loading.journal import Clock, Journal
from anze.project.loading.register import City, load_units
from anze.record.models import Entry

DAY = date(2026, 10, 31)
NOW = datetime(2026, 10, 31, 18, tzinfo=SHANGHAI)


@pytest.fixture
def loaded(db: None) -> tuple[dict[str, str], list[Any]]:
    """The accidents of the whole demo in its units, without people and acts: the codes of the register by the ids of the tables, the tables' rows."""
    city, rows = City(Clock(1, DAY, NOW), Journal()), accident_rows()
    load_units(city, [unit for unit in city_units() if unit["level"] != "department"])
    office = Account.objects.create_user(username="office", name="安委办", password_changed_at=NOW)
    above = Account.objects.create_user(username="above", name="市安委办", password_changed_at=NOW)
    city.account = dict.fromkeys(city.unit, office) | {CITY: above}  # who decides a write-off is not who gave notice
    told = load_accidents(city, rows)
    city.journal.write()
    return dict(accident_codes(told)), rows


def fact(row: Any, code: str) -> Fact:
    updates = tuple(Update(**update) for update in row["updates"])
    return Fact(**(row | {"id": code, "updates": updates, "reports": tuple(Report(**report) for report in row["reports"]),
                          "responsibility_outside": tuple(row["responsibility_outside"])}))


def told(known: Known) -> dict[str, list[Any]]:
    found = findings(known).lists
    late = sorted((one["id"], late["to"], late["minutes"]) for one in found["accidents"] for late in one["late_reports"])
    return {"late": late, "grades": [(one["id"], one["grade"], one["measure"], one["written_off"]) for one in found["accidents"]],
            **{name: [{key: value for key, value in one.items() if key != "why"} for one in found[name]]
               for name in ("triggers", "withdrawn", "outlook", "vetoes")}}


def test_the_site_finds_of_its_accidents_what_the_tables_say(loaded: tuple[dict[str, str], list[Any]]) -> None:
    codes, rows = loaded
    assert len(codes) == len(rows) == Accident.objects.count()
    known = situation(Question(DAY, DAY), DAY)
    tables = Known(known.pack, known.index.with_lists({"accidents": tuple(fact(row, codes[row["id"]]) for row in rows)}), known.asked)
    found, expected = told(known), told(tables)
    assert found == expected
    assert found["triggers"] and found["withdrawn"] and found["vetoes"] and found["late"]
    assert [one.id for one in read(DAY, Scope())["accidents"]] == sorted(codes.values())
    every_way_is_there()


def every_way_is_there() -> None:
    """Every way an accident goes is in the demo, each entry at its place in the ledger."""
    for model in (ApprovedReport, ChainReport, Concealment, InvestigationStep, Review):
        assert model._default_manager.exists(), model
    assert set(InvestigationStep.objects.values_list("kind", flat=True)) >= {"opened", "extended", "appraisal", "submitted"}
    assert Accident.objects.exclude(written_off_on=None).count() == 1
    moments = list(Entry.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(moments)
