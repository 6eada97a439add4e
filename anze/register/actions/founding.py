"""The first units of a site: the shipped divisions in one press, or a top unit of one's own. Only while the register is empty."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.divisions import divisions, related_bodies
from anze.people.models import Account, Unit
from anze.register.actions.units import add_unit

_FILLED = "名册里已经有单位，不能再整体载入。请在“名册”里逐个登记，或者用 Excel 导入。"


def load_divisions(by: Account | None, now: datetime) -> int:
    """Enter 清远市 with its counties, towns, subdistricts, 高新区, forest farms and reserves; gives how many. Raises ValidationError if filled."""
    with transaction.atomic():
        if Unit.objects.exists():
            raise ValidationError(_FILLED)
        made: dict[str, Unit] = {}
        for position, one in enumerate((*divisions(), *related_bodies()), 1):
            made[one.code] = add_unit(by, now, code=one.code, name=one.name, level=one.level, parent=made.get(one.parent), kind=one.kind,
                                      code_system=one.code_system, position=position)
    return len(made)


def found(by: Account | None, now: datetime, **fields: Any) -> Unit:
    """Enter the first unit of a site (fields as `add_unit`). Raises ValidationError if the register is filled."""
    with transaction.atomic():
        if Unit.objects.exists():
            raise ValidationError(_FILLED)
        return add_unit(by, now, **fields)
