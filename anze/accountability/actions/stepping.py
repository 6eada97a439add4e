"""What every verb of a case does alike: hold the ledger, look who asks and where things stand, write the rows, the step and its entry.

The entry tells outsiders nothing: the case's random number, one verb for all, and the digest of the rows as they lie sealed in the database.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models

from anze.accountability.models import Case, Concerned, Step
from anze.accountability.policies import CASE, CASE_OBJECT, CASE_VERB, PERSON, Course
from anze.accountability.queries.entitled import not_his, role_on
from anze.accountability.queries.standing import refusal
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.record.queries import head
from anze.record.seal import canonical

NOT_ON_IT: Final = "您不在这个案件内，不能办理。"


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()


def case_now(by: Account, case: Case, kind: str) -> Any:
    """Return the case as it stands now, held against others until the transaction ends. Raises ValidationError where this account may not take the verb."""
    hold()
    found: Any = Case.objects.with_state().select_related("unit").get(pk=case.pk)
    _entitled(by, found, CASE, kind)
    _fits(CASE.refusal(kind, found.state))
    return found


def person_now(by: Account, one: Concerned, kind: str) -> Any:
    """Return the person as it stands now; as `case_now`. What the person concerned does himself only his own account does."""
    hold()
    found: Any = Concerned.objects.with_state().select_related("case__unit", "officer", "tenure__unit").get(pk=one.pk)
    verb = PERSON.verbs[kind]
    if verb.side == "person":
        if by.officer_id != found.officer_id or not found.served.exists():
            raise ValidationError(f"{verb.label}只能由本人办理。")
    else:
        _entitled(by, found.case, PERSON, kind)
        state = Case.objects.with_state().get(pk=found.case_id).state  # type: ignore[attr-defined]
        if state not in {"open", "closed"}:
            raise ValidationError(f"这个案件现在是“{CASE.states[state].label}”，不能{verb.label}。")
    _fits(refusal(found, kind))
    return found


def _entitled(by: Account, case: Case, course: Course, kind: str) -> None:
    role = role_on(by, case)
    _fits(not_his(course, kind, role) if role else NOT_ON_IT)


def _fits(words: str) -> None:
    if words:
        raise ValidationError(words)


def other_than(by: Account, proposer: Account, words: str) -> Account:
    """Return who proposed; raises ValidationError with the words where that is `by`: nobody decides on his own proposal."""
    if by == proposer:
        raise ValidationError(words)
    return proposer


def awaited(by: Account, row: Any, gone: str, own: str) -> Any:
    """Return what somebody proposed and another is to approve or send back. Raises ValidationError where nothing waits (`gone`), and for who proposed it
    (`own`)."""
    if row is None or row.proposed_by is None:
        raise ValidationError(gone)
    other_than(by, row.proposed_by, own)
    return row


def sent_back(by: Account, now: datetime, one: Concerned, kind: str, row: Any, note: str) -> Step:
    """Send back what was proposed about a person, with why, within a transaction."""
    row.returned_at = now
    row.save(update_fields=["returned_at"])
    return step(by, now, one.case, kind, concerned=one, note=note, rows=[row], proposed_by=row.proposed_by)


def written(row: Any, *, exclude: Iterable[str] = ()) -> Any:
    """Check a row and save it."""
    row.full_clean(exclude={*exclude, *(field.name for field in row._meta.fields if isinstance(field, models.ForeignKey))})
    row.save()
    return row


def step(by: Account, now: datetime, case: Case, kind: str, *, concerned: Concerned | None = None, on: date | None = None, note: str = "",
         rows: Iterable[Any] = (), proposed_by: Account | None = None) -> Step:
    """Add a step with its entry and return it; `rows` are what the verb wrote or changed. Within a transaction that holds the ledger."""
    today = day_of(now)
    if on is not None and on > today:
        raise ValidationError({"on": "日期晚于今天，请改正。"})
    made = Step(case=case, concerned=concerned, kind=kind, on=on or today, at=now, by=by, note=note.strip(), entry=head() + 1, proposed_by=proposed_by)
    written(made)
    entry = record(Change(at=now, actor=by, verb=CASE_VERB, object_type=CASE_OBJECT, object_id=case.uid, after={"digest": digest_of([made, *rows])}))
    if entry.seq != made.entry:
        raise RuntimeError("the ledger was not held while a step of a case was written")
    return made


def digest_of(rows: Iterable[Any]) -> str:
    """Return the SHA-256 of rows as they lie in the database, their texts sealed: whoever guesses a text can not try it against this."""
    stored = [[type(row)._meta.label_lower, type(row)._default_manager.filter(pk=row.pk).values().get()] for row in rows]
    return hashlib.sha256(canonical(stored).encode()).hexdigest()
