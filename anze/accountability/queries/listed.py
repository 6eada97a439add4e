"""Who is on a case as a person concerned, and which facts are about him."""

from typing import Any

from django.db.models import Q, QuerySet

from anze.accountability.models import Case, Concerned, Fact
from anze.accountability.policies import PERSON
from anze.people.models import Officer


def listed(case: Case) -> QuerySet[Concerned]:
    """Return the persons on a case, without those who were listed wrongly."""
    rows = Concerned.objects.in_state(*(set(PERSON.states) - {"dropped"})).filter(case=case)
    return rows.select_related("officer", "tenure__unit").order_by("pk")


def facts_of(one: Concerned) -> list[Fact]:
    """Return the facts that concern a person: what a decision about him rests on, and nothing else."""
    return list(one.facts.current().order_by("date", "pk"))


def names_of(fact: Fact) -> str:
    """Return whom a fact concerns, who was taken off the case marked; empty for nobody."""
    rows: Any = Concerned.objects.with_state().filter(facts=fact).select_related("officer").order_by("pk")
    return "、".join(f"{one.officer.name}{'（不再列）' if one.state == 'dropped' else ''}" for one in rows)


def of_nobody(case: Case) -> QuerySet[Fact]:
    """Return the facts of a case that concern nobody on it now: entered before anybody was listed, or about who was taken off again."""
    return case.facts.current().exclude(about__in=listed(case).order_by().values("pk")).order_by("date", "pk")


def left_to(case: Case, officer: Officer) -> QuerySet[Fact]:
    """Return the facts that concern nobody on a case now, and those that concerned an officer who was on it before and was taken off (列错)."""
    before = Concerned.objects.in_state("dropped").filter(case=case, officer=officer).values("pk")
    return case.facts.current().filter(Q(pk__in=of_nobody(case).values("pk")) | Q(about__in=before)).distinct().order_by("date", "pk")
