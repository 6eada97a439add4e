"""Scans of a few pages are read while their page waits, of many in the background, with a page that says how far it is (第十九条)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from anze.access.models import Grant
from anze.acts.evidence import store
from anze.acts.models import Blob, SetAside
from anze.letters.actions import reading
from anze.letters.actions.reading import GONE, LOST, read_in
from anze.letters.models import Scan, ScanUpload
from anze.letters.scans.reading import groups_of, pages_in
from tests.apps.letters.telling import CITY, COUNTY, generated, paper, staged
from tests.cast import Cast

ADDRESS = "/letters/scans/qy/2026/"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call three pages many."""
    monkeypatch.setattr(reading, "QUICK", 3)


@pytest.fixture
def at_once(settings: Any) -> Iterator[None]:
    """Run background tasks as soon as they are given."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    yield


def sent(cast: Cast, content: bytes, *more: Any, follow: bool = False) -> Any:
    scan = SimpleUploadedFile("扫描.pdf", content, content_type="application/pdf")
    return cast.client(CITY).post(ADDRESS, {"attached": [scan, *more], "on": "2026-02-03"}, follow=follow)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_pages_are_counted_before_they_are_read_and_the_reading_tells_how_far_it_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.letters.scans.reading.AT_ONCE", 2)
    file, heard = staged(paper(*list(generated(cast).values())[:2])), list[int]()
    pages = pages_in(file)
    groups_of(file, heard.append)
    assert sum(len(group.pages) for group in groups_of(file)) == pages and heard == [*range(2, pages, 2), pages]
    file.path.unlink()


def test_ten_pages_are_read_at_once_and_eleven_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    generated(cast)
    content, counted = paper(*list(generated(cast).values())[:1]), [10]
    monkeypatch.setattr(reading, "pages_in", lambda _: counted[0])
    assert sent(cast, content)["Location"] == ADDRESS and Scan.objects.exists() and not ScanUpload.objects.exists()
    counted[0] = 11
    assert sent(cast, content)["Location"] == f"/letters/scans/reading/{ScanUpload.objects.get().uid}/"


def test_many_pages_wait_for_the_worker_and_their_page_says_how_far_it_is(cast: Cast, few: None, django_capture_on_commit_callbacks: Any) -> None:
    letters = list(generated(cast).values())[:2]
    answer = sent(cast, paper(*letters), SimpleUploadedFile("说明.txt", "不是扫描件".encode(), content_type="text/plain"))
    upload, client = ScanUpload.objects.get(), cast.client(CITY)
    assert not Scan.objects.exists() and SetAside.objects.count() == 2 and not list(store.left_over(timezone.now()))
    assert f"共 {upload.total} 页" in text(client.get(answer["Location"])) and "正在读取" in text(client.get(ADDRESS))
    aside = [one.blob.sha256 for one in SetAside.objects.select_related("blob")]
    ScanUpload.objects.update(done=3)
    part = client.get(answer["Location"], headers={"HX-Request": "true"})
    assert "已读 3 页" in text(part) and b"<html" not in part.content
    read_in(upload.pk, timezone.now())
    upload.refresh_from_db()
    assert (upload.stage, upload.done) == ("done", upload.total) and {one.letter for one in Scan.objects.all()} == set(letters)
    assert client.get(answer["Location"], headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = text(client.get(answer["Location"]))
    assert "已归档 2 份责任书的扫描件" in page and "说明.txt：不是扫描件" in page and "看结果" in text(client.get(ADDRESS))
    assert not SetAside.objects.exists() and not list(store.left_over(timezone.now()))
    assert not any(store.place(one).exists() for one in aside) and all(store.place(one.blob.sha256).exists() for one in Scan.objects.all())
    assert not Blob.objects.filter(sha256__in=aside).exists()
    read_in(upload.pk, timezone.now())  # a second worker
    assert Scan.objects.count() == 2


def test_one_letter_of_many_pages_keeps_its_file(cast: Cast, few: None, at_once: None, django_capture_on_commit_callbacks: Any,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "QUICK", 0)
    letter = generated(cast)["yd party"]
    with django_capture_on_commit_callbacks(execute=True):
        sent(cast, paper(letter))
    [scan] = Scan.objects.all()
    assert scan.letter == letter and store.place(scan.blob.sha256).exists() and not SetAside.objects.exists()


def test_what_cannot_be_read_in_the_background_is_said_there(cast: Cast, few: None) -> None:
    content = paper(*list(generated(cast).values())[:2])
    sent(cast, content)
    upload = ScanUpload.objects.get()
    Grant.objects.filter(account=cast.account[CITY]).update(ended_at=timezone.now())
    read_in(upload.pk, timezone.now())
    upload.refresh_from_db()
    assert upload.said == [["error", LOST]] and not Scan.objects.exists() and not SetAside.objects.exists()
    ScanUpload.objects.update(stage="reading", said=[])
    read_in(upload.pk, timezone.now())
    upload.refresh_from_db()
    assert upload.said == [["error", GONE]]


def test_a_reading_that_breaks_files_nothing_and_says_so(cast: Cast, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = sent(cast, paper(*list(generated(cast).values())[:2]))

    def breaks(*_: Any) -> Any:
        raise OSError("disk")

    monkeypatch.setattr(reading, "take_in", breaks)
    with pytest.raises(OSError, match="disk"):
        read_in(ScanUpload.objects.get().pk, timezone.now())
    assert "后台读取时出了故障，什么也没有归档" in text(cast.client(CITY).get(answer["Location"]))
    assert not Scan.objects.exists() and not SetAside.objects.exists() and not list(store.left_over(timezone.now()))


def test_nobody_else_sees_an_upload_and_a_wrong_day_is_refused_before_it_waits(cast: Cast, few: None) -> None:
    content = paper(*list(generated(cast).values())[:2])
    assert sent(cast, content)["Location"] and cast.client(COUNTY).get(f"/letters/scans/reading/{ScanUpload.objects.get().uid}/").status_code == 404
    scan = SimpleUploadedFile("扫描.pdf", content, content_type="application/pdf")
    refused = cast.client(CITY).post(ADDRESS, {"attached": scan, "on": "2035-02-03"})
    assert refused.status_code == 422 and "签订日期晚于今天" in text(refused) and ScanUpload.objects.count() == 1
