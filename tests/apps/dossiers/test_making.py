"""A pack is made in one press, recorded in the ledger, and is the same again; a long one is made in the background, can be left and cancelled (第三十条)."""

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import Http404

from anze.access.models import Grant, SecurityEvent
from anze.access.rights import rights_of
from anze.dossiers.actions import making
from anze.dossiers.asked import Asked
from anze.dossiers.models import MadeDossier
from anze.people.models import Account
from anze.record import verify_ledger
from anze.record.actions.checkpoint import head_now
from anze.record.models import Entry
from anze.record.verify import verify
from anze.register.actions import add_officer
from anze.workbook.models import Export
from tests.apps.accidents.telling import fall
from tests.apps.dossiers.telling import DAY, FORM, NOW, TODAY, pressed
from tests.cast import LONG_AGO, Cast

pytestmark = pytest.mark.usefixtures("today")


def checked(tmp_path: Path, archive: bytes, checkpoint: Any, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    pack, kept = tmp_path / "pack.zip", tmp_path / "kept.json"
    pack.write_bytes(archive)
    kept.write_text(json.dumps(checkpoint.written()), "utf-8")
    status = verify_ledger.main([str(pack), "--checkpoint", str(kept)])
    return status, capsys.readouterr().out


def test_one_press_gives_a_pack_that_agrees_with_a_checkpoint(city: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = pressed(city)
    status, said = checked(tmp_path, archive, head_now(NOW), capsys)
    assert (status, "结论：全部相符" in said, "人员 p4，2026年6月15日" in said) == (0, True, True), said
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        names = found.namelist()
        entries = [json.loads(line) for line in found.read("ledger/entries.jsonl").splitlines()][1:]
        manifest = json.loads(found.read("manifest.json"))
    assert {"manifest.json", "证据包.pdf", "data/duties.json", "verify_ledger.py", "核验说明.txt"} <= set(names)
    assert {one["object_type"] for one in entries} == {"act", "evidence", "tenure", "officer", "contact", "dossier"}
    assert manifest["rules"]["name"] == "qingyuan-draft"
    assert len(manifest["rules"]["digest"]) == 64
    assert verify([head_now(NOW)]).whole  # type: ignore[list-item]


@pytest.mark.parametrize(("mark", "back"), [("ab12", True), ("", False), ("x; Path=/a", False), ("甲", False), ("a" * 17, False)])
def test_the_answer_brings_back_the_mark_by_which_the_page_knows_that_the_file_has_come(city: Cast, mark: str, back: bool) -> None:
    answer: Any = city.client("纪委").post("/dossiers/make/", FORM | {"file_mark": mark})
    assert ("file_mark" in answer.cookies) is back
    assert not back or (answer.cookies["file_mark"].value, answer.cookies["file_mark"]["samesite"]) == (mark, "Strict")
    refused: Any = city.client("纪委").post("/dossiers/make/", FORM | {"file_mark": mark, "years": "x"})
    assert "file_mark" not in refused.cookies


def test_what_else_stands_in_the_ledger_is_not_in_the_pack(city: Cast) -> None:
    """Neither other people's acts nor whether there is anything to know of them: of those entries there are digests alone."""
    add_officer(None, NOW, code="p77", name="机密某")
    archive = pressed(city)
    others = Entry.objects.exclude(object_type__in=("act", "evidence", "tenure", "dossier")).values_list("object_id", "digest")
    assert b"p77" not in archive
    assert "机密某".encode() not in archive
    assert all(bytes.fromhex(digest) in archive for _, digest in others)


def test_the_ledger_says_who_made_what_of_whom(city: Cast) -> None:
    archive = pressed(city)
    made, entry = MadeDossier.objects.get(), Entry.objects.order_by("-seq").select_related("sealed")[0]
    said = json.loads(entry.sealed.text)["after"]
    assert (entry.verb, entry.object_type, entry.object_id, entry.actor, entry.unit) == ("生成履职证据包", "dossier", str(made.uid), "纪委", "yd")
    assert said == {"officer": "p4", "day": "2026-06-15", "known_at": "2026-09-01", "accident": "", "years": 1, "files": made.files, "manifest": made.manifest}
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert hashlib.sha256(found.read("manifest.json")).hexdigest() == made.manifest
    assert (made.digest, made.size, made.entry_seq, made.head_seq) == (hashlib.sha256(archive).hexdigest(), len(archive), entry.seq, entry.seq - 1)


def test_the_ledger_shows_it_to_the_maker_and_the_discipline_of_the_unit_alone(city: Cast) -> None:
    pressed(city)
    entry = Entry.objects.order_by("-seq")[0]
    above = Account.objects.create_user(username="市纪委", name="市纪委", password_changed_at=LONG_AGO)
    Grant.objects.create(account=above, role="discipline", unit=city.unit["清远"], given_at=LONG_AGO)
    city.account["市纪委"] = above
    assert [city.client(name).get(f"/ledger/{entry.seq}/").status_code for name in ("纪委", "市纪委", "审计")] == [200, 404, 404]


def test_the_same_request_gives_the_same_bytes(city: Cast) -> None:
    first = pressed(city)
    assert pressed(city) == first
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert pressed(city) == first
    assert [entry.verb for entry in Entry.objects.filter(object_type="dossier").order_by("seq")] == ["生成履职证据包", *["再次生成履职证据包"] * 2]
    assert pressed(city, known_at="2026-08-01") != first


def test_what_the_person_makes_of_himself_does_not_show_that_discipline_made_one(city: Cast) -> None:
    pressed(city)
    own = pressed(city, "丁")
    with zipfile.ZipFile(io.BytesIO(own)) as found:
        assert "纪委" not in found.read("ledger/entries.jsonl").decode()
    assert MadeDossier.objects.order_by("pk").last().unit is None  # type: ignore[union-attr]
    assert MadeDossier.objects.visible_to(rights_of(city.account["丁"])).count() == 1
    assert MadeDossier.objects.visible_to(rights_of(city.account["纪委"])).count() == 1


def test_a_colleague_of_the_same_unit_may_review_it_and_nobody_else(city: Cast) -> None:
    pressed(city)
    made = MadeDossier.objects.get()
    for name, unit in (("同事", "英德"), ("上级纪委", "清远"), ("下级纪委", "望埠")):
        account = Account.objects.create_user(username=name, name=name, password_changed_at=LONG_AGO)
        Grant.objects.create(account=account, role="discipline", unit=city.unit[unit], given_at=LONG_AGO)
        city.account[name] = account
    page, file = f"/dossiers/made/{made.uid}/", f"/dossiers/made/{made.uid}/file/"
    assert [city.client(name).get(page).status_code for name in ("纪委", "同事", "上级纪委", "下级纪委", "丁", "壬")] == [200, 200, 404, 404, 404, 404]
    assert [city.client(name).get(file).status_code for name in ("同事", "上级纪委", "丁")] == [200, 404, 404]
    assert SecurityEvent.objects.filter(action="下载履职证据包", subject="同事", object=str(made.uid)).exists()
    assert made.digest in city.client("同事").get(page).content.decode()
    assert f"/dossiers/made/{made.uid}/" in city.client("同事").get("/dossiers/").content.decode()


@pytest.mark.parametrize(("who", "changes"), [
    ("纪委", {"officer": "p9"}), ("纪委", {"officer": "nobody"}), ("丁", {"officer": "p5"}), ("纪委", {"accident": "sg-2026-9999"})])
def test_whoever_is_out_of_reach_is_not_found(city: Cast, who: str, changes: dict[str, str]) -> None:
    assert city.client(who).post("/dossiers/make/", FORM | changes).status_code == 404
    assert not Export.objects.exists()


@pytest.mark.parametrize("day", ["2030-01-01", "x", ""])
def test_no_pack_is_made_of_a_day_that_is_none_or_to_come(city: Cast, day: str) -> None:
    assert city.client("纪委").post("/dossiers/make/", FORM | {"day": day}).status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize("who", ["英德安委办", "甲的秘书", "应急局联络员", "组织部", "审计", "系统管理员"])
def test_nobody_else_makes_packs(city: Cast, who: str) -> None:
    assert city.client(who).post("/dossiers/make/", FORM).status_code == 403


def test_a_pack_about_an_accident_rests_on_its_entries_too(city: Cast) -> None:
    one = fall(city, "2026-06-15", deaths=3)
    archive = pressed(city, accident=one.code)
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert f'"object_id":"{one.code}"' in found.read("ledger/entries.jsonl").decode()
    assert city.client("纪委").post("/dossiers/make/", FORM | {"accident": one.code, "day": "2026-06-14"}).status_code == 404


@pytest.fixture
def long(city: Cast, monkeypatch: pytest.MonkeyPatch) -> Export:
    """A pack that is too long to be made at once, asked for and waiting."""
    monkeypatch.setattr(making, "AT_ONCE", 1)
    answer = city.client("纪委").post("/dossiers/make/", FORM)
    assert answer["Location"] == "/exports/"
    return Export.objects.get()


def test_a_long_one_waits_under_my_exports_and_is_the_same(city: Cast, long: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (long.state, long.counted, MadeDossier.objects.count()) == ("waiting", "个文件", 0)
    making.carry_out(long.pk, NOW + timedelta(minutes=1))
    client: Any = city.client("纪委")
    waited = b"".join(client.get(f"/exports/{long.uid}/").streaming_content)
    long.refresh_from_db()
    assert (long.state, long.done, long.size) == ("ready", long.total, len(waited))
    assert MadeDossier.objects.get().export == long
    monkeypatch.setattr(making, "AT_ONCE", 60)
    assert pressed(city) == waited


def test_asked_twice_while_it_is_under_way_it_is_made_once(city: Cast, long: Export) -> None:
    city.client("纪委").post("/dossiers/make/", FORM)
    assert Export.objects.count() == 1
    making.carry_out(long.pk, NOW)
    making.carry_out(long.pk, NOW)
    assert MadeDossier.objects.count() == 1


def test_its_progress_is_counted_and_it_is_cancelled_on_the_way(city: Cast, long: Export, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    plain = making.Archive.add_files

    def cancelling(archive: Any, manifest: bytes, files: Any, tell: Any) -> None:
        def heard(count: int) -> None:
            tell(count)
            told.append(Export.objects.get().done)
            if count == making.STEP:
                city.client("纪委").post(f"/exports/{long.uid}/cancel/")
        plain(archive, manifest, files, heard)

    monkeypatch.setattr(making.Archive, "add_files", cancelling)
    making.carry_out(long.pk, NOW)
    long.refresh_from_db()
    assert (long.state, max(told)) == ("cancelled", making.STEP)
    assert not Entry.objects.filter(object_type="dossier").exists()
    assert list((Path(settings.FILES) / "exports").iterdir()) == []


def test_one_that_fails_says_so_and_leaves_nothing(city: Cast, long: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "part_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        making.carry_out(long.pk, NOW)
    long.refresh_from_db()
    assert (long.state, MadeDossier.objects.count(), Entry.objects.filter(object_type="dossier").count()) == ("failed", 0, 0)


def test_rights_that_were_taken_meanwhile_are_gone(city: Cast, long: Export) -> None:
    Grant.objects.filter(account=city.account["纪委"]).update(ended_at=LONG_AGO)
    with pytest.raises(Http404):
        making.carry_out(long.pk, NOW)
    assert Export.objects.get().state == "failed"


def test_a_file_that_is_not_where_it_should_be_is_told_with_the_remedy(city: Cast, settings: Any) -> None:
    [path] = [path for folder in Path(settings.FILES).iterdir() if len(folder.name) == 2 for path in folder.iterdir()]
    path.unlink()
    answer = city.client("纪委").post("/dossiers/make/", FORM, follow=True)
    assert "有佐证文件不在应在的地方" in answer.content.decode()
    assert not MadeDossier.objects.exists()


def test_a_full_disk_is_told_and_nothing_is_recorded(city: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "put_in_place", full)
    answer = city.client("纪委").post("/dossiers/make/", FORM, follow=True)
    assert "磁盘是否已满" in answer.content.decode()
    assert (MadeDossier.objects.exists(), Export.objects.exists(), Entry.objects.filter(object_type="dossier").exists()) == (False, False, False)


def test_the_ledger_that_moves_while_it_is_read_is_held_at_last(city: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes at every free try; at the last one nobody can."""
    plain, tries = making.contents, []

    def writing(*args: Any) -> Any:
        found = plain(*args)
        tries.append(1)
        if len(tries) <= making.TRIES:
            add_officer(None, NOW, code=f"q{len(tries)}", name="写某")
        return found

    monkeypatch.setattr(making, "contents", writing)
    asked = Asked("p4", DAY, date(2026, 12, 31), years=1)
    making.make(city.account["纪委"], NOW, asked, rights_of(city.account["纪委"]))
    made = MadeDossier.objects.get()
    assert (len(tries), made.known_at, made.entry_seq) == (making.TRIES + 1, TODAY, made.head_seq + 1)


def test_the_head_goes_out_with_every_pack(city: Cast, settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pressed(city)
    [kept] = Path(settings.CHECKPOINTS).glob("*.json")
    assert json.loads(kept.read_text("utf-8"))["seq"] == MadeDossier.objects.get().entry_seq


def test_a_later_checkpoint_serves_with_the_digests_from_the_site(city: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = pressed(city)
    add_officer(None, NOW, code="p78", name="又某")
    later = head_now(NOW)
    status, said = checked(tmp_path, archive, later, capsys)
    assert (status, "--digests" in said) == (3, True)
    since = tmp_path / "since.bin"
    since.write_bytes(city.client("纪委").get("/dossiers/digests/").content)
    assert verify_ledger.main([str(tmp_path / "pack.zip"), "--checkpoint", str(tmp_path / "kept.json"), "--digests", str(since)]) == 0


def test_the_heads_that_the_site_publishes_daily_are_checkpoints(city: Cast, tmp_path: Path, client: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever kept the public file of a later day checks the pack with it and the digests."""
    (tmp_path / "pack.zip").write_bytes(pressed(city))
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        (tmp_path / "public.json").write_bytes(client.get("/public/ledger.json").content)
    [head] = json.loads((tmp_path / "public.json").read_text("utf-8"))["heads"]
    assert (head["day"], head["seq"]) == (TODAY.isoformat(), MadeDossier.objects.get().entry_seq)
    assert verify_ledger.main([str(tmp_path / "pack.zip"), "--checkpoint", str(tmp_path / "public.json")]) == 0
    assert "结论：全部相符" in capsys.readouterr().out


def test_when_it_has_expired_its_page_says_so_and_offers_to_make_it_again(city: Cast) -> None:
    pressed(city)
    made = MadeDossier.objects.get()
    Export.objects.update(expires_at=NOW - timedelta(days=1))
    page = city.client("纪委").get(f"/dossiers/made/{made.uid}/").content.decode()
    assert "再生成一次" in page
    assert city.client("纪委").get(f"/dossiers/made/{made.uid}/file/").status_code == 404


def test_my_exports_count_the_files_that_are_in_the_archive(city: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(pressed(city))) as found:
        names = found.namelist()
    made = MadeDossier.objects.select_related("export").get()
    assert made.export is not None
    assert made.export.total == made.export.done == len(names)
    assert f"{len(names)} 个文件" in city.client("纪委").get("/exports/").content.decode()
    assert f"{len(names)} 个文件" in city.client("纪委").get(f"/dossiers/made/{made.uid}/").content.decode()
