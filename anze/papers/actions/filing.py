"""Files are put to a case and taken down again; the bytes stay."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import blob_of, put_in_place
from anze.acts.evidence.store import Staged
from anze.papers.models import Filed
from anze.people.models import Account, Unit
from anze.record.actions import Change, record


def attach(by: Account | None, now: datetime, of: tuple[str, str], purpose: str, examined_file: Staged, unit: Unit | None = None) -> Filed:
    """Put an examined file to a case (object type, id) and return it; what is there already is not put there again.

    `unit`: whose case it is, for the ledger. Within the caller's transaction, if there is one.
    """
    with put_in_place([examined_file]):
        blob = blob_of(examined_file, now)
        already = Filed.objects.of(*of).current().filter(purpose=purpose, blob=blob).first()
        if already:
            return already
        made = Filed(object_type=of[0], object_id=of[1], unit=unit, purpose=purpose, blob=blob, name=examined_file.name, taken_at=examined_file.taken_at,
                     added_at=now, added_by=by)
        made.full_clean(exclude=("blob", "unit"))
        made.save()
        record(Change(at=now, actor=by, verb="归入案卷", object_type="case_file", object_id=str(made.pk), unit=unit.code if unit else "",
                      after={"about": " ".join(of), "purpose": purpose, "name": made.name, "sha256": blob.sha256, "size": blob.size,
                             "media_type": blob.media_type}))
    return made


def strike(by: Account | None, now: datetime, filed: Filed, reason: str) -> Filed:
    """Take a file down: it stays, struck, with the reason. Raises ValidationError without one, or where it was taken down before."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明撤下的原因。"})
    with transaction.atomic():
        found = Filed.objects.select_for_update(of=("self",)).select_related("unit", "blob").get(pk=filed.pk)
        if found.struck_at:
            raise ValidationError("这个文件已经撤下，不用再撤。")
        found.struck_at, found.struck_by, found.struck_reason = now, by, reason.strip()[:200]
        found.save(update_fields=["struck_at", "struck_by", "struck_reason"])
        record(Change(at=now, actor=by, verb="撤下案卷文件", object_type="case_file", object_id=str(found.pk), unit=found.unit.code if found.unit else "",
                      before={"about": f"{found.object_type} {found.object_id}", "purpose": found.purpose, "name": found.name, "sha256": found.blob.sha256},
                      note=found.struck_reason))
    return found
