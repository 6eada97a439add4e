"""Scans that were sent in are read and filed (第十九条): a few pages while their page waits, many in the background."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Rights, rights_of
from anze.acts.actions.setting_aside import drop_set_aside, set_aside
from anze.acts.evidence import store
from anze.acts.evidence.refuse import Refusal
from anze.acts.evidence.store import Staged
from anze.acts.queries.evidence import aside_of
from anze.letters.actions.scanning import Part, Upload, take_in
from anze.letters.actions.stepping import signing_day
from anze.letters.models import Letter, ScanUpload
from anze.letters.policies import FILE
from anze.letters.scans.reading import groups_of, pages_in, taken_out
from anze.people.models import Account
from anze.record.actions import hold

QUICK: Final = 10  # pages that are read while their page waits
GONE: Final = "上传的文件已经清理，没有读取。请重新上传。"
LOST: Final = "您已经没有为这个单位归档责任书的权限，没有归档。请联系安全管理员。"
Said = list[tuple[str, str]]


def receive(by: Account, now: datetime, rights: Rights, told: Upload, files: Sequence[Staged], refused: Sequence[str]) -> ScanUpload | Said:
    """Read and file scans and return what is to be said of it; of many pages, return the upload under which they wait for the background.

    `refused`: what was said of files that did not come this far. Raises ValidationError where nothing can be taken in; no staged file stays.
    """
    try:
        signing_day(told.on, told.year, now)
        pages = _counted(files)
        return _filed(by, now, rights, told, files, [*refused]) if pages <= QUICK else _waiting(by, now, told, files, pages, refused)
    finally:
        for one in files:
            one.path.unlink(missing_ok=True)


def read_in(pk: int, now: datetime) -> None:
    """Read and file the scans of an upload that waits, with the rights that its account has by now."""
    upload = ScanUpload.objects.select_related("account", "unit", "letter").filter(pk=pk, stage="reading").first()
    if upload is None:
        return
    files: list[Staged] = []
    try:
        files = _copied(upload)
        said = [*map(tuple, upload.said), *_carried_out(upload, files, now)]
        ScanUpload.objects.filter(pk=pk).update(stage="done", said=said, done=upload.total)
    except BaseException:
        ScanUpload.objects.filter(pk=pk).update(stage="failed")
        raise
    finally:
        for one in files:
            one.path.unlink(missing_ok=True)
        for kept in aside_of(upload.account, upload.key).values_list("pk", flat=True):
            drop_set_aside(upload.account, upload.key, kept)


def _counted(files: Sequence[Staged]) -> int:
    """Return how many pages there are to read. What is no scan is told when it is read, with everything else."""
    pages = 0
    for one in files:
        with suppress(Refusal):
            pages += pages_in(one)
    return pages


def _waiting(by: Account, now: datetime, told: Upload, files: Sequence[Staged], pages: int, refused: Sequence[str]) -> ScanUpload:
    from anze.letters.tasks import read_scans  # noqa: PLC0415 — the task imports this module

    with transaction.atomic():
        hold()
        made = ScanUpload.objects.create(account=by, unit=told.unit, year=told.year, on=told.on, letter=told.letter, total=pages, made_at=now,
                                         said=[("error", words) for words in refused])
        set_aside(by, now, made.key, files)
        transaction.on_commit(lambda: read_scans.enqueue(made.pk))
    return made


def _copied(upload: ScanUpload) -> list[Staged]:
    """Return the files of an upload, staged anew: those set aside stay whole whatever becomes of these."""
    found = []
    for one in aside_of(upload.account, upload.key):
        if store.place(one.blob.sha256).exists():
            path = store.beside()
            shutil.copyfile(store.place(one.blob.sha256), path)
            found.append(Staged(path, one.name, one.blob.sha256, one.blob.size, one.blob.media_type, one.taken_at))
    return found


def _carried_out(upload: ScanUpload, files: Sequence[Staged], now: datetime) -> Said:
    if not files:
        return [("error", GONE)]
    rights = rights_of(upload.account)
    letter = Letter.objects.visible_to(rights, FILE).standing().filter(pk=upload.letter_id).first() if upload.letter_id else None
    if not rights.reach(FILE).covers_unit(upload.unit) or (upload.letter_id and letter is None):
        return [("error", LOST)]

    def tell(count: int) -> None:
        ScanUpload.objects.filter(pk=upload.pk).update(done=count)

    try:
        return _filed(upload.account, now, rights, Upload(upload.unit, upload.year, upload.on, letter), files, [], tell)
    except ValidationError as fault:
        return [("error", words) for words in fault.messages]


def _filed(by: Account, now: datetime, rights: Rights, told: Upload, files: Sequence[Staged], refused: list[str],
           tell: Callable[[int], None] = lambda _: None) -> Said:
    """Read the files, file their pages, and say what became of each."""
    parts: list[Part] = []
    read = 0
    try:
        for one in files:
            try:
                parts += _parts(one, lambda pages, before=read: tell(before + pages))  # type: ignore[misc]
                read = sum(len(part.group.pages) for part in parts)
            except Refusal as refusal:
                refused.append(f"{one.name[:60]}：{refusal}")
        if not parts:
            raise ValidationError({"attached": refused or ["没有选中文件。请先选择扫描件。"]})
        done = take_in(by, now, rights, told, parts)
    finally:
        for part in parts:
            part.staged.path.unlink(missing_ok=True)
    said: Said = []
    if letters := {scan.letter_id for scan in done.filed}:
        said.append(("success", f"已归档 {len(letters)} 份责任书的扫描件，双方签订日期登记为{told.on.year}年{told.on.month}月{told.on.day}日。"))
    if done.waiting:
        said.append(("warning", f"有 {sum(len(one.pages) for one in done.waiting)} 页没有归档，列在“没有归档的”里：请填编号，或者撤下。"))
    return [*said, *(("info", words) for words in done.before), *(("error", words) for words in refused)]


def _parts(staged: Staged, tell: Callable[[int], None]) -> list[Part]:
    """Return the parts of a file: the file itself where all of it bears one code, a file of its own for each otherwise."""
    groups = groups_of(staged, tell)
    if len(groups) == 1:
        return [Part(staged.sha256, groups[0], staged)]
    return [Part(staged.sha256, group, made) for group, made in zip(groups, taken_out(staged, groups), strict=True)]
