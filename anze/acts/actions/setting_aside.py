"""Files of a form that was not taken are set aside until it is sent again, so that nobody chooses them twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from anze.acts.actions.evidence import blob_of, drop_unnamed, put_in_place
from anze.acts.evidence.store import Staged
from anze.acts.models import Blob, SetAside
from anze.people.models import Account
from anze.record.actions import hold

KEPT: Final = timedelta(hours=24)
MOST: Final = 40  # files set aside for one account


def set_aside(by: Account, now: datetime, key: str, files: Sequence[Staged]) -> list[SetAside]:
    """Keep examined files for the form with this key and return what was kept; a file that lies there already is kept once.

    Like a draft it is no change of any record: the ledger hears nothing of it. Raises ValidationError where it is too much.
    """
    with put_in_place(files):
        if SetAside.objects.filter(account=by).count() + len(files) > MOST:
            raise ValidationError(f"没有提交的表单里已经存了很多文件（至多 {MOST} 个），这次选的没有存下。请先登记文字内容，文件在记录页上再传。")
        return [_kept(by, now, key, staged) for staged in files]


def _kept(by: Account, now: datetime, key: str, staged: Staged) -> SetAside:
    made, _ = SetAside.objects.get_or_create(account=by, key=key, blob=blob_of(staged, now),
                                             defaults={"name": staged.name, "taken_at": staged.taken_at, "kept_at": now})
    return made


def drop_set_aside(by: Account, key: str, pk: int) -> None:
    """Let go of one file that is not wanted; that there is none, or that it is another's, is passed over."""
    _let_go(SetAside.objects.filter(account=by, key=key, pk=pk).values_list("pk", flat=True))


def forget_set_aside(before: datetime) -> int:
    """Let go of what was set aside before a moment and never sent; return how many."""
    return _let_go(SetAside.objects.filter(kept_at__lt=before).values_list("pk", flat=True))


def _let_go(keys: Iterable[int]) -> int:
    """Delete rows, the rows of content that nothing else names, and then the bytes: no row is ever without its bytes."""
    with transaction.atomic():
        hold()
        going = SetAside.objects.filter(pk__in=list(keys)).select_related("blob")
        blobs = {one.blob.sha256: one.blob_id for one in going}
        count, _ = going.delete()
        unnamed = {sha256: pk for sha256, pk in blobs.items() if _dropped(pk)}
    drop_unnamed(unnamed)
    return count


def _dropped(pk: int) -> bool:
    """Delete a content's row unless anything names it: an attachment, a case's file, a scan, whatever an app above keeps."""
    try:
        Blob.objects.filter(pk=pk).delete()
    except ProtectedError:
        return False
    return True
