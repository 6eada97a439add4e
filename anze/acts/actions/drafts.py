"""What was typed and not yet sent is kept by itself, and thrown away once it is sent or not wanted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.models import Draft
from anze.people.models import Account

_REGISTERED: dict[str, Callable[[str], bool]] = {}  # form → whether what was sent under a number is on record
LARGEST = 100_000  # characters of all values together
MOST = 50  # drafts of one account


def save_draft(by: Account, now: datetime, form: str, data: Mapping[str, Sequence[str]]) -> Draft:
    """Keep what was typed into a form, in the place of what was kept before. No change of any record: the ledger hears nothing of it.

    Raises ValidationError where it is too much.
    """
    bounded(data)
    with transaction.atomic():
        made, created = Draft.objects.update_or_create(account=by, form=form, defaults={"data": dict(data), "saved_at": now})
        if created:
            old = Draft.objects.filter(account=by).order_by("-saved_at").values_list("pk", flat=True)[MOST:]
            Draft.objects.filter(pk__in=list(old)).delete()
    return made


def bounded(data: Mapping[str, Sequence[str]]) -> None:
    """Raise ValidationError where what was typed is too much for a draft."""
    if sum(len(value) for values in data.values() for value in values) > LARGEST:
        raise ValidationError("内容过长，草稿没有保存。请尽快提交，或者把长文放到附件里。")


def watch_form(form: str, registered: Callable[[str], bool]) -> None:
    """Have drafts of a form thrown away once `registered` says that what was sent under the form's number is on record."""
    _REGISTERED[form] = registered


def drop_registered(by: Account, form: str, key: str) -> bool:
    """Throw a draft away that came after the form was sent; say whether it was so. Asked after the draft is kept, it cannot miss one."""
    registered = _REGISTERED.get(form)
    if not key or registered is None or not registered(key):
        return False
    drop_draft(by, form)
    return True


def drop_draft(by: Account, form: str) -> None:
    """Throw a draft away; that there is none is no fault."""
    Draft.objects.filter(account=by, form=form).delete()
