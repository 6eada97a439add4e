"""A full disk: uploads are refused with a clear sentence, nothing half written stays, and all is well when there is room again."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg.errors
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from anze.acts.evidence.examine import examined
from anze.acts.evidence.refuse import Refusal
from anze.acts.models import Act
from anze.people.moment import SHANGHAI
from anze.record.verify import verify
from tests.cast import Cast, make_cast
from tests.hostile.office import pdf

NOW = datetime(2026, 6, 15, 10, tzinfo=SHANGHAI)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A volume of 24 MB, where this account may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    try:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], capture_output=True, check=False).returncode
    except OSError:
        done = 1
    if done:
        pytest.skip("no volume can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_uploads_are_refused_on_a_full_volume_and_taken_when_there_is_room(settings: Any, small: Path) -> None:
    settings.FILES = small / "files"
    filling = small / "filling"
    filling.write_bytes(b"x" * 23_000_000)
    with pytest.raises(Refusal, match="磁盘快满了"):
        examined("a", len(pdf()), iter([pdf()]))
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []
    filling.unlink()
    assert examined("a", len(pdf()), iter([pdf()])).path.exists()


def test_a_disk_that_fills_up_in_the_midst_leaves_nothing(settings: Any, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES = small / "files"
    monkeypatch.setattr("anze.acts.evidence.examine.ROOM", -10**9)
    (small / "filling").write_bytes(b"x" * 23_000_000)
    content = pdf() + b" " * 3_000_000
    with pytest.raises(OSError, match="No space"):
        examined("a", len(content), iter([content]))
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []


@contextmanager
def database_full() -> Iterator[None]:
    """The database's volume is full. SQLite may grow by a few pages more and then says so itself; of PostgreSQL's answer a third insert stands in."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages + 12}")
            yield
            cursor.execute("PRAGMA max_page_count = 1073741823")
        return
    inserts = 0

    def full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal inserts
        inserts += sql.startswith("INSERT INTO \"record_entry\"")
        if inserts > 2 and sql.startswith("INSERT"):
            with connection.wrap_database_errors:
                raise psycopg.errors.DiskFull("could not extend file: No space left on device")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        yield


def recorded(client: Client, place: str) -> Any:
    """Record an inspection as a form does."""
    return client.post("/acts/record/inspection/", {"unit": "wb", "date": "2026-06-01", "lead": "p4", "place": place})


def browser(city: Cast) -> Client:
    """Return the browser of the town's office; what fails in the site is answered, not raised."""
    client = city.client("望埠安委办")
    client.raise_request_exception = False
    return client


@pytest.mark.django_db(transaction=True)
def test_a_full_database_refuses_in_words_loses_nothing_it_acknowledged_and_goes_on_with_room(settings: Any, tmp_path: Path, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    settings.FILES = tmp_path / "files"
    client = browser(make_cast())
    kept: list[str] = []
    with database_full():
        for number in range(60):
            answer = recorded(client, f"{number}号厂房" + "很长的地址" * 15)
            if answer.status_code != 302:
                break
            kept.append(f"{number}号厂房")
    assert (answer.status_code, "磁盘满了" in answer.content.decode(), "这一步没有保存" in answer.content.decode()) == (507, True, True)
    assert kept
    assert [act.place.partition("很")[0] for act in Act.objects.order_by("pk")] == kept
    assert verify().whole
    assert recorded(client, "有地方以后").status_code == 302
    assert verify().whole


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["temporary", "files"])
def test_a_full_volume_of_files_refuses_in_words_and_leaves_nothing(settings: Any, tmp_path: Path, time_machine: Any, where: str) -> None:
    """Where no volume can be mounted: writing says what a full volume says (ENOSPC), of temporary files while a large upload arrives."""
    time_machine.move_to(NOW, tick=False)
    settings.FILES = tmp_path / "files"
    client = browser(make_cast())
    assert recorded(client, "某厂").status_code == 302
    act, fault = Act.objects.get(), OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10  # every file arrives through a temporary one
    content = pdf()
    place = "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk" if where == "temporary" else "os.fsync"
    with mock.patch(place, side_effect=fault):
        answer = client.post(f"/acts/{act.uid}/files/", {"files": SimpleUploadedFile("a.pdf", content)})
    assert (answer.status_code, "磁盘满了" in answer.content.decode()) == (507, True)
    assert act.attachments.count() == 0
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []
    assert client.post(f"/acts/{act.uid}/files/", {"files": SimpleUploadedFile("a.pdf", content)}).status_code in {200, 302}
    assert act.attachments.count() == 1
