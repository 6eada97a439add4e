"""The letters of a year are generated, for all chosen subordinates and both sides in one act; one is stated anew, or voided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.law.codes import SIDES
from anze.letters.actions.stepping import change, entry, letter_now, needed, plain_letter, signing_day
from anze.letters.models import Goal, Letter, Pattern, Signing
from anze.letters.policies import VERBS
from anze.letters.printed import code_of
from anze.letters.queries.subordinates import organ
from anze.letters.told import said
from anze.people.models import Account, Unit
from anze.record.actions import hold, record_all

ELSEWHERE: Final = "（系统外签订）"  # stands for the number of a letter that was made elsewhere without one
Limits = Mapping[tuple[int, int], Decimal]  # (goal, unit) by primary keys → limit


@dataclass(frozen=True, slots=True)
class Entered:
    """A letter that was made and signed elsewhere, as a row of the register tells it."""

    superior: Unit
    subordinate: Unit
    side: str
    year: int
    on: date
    number: str = ""


def goals_for(pattern: Pattern, unit: Unit, limits: Limits) -> list[dict[str, Any]]:
    """Return the goals of a letter: those of the pattern, each number with the limit of this subordinate."""
    return [_goal(place, goal, limits.get((goal.pk, unit.pk), goal.limit)) for place, goal in enumerate(pattern.goals.all(), 1)]


def _goal(place: int, goal: Goal, limit: Decimal | None) -> dict[str, Any]:
    plain: dict[str, Any] = {"key": str(place), "kind": goal.kind, "text": goal.text}
    if goal.kind == "number":
        plain |= {"figure": goal.figure, "way": goal.way, "limit": said(limit), "word": goal.word}
    return plain


def generate(by: Account | None, now: datetime, superior: Unit, year: int, units: Sequence[Unit], limits: Limits) -> list[Letter]:
    """Generate the letters of a year for these subordinates, both sides, where none stands; return those that were made.

    Sent a second time it makes nothing more. Raises ValidationError with everything that is missing: a pattern, a limit.
    """
    with transaction.atomic():
        hold()
        patterns = list(Pattern.objects.filter(superior=superior, year=year).prefetch_related("goals"))
        if {one.side for one in patterns} != set(SIDES):
            raise ValidationError(f"{year}年的范本还没有建好，请先建立党委、政府两份范本。")
        there = set(Letter.objects.standing().filter(superior=superior, year=year).values_list("subordinate", "side"))
        made = [_new(by, now, pattern, unit, limits) for unit in units for pattern in patterns if (unit.pk, pattern.side) not in there]
        if faults := _missing(made):
            raise ValidationError(faults)
        _numbered(made, year)
        Letter.objects.bulk_create(made)
        record_all(change(by, now, one, VERBS["generate"].label, after=plain_letter(one)) for one in made)
    return made


def _new(by: Account | None, now: datetime, pattern: Pattern, unit: Unit, limits: Limits) -> Letter:
    return Letter(year=pattern.year, superior=pattern.superior, subordinate=unit, side=pattern.side, superior_name=organ(pattern.superior, pattern.side),
                  subordinate_name=organ(unit, pattern.side), text=pattern.text, goals=goals_for(pattern, unit, limits), generated_at=now, generated_by=by)


def _missing(letters: Iterable[Letter]) -> list[str]:
    """Return a sentence for every subordinate and side of which a limit is not given."""
    found = []
    for one in letters:
        blank = [goal["text"] for goal in one.numbers if not goal["limit"]]
        if blank:
            found.append(f"{one.subordinate.name}（{SIDES[one.side]}）没有填控制数：{'、'.join(blank)}。")
    return found


def _numbered(letters: Sequence[Letter], year: int) -> None:
    last = Letter.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0
    for serial, one in enumerate(letters, last + 1):
        one.serial, one.code = serial, code_of(year, serial)


def enter(by: Account | None, now: datetime, rows: Sequence[Entered]) -> list[Letter]:
    """Enter letters that were made and signed elsewhere, and return them; they count as signed on the day told, from now on."""
    with transaction.atomic():
        hold()
        made = [Letter(year=one.year, superior=one.superior, subordinate=one.subordinate, side=one.side, superior_name=organ(one.superior, one.side),
                       subordinate_name=organ(one.subordinate, one.side), number=one.number or ELSEWHERE, generated_at=now, generated_by=by) for one in rows]
        for year in {one.year for one in rows}:
            _numbered([one for one in made if one.year == year], year)
        for letter, row in zip(made, rows, strict=True):
            signing_day(row.on, row.year, now)
            letter.clean_fields(exclude=("superior", "subordinate", "generated_by", "replaces", "goals", "text"))  # the database keeps the rest
        Letter.objects.bulk_create(made)
        Signing.objects.bulk_create([Signing(letter=letter, party=party, on=row.on, how="entered", recorded_at=now, recorded_by=by)
                                     for letter, row in zip(made, rows, strict=True) for party in ("superior", "subordinate")])
        record_all(change(by, now, letter, "登记已签的责任书", on=row.on, after=plain_letter(letter) | {"number": letter.number})
                   for letter, row in zip(made, rows, strict=True))
    return made


def replace_letter(by: Account, now: datetime, letter: Letter, goals: Sequence[dict[str, Any]], *, reason: str) -> Letter:
    """State a letter anew, to be signed again, and return the new one; the old one stays with its signatures. Raises ValidationError
    without a reason, or where nothing changes."""
    reason = needed(reason, "reason", "请写明重签的原因。")
    with transaction.atomic():
        old = letter_now(letter, "replace")
        if list(goals) == old.goals:
            raise ValidationError("内容没有变化，不用重签。")
        new = Letter(**{name: getattr(old, name) for name in ("year", "superior", "subordinate", "side", "text")}, goals=list(goals), replaces=old,
                     superior_name=organ(old.superior, old.side), subordinate_name=organ(old.subordinate, old.side), generated_at=now, generated_by=by)
        if faults := _missing([new]):
            raise ValidationError(faults)
        old.replaced_at, old.reason = now, reason
        old.save(update_fields=["replaced_at", "reason"])
        _numbered([new], new.year)
        new.save()
        record_all([change(by, now, old, VERBS["replace"].label, before=plain_letter(old), after={"code": new.code}, note=reason),
                    change(by, now, new, VERBS["generate"].label, before={"code": old.code}, after=plain_letter(new), note=f"重签：{reason}")])
    return new


def void(by: Account, now: datetime, letter: Letter, *, reason: str) -> Letter:
    """Void a letter: it stays on record and counts no more. Raises ValidationError without a reason."""
    reason = needed(reason, "reason", "请写明作废的原因。")
    with transaction.atomic():
        found = letter_now(letter, "void")
        found.voided_at, found.reason = now, reason
        found.save(update_fields=["voided_at", "reason"])
        entry(by, now, found, "void", before=plain_letter(found), note=reason)
    return found
