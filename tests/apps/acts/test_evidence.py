"""Files attached to acts: by whom, seen by whom, shown how, taken down with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError

from anze.acts.actions import evidence as verbs
from anze.acts.actions.evidence import attach, swept, take_down
from anze.acts.actions.recording import correct_act
from anze.acts.evidence import store
from anze.acts.evidence.examine import examined
from anze.acts.models import Act, Attachment, Blob, Participant
from anze.acts.queries.evidence import disagreements
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.apps.acts.telling import inspection
from tests.cast import Cast
from tests.hostile.office import doc, docx, pdf, xlsx
from tests.hostile.pictures import drawn, located

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=SHANGHAI)


@pytest.fixture
def act(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[Act]:
    """An inspection of 英德 that 甲某 led."""
    settings.FILES = tmp_path / "files"
    made = Act.objects.create(uid="LZ-1", type="inspection", unit=cast.unit["英德"], date=date(2026, 3, 1), title="排查", recorded_at=NOW)
    Participant.objects.create(act=made, officer=cast.officer["甲某"], part="lead")
    yield made


def staged(content: bytes, name: str = "a") -> store.Staged:
    return examined(name, len(content), iter([content]))


def given(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("who", ["英德安委办", "甲", "甲的秘书"])
def test_whoever_may_record_attaches_and_each_file_has_its_entry(cast: Cast, act: Act, who: str) -> None:
    response = cast.client(who).post("/acts/LZ-1/files/", {"files": [given(located(), "现场.jpg"), given(pdf(), "纪要.pdf")]})
    assert response.status_code == 302
    assert list(Attachment.objects.values_list("name", flat=True)) == ["现场.jpg", "纪要.pdf"]
    entries = Entry.objects.filter(object_type="evidence", verb="添加附件", object_id="LZ-1")
    assert [entry.actor for entry in entries] == [who, who]
    assert list(disagreements()) == []


@pytest.mark.parametrize("who", ["清新安委办", "壬", "望埠安委办", "丁"])
def test_a_stranger_gets_404_for_everything(cast: Cast, act: Act, who: str) -> None:
    one = attach(None, NOW, act, [staged(pdf())])[0]
    client = cast.client(who)
    assert client.post("/acts/LZ-1/files/", {"files": given(pdf(), "a.pdf")}).status_code == 404
    for address in (f"/files/{one.pk}/", f"/files/{one.pk}/preview/", f"/files/{one.pk}/preview/1/", f"/files/{one.pk}/remove/"):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/files/{one.pk}/remove/", {"reason": "x"}).status_code == 404
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("纪委", 403), ("组织部", 403), ("系统管理员", 403), ("市安委办", 404)])
def test_who_may_only_look_attaches_nothing(cast: Cast, act: Act, who: str, status: int) -> None:
    assert cast.client(who).post("/acts/LZ-1/files/", {"files": given(pdf(), "a.pdf")}).status_code == status
    assert not Attachment.objects.exists()


def test_what_is_refused_is_named_and_the_others_are_attached(cast: Cast, act: Act) -> None:
    files = [given(b"MZ" + b"1" * 99, "计划.docx"), given(pdf(), "纪要.pdf")]
    response = cast.client("甲").post("/acts/LZ-1/files/", {"files": files}, headers={"accept": "application/json"})
    assert response.status_code == 422
    assert [one["name"] for one in response.json()["attached"]] == ["纪要.pdf"]
    assert response.json()["refused"][0].startswith("计划.docx：这是程序")


def test_a_file_beyond_the_limit_is_refused_by_name(cast: Cast, act: Act, settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = 1_000_000
    response = cast.client("甲").post("/acts/LZ-1/files/", {"files": given(b"a" * 1_000_001, "大.txt")}, headers={"accept": "application/json"})
    assert response.json() == {"attached": [], "refused": ["大.txt：文件超过 1 MB。请压缩图片，或把文件拆开后上传。"]}
    response = cast.client("甲").post("/acts/LZ-1/files/", {"files": given(b"a" * 1_000_000, "大.txt")}, headers={"accept": "application/json"})
    assert response.status_code == 201


def test_the_same_file_is_stored_and_attached_once(cast: Cast, act: Act) -> None:
    for _ in range(2):
        attach(None, NOW, act, [staged(pdf())])
    other = Act.objects.create(uid="LZ-2", type="inspection", unit=cast.unit["望埠"], date=date(2026, 3, 1), recorded_at=NOW)
    attach(None, NOW, other, [staged(pdf())])
    assert (Blob.objects.count(), Attachment.objects.count(), len(list(store.kept()))) == (1, 2, 1)
    assert Entry.objects.filter(object_type="evidence").count() == 2


def test_a_file_is_served_so_that_nothing_in_it_runs(cast: Cast, act: Act) -> None:
    one = attach(None, NOW, act, [staged("<b 会议>".encode(), "说明.txt")])[0]
    response = cast.client("甲").get(f"/files/{one.pk}/")
    assert b"".join(response.streaming_content) == "<b 会议>".encode()  # type: ignore[attr-defined]
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("content", "seen"), [
    (docx(), "会议纪要"), (xlsx(), "&lt;script&gt;alert(1)&lt;/script&gt;"), ("第一行\n<i>".encode(), "第一行\n&lt;i&gt;"), (doc(), "不能在页面里打开"),
    (pdf(), "第 1 页，共 1 页"), (drawn("PNG"), "/preview/1/"),
])
def test_every_kind_is_shown_without_download(cast: Cast, act: Act, content: bytes, seen: str) -> None:
    one = attach(None, NOW, act, [staged(content)])[0]
    for _ in range(2):
        page = cast.client("甲").get(f"/files/{one.pk}/preview/").content.decode()
        assert seen in page
        assert "<script>alert" not in page
    if one.kind.shown_as in {"image", "pdf"}:
        picture = cast.client("甲").get(f"/files/{one.pk}/preview/1/")
        assert picture["Content-Type"] == "image/jpeg"
        assert b"".join(picture.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
        assert cast.client("甲").get(f"/files/{one.pk}/preview/2/").status_code == 404


def test_a_file_is_taken_down_with_a_reason_and_stays(cast: Cast, act: Act) -> None:
    one = attach(cast.account["甲"], NOW, act, [staged(pdf(), "错.pdf")])[0]
    client = cast.client("甲")
    assert client.post(f"/files/{one.pk}/remove/", {"reason": " "}).status_code == 422
    assert client.post(f"/files/{one.pk}/remove/", {"reason": "传错了"}).status_code == 302
    one.refresh_from_db()
    assert (one.struck_reason, store.place(one.blob.sha256).exists()) == ("传错了", True)
    assert "传错了" in client.get(f"/files/{one.pk}/preview/").content.decode()
    assert client.get(f"/files/{one.pk}/remove/").status_code == 404
    assert Entry.objects.filter(verb="撤下附件", object_id="LZ-1").count() == 1
    with pytest.raises(ValidationError, match="已经撤下"):
        take_down(None, NOW, one, reason="再来")
    attach(None, NOW, act, [staged(pdf(), "对.pdf")])  # and may be attached again
    assert Attachment.objects.current().count() == 1


@pytest.mark.parametrize("broken", ["record", "store.keep", "Attachment.full_clean"])
def test_a_failure_leaves_neither_rows_nor_files(cast: Cast, act: Act, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the disk is full")

    files = [staged(pdf()), staged(docx())]
    entries = Entry.objects.count()
    owner, _, name = broken.rpartition(".")
    monkeypatch.setattr(getattr(verbs, owner) if owner else verbs, name, fail)
    with pytest.raises(DatabaseError):
        attach(None, NOW, act, files)
    assert (Blob.objects.count(), Attachment.objects.count(), Entry.objects.count()) == (0, 0, entries)
    assert [path for path in store.place("aa").parent.parent.rglob("*") if path.is_file()] == []


def test_what_rows_and_files_lack_is_found_and_orphans_are_swept(cast: Cast, act: Act) -> None:
    one, other = attach(None, NOW, act, [staged(pdf()), staged(docx())])
    store.place(one.blob.sha256).write_bytes(b"x")
    store.place(other.blob.sha256).unlink()
    orphan = store.place("ab" * 32)
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"x")
    store.beside().write_bytes(b"x")
    assert dict(disagreements()) == {one.blob.sha256: "altered", other.blob.sha256: "missing", "ab" * 32: "orphan"}
    assert swept(datetime.now(SHANGHAI)) == 2
    assert set(dict(disagreements()).values()) == {"altered", "missing"}


def test_nothing_is_attached_to_a_withdrawn_act(cast: Cast, act: Act) -> None:
    from anze.acts.models import Withdrawal

    Withdrawal.objects.create(act=act, at=NOW, by=cast.account["甲"])
    with pytest.raises(ValidationError, match="已经撤回"):
        attach(None, NOW, act, [staged(pdf())])
    assert cast.client("甲").post("/acts/LZ-1/files/", {"files": given(pdf(), "a.pdf")}).status_code == 404
    assert list(store.kept()) == []


def test_a_correction_takes_the_files_along_without_a_second_copy(cast: Cast, act: Act) -> None:
    struck, kept = attach(cast.account["甲"], NOW, act, [staged(docx(), "错.docx"), staged(pdf(), "纪要.pdf")])
    take_down(cast.account["甲"], NOW, struck, reason="传错了")
    new = correct_act(cast.account["甲"], NOW, act, replace(inspection(cast, "甲某", "英德", date(2026, 3, 1)), place="英红镇"), reason="地点写错")
    [carried] = new.attachments.all()
    assert (carried.name, carried.blob, carried.added_by) == ("纪要.pdf", kept.blob, cast.account["甲"])
    assert act.attachments.count() == 2  # the old act keeps its own
    assert len(list(store.kept())) == Blob.objects.count() == 2
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.object_id) == ("添加附件", new.uid)
    page = cast.client("甲").get(f"/acts/{new.uid}/").content.decode()
    assert "纪要.pdf" in page and "错.docx" not in page


FAR = "XFD1048576"


def far(*cells: str) -> bytes:
    """A workbook with one word in each of the cells."""
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    for cell in cells:
        book.worksheets[0][cell] = f"在{cell}"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("cells", [(FAR,), ("A1", FAR)])
def test_a_cell_in_the_farthest_corner_costs_nothing(cast: Cast, act: Act, cells: tuple[str, ...]) -> None:
    one = attach(None, NOW, act, [staged(far(*cells))])[0]
    page = cast.client("甲").get(f"/files/{one.pk}/preview/").content.decode()
    assert "这里只显示前面一部分" in page
    assert ("在A1" in page) is ("A1" in cells)
    assert page.count("<tr") <= 200


def test_days_and_whole_numbers_are_shown_as_people_write_them(cast: Cast, act: Act) -> None:
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    book.worksheets[0].append([date(2026, 11, 25), 3.0, 0.5, True, None, "末"])
    book.save(out)
    one = attach(None, NOW, act, [staged(out.getvalue())])[0]
    page = cast.client("甲").get(f"/files/{one.pk}/preview/").content.decode()
    assert "<td>2026-11-25</td><td>3</td><td>0.5</td><td>是</td><td></td><td>末</td>" in page
    assert "前面一部分" not in page
