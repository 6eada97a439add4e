"""An office replaces the template of a kind, takes up a former version again, or goes back to the built-in one. No version is ever overwritten."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import blob_of, put_in_place
from anze.acts.evidence.store import Staged
from anze.acts.models import Blob
from anze.documents.paper import WORD
from anze.papers.checking import check
from anze.papers.kinds import KINDS
from anze.papers.models import Letterhead, Template
from anze.people.models import Account, Unit
from anze.record.actions import Change, hold, record


def adopt(by: Account | None, now: datetime, unit: Unit, kind: str, file: Staged, note: str = "") -> Template:
    """Take an examined file as the unit's template of a kind. Raises ValidationError with everything that is wrong with it."""
    try:
        if file.media_type != WORD:
            raise ValidationError("模板要用 Word 文档（.docx）。旧格式的请在 Word 里另存为 .docx 再上传。")
        check(file.path.read_bytes(), kind)
    except ValidationError:
        file.path.unlink(missing_ok=True)
        raise
    with put_in_place([file]):
        return _added(by, now, unit, kind, blob_of(file, now), name=file.name, note=note)


def restore(by: Account | None, now: datetime, former: Template) -> Template:
    """Take up a former version again: as a new version with the same content."""
    with transaction.atomic():
        hold()
        return _added(by, now, former.unit, former.kind, former.blob, name=former.name, note=f"恢复第 {former.version} 版", restores=former)


def go_back(by: Account | None, now: datetime, unit: Unit, kind: str) -> Template:
    """Give up the unit's own template: what the unit above, or the product, gives counts again. The versions stay."""
    with transaction.atomic():
        hold()
        newest = Template.objects.filter(unit=unit, kind=kind).order_by("-version").first()
        if newest is None or newest.blob_id is None:
            raise ValidationError("本单位没有自己的模板，用的就是上级的或者内置的。")
        return _added(by, now, unit, kind, None, note="不再用本单位的模板")


def _added(by: Account | None, now: datetime, unit: Unit, kind: str, blob: Blob | None, *, name: str = "", note: str = "",
           restores: Template | None = None) -> Template:
    """Add a version; under the lock of the ledger, so that two at once get two numbers."""
    newest = Template.objects.filter(unit=unit, kind=kind).order_by("-version").select_related("blob").first()
    made = Template.objects.create(unit=unit, kind=kind, version=newest.version + 1 if newest else 1, blob=blob, name=name, note=note.strip()[:200],
                                   restores=restores, added_at=now, added_by=by)
    record(Change(at=now, actor=by, verb="更换公文模板", object_type="paper_template", object_id=f"{unit.code}-{kind}", unit=unit.code, note=made.note,
                  before={"version": newest.version, "sha256": newest.blob.sha256 if newest.blob else ""} if newest else None,
                  after={"kind": KINDS[kind], "version": made.version, "name": name, "sha256": blob.sha256 if blob else ""}))
    return made


def set_letterhead(by: Account | None, now: datetime, unit: Unit, *, organ: str, sender: str, code: str, printed_by: str = "") -> Letterhead:
    """Say how a unit's office calls itself on its documents; what was said before stays on record. Numbers that were given out stay as they are."""
    with transaction.atomic():
        hold()
        old = Letterhead.objects.current().filter(unit=unit).first()
        if old:
            old.struck_at, old.struck_reason = now, "更改"
            old.save(update_fields=["struck_at", "struck_reason"])
        made = Letterhead(unit=unit, organ=organ, sender=sender, code=code, printed_by=printed_by, recorded_at=now, recorded_by=by, replaces=old)
        made.full_clean(exclude=("unit", "replaces", "recorded_by"), validate_constraints=False)
        made.save()
        record(Change(at=now, actor=by, verb="设置发文机关", object_type="letterhead", object_id=unit.code, unit=unit.code,
                      before=_head(old) if old else None, after=_head(made)))
    return made


def _head(one: Letterhead) -> dict[str, str]:
    return {"organ": one.organ, "sender": one.sender, "code": one.code, "printed_by": one.printed_by}
