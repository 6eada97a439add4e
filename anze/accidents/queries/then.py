"""Accidents as they were on record on a day that is over: particulars, figures, grade, whether they counted."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.accidents.models import Accident, FigureUpdate, Statement, WriteOff
from anze.accidents.models.accident import StatedFields
from anze.accidents.queries.figures import figures_of
from anze.people.models import Unit
from anze.people.moment import end_of

STATED: Final = tuple(one.attname for one in StatedFields._meta.get_fields() if hasattr(one, "attname"))
AT_ONCE: Final = 500  # keys of one question: SQLite takes no more than a thousand or so


def as_known(found: Iterable[Accident], known_at: date, today: date, as_of: date | None = None) -> list[Accident]:
    """Return the accidents with what was on record of them at the end of `known_at`, as they stood on `as_of` where it is given: unsaved, for reading
    alone. Today's are as they are."""
    accidents = list(found)
    if known_at >= today and (as_of is None or as_of >= today):
        return accidents
    for low in range(0, len(accidents), AT_ONCE):
        _put_back(accidents[low:low + AT_ONCE], min(known_at, today), as_of or date.max)
    return accidents


def _put_back(accidents: list[Accident], known_at: date, as_of: date) -> None:
    moment, keys = end_of(known_at), [one.pk for one in accidents]
    standing = Q(struck_at=None) | Q(struck_at__gte=moment)

    def rows(model: Any) -> Any:
        return model.objects.filter(standing, accident__in=keys, recorded_at__lt=moment).order_by("pk")

    stated, off = {one.accident_id: one for one in rows(Statement)}, dict(rows(WriteOff).filter(decided_on__lte=as_of).values_list("accident", "decided_on"))
    updates: dict[int, list[FigureUpdate]] = defaultdict(list)
    for one in rows(FigureUpdate).filter(date__lte=as_of):
        updates[one.accident_id].append(one)
    units = Unit.objects.in_bulk({one.unit_id for one in stated.values()})
    for accident in accidents:
        then = stated.get(accident.pk)
        accident.written_off_on = off.get(accident.pk)
        if accident.withdrawn_at is not None and accident.withdrawn_at >= moment:
            accident.withdrawn_at = None
        if then is not None:
            _state(accident, then, units[then.unit_id], figures_of(then, updates[accident.pk], moment).columns())


def _state(accident: Accident, then: Statement, unit: Unit, figures: dict[str, Any]) -> None:
    for name in STATED:
        setattr(accident, name, getattr(then, name))
    accident.unit = unit
    for name, value in figures.items():
        setattr(accident, name, value)
