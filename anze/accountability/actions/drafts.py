"""What is typed into a form of a case is kept sealed while somebody types, and thrown away once it is sent, not wanted, or no longer his."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.models import Case, CaseDraft
from anze.people.models import Account

LARGEST: Final = 100_000  # characters of all values together
MOST: Final = 50  # drafts of one account


def save_case_draft(by: Account, now: datetime, form: str, data: Mapping[str, Sequence[str]], case: Case | None = None) -> CaseDraft:
    """Keep what was typed into the form at an address, in the place of what was kept before; the eldest beyond `MOST` go. No change of any record: the
    ledger hears nothing of it.

    Raises ValidationError where it is too much.
    """
    if sum(len(value) for values in data.values() for value in values) > LARGEST:
        raise ValidationError("内容过长，草稿没有保存。请尽快提交，或者把长文放到附件里。")
    with transaction.atomic():
        made = CaseDraft.objects.filter(account=by, form=form).first() or CaseDraft(account=by, form=form)
        made.case, made.typed, made.saved_at = case, json.dumps(dict(data), ensure_ascii=False), now
        made.save()
        eldest = CaseDraft.objects.filter(account=by).order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST:]
        CaseDraft.objects.filter(pk__in=list(eldest)).delete()
    return made


def drop_case_draft(by: Account, form: str) -> None:
    """Throw the draft of a form away; that there is none is no fault."""
    CaseDraft.objects.filter(account=by, form=form).delete()


def drop_case_drafts(by: Account, case: Case) -> None:
    """Throw away all that an account has typed and not sent in a case: it has left it."""
    CaseDraft.objects.filter(account=by, case=case).delete()


def forget_case_drafts(before: datetime) -> int:
    """Throw away the drafts that nobody came back to since a moment, and return how many."""
    with transaction.atomic():
        return CaseDraft.objects.filter(saved_at__lt=before).delete()[0]
