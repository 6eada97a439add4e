"""Exports that lie as files beside the database: put in place with their row, given to their owner, gone when they expire; what a dead process left too."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from anze.project.jobs import clean
from anze.workbook.kept import place, put_in_place, swept, written
from anze.workbook.models import Export
from tests.cast import LONG_AGO, Cast


@pytest.fixture
def kept(cast: Cast, settings: Any, tmp_path: Path) -> Export:
    """An export that lies as a file."""
    settings.FILES = tmp_path / "files"
    found = Export.objects.create(account=cast.account["英德安委办"], name="某.zip", maker="x", state="ready", counted="个文件", media_type="application/zip",
                                  total=3, made_at=LONG_AGO, expires_at=LONG_AGO + timedelta(days=9999))
    with written(found.uid) as file:
        file.write(b"PK")
        assert not place(found.uid).exists()
        put_in_place(found.uid, file)
    return found


def test_it_is_given_to_its_owner_alone_packed_as_it_lies(cast: Cast, kept: Export) -> None:
    answer: Any = cast.client("英德安委办").get(f"/exports/{kept.uid}/", headers={"accept-encoding": "gzip"})
    assert (b"".join(answer.streaming_content), answer["Content-Type"], answer["Content-Encoding"]) == (b"PK", "application/zip", "identity")
    assert cast.client("清新安委办").get(f"/exports/{kept.uid}/").status_code == 404
    assert "3 个文件" in cast.client("英德安委办").get("/exports/").content.decode()


def test_one_whose_file_is_gone_is_not_found(cast: Cast, kept: Export) -> None:
    place(kept.uid).unlink()
    assert cast.client("英德安委办").get(f"/exports/{kept.uid}/").status_code == 404


def test_the_file_goes_with_the_export_when_it_expires(cast: Cast, kept: Export) -> None:
    clean(LONG_AGO)
    assert place(kept.uid).exists()
    clean(kept.expires_at + timedelta(seconds=1))
    assert (place(kept.uid).exists(), Export.objects.exists()) == (False, False)


def test_writing_that_fails_leaves_nothing(kept: Export) -> None:
    uid = uuid4()
    with pytest.raises(OSError, match="disk"), written(uid) as file:
        put_in_place(uid, file)
        raise OSError("disk")
    assert [path.name for path in place(uid).parent.iterdir()] == [kept.uid.hex]


def test_what_a_dead_process_left_is_swept_after_a_day(kept: Export) -> None:
    dead = place(uuid4()).with_suffix(".part")
    dead.write_bytes(b"x")
    os.utime(dead, (LONG_AGO.timestamp(),) * 2)
    assert swept(LONG_AGO) == 0
    assert swept(LONG_AGO + timedelta(days=1)) == 1
    assert place(kept.uid).exists()
