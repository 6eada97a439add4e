"""What is typed into a form of a case is kept sealed while somebody types, and thrown away once it is sent, not wanted, or no longer his."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from anze.accountability.models import Case, CaseDraft
from anze.acts.actions.drafts import MOST, bounded
from anze.people.models import Account


def form_digest(address: str) -> str:
    """Return under what the draft of a form at an address is kept."""
    return salted_hmac("anze.case-draft", address, algorithm="sha256").hexdigest()


def draft_of(by: Account, address: str) -> CaseDraft | None:
    """Return what is kept of a form of an account, an emptied draft too; None for nothing."""
    return CaseDraft.objects.filter(account=by, form=form_digest(address)).first()


def save_case_draft(by: Account, now: datetime, address: str, data: Mapping[str, Sequence[str]], case: Case | None = None) -> CaseDraft:
    """Keep what was typed into the form at an address, in the place of what was kept before; the eldest beyond `MOST` go. No change of any record: the
    ledger hears nothing of it.

    Raises ValidationError where it is too much.
    """
    bounded(data)
    with transaction.atomic():
        made = draft_of(by, address) or CaseDraft(account=by, form=form_digest(address))
        made.case, made.typed, made.saved_at = case, json.dumps(dict(data), ensure_ascii=False), now
        made.save()
        eldest = CaseDraft.objects.filter(account=by).order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST:]
        CaseDraft.objects.filter(pk__in=list(eldest)).delete()
    return made


def empty_case_draft(by: Account, now: datetime, address: str) -> None:
    """Throw away what was typed into a form: it was sent, or is not wanted. That there is none is no fault."""
    CaseDraft.objects.filter(account=by, form=form_digest(address)).update(typed="", saved_at=now)


def drop_case_drafts(by: Account, case: Case) -> None:
    """Throw away all that an account has typed and not sent in a case: it has left it."""
    CaseDraft.objects.filter(account=by, case=case).delete()


def forget_case_drafts(before: datetime) -> int:
    """Throw away the drafts that nobody came back to since a moment, and return how many."""
    with transaction.atomic():
        return CaseDraft.objects.filter(saved_at__lt=before).delete()[0]
