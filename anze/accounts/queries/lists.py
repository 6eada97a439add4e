"""The lists of the three administrators: accounts, grants, who records for whom, the security log."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from anze.access.models import Grant, RecordsFor, SecurityEvent
from anze.people.models import Account
from anze.people.moment import SHANGHAI, end_of


def accounts(asked: Mapping[str, Any]) -> QuerySet[Account]:
    """Return accounts with their grants in force (`held`) and their last sign-in (`last_sign_in`)."""
    held = Grant.objects.in_force()
    found = Account.objects.annotate(last_sign_in=Max("sign_ins__started_at")).prefetch_related(Prefetch("grants", held, to_attr="held"))
    if text := asked.get("q"):
        found = found.filter(Q(username__icontains=text) | Q(name__icontains=text))
    match asked.get("state"):
        case "active":
            found = found.filter(is_active=True)
        case "disabled":
            found = found.filter(is_active=False)
        case "fresh":
            found = found.filter(must_change_password=True)
        case "without":
            found = found.filter(~Exists(held.filter(account=OuterRef("pk"))))
    return found.order_by("username")


def grants(asked: Mapping[str, Any]) -> QuerySet[Grant]:
    """Return grants with account, unit and giver; those that ended only if they are asked for."""
    found = Grant.objects.select_related("account", "unit", "given_by", "ended_by")
    if text := asked.get("q"):
        found = found.filter(Q(account__username__icontains=text) | Q(account__name__icontains=text) | Q(unit__name__icontains=text))
    if asked.get("role"):
        found = found.filter(role=asked["role"])
    if not asked.get("ended"):
        found = found.filter(ended_at=None)
    return found.order_by("unit__path", "role", "account__username", "pk")


def recordings(asked: Mapping[str, Any]) -> QuerySet[RecordsFor]:
    """Return who records for whom, looked for by account or leader."""
    found = RecordsFor.objects.select_related("account", "officer", "given_by", "ended_by")
    if text := asked.get("q"):
        found = found.filter(Q(account__username__icontains=text) | Q(account__name__icontains=text) | Q(officer__name__icontains=text))
    if not asked.get("ended"):
        found = found.filter(ended_at=None)
    return found.order_by("account__username", "officer__pinyin", "pk")


def events(asked: Mapping[str, Any]) -> QuerySet[SecurityEvent]:
    """Return lines of the security log, the newest first."""
    found = SecurityEvent.objects.all()
    if asked.get("since"):
        found = found.filter(at__gte=datetime.combine(asked["since"], time(), SHANGHAI))
    if asked.get("until"):
        found = found.filter(at__lt=end_of(asked["until"]))
    if text := asked.get("subject"):
        found = found.filter(Q(subject__icontains=text) | Q(object__icontains=text))
    if text := asked.get("action"):
        found = found.filter(action__icontains=text)
    match asked.get("result"):
        case "ok":
            found = found.filter(result="成功")
        case "refused":
            found = found.exclude(result="成功")
    return found

