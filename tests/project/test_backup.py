"""A backup taken while others write, restored elsewhere, is the same in every row and every file; what is wrong is refused before anything is touched."""

import errno
import hashlib
import json
import os
import random
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from django.utils import timezone

from anze.access.models import Grant, SecurityEvent
from anze.acts.actions.evidence import blob_of
from anze.acts.evidence import store
from anze.acts.models import Blob
from anze.acts.queries.evidence import disagreements
from anze.law.problems import Refused
from anze.people.moment import SHANGHAI
from anze.project.backup import restoring, taking, target
from anze.project.backup.checking import examined
from anze.project.backup.restoring import restore
from anze.project.backup.tables import LEFT_OUT, kept_models
from anze.project.backup.taking import take
from anze.record.actions import Change, hold, record
from anze.record.actions.checkpoint import head_now, write_checkpoint
from anze.record.backups import last_backup
from anze.record.guards import missing
from anze.record.models import Entry
from anze.record.verify import verify
from anze.workbook import kept as exports
from anze.workbook.models import Export
from tests.cast import make_cast
from tests.project.backups import elsewhere, files, footprint, parts_of, resealed, rows

NOW = datetime(2026, 6, 15, 10, tzinfo=SHANGHAI)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Path) -> None:
    """Everything of the site but its database lies here."""
    settings.DATA = tmp_path / "var"
    settings.FILES, settings.CHECKPOINTS, settings.SEALING_KEYS = (settings.DATA / name for name in ("files", "checkpoints", "sealing_keys"))
    settings.DATA.mkdir()


def kept(content: bytes) -> Blob:
    """Keep a file as an upload does: bytes, row and entry in one transaction under the ledger's lock."""
    path = store.beside()
    store.write(path, [content])
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        hold()
        blob = blob_of(store.Staged(path, "a.txt", sha256, len(content), "text/plain"), timezone.now())
        record(Change(at=timezone.now(), actor=None, verb="试写", object_type="evidence", object_id=sha256))
    return blob


def let_go(blob: Blob) -> None:
    """Let go of a file as the cleaning of abandoned forms does: the row first, then the bytes."""
    with transaction.atomic():
        hold()
        blob.delete()
    store.drop(blob.sha256)


class Writers:
    """Four who go on keeping files, and letting every third go, until they are told to stop."""

    def __init__(self) -> None:
        self.over, self.kept, self.failed = threading.Event(), 0, []  # type: ignore[var-annotated]
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(4)]

    def _write(self, number: int) -> None:
        try:
            turn = 0
            while not self.over.is_set():
                blob = kept(f"{number} {turn} ".encode() * 200)
                self.kept += 1
                if turn % 3 == 2:
                    let_go(blob)
                turn += 1
        except BaseException as fault:
            self.failed.append(fault)
        finally:
            connection.close()

    def __enter__(self) -> "Writers":
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *of: object) -> None:
        self.over.set()
        for one in self._threads:
            one.join()


def everything_there() -> None:
    """A little of much: the cast, files, an export beside the database, a checkpoint."""
    cast = make_cast()
    export = Export.objects.create(account=cast.account["甲"], name="a.zip", maker="a", state="ready", size=3, made_at=NOW, expires_at=NOW)
    exports.place(export.uid).parent.mkdir(parents=True)
    exports.place(export.uid).write_bytes(b"abc")
    for number in range(5):
        kept(f"第 {number} 份".encode())
    write_checkpoint(NOW)


def test_every_table_of_the_site_is_in_a_backup_but_those_left_out_by_name() -> None:
    from django.apps import apps

    tables = set(connection.introspection.table_names())
    assert tables - {model._meta.db_table for model in kept_models(apps)} == {*LEFT_OUT, "django_migrations"}


