"""Load the demo city into the database, whole or not at all."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from anze.project.demo import demo_tables
from anze.project.demo.people import ACTED_FOR
from anze.project.loading.accidents import load_accidents
from anze.project.loading.accounts import load_accounts
from anze.project.loading.acts import facts_entered, load_acts
from anze.project.loading.answers import load_signatures, load_urgings
from anze.project.loading.assessments import load_assessments, plan_assessments
from anze.project.loading.cases import load_cases
from anze.project.loading.enterprises import load_enterprises
from anze.project.loading.hazards import load_hazards
from anze.project.loading.interviews import load_interviews
from anze.project.loading.journal import Clock, Journal
from anze.project.loading.keywork import load_key_work
from anze.project.loading.letters import load_letters
from anze.project.loading.papers import load_papers
from anze.project.loading.problems import load_steps
from anze.project.loading.register import City, load_committees, load_officers, load_tenures, load_towns, load_units
from anze.project.loading.standing import load_contacts, load_duty_lists
from anze.project.loading.supervision import load_supervision
from anze.project.loading.touches import attach_files, urge_some
from anze.project.loading.tours import load_tours
from anze.project.loading.vetting import load_vetting
from anze.record.actions.checkpoint import write_checkpoint
from anze.record.models import Entry


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was loaded."""

    units: int
    officers: int
    acts: int
    entries: int


def load_demo(seed: int, until: date, now: datetime, told: Callable[[str], None] = lambda _: None) -> Loaded:
    """Load the demo of `seed` as known at the end of `until` into an empty database; nothing is on record later than `now`."""
    gc.disable()  # millions of small objects that all stay: looking for garbage among them takes a third of the time
    try:
        loaded = _load(seed, until, now, told)
        write_checkpoint(now)  # for the auditor's page to check against
        return loaded
    finally:
        gc.enable()


def _load(seed: int, until: date, now: datetime, told: Callable[[str], None]) -> Loaded:
    told("编造数据")
    tables: dict[str, list[Any]] = demo_tables(seed, until)
    with transaction.atomic():
        city = City(Clock(seed, until, now), Journal())
        told("名册")
        _register(city, tables)
        told("履职记录")
        written = load_acts(city, tables["acts"])
        load_steps(city, written)
        load_key_work(city, written)
        load_signatures(city)
        load_urgings(city, written)
        told("企业和网格")
        load_enterprises(city)
        told("事故")
        load_cases(city, load_accidents(city, tables["accidents"]))
        load_interviews(city)
        load_hazards(city)
        load_tours(city)
        load_letters(city)
        load_supervision(city, tables["tasks"])
        load_papers(city)
        last_years = plan_assessments(city, now)
        told("账本")
        city.journal.write(facts_entered(written))
        told("附件和催办")
        attach_files(city, written, now)
        urge_some(city, now)
        told("年度考核")
        load_assessments(city, now, last_years[0])
        load_vetting(city, now)
    return Loaded(len(city.unit), len(city.officer), len(written), Entry.objects.count())


def _register(city: City, tables: dict[str, list[Any]]) -> None:
    """Load who and what there is: units, people, what they stand for, accounts."""
    load_units(city, tables["units"])
    load_officers(city, tables["officers"], tables["tenures"])
    load_tenures(city, tables["tenures"], frozenset((unit, post) for unit, post, _ in ACTED_FOR))
    load_towns(city, tables["problem_towns"])
    load_committees(city, tables["committees"])
    load_contacts(city, tables["contacts"])
    load_duty_lists(city, tables["duty_lists"])
    load_accounts(city)
