"""Sixty hostile uploads and more: each refused with the right words and a remedy, or defused; in little memory and little time."""

import io
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image

from anze.acts.evidence import confined, store
from anze.acts.evidence.examine import examined
from anze.acts.evidence.refuse import Refusal
from tests.hostile.office import doc, docx, external, pdf, rels, xls, xlsx
from tests.hostile.pictures import drawn, located
from tests.hostile.uploads import SCRIPT, UPLOADS

MEMORY_KB, SECONDS = 200_000, 5


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"


def upload(name: str, content: bytes) -> store.Staged:
    return examined(name, len(content), iter([content]))


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_there_are_sixty_and_more() -> None:
    assert len(UPLOADS) >= 60


@pytest.mark.parametrize("what", [what for what, one in UPLOADS.items() if one.refused])
def test_a_hostile_file_is_refused_with_a_remedy_and_leaves_nothing(what: str, folder: Path) -> None:
    one = UPLOADS[what]
    content = one.make()
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(Refusal) as refusal:
        upload(one.name, content)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert re.search(one.refused, refusal.value.what), refusal.value.what
    assert refusal.value.remedy.startswith("请") or "请" in refusal.value.remedy
    assert after.ru_utime - used.ru_utime + after.ru_stime - used.ru_stime <= SECONDS
    assert time.perf_counter() - began <= confined.WAIT
    assert left(folder) == []


@pytest.mark.parametrize("what", [what for what, one in UPLOADS.items() if one.kept])
def test_a_file_that_can_be_made_harmless_is_kept_harmless(what: str) -> None:
    one = UPLOADS[what]
    staged = upload(one.name, one.make())
    kept = staged.path.read_bytes()
    assert staged.name.endswith(f".{one.kept}")
    assert not re.search(r"[/\\\x00\u202e]|\.exe|\.\.", staged.name)
    if one.kept in {"jpg", "png", "webp"}:
        assert not any(canary in kept for canary in (b"canary", b"PK\x03\x04", SCRIPT.encode(), b"GPS", b"Exif"))


LARGE: Final = {
    "jpeg": lambda: drawn("JPEG", (6000, 4000)), "large jpeg": lambda: drawn("JPEG", (12_000, 9_000)), "png": lambda: drawn("PNG", (4400, 4400)),
    "webp": lambda: drawn("WEBP", (3600, 2700)), "heif": lambda: drawn("HEIF", (4032, 3024)),
    **{what: UPLOADS[what].make for what in ("zip bomb", "zip bomb of many", "laughs", "pdf bomb", "pixel flood png", "office in office in office", "too big")},
}
# A small process between, so that what is measured is the checker and not what forked it.
MEASURE: Final = ("import subprocess, resource, sys; done = subprocess.run(sys.argv[1:], capture_output=True); "
                  "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")


@pytest.mark.parametrize("what", LARGE)
def test_no_checker_takes_more_memory_than_it_may(what: str, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_bytes(LARGE[what]())
    checker = [sys.executable, "-I", "-m", "anze.acts.evidence.check", str(given), str(tmp_path / "made")]
    done = subprocess.run([sys.executable, "-I", "-S", "-c", MEASURE, *checker], capture_output=True, check=True)
    status, peak = map(int, done.stdout.split())
    assert (status, peak <= MEMORY_KB) == (0, True), peak


def test_a_photo_keeps_its_moment_and_loses_its_place() -> None:
    staged = upload("现场.jpg", located())
    assert staged.taken_at is not None
    assert staged.taken_at.isoformat() == "2026-03-02T09:05:00+08:00"
    with Image.open(io.BytesIO(staged.path.read_bytes())) as picture:
        assert not picture.getexif()
        assert picture.size == (640, 480)


@pytest.mark.parametrize(("name", "make", "media"), [
    ("a", docx, "wordprocessingml.document"), ("b", xlsx, "spreadsheetml.sheet"), ("c", pdf, "application/pdf"),
    ("d", doc, "application/msword"), ("e", xls, "application/vnd.ms-excel"), ("f", "会议纪要\n".encode, "text/plain"),
    ("g", lambda: "会议纪要\n".encode("gb18030"), "text/plain"), ("h", lambda: drawn("HEIF"), "image/jpeg"), ("i", lambda: drawn("WEBP"), "image/webp"),
    ("j", lambda: docx({"word/_rels/document.xml.rels": rels(external("hyperlink", "a"))}), "wordprocessingml.document"),
    ("k", lambda: docx({"word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx()}), "wordprocessingml.document"),
    ("l", lambda: drawn("JPEG", (6000, 4000)), "image/jpeg"),
])
def test_what_an_office_has_is_taken(name: str, make: object, media: str) -> None:
    assert media in upload(name, make()).media_type  # type: ignore[operator]


def test_a_checker_that_hangs_or_dies_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeded defect: a library that never returns."""
    monkeypatch.setattr(confined, "WAIT", 0.01)
    with pytest.raises(Refusal, match="查不完"):
        upload("a.pdf", pdf())
