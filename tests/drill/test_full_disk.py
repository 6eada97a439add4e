"""A full disk: uploads are refused with a clear sentence, nothing half written stays, and all is well when there is room again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anze.acts.evidence.examine import examined
from anze.acts.evidence.refuse import Refusal
from tests.hostile.office import pdf


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
