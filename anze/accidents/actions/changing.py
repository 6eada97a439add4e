"""How every later change of an accident is carried out: written, its row brought up, the difference worked out, one entry in the ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accidents.actions.standing import bring_up
from anze.accidents.facts import accident_on_record
from anze.accidents.models import Accident
from anze.accidents.queries.differences import Difference, difference
from anze.accidents.queries.entitled import Entitled
from anze.accidents.queries.fallen import course_of_totals, fallen, in_words
from anze.accidents.queries.findings import around, with_accident
from anze.accidents.told import row_plain
from anze.law.question import Question
from anze.people.models import Account, Recorded
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to be done: its name, the provision, when it happened, why; `before` and `after` as the ledger tells them.

    `write` stores it and returns the new record, None where something is only taken off. `elsewhere` are the codes of other units it reaches.
    `kind` is what `policies.refused` judges it by, `of` the record that is taken off.
    """

    verb: str
    write: Callable[[Accident], Recorded | None]
    provision: str = ""
    happened_on: date | None = None
    note: str = ""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    elsewhere: frozenset[str] = frozenset()
    kind: str = "figures"
    of: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the accident as it is now, the new record, what changed of what follows."""

    accident: Accident
    row: Recorded | None
    difference: Difference
    seq: int


def carry_out(by: Account | None, now: datetime, accident: Accident, deed: Deed) -> Outcome:
    """Do it in one transaction and return what came of it. Raises ValidationError where the accident's registration was
    withdrawn, or where this account may not; by field, where it may not let figures fall."""
    with transaction.atomic():
        hold()
        found = Accident.objects.select_related("unit").get(pk=accident.pk)
        if found.withdrawn_at:
            raise ValidationError("这起事故的登记已经撤销，不能再改。确有其事的，请重新登记。")
        if by is not None and (entitled := Entitled(by, found)).office:
            refusal = entitled.refused(deed.kind, deed.of) or (entitled.withdrawal_refused(now) if deed.kind == "withdraw" else "")
            if refusal:
                raise ValidationError(refusal)
        today = day_of(now)
        asked, units = Question(today, today), {found.unit.code} | deed.elsewhere
        before = around(units, min(found.date, deed.happened_on or found.date), asked, today)
        people = course_of_totals(found)
        row = deed.write(found)
        found = bring_up(found, now)
        fell = fallen(people, course_of_totals(found))
        if fell and by is not None and deed.kind == "figures" and (entitled := Entitled(by, found)).office and (refusal := entitled.refused("lower")):
            raise ValidationError(dict.fromkeys(fell, refusal))
        after = with_accident(before, found.code, accident_on_record(found.pk, today))
        change = difference(before, after, {found.code})
        told = deed.after if deed.after is not None else row_plain(row) if row is not None else None
        entry = record(Change(at=now, actor=by, verb=deed.verb, object_type="accident", object_id=found.code, unit=found.unit.code,
                              happened_on=deed.happened_on, provision=deed.provision, before=deed.before, after=told, note=deed.note,
                              values={"difference": change.plain()} | ({"fallen": in_words(fell)} if fell else {})))
        return Outcome(found, row, change, entry.seq)


def keep(row: Recorded) -> Recorded:
    """Save a new record and return it. Raises ValidationError with the constraint's sentence where it cannot stand beside the others."""
    row.full_clean(exclude=("recorded_by", "replaces"))
    row.save()
    return row


def take_off(row: Recorded, now: datetime, reason: str) -> None:
    """Strike a record that stands; it stays, and counts no more."""
    row.struck_at, row.struck_reason = now, reason
    row.save(update_fields=("struck_at", "struck_reason"))


def rehearse(deed: Callable[[], Outcome]) -> Outcome:
    """Return what would come of it, with nothing changed: it is done and taken back in one transaction. Raises what the verb raises."""
    with transaction.atomic():
        outcome = deed()
        transaction.set_rollback(True)
    return outcome
