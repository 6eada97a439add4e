"""The cases under way about one ground or one accident, among those on which the account is: whoever proposes another, or says that none is opened, is told
of them, and of no other."""

from typing import Any

from django.db.models import Q

from anze.access.rights import Rights
from anze.accountability.models import Case
from anze.accountability.policies import CASE
from anze.documents.official import in_words
from anze.people.moment import day_of


def running(rights: Rights, *, key: str = "", accident: str = "") -> list[Case]:
    """Return the account's own cases, proposed or open, that were begun from a ground (its key) or are about an accident (its code), oldest first."""
    same = (Q(ground_key=key) if key else Q(pk__in=())) | (Q(accident=accident) if accident else Q(pk__in=()))
    states = [name for name, state in CASE.states.items() if not state.ended]
    return list(Case.objects.in_state(*states).visible_to(rights).filter(same).order_by("pk"))


def named(cases: list[Case]) -> str:
    """Return what cases are called, each with how it stands: “wz-…（办理中，2026年4月1日提请）”."""
    rows: list[Any] = list(cases)
    return "、".join(f"{one.uid}（{CASE.states[one.state].label}，{in_words(day_of(one.proposed_at))}提请）" for one in rows)
