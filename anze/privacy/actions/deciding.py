"""The head of the office decides on a request, an erasure item by item. Never on his own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account
from anze.privacy.actions.stepping import ready, take
from anze.privacy.codes import REFUSALS
from anze.privacy.models import DataRequest, Step
from anze.privacy.queries.lawful import choices, of_duties

UNSAID: Final = "删除履职记录里的内容，请写明其中哪些与履职无关、是怎样误录的。"


def grant(by: Account, now: datetime, request: DataRequest, *, note: str = "") -> Step:
    """Grant a correction. Raises ValidationError for one's own request."""
    with transaction.atomic():
        found = ready(request, "grant")
        if found.kind != "correct":
            raise ValidationError("删除的请求要逐项决定。")
        return take(by, now, found, "grant", note=note, filed_by=found.filed_by)


def refuse(by: Account, now: datetime, request: DataRequest, *, ground: str, note: str) -> Step:
    """Refuse a correction with the reason and what was found. Raises ValidationError without them."""
    if ground not in REFUSALS:
        raise ValidationError({"ground": "请选择不予办理的理由。"})
    if not note.strip():
        raise ValidationError({"note": "请写明核实的情况：查了什么、依据是什么。"})
    with transaction.atomic():
        found = ready(request, "refuse")
        return take(by, now, found, "refuse", note=note, ground=ground, filed_by=found.filed_by)


def decide_items(by: Account, now: datetime, request: DataRequest, decided: Mapping[int, str], *, note: str = "") -> Step:
    """Decide on an erasure: for each item (by position) the ground on which it is erased or refused. Where all are refused, so is the request.

    Raises ValidationError also where something of the record of duties is to be erased and the note does not say why.
    """
    with transaction.atomic():
        items = list(request.items.all())
        faults = {}
        for item in items:
            offered = choices(item)
            outcome, ground = offered.get(decided.get(item.position, ""), ("", ""))
            if not outcome:
                faults[f"item-{item.position}"] = f"“{item}”：请选择删除，或者不予删除的理由。"
            item.outcome, item.ground = outcome, ground
        if not note.strip() and any(item.outcome == "granted" and of_duties(item) for item in items):
            faults["note"] = UNSAID
        if faults:
            raise ValidationError(faults)
        kind = "grant" if any(item.outcome == "granted" for item in items) else "refuse"
        found = ready(request, kind)
        for item in items:
            item.full_clean(exclude=("request",))
            item.save(update_fields=["outcome", "ground"])
        return take(by, now, found, kind, note=note, ground=items[0].ground if kind == "refuse" else "", filed_by=found.filed_by)
