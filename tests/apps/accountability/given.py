"""Measures as a case leaves them when it is decided, told in one breath: for tests about what follows from them, not about the case itself."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from anze.accountability.models import Case, Circumstance, Concerned, Decision, Measure, Served
from anze.accountability.policies import CASE_OBJECT, CASE_VERB
from anze.law.national.combining import Received, effect_end
from anze.law.national.effects import measure_class
from anze.people.models import Tenure
from anze.people.moment import day_of
from anze.record.actions import Change, record
from tests.apps.accidents.telling import at
from tests.cast import Cast


def case_of(cast: Cast, accident: str = "", day: date = date(2026, 6, 1), when: datetime | None = None) -> Case:
    """Return a case of 英德市's discipline about an accident (its code)."""
    now = when or at("2026-06-20")
    return Case.objects.create(unit=cast.unit["英德"], organ="discipline", rule="25.4", accident=accident, day=day, title="某案", reasons="某理由",
                               proposed_at=now, proposed_by=cast.account["纪委"], approver=cast.account["组织部"])


def concerned_by(cast: Cast, case: Case, officer: str, unit: str = "英德") -> Concerned:
    """Return the person on the case, by the post held in a unit."""
    tenure = Tenure.objects.current().filter(officer=cast.officer[officer], unit=cast.unit[unit]).order_by("pk")[0]
    return Concerned.objects.create(case=case, officer=cast.officer[officer], tenure=tenure, managed_by="city", listed_at=case.proposed_at,
                                    listed_by=cast.account["纪委"])


def decided(cast: Cast, officer: str, kind: str, on: str = "2026-07-01", *, accident: str = "", unit: str = "英德", months: int | None = None,
            recorded: datetime | None = None, serve: bool = True) -> Measure:
    """Return a measure that was decided on a day, on record since noon of that day and served at once unless said otherwise."""
    now, day = recorded or at(on, 12), date.fromisoformat(on)
    one = concerned_by(cast, case_of(cast, accident), officer, unit)
    more: dict[str, Any] = {"decided_at": now, "decided_by": cast.account["组织部"], "decided_on": day}
    decision = Decision.objects.create(concerned=one, kind="measures", reasons="某理由", by="discipline", body="英德市纪委监委", drafted_at=now,
                                       drafted_by=cast.account["纪委"], **more)
    made = Measure.objects.create(concerned=one, decision=decision, kind=kind, scheme=measure_class(kind, day), months=months, date=day,
                                  until=effect_end(Received(kind, day, months)), accident=accident, recorded_at=now, recorded_by=cast.account["组织部"])
    if serve:
        served(cast, made, now)
    noted(cast, one.case, now)
    return made


def served(cast: Cast, measure: Measure, now: datetime) -> Served:
    """Serve the decision of a measure."""
    made = Served.objects.create(concerned=measure.concerned, kind="decision", decision=measure.decision, text="某决定", number="某号", on=day_of(now),
                                 way="direct", at=now, by=cast.account["纪委"])
    noted(cast, measure.concerned.case, now)
    return made


def revoked(cast: Cast, measure: Measure, on: str, reason: str = "复核撤销") -> Measure:
    """Revoke a measure at noon of a day."""
    measure.struck_at, measure.struck_reason = at(on, 12), reason
    measure.save(update_fields=["struck_at", "struck_reason"])
    noted(cast, measure.concerned.case, at(on, 12))
    return measure


def weighed(cast: Cast, one: Concerned, rule: str, on: str = "2026-06-25") -> Circumstance:
    """Put a circumstance on record."""
    made = Circumstance.objects.create(concerned=one, rule=rule, date=date.fromisoformat(on), text="某情形", recorded_at=at(on, 12),
                                       recorded_by=cast.account["纪委"])
    noted(cast, one.case, at(on, 12))
    return made


def noted(cast: Cast, case: Case, now: datetime) -> None:
    """Let the ledger know that a case was handled, as every verb does."""
    with transaction.atomic():
        record(Change(at=now, actor=cast.account["纪委"], verb=CASE_VERB, object_type=CASE_OBJECT, object_id=case.uid, happened_on=day_of(now)))