def test_taken_under_four_writers_and_restored_elsewhere_every_row_and_file_is_the_same(tmp_path: Path) -> None:
    everything_there()
    backup = tmp_path / "a.zip"
    with Writers() as writers:
        while writers.kept < 12 and not writers.failed:
            pass
        before = writers.kept
        manifest = take(backup, timezone.now())
        while writers.kept < before + 4 and not writers.failed:
            pass
    assert writers.failed == []
    assert writers.kept > before, "nobody was held up for good"
    assert verify().whole
    assert manifest.ledger["seq"] < Entry.objects.count()
    told = {one.name: (one.rows, one.digest) for one in manifest.tables}
    with elsewhere(tmp_path / "elsewhere"):
        done = restore(backup, NOW)
        assert rows() == told
        assert files() == {sha256: sha256 for sha256 in Blob.objects.values_list("sha256", flat=True)}
        assert (list(disagreements()), missing(connection), done.safety) == ([], [], "")
        assert exports.place(Export.objects.get().uid).read_bytes() == b"abc"
        verdict = verify()
        assert (verdict.whole, verdict.entries, verdict.head) == (True, manifest.ledger["seq"], manifest.ledger["digest"])
        kept(b"and it goes on")
        assert verify().whole
        replaced_keeps_a_safety_copy(backup, told)


