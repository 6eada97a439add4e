"""What every verb of a letter does alike: hold the ledger, look how the letter stands, write its entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from anze.documents.official import in_words
from anze.law.codes import SIDES
from anze.letters.models import Letter
from anze.letters.policies import RULE, VERBS, refusal
from anze.letters.queries.standing import state_of
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record

LETTER, PATTERN, SCAN = "letter", "letter_pattern", "letter_scan"
EARLIEST: Final = 1  # a letter of a year is signed no earlier than in so many years before it


def letter_now(letter: Letter, kind: str) -> Letter:
    """Return the letter as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found = Letter.objects.with_signed().select_related("superior", "subordinate").get(pk=letter.pk)
    words = refusal(kind, state_of(found))
    if words:
        raise ValidationError(words)
    return found


def entry(by: Account | None, now: datetime, letter: Letter, kind: str, *, on: date | None = None, before: Mapping[str, Any] | None = None,
          after: Mapping[str, Any] | None = None, note: str = "") -> None:
    """Write the entry of a verb of a letter."""
    record(change(by, now, letter, VERBS[kind].label, on=on, before=before, after=after, note=note))


def change(by: Account | None, now: datetime, letter: Letter, verb: str, *, on: date | None = None, before: Mapping[str, Any] | None = None,
           after: Mapping[str, Any] | None = None, note: str = "") -> Change:
    """Return the change that an entry of a letter says."""
    return Change(at=now, actor=by, verb=verb, object_type=LETTER, object_id=letter.code, unit=letter.subordinate.code, happened_on=on, provision=RULE,
                  before=before, after=after, note=note)


def plain_letter(letter: Letter) -> dict[str, Any]:
    """Return a letter as the ledger says it."""
    return {"superior": letter.superior.code, "subordinate": letter.subordinate.code, "side": SIDES[letter.side], "year": letter.year,
            "goals": [f"{goal['text']}{goal.get('limit', '')}{goal.get('word', '')}" for goal in letter.goals]}


def needed(text: str, field: str, words: str) -> str:
    """Return a text without its margins. Raises ValidationError with the words where it says nothing."""
    if not text.strip():
        raise ValidationError({field: words})
    return text.strip()[:200]


def signing_day(on: date, year: int, now: datetime) -> date:
    """Return a day on which a letter of a year may have been signed. Raises ValidationError for one to come, or of long before the year."""
    if on > day_of(now):
        raise ValidationError({"on": "签订日期晚于今天，请改正。"})
    if on.year < year - EARLIEST:
        raise ValidationError({"on": f"{year}年的责任书不会在{on.year}年签订，请核对日期。"})
    return on


def too_early(letter: Letter, on: date) -> str:
    """Say why a letter of ours cannot have been signed on a day: it was not there yet; empty where it can."""
    made = day_of(letter.generated_at)
    if on >= made or letter.number:
        return ""
    return f"{letter.code} 是{in_words(made)}生成的，不会在{in_words(on)}签订，请核对签订日期"
