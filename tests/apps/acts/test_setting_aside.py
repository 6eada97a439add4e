"""Files chosen in a form that was refused wait on the server: for their account and that form alone, and not for ever."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anze.acts.actions.setting_aside import KEPT, MOST
from anze.acts.evidence import store
from anze.acts.evidence.examine import examined
from anze.acts.models import Act, Attachment, Blob, SetAside
from anze.acts.queries.evidence import disagreements
from anze.papers.actions.filing import attach as case_file
from anze.project.jobs import clean
from anze.record.models import Entry
from tests.apps.acts.telling import at
from tests.cast import Cast

NOW = at("2026-06-15")
SENT = {"unit": "wb", "date": "2026-06-12", "lead": ["p4"], "place": "望埠工业园", "device_key": "k1"}
WRONG = SENT | {"date": "2026-06-16"}


@pytest.fixture(autouse=True)
def june(settings: Any, tmp_path: Path) -> Iterator[time_machine.Traveller]:
    settings.FILES = tmp_path / "files"
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def text(name: str, content: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (content or f"{name}的内容").encode())


def sent(client: Client, data: dict[str, Any], *files: SimpleUploadedFile, script: bool = False, **more: Any) -> Any:
    headers = {"accept": "application/json"} if script else {}
    return client.post("/acts/record/inspection/", data | {"attached": list(files)} | more, headers=headers)


def names() -> list[str]:
    return list(Attachment.objects.values_list("name", flat=True))


def test_a_refused_form_keeps_its_files_and_they_come_with_the_act(cast: Cast) -> None:
    client, entries = cast.client("丁"), Entry.objects.count()
    page = sent(client, WRONG, text("一.txt"), text("二.txt"))
    assert page.status_code == 422
    assert "已上传 2 个文件" in page.content.decode() and "一.txt" in page.content.decode()
    assert (Attachment.objects.count(), Entry.objects.count()) == (0, entries)
    shown = [str(one.pk) for one in SetAside.objects.all()]
    answer = sent(client, SENT, text("三.txt"), aside=shown)
    assert answer.status_code == 302
    assert names() == ["一.txt", "二.txt", "三.txt"]
    assert not SetAside.objects.exists()
    assert Entry.objects.filter(verb="添加附件").count() == 3
    assert list(disagreements()) == []


def test_a_file_is_taken_away_by_a_button_and_what_was_typed_stays(cast: Cast) -> None:
    client = cast.client("丁")
    sent(client, WRONG, text("一.txt"), text("二.txt"))
    [first, _] = SetAside.objects.select_related("blob")
    page = sent(client, SENT, text("三.txt"), drop_file=str(first.pk))
    assert page.status_code == 200 and "望埠工业园" in page.content.decode()
    assert not Act.objects.exists()
    assert [one.name for one in SetAside.objects.all()] == ["二.txt", "三.txt"]
    assert not store.place(first.blob.sha256).exists()
    assert sorted(path.name for path in store.kept()) == sorted(Blob.objects.values_list("sha256", flat=True))


def test_the_same_files_sent_twice_wait_and_are_attached_once(cast: Cast) -> None:
    client = cast.client("丁")
    for _ in range(2):
        sent(client, WRONG, text("一.txt"))
    assert SetAside.objects.count() == 1
    for _ in range(2):
        assert sent(client, SENT, script=True).status_code == 201
    assert (names(), Act.objects.count()) == (["一.txt"], 1)


def test_another_account_neither_sees_nor_uses_nor_removes_them(cast: Cast) -> None:
    sent(cast.client("丁"), WRONG, text("一.txt"))
    [mine] = SetAside.objects.all()
    other = cast.client("望埠安委办")
    page = sent(other, WRONG, drop_file=str(mine.pk), aside=[str(mine.pk)])
    assert "一.txt" not in page.content.decode()
    assert sent(other, SENT, aside=[str(mine.pk)]).status_code == 302
    assert names() == []
    assert list(SetAside.objects.all()) == [mine]
    sent(cast.client("丁"), WRONG | {"device_key": "k2"}, drop_file=str(mine.pk))  # nor does another form of the same account
    assert list(SetAside.objects.all()) == [mine]


def test_only_what_passes_the_examination_waits_and_every_fault_is_told(cast: Cast, settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = 1_000_000
    bad = [SimpleUploadedFile("坏.docx", b"MZ" + bytes(99)), SimpleUploadedFile("空.txt", b""), SimpleUploadedFile("大.txt", b"a" * 1_000_001)]
    page = sent(cast.client("丁"), WRONG, *bad, text("好.txt")).content.decode()
    for said in ("坏.docx：这是程序", "大.txt：文件超过 1 MB", "晚于今天"):
        assert said in page
    assert [one.name for one in SetAside.objects.all()] == ["好.txt"]
    answer = sent(cast.client("丁"), SENT, SimpleUploadedFile("坏.exe", b"MZ" + bytes(99)), SimpleUploadedFile("大.txt", b"a" * 1_000_001))
    page = cast.client("丁").get(answer.url).content.decode()
    assert "。。" not in page


def test_every_refused_file_of_a_taken_form_is_told_at_once(cast: Cast) -> None:
    client = cast.client("丁")
    bad = [SimpleUploadedFile("坏.exe", b"MZ" + bytes(99)), SimpleUploadedFile("包.zip", b"PK\x05\x06" + bytes(99))]
    page = client.post("/acts/record/inspection/", SENT | {"attached": [*bad, text("好.txt")]}, follow=True).content.decode()
    assert "坏.exe：这是程序" in page and "包.zip：压缩包" in page
    assert "。。" not in page and "记录已经登记，可以在记录页上再传。" in page
    assert names() == ["好.txt"]


def test_what_nobody_comes_back_for_is_cleaned_after_its_time(cast: Cast) -> None:
    client = cast.client("丁")
    sent(client, WRONG, text("共用.txt"), text("剩下.txt"))
    shown = [str(one.pk) for one in SetAside.objects.all()]
    sent(client, SENT | {"device_key": "other"}, text("共用.txt"))
    clean(NOW + KEPT)
    assert SetAside.objects.count() == 2
    assert "没有提交的文件 2 个" in clean(NOW + KEPT + timedelta(seconds=1))
    assert not SetAside.objects.exists()
    assert [path.name for path in store.kept()] == [Blob.objects.get().sha256] == [Attachment.objects.get().blob.sha256]
    page = client.post("/acts/record/inspection/", SENT | {"aside": shown}, follow=True).content.decode()
    assert "先前选好的 2 个文件存放超过 24 小时，已经清理" in page


def test_what_a_case_keeps_as_well_stays_when_the_form_is_forgotten(cast: Cast, june: time_machine.Traveller) -> None:
    sent(cast.client("丁"), WRONG, text("一.txt", "同一份"))
    case_file(cast.account["市安委办"], NOW, ("accident", "sg-1"), "调查材料", examined("材料.txt", 9, iter(["同一份".encode()])))
    june.move_to(NOW + KEPT + timedelta(minutes=1))
    clean(NOW + KEPT + timedelta(minutes=1))
    assert not SetAside.objects.exists()
    assert Blob.objects.count() == 1
    assert list(disagreements()) == []


def test_nobody_fills_the_disk_with_forms_that_are_never_sent(cast: Cast) -> None:
    blob = Blob.objects.create(sha256="0" * 64, size=1, media_type="text/plain", stored_at=NOW)
    SetAside.objects.bulk_create(SetAside(account=cast.account["丁"], key=f"x{number}", blob=blob, name="a", kept_at=NOW) for number in range(MOST))
    page = sent(cast.client("丁"), WRONG, text("一.txt")).content.decode()
    assert f"至多 {MOST} 个" in page
    assert list(store.kept()) == []


def test_a_correction_that_is_refused_keeps_its_files_too(cast: Cast) -> None:
    client = cast.client("丁")
    uid = sent(client, SENT, script=True).json()["uid"]
    data = SENT | {"device_key": "k3", "attached": [text("补.txt")]}
    assert "已上传 1 个文件" in client.post(f"/acts/{uid}/correct/", data).content.decode()  # no reason given
    client.post(f"/acts/{uid}/correct/", SENT | {"device_key": "k3", "reason": "地点写错"})
    assert list(Attachment.objects.values_list("act__replaces__uid", "name")) == [(uid, "补.txt")]
