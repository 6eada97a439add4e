"""What an account may do with one accident: by its rights, and by whose office recorded what it would overrule."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from anze.access.models import Grant
from anze.access.rights import Rights
from anze.accidents.models import Accident, AccidentImport, Statement, WriteOff
from anze.accidents.policies import UNDO_MINUTES, refused, relieved_by, second_needed
from anze.accidents.queries.weight import Weight, weights
from anze.people.models import Account, Recorded, Unit

OFFICES: Final = ("office", "office_head")


def may_change(rights: Rights, accident: Accident) -> bool:
    """Say whether the account may do anything with this accident: the offices of the place and of those above it."""
    return accident.withdrawn_at is None and rights.may("accident.change", unit=accident.unit)


def office_at(account: int | None, moment: datetime, place: Unit) -> Unit | None:
    """Return the unit whose office an account was at a moment: the highest of those above a place, else of all; None where it was none."""
    given = Grant.objects.filter(Q(ended_at=None) | Q(ended_at__gt=moment), account=account, role__in=OFFICES, given_at__lte=moment)
    units = [grant.unit for grant in given.select_related("unit") if grant.unit]
    return min([one for one in units if place.path.startswith(one.path)] or units, key=lambda one: len(one.path), default=None)


class Entitled:
    """What an account may do with an accident (its unit fetched); what was looked up once is not asked again."""

    def __init__(self, by: Account, accident: Accident) -> None:
        self._by, self._accident = by, accident
        self._mine: list[Unit] | None = None
        self._known: dict[tuple[int | None, datetime], Unit | None] = {}

    def refused(self, kind: str, of: Recorded | None = None) -> str:
        """Return why a deed is refused; empty where it is not. `of`: the record that would be taken off."""
        theirs = [self._office(of.recorded_by_id, of.recorded_at)] if of is not None else []
        if kind in {"correct", "withdraw", "conclude", "lower"}:
            theirs = self._registered()
        return refused(kind, self._offices(), self._accident.unit, theirs)

    def withdrawal_refused(self, now: datetime, weight: Weight | None = None) -> str:
        """Return why the account may not take the registration back alone; empty where nothing hangs on the accident, or it was its own slip just now."""
        one = self._accident
        weight = weight or weights([one], now)[one.code]
        own = one.recorded_by_id == self._by.pk
        if not weight.words or (own and not weight.interviewed and now - one.recorded_at <= timedelta(minutes=UNDO_MINUTES)):
            return ""
        return second_needed(weight.words, self._offices(), one.unit, Unit.objects.get(pk=one.unit.path.split("/")[1]), own=own)

    def may_relieve(self, area: Unit) -> bool:
        """Say whether the account may record that the responsibility lies outside an area."""
        return relieved_by(self._offices(), area)

    @property
    def office(self) -> bool:
        """Say whether the account is an office at all: no other reaches a page of these deeds, only what is loaded in bulk."""
        return bool(self._offices())

    def may(self, kind: str) -> bool:
        """Say whether a deed is open to the account."""
        return not self.refused(kind)

    def may_strike(self, row: Recorded) -> bool:
        """Say whether the account may take a record off."""
        return not self.refused("strike-write-off" if isinstance(row, WriteOff) else "strike", row)

    def may_decide(self, notice: WriteOff) -> bool:
        """Say whether the account may decide the write-off of which notice was given: not whoever gave it."""
        return notice.recorded_by_id != self._by.pk and self.may("write-off")

    def _offices(self) -> list[Unit]:
        if self._mine is None:
            given = Grant.objects.in_force().filter(account=self._by, role__in=OFFICES).select_related("unit")
            self._mine = [grant.unit for grant in given if grant.unit]
        return self._mine

    def _office(self, account: int | None, moment: datetime) -> Unit | None:
        key = (account, moment)
        if key not in self._known:
            self._known[key] = office_at(account, moment, self._accident.unit)
        return self._known[key]

    def _registered(self) -> list[Unit | None]:
        """Return the offices that registered the accident and that stated it last; an import is nobody's own."""
        one = self._accident
        if not one.device_key and AccidentImport.objects.filter(account=one.recorded_by_id, applied_at=one.recorded_at).exists():
            first = None
        else:
            first = self._office(one.recorded_by_id, one.recorded_at)
        last = Statement.objects.current().filter(accident=one).first()
        return [first, self._office(last.recorded_by_id, last.recorded_at)] if last and last.recorded_at != one.recorded_at else [first]