def replaced_keeps_a_safety_copy(backup: Path, told: dict[str, tuple[int, str]]) -> None:
    """The second half of the test above, which has paid for a database of its own: what is there is kept, the rest is exchanged."""
    later = write_checkpoint(timezone.now())
    assert later is not None
    present = footprint()
    with pytest.raises(Refused, match="这里已有数据"):
        restore(backup, NOW)
    assert footprint() == present
    done = restore(backup, NOW, replace=True)
    assert done.safety == "before_restore_20260615_100000"
    assert rows() == told
    assert list(disagreements()) == []
    assert done.set_aside == (later.name,)
    from django.conf import settings

    folder = settings.DATA / done.safety
    assert {path.name for path in folder.rglob("files/*/*")} == set(present["files"])
    if connection.vendor == "sqlite":
        import sqlite3

        with sqlite3.connect(folder / "anze.sqlite3") as old:
            assert old.execute("SELECT count(*) FROM record_entry").fetchone()[0] == present["rows"]["record_entry"][0]
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {done.safety}.record_entry")
            assert cursor.fetchone()[0] == present["rows"]["record_entry"][0]
    with pytest.raises(Exception, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_entry")


def damaged(dice: random.Random, content: bytes, parts: list[tuple[str, bytes]],  # noqa: PLR0911 — one a kind
            other: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return one random damage of a backup: its kind and what becomes of it."""
    kind = dice.choice(("flip", "truncate", "append", "hole", "drop", "twice", "manifest", "swap", "row", "ledger", "stranger"))
    place, which = dice.randrange(len(content)), dice.randrange(len(parts) - 1)
    rest = [one for one in parts if one[0] != "manifest.json"]
    match kind:
        case "flip":
            return kind, content[:place] + bytes([content[place] ^ (1 << dice.randrange(8))]) + content[place + 1:]
        case "truncate":
            return kind, content[:place]
        case "append":
            return kind, content + dice.randbytes(dice.randint(1, 300))
        case "hole":
            return kind, content[:place] + b"\0" * 64 + content[place + 64:] if content[place:place + 64].strip(b"\0") else content[:-1]
        case "drop":
            return kind, resealed([one for at, one in enumerate(parts) if at != which])
        case "twice":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return kind, resealed([*parts, parts[which]])
        case "manifest":
            return kind, resealed([*rest, next(one for one in other if one[0] == "manifest.json")])
        case "swap":
            one, two = dice.sample([at for at, part in enumerate(parts) if part[0].startswith("files/")], 2)
            return kind, resealed([(name, parts[two][1] if at == one else parts[one][1] if at == two else body) for at, (name, body) in enumerate(parts)])
        case "row":
            filled = dice.choice([at for at, part in enumerate(parts) if part[0].startswith("rows/") and part[1]])
            return kind, resealed([(name, b"".join(body.splitlines(keepends=True)[:-1]) if at == filled else body) for at, (name, body) in enumerate(parts)])
        case "stranger":
            return kind, resealed([*parts, (f"files/{dice.randbytes(32).hex()}", b"x")])
        case _:
            return kind, rewritten_ledger(dice, parts)


def rewritten_ledger(dice: random.Random, parts: list[tuple[str, bytes]]) -> bytes:
    """An entry said otherwise, and every digest of the backup made to fit: only the chain itself tells."""
    name = "rows/record_entry.jsonl"
    lines = dict(parts)[name].splitlines(keepends=True)
    at = dice.randrange(len(lines))
    row = json.loads(lines[at])
    row[-1 if isinstance(row[-1], str) else 1] = "别的"
    lines[at] = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    body = b"".join(lines)
    manifest = json.loads(dict(parts)["manifest.json"])
    digest = hashlib.sha256(body).hexdigest()
    for one in manifest["parts"]:
        if one["name"] == name:
            one |= {"size": len(body), "sha256": digest}
    for one in manifest["tables"]:
        if one["name"] == "record_entry":
            one["digest"] = digest
    new = {name: body, "manifest.json": json.dumps(manifest).encode()}
    return resealed([(part, new.get(part, content)) for part, content in parts])


def test_a_hundred_of_a_hundred_damaged_backups_are_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    refuse_all(tmp_path, 100)


@pytest.mark.drill
def test_five_thousand_damaged_backups_are_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    refuse_all(tmp_path, 5_000)


@pytest.mark.drill
def test_sixty_backups_under_four_writers_agree_in_rows_and_files(tmp_path: Path) -> None:
    """`take` reads each back: a row of a file without its bytes, or a broken chain, would be refused."""
    everything_there()
    with Writers() as writers:
        for number in range(60):
            manifest = take(tmp_path / f"{number}.zip", timezone.now())
            (tmp_path / f"{number}.zip").unlink()
            assert manifest.lacking == ()
    assert writers.failed == []
    assert verify().whole


def refuse_all(tmp_path: Path, times: int) -> None:
    """Damage a backup at random so many times: every one is refused, with a remedy, and nothing is touched."""
    everything_there()
    backup, other, bad = (tmp_path / name for name in ("a.zip", "b.zip", "bad.zip"))
    take(backup, NOW)
    kept(b"one more")
    take(other, NOW)
    content, parts, others, before = backup.read_bytes(), parts_of(backup), parts_of(other), footprint()
    dice, kinds = random.Random(20260615), set()
    assert examined(backup).manifest.files
    for number in range(times):
        kind, damage = damaged(dice, content, parts, others)
        assert damage != content
        bad.write_bytes(damage)
        with pytest.raises(Refused) as refused:
            restore(bad, NOW, replace=True)
        assert all(problem.remedy for problem in refused.value.problems), (number, kind)
        kinds.add(kind)
    assert len(kinds) == 11
    assert footprint() == before


def test_without_the_checks_damage_would_have_been_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a restorer that asks the seal alone. The parts, rows and the chain are what finds the rest."""
    everything_there()
    take(tmp_path / "a.zip", NOW)
    (tmp_path / "bad.zip").write_bytes(rewritten_ledger(random.Random(1), parts_of(tmp_path / "a.zip")))
    with pytest.raises(Refused, match="账本"):
        examined(tmp_path / "bad.zip")
    monkeypatch.setattr("anze.record.verify.fields_digest", lambda row: row.digest)
    assert examined(tmp_path / "bad.zip").manifest.tables


def test_an_old_backup_is_found_out_by_a_checkpoint_kept_outside(tmp_path: Path) -> None:
    everything_there()
    take(tmp_path / "a.zip", NOW)
    kept(b"later")
    outside = head_now(NOW)
    assert outside is not None
    assert examined(tmp_path / "a.zip").verdict.inner_only
    with pytest.raises(Refused, match="末尾被截去，或换成了旧的副本"):
        examined(tmp_path / "a.zip", [outside])


def test_a_backup_of_a_newer_version_or_of_other_tables_is_refused(tmp_path: Path) -> None:
    everything_there()
    take(tmp_path / "a.zip", NOW)
    before, parts = footprint(), dict(parts_of(tmp_path / "a.zip"))
    manifest = json.loads(parts["manifest.json"])
    manifest["migrations"].append(["record", "9999_of_tomorrow"])
    (tmp_path / "b.zip").write_bytes(resealed([*((name, body) for name, body in parts.items() if name != "manifest.json"),
                                              ("manifest.json", json.dumps(manifest).encode())]))
    with pytest.raises(Refused, match="较新的版本"):
        restore(tmp_path / "b.zip", NOW, replace=True)
    assert footprint() == before


def test_a_site_that_runs_is_not_restored_over(tmp_path: Path) -> None:
    from anze.duties.actions.schedule import beat

    everything_there()
    take(tmp_path / "a.zip", NOW)
    beat("某机", timezone.now())
    with pytest.raises(Refused, match="某机 还在运行"):
        restore(tmp_path / "a.zip", NOW, replace=True)


def test_keys_are_left_out_unless_asked_for_and_their_ids_are_told(tmp_path: Path, settings: Any) -> None:
    from anze.access.sealing import seal

    make_cast()
    secret = seal("案情", "somewhere")
    plain = take(tmp_path / "a.zip", NOW)
    key = settings.SEALING_KEYS.read_bytes().strip()
    assert (plain.with_keys, len(plain.key_ids)) == (False, 1)
    assert plain.key_ids[0] in secret
    assert all(key not in body for _, body in parts_of(tmp_path / "a.zip"))
    assert take(tmp_path / "b.zip", NOW, keys=True).with_keys
    assert dict(parts_of(tmp_path / "b.zip"))["keys/sealing_keys"].strip() == key


def test_sessions_are_left_out(tmp_path: Path) -> None:
    cast = make_cast()
    key = cast.client("甲").cookies["sessionid"].value
    take(tmp_path / "a.zip", NOW)
    assert all(key.encode() not in body for _, body in parts_of(tmp_path / "a.zip"))


def test_a_site_whose_files_are_not_whole_is_told_so_and_backed_up_only_when_asked(tmp_path: Path) -> None:
    everything_there()
    gone, altered = Blob.objects.all()[:2]
    store.drop(gone.sha256)
    store.place(altered.sha256).write_bytes(b"other")
    with pytest.raises(Refused) as refused:
        take(tmp_path / "a.zip", NOW)
    assert {problem.file for problem in refused.value.problems} == {gone.sha256, altered.sha256}
    assert list(tmp_path.glob("*a.zip*")) == []
    told = last_backup()
    assert told is not None
    assert not told.whole
    manifest = take(tmp_path / "a.zip", NOW, lacking=True)
    assert set(manifest.lacking) == {gone.sha256, altered.sha256}
    assert len(examined(tmp_path / "a.zip").manifest.files) == 3


def cleaned(blob: Blob) -> None:
    """What the cleaning of abandoned forms does, in a process of its own."""
    let_go(blob)
    connection.close()


def test_a_file_let_go_of_while_we_copy_makes_us_begin_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything_there()
    first, real = Blob.objects.order_by("sha256")[0], taking._files
    turns: list[int] = []

    def meanwhile(writer: Any, accepted: Any) -> None:
        turns.append(1)
        if len(turns) == 1:
            another = threading.Thread(target=cleaned, args=(first,))
            another.start()
            another.join()
        real(writer, accepted)

    monkeypatch.setattr(taking, "_files", meanwhile)
    manifest = take(tmp_path / "a.zip", NOW)
    assert (len(turns), len(manifest.files), manifest.lacking) == (2, 4, ())


@pytest.mark.parametrize("kind", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_up_while_backing_up_leaves_no_half_and_says_so(tmp_path: Path, kind: int) -> None:
    everything_there()
    with mock.patch("os.fsync", side_effect=OSError(kind, os.strerror(kind))), pytest.raises(Refused, match="磁盘满了"):
        take(tmp_path / "a.zip", NOW)
    assert list(tmp_path.glob("*a.zip*")) == []
    assert take(tmp_path / "a.zip", NOW).files


def test_space_is_asked_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything_there()
    take(tmp_path / "b.zip", NOW)
    monkeypatch.setattr("shutil.disk_usage", lambda _: mock.Mock(free=1_000_000))
    before = footprint()
    with pytest.raises(Refused, match="空间不够"):
        take(tmp_path / "a.zip", NOW)
    with pytest.raises(Refused, match="空间不够"):
        restore(tmp_path / "b.zip", NOW, replace=True)
    assert footprint() == before


@pytest.mark.parametrize("where", ["_tables_as_they_were", "_put_files"])
def test_a_disk_that_fills_up_while_restoring_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    everything_there()
    take(tmp_path / "a.zip", NOW)
    with elsewhere(tmp_path / "elsewhere"):  # a database that nobody else of this process has open, the browser's server neither
        restore(tmp_path / "a.zip", NOW)
        kept(b"later than the backup")
        before = footprint()
        monkeypatch.setattr(restoring, "_build", restoring._build if where == "_tables_as_they_were" else lambda *_: None)
        monkeypatch.setattr(restoring, where, mock.Mock(side_effect=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        with pytest.raises(Refused, match="磁盘满了，现有的数据没有动"):
            restore(tmp_path / "a.zip", NOW, replace=True)
        assert footprint() == before


@pytest.fixture
def read_back_wrong(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(taking, "examined", mock.Mock(side_effect=taking.refuse(Path("a.zip"), "备份文件被改动过或已损坏：整份的摘要不符")))
    yield


@pytest.mark.usefixtures("read_back_wrong")
def test_a_backup_that_reads_back_wrong_is_none(tmp_path: Path) -> None:
    make_cast()
    with pytest.raises(Refused, match="已损坏"):
        take(tmp_path / "a.zip", NOW)
    assert list(tmp_path.glob("*a.zip*")) == []
    told = last_backup()
    assert told is not None
    assert (told.whole, "已损坏" in told.fault) == (False, True)


def test_grants_and_the_security_log_come_back_past_the_triggers_that_guard_them(tmp_path: Path) -> None:
    """A grant whose giver is no administrator any more could not be entered today; as a row of the past it is restored."""
    cast = make_cast()
    SecurityEvent.objects.create(at=NOW, subject="甲", action="登录", result="成功")
    Grant.objects.filter(account=cast.account["安全管理员"]).update(ended_at=NOW)
    take(tmp_path / "a.zip", NOW)
    lines = dict(parts_of(tmp_path / "a.zip"))["rows/access_grant.jsonl"].splitlines()
    assert len(lines) == Grant.objects.count()


def test_the_page_of_the_system_shows_the_last_backup(tmp_path: Path) -> None:
    client = make_cast().client("系统管理员")
    assert "还没有备份过" in client.get("/status/").content.decode()
    take(tmp_path / "a.zip", NOW)
    page = client.get("/status/").content.decode()
    assert "2026年6月15日" in page
    assert "读回核对无误" in page


def test_a_target_is_known_by_what_it_holds() -> None:
    assert not target.holds_anything()
    kept(b"a file alone")
    assert target.holds_anything()


def test_room_is_asked_of_the_disk_where_a_new_place_is_to_be_made(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "new" / "place"
    assert target.short_of_room(1, 1) == "" and "空间不够" in target.short_of_room(1 << 60, 0)
    assert not settings.DATA.parent.exists()
