"""Files are attached to acts and taken down again; the bytes stay."""

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from anze.acts.evidence import store
from anze.acts.evidence.store import Staged
from anze.acts.models import Act, Attachment, Blob, SetAside
from anze.people.models import Account
from anze.record.actions import Change, hold, record


def attach(by: Account | None, now: datetime, act: Act, files: Sequence[Staged], *, key: str = "") -> list[Attachment]:
    """Attach staged files to an act, after those that the account set aside under the form's `key`, and return the attachments;
    a file that is attached already is not attached again.

    The bytes are in their place before the rows are committed, under the lock of the ledger: no row without bytes
    whatever breaks, and what a failure leaves without a row is removed. Raises ValidationError where the act was withdrawn.
    """
    with put_in_place(files):
        if hasattr(Act.objects.select_related("withdrawal").get(pk=act.pk), "withdrawal"):
            raise ValidationError("这条履职记录已经撤回，不能再加附件。请在新的记录里上传。")
        waiting = list(SetAside.objects.filter(account=by, key=key).select_related("blob")) if by and key else []
        made = [_attached(by, now, act, one.blob, name=one.name, taken_at=one.taken_at) for one in waiting if store.place(one.blob.sha256).exists()]
        SetAside.objects.filter(pk__in=[one.pk for one in waiting]).delete()
        return made + [_attached(by, now, act, blob_of(staged, now), name=staged.name, taken_at=staged.taken_at) for staged in files]


def carry_over(by: Account, now: datetime, old: Act, new: Act) -> list[Attachment]:
    """Attach to a correction what stands attached to the act that it replaces: the same content, no second copy of the bytes.

    Within a transaction that holds the ledger. What was taken down stays behind.
    """
    standing = Attachment.objects.current().filter(act=old).select_related("blob").order_by("pk")
    return [_attached(by, now, new, one.blob, name=one.name, taken_at=one.taken_at, note=f"由原记录 {old.uid} 带来") for one in standing]


_AROUND: ContextVar[list[str] | None] = ContextVar("around", default=None)  # digests that a block within hands to the one around it


@contextmanager
def put_in_place(files: Sequence[Staged] = ()) -> Iterator[None]:
    """Hold the ledger in a transaction for rows that name staged files; where it fails, remove the bytes that no row names.

    A block around others removes theirs too, where it fails after they were done: a verb that issues a paper and goes on is one such block.
    """
    around, within = _AROUND.get(), list[str]()
    mine = _AROUND.set(within)
    try:
        with transaction.atomic():
            hold()
            yield
        if around is not None:
            around += [*within, *(staged.sha256 for staged in files)]
    except BaseException:
        with suppress(DatabaseError):  # where even that fails, the sweep removes them
            drop_unnamed([*within, *(staged.sha256 for staged in files)])
        raise
    finally:
        _AROUND.reset(mine)
        for staged in files:
            staged.path.unlink(missing_ok=True)


def blob_of(staged: Staged, now: datetime) -> Blob:
    """Put the bytes of a staged file in their place and return the row that names them; within `put_in_place`."""
    blob, _ = Blob.objects.get_or_create(sha256=staged.sha256, defaults={"size": staged.size, "media_type": staged.media_type, "stored_at": now})
    store.keep(staged.path, staged.sha256)
    return blob


def _attached(by: Account | None, now: datetime, act: Act, blob: Blob, *, name: str, taken_at: datetime | None, note: str = "") -> Attachment:
    already = Attachment.objects.current().filter(act=act, blob=blob).first()
    if already:
        return already
    made = Attachment(act=act, blob=blob, name=name, taken_at=taken_at, added_at=now, added_by=by)
    made.full_clean(exclude=("act", "blob"))
    made.save()
    record(Change(at=now, actor=by, verb="添加附件", object_type="evidence", object_id=act.uid, unit=act.unit.code, happened_on=act.date, note=note,
                  after={"name": made.name, "sha256": blob.sha256, "size": blob.size, "media_type": blob.media_type}))
    return made


def drop_unnamed(digests: Collection[str]) -> None:
    """Remove those of the bytes that no committed row names."""
    with transaction.atomic():
        hold()
        for sha256 in set(digests) - set(Blob.objects.filter(sha256__in=digests).values_list("sha256", flat=True)):
            store.drop(sha256)


def take_down(by: Account | None, now: datetime, attachment: Attachment, *, reason: str) -> Attachment:
    """Take an attachment down: it stays, struck, with the reason. Raises ValidationError without one, or where it was taken down before."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明撤下的原因。"})
    with transaction.atomic():
        found = Attachment.objects.select_for_update(of=("self",)).select_related("act__unit", "blob").get(pk=attachment.pk)
        if found.struck_at:
            raise ValidationError("这个附件已经撤下，不用再撤。")
        found.struck_at, found.struck_by, found.struck_reason = now, by, reason.strip()
        found.full_clean(exclude=("act", "blob"))
        found.save(update_fields=("struck_at", "struck_by", "struck_reason"))
        record(Change(at=now, actor=by, verb="撤下附件", object_type="evidence", object_id=found.act.uid, unit=found.act.unit.code,
                      happened_on=found.act.date, before={"name": found.name, "sha256": found.blob.sha256}, note=found.struck_reason))
    return found


def swept(before: datetime) -> int:
    """Remove bytes that no row names, and uploads begun before a moment and never finished; return how many. Under the ledger's
    lock nobody is between putting bytes in their place and committing their row."""
    count = 0
    with transaction.atomic():
        hold()
        for path in list(store.kept()):
            if not Blob.objects.filter(sha256=path.name).exists():
                path.unlink(missing_ok=True)
                count += 1
    for path in list(store.left_over(before)):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        count += 1
    return count
