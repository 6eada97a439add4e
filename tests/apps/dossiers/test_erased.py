"""A gap is told as a gap (第三十条): an entry whose text was lawfully erased stands in the pack without it, with the entry that says so; the paper, the data
and the verifier say that it is gone."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import time_machine

from anze.dossiers.actions import making
from anze.dossiers.models import MadeDossier
from anze.record.actions.checkpoint import head_now
from anze.record.actions.erasing import erase
from anze.record.models import Entry
from tests.apps.dossiers.telling import FORM, NOW, pressed
from tests.apps.dossiers.test_making import checked
from tests.cast import Cast

LATER = NOW + timedelta(hours=1)


def paper(archive: zipfile.ZipFile) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(archive.read("证据包.pdf"))).replace("\r\n", "")


@pytest.fixture
def gone(city: Cast) -> Entry:
    """The entry by which the person was entered, and its erasure."""
    found = Entry.objects.get(object_type="officer", object_id="p4")
    erase(None, NOW, found, reason="个人信息保护法第四十七条")
    return found


def test_the_paper_the_data_the_note_and_the_verifier_tell_it(city: Cast, gone: Entry, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Entry.objects.get(verb="擦除内容")
    archive = pressed(city)
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        manifest, data = json.loads(found.read("manifest.json")), json.loads(found.read("data/erased.json"))
        entries = {one["seq"]: one for one in map(json.loads, found.read("ledger/entries.jsonl").splitlines()[1:])}
        said, words = found.read("说明.txt").decode(), paper(found)
    assert manifest["erased"] == [gone.seq] and told.seq in manifest["entries"]
    assert (entries[gone.seq]["erased"], entries[gone.seq]["text"], entries[told.seq]["object_id"]) == (True, "", str(gone.seq))
    [row] = data
    assert (row["seq"], row["object_type"], row["object_id"], row["erased_on"], row["told_in"]) == (gone.seq, "officer", "p4", "2026-09-01", told.seq)
    assert f"缺口：所依据的账本条目中有1条的内容已依法擦除，包里没有全文，只有摘要：第{gone.seq}条（2026年9月1日擦除，登记在第{told.seq}条）" in said
    assert "内容已依法擦除的账本条目" in words and f"第{told.seq}条" in words
    status, out = checked(tmp_path, archive, head_now(NOW), capsys)
    assert (status, "结论：全部相符" in out, f"只核对摘要的 1 条：第 {gone.seq} 条" in out) == (0, True, True), out
    page = city.client("纪委").get("/dossiers/ask/p4/2026-06-15/?known_at=2026-09-01&years=1").content.decode()
    assert "内容已依法擦除的账本条目" in page


def test_without_one_nothing_is_said_of_it(city: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(pressed(city))) as found:
        assert (json.loads(found.read("data/erased.json")), json.loads(found.read("manifest.json"))["erased"]) == ([], [])
        assert "缺口" not in found.read("说明.txt").decode() and "内容已依法擦除的账本条目" not in paper(found)


def test_an_erasure_after_the_day_known_gives_another_pack_that_tells_it(city: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = pressed(city, known_at="2026-08-01")
    with time_machine.travel(LATER, tick=False):
        erase(None, LATER, Entry.objects.get(object_type="officer", object_id="p4"), reason="个人信息保护法第四十七条")
        again = pressed(city, known_at="2026-08-01")
        assert first != again == pressed(city, known_at="2026-08-01")
        status, out = checked(tmp_path, again, head_now(LATER), capsys)
    assert (status in (0, 3), "依法擦除了内容" in out, "不符：" in out) == (True, True, False), out


def test_one_erased_while_a_pack_is_made_is_not_given_in_silence(city: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = making.measured

    def erasing(*given: Any) -> Any:
        erase(None, NOW, Entry.objects.get(object_type="officer", object_id="p4"), reason="个人信息保护法第四十七条")
        return plain(*given)

    monkeypatch.setattr(making, "measured", erasing)
    answer = city.client("纪委").post("/dossiers/make/", FORM, follow=True)
    assert "刚刚依法擦除，没有生成" in answer.content.decode()
    assert not MadeDossier.objects.exists()


def test_an_erasure_that_was_erased_itself_is_told_too(city: Cast, gone: Entry, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    erase(None, NOW, Entry.objects.get(verb="擦除内容"), reason="写了不该写的")
    archive = pressed(city)
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert len(json.loads(found.read("manifest.json"))["erased"]) == 2
    assert checked(tmp_path, archive, head_now(NOW), capsys)[0] == 0
