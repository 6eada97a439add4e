"""From an upload to a file that may be kept: write it beside, examine it in a confined process, clean its name."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from anze.acts.evidence import confined, store
from anze.acts.evidence.kinds import kind_of
from anze.acts.evidence.names import clean
from anze.acts.evidence.refuse import Refusal
from anze.people.moment import SHANGHAI

ROOM: Final = 20_000_000  # bytes that stay free, for the database to end what it is writing


def examined(name: str, size: int, chunks: Iterable[bytes]) -> store.Staged:
    """Return the upload, checked and staged. Raises Refusal; then nothing of it stays on the disk."""
    refuse_size(size)
    refuse_full(size)
    given, made = store.beside(), store.beside()
    try:
        store.write(given, chunks)
        said = confined.run("check", given, made)
        path = made if made.exists() else given
        if path is made:
            with made.open("rb") as file:
                store.sync(file.fileno())
        taken = datetime.fromisoformat(said["taken"]).replace(tzinfo=SHANGHAI) if said.get("taken") else None
        media_type = said["media_type"]
        staged = store.Staged(path, clean(name, kind_of(media_type)), store.digest_of(path), path.stat().st_size, media_type, taken)
    except BaseException:
        given.unlink(missing_ok=True)
        made.unlink(missing_ok=True)
        raise
    if path is made:
        given.unlink()
    return staged


def all_examined(uploads: Iterable[tuple[str, int, Iterable[bytes]]]) -> tuple[list[store.Staged], list[str]]:
    """Return those of the uploads (name, size, chunks) that may be kept, staged, and a sentence for each that may not.

    Where anything else goes wrong none stays staged.
    """
    staged: list[store.Staged] = []
    refused: list[str] = []
    try:
        for name, size, chunks in uploads:
            try:
                staged.append(examined(name, size, chunks))
            except Refusal as refusal:
                refused.append(f"{name[:60]}：{refusal}")
    except BaseException:
        for one in staged:
            one.path.unlink(missing_ok=True)
        raise
    return staged, refused


def refuse_full(size: int) -> None:
    """Refuse unless the disk has room for the file, for what is made of it, and for the database to end its own writing."""
    folder = Path(settings.FILES)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < 3 * size + ROOM:
        raise Refusal("服务器的磁盘快满了，暂时收不下文件", "请先登记文字内容，并告诉系统管理员腾出空间；附件可以以后再补")


def refuse_size(size: int) -> None:
    """Refuse what is empty or larger than the setting allows."""
    limit = settings.EVIDENCE_MAX_BYTES
    if size == 0:
        raise Refusal("文件是空的", "请检查文件是否保存完整，再上传一次")
    if size > limit:
        raise Refusal(f"文件有 {size / 1_000_000:.1f} MB，超过 {limit // 1_000_000} MB", "请压缩图片，或把文件拆开后上传")
