"""A letter as it stood on a day, by what was on record on another: who had signed, which scans there were, whether it was voided or replaced yet."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from anze.law.question import Question
from anze.letters.models import Letter, Scan, Signing
from anze.people.moment import end_of


def as_asked(letter: Any, asked: Question, today: date) -> Any:
    """Return a letter that was read `with_signed` as it stood then, unsaved, for reading alone, its signings
    those of then; None where it was not generated yet. Today's is as it is."""
    if asked.of_today(today):
        return letter
    moment = end_of(asked.known_at)
    if letter.generated_at >= min(moment, end_of(asked.as_of)):
        return None
    there = Signing.objects.on_record(asked.known_at).filter(on__lte=asked.as_of).select_related("officer", "recorded_by", "scan")
    prefetch_related_objects([letter], Prefetch("signings", there))
    for one in letter.signings.all():
        one.struck_at = None
    letter.signed = len(letter.signings.all())
    for name in ("voided_at", "replaced_at"):
        if getattr(letter, name) and getattr(letter, name) >= moment:
            setattr(letter, name, None)
    if not letter.voided_at and not letter.replaced_at:
        letter.reason = ""
    return letter


def scans_then(letter: Letter, asked: Question, today: date) -> list[Scan]:
    """Return the scans of a letter that were there, those taken off only where that had happened by then."""
    rows = letter.scans.select_related("blob", "by", "struck_by").order_by("pk")
    if asked.known_at == today:
        return list(rows)
    moment = end_of(asked.known_at)
    found = list(rows.filter(filed_at__lt=moment))
    for one in found:
        if one.struck_at and one.struck_at >= moment:
            one.struck_at = None
    return found


def former_then(letter: Letter, asked: Question) -> list[Signing]:
    """Return the signatures that had been taken back by the day on record."""
    return list(Signing.objects.filter(letter=letter, struck_at__lt=end_of(asked.known_at)).select_related("officer").order_by("pk"))
