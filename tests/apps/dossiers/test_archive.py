"""The archive of an evidence pack: the same files give the same bytes in whatever order they come; it is checked by one file of plain Python (第三十条)."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anze.dossiers.archive import FORMAT, Archive, Resting, TooLargeError, manifest_of, measured
from anze.dossiers.archive import Head as LedgerHead
from anze.dossiers.pieces import Piece
from anze.record import verify_ledger
from anze.record.tree import Tree, root_of
from tests.apps.dossiers.packing import ASKED, RULES, packed, some_ledger, some_pieces, written

NAMES = st.text(st.characters(categories=("L", "N", "Pd"), max_codepoint=0x9FFF), min_size=1, max_size=12).filter(lambda name: name not in (".", ".."))
PIECES = st.dictionaries(st.builds("evidence/{}".format, NAMES), st.binary(max_size=300), max_size=8).map(
    lambda found: list({path.casefold(): Piece(path, content) for path, content in found.items()}.values()))


@given(PIECES, st.randoms())
def test_the_same_files_give_the_same_bytes_in_whatever_order_they_come(pieces: list[Piece], dice: Any) -> None:
    mixed = list(pieces)
    dice.shuffle(mixed)
    archive = packed(some_ledger(5), pieces, rests_on=(2,))
    assert packed(some_ledger(5), mixed, rests_on=(2,)) == archive
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert found.testzip() is None
        assert {piece.path: found.read(piece.path) for piece in pieces} == {piece.path: piece.read() for piece in pieces}


@given(st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), min_size=1, max_size=40))
def test_the_root_is_that_of_rfc_6962(digests: list[str]) -> None:
    """Compared with the definition by halves: the left part is the largest power of two below the whole."""
    import hashlib

    def by_definition(leaves: list[str]) -> bytes:
        if len(leaves) == 1:
            return hashlib.sha256(b"\x00" + leaves[0].encode()).digest()
        split = 1 << ((len(leaves) - 1).bit_length() - 1)
        return hashlib.sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()

    peaks: list[bytes] = []
    for count, digest in enumerate(digests):
        verify_ledger.grow(peaks, count, digest)
    assert root_of(digests) == by_definition(digests).hex() == verify_ledger.root(peaks)


def test_an_empty_tree_has_the_root_of_nothing() -> None:
    assert Tree().root().startswith("e3b0c442")


def test_files_from_the_disk_and_from_memory_make_the_same_archive(tmp_path: Path) -> None:
    on_disk = []
    for number, piece in enumerate(some_pieces()):
        path = tmp_path / str(number)
        path.write_bytes(piece.read())
        on_disk.append(Piece(piece.path, path))
    assert packed(some_ledger(), on_disk) == packed(some_ledger(), some_pieces())


def test_an_archive_bears_no_mark_of_when_or_where_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(some_ledger(), some_pieces()))) as found:
        infos = found.infolist()
    assert {(info.date_time, info.create_system, info.external_attr >> 16, info.compress_type, info.extra, info.flag_bits) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644, zipfile.ZIP_STORED, b"", 0x800)}
    assert [info.filename for info in infos[:3]] == ["manifest.json", "data/duties.json", "evidence/000-照片0.jpg"]
    assert "核验说明.txt" in {info.filename for info in infos}


def test_the_manifest_says_the_question_the_rules_the_ledger_and_every_file() -> None:
    ledger = some_ledger()
    with zipfile.ZipFile(io.BytesIO(packed(ledger, some_pieces()))) as found:
        said = json.loads(found.read("manifest.json"))
        listed = {line.split("  ")[1] for line in found.read("manifest.sha256").decode().splitlines()}
        names = set(found.namelist())
    assert said["format"] == FORMAT
    assert said["asked"] == {"officer": "p1", "day": "2026-05-20", "known_at": "2026-06-15", "accident": "sg-2026-0001", "years": 5}
    assert said["rules"] == RULES
    assert said["head"] == {"seq": 40, "count": 40, "digest": ledger.entries[39]["digest"]}
    assert (said["entries"], said["erased"]) == ([3, 8, 21], [])
    assert said["algorithms"]["files"] == "SHA-256"
    assert {one["path"] for one in said["files"]} | listed | {"manifest.sha256"} == names


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "a/../b", "a//b", "a\\b", "C:a", "", "./a", "manifest.json", "ledger/head.json", "a\nb", "a/"])
def test_a_path_that_is_none_inside_a_pack_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        measured([Piece(path, b"")])


def test_two_files_that_differ_only_in_case_are_refused() -> None:
    """On some systems one would overwrite the other."""
    with pytest.raises(ValueError, match="not a path"):
        measured([Piece("evidence/A.jpg", b"1"), Piece("evidence/a.jpg", b"2")])


def test_what_does_not_fit_into_one_archive_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.dossiers.archive.MOST", 10)
    with pytest.raises(TooLargeError, match="缩短年数"):
        measured([Piece("a", b"123456"), Piece("b", b"12345")])
    assert len(measured([Piece("a", b"12345"), Piece("b", b"12345")])) == 2


def test_a_file_that_changes_while_it_is_packed_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    files = measured([Piece("evidence/a", path)])
    path.write_bytes(b"2")
    with pytest.raises(ValueError, match="changed"):
        Archive(io.BytesIO()).add_files(manifest_of(ASKED, RULES, LedgerHead(1, "0" * 64), Resting([1]), files), files)


def alone(*arguments: object) -> tuple[int, str]:
    """Run the verifier as an auditor does: plain Python, nothing in the environment."""
    done = subprocess.run([sys.executable, "-I", "-S", verify_ledger.__file__, *map(str, arguments)], capture_output=True, env={}, check=False)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_an_auditor_checks_a_pack_packed_and_unpacked_with_nothing_but_python(tmp_path: Path) -> None:
    ledger = some_ledger()
    archive = written(tmp_path, packed(ledger, some_pieces()))
    kept, early = tmp_path / "kept.json", tmp_path / "early.json"
    kept.write_text(json.dumps(ledger.checkpoint()), "utf-8")
    early.write_text(json.dumps(ledger.checkpoint(20)), "utf-8")
    with zipfile.ZipFile(archive) as found:
        found.extractall(tmp_path / "unpacked")
    for pack in (archive, tmp_path / "unpacked"):
        status, said = alone(pack, "--checkpoint", kept)
        assert (status, "结论：全部相符" in said, "人员 p1，2026年5月20日，事故 sg-2026-0001；截至2026年6月15日已知" in said) == (0, True, True), said
        status, said = alone(pack)
        assert (status, "只能证明内部一致" in said, "结论：内部一致" in said) == (0, True, True)
        status, said = alone(pack, early)
        assert (status, "登记在前 20 条的已证实" in said, "结论：检查点以前登记的相符，其余内部一致" in said) == (0, True, True)


def test_a_checkpoint_of_later_days_serves_with_the_digests_since(tmp_path: Path) -> None:
    ledger = some_ledger()
    archive = written(tmp_path, packed(ledger, some_pieces()))
    for number in range(5):
        ledger.add("act", f"later{number}", {"title": "后来"})
    kept, since = tmp_path / "kept.json", tmp_path / "digests.bin"
    kept.write_text(json.dumps(ledger.checkpoint()), "utf-8")
    since.write_bytes(ledger.digests())
    status, said = alone(archive, "--checkpoint", kept)
    assert (status, "检查点晚于证据包" in said, "--digests" in said, "结论：不能判定" in said, "不符：" in said) == (3, True, True, True, False)
    status, said = alone(archive, "--checkpoint", kept, "--digests", since)
    assert (status, "结论：全部相符" in said) == (0, True), said
    other = some_ledger()
    other.entries[30]["object_id"] = "x"
    other.reseal(31)
    since.write_bytes(other.digests())
    assert alone(archive, "--checkpoint", kept, "--digests", since)[0] == 1


def test_a_checkpoint_without_a_root_speaks_for_its_own_entry_only(tmp_path: Path) -> None:
    ledger = some_ledger()
    archive = written(tmp_path, packed(ledger, some_pieces()))
    kept = tmp_path / "kept.json"
    said = ledger.checkpoint()
    del said["root"]
    kept.write_text(json.dumps(said), "utf-8")
    status, told = alone(archive, kept)
    assert (status, "没有树根" in told, "结论：内部一致" in told) == (0, True, True)


def test_a_pack_zipped_anew_is_refused_and_its_folder_is_not(tmp_path: Path) -> None:
    archive = written(tmp_path, packed(some_ledger(), some_pieces()))
    anew = tmp_path / "anew.zip"
    with zipfile.ZipFile(archive) as found, zipfile.ZipFile(anew, "w", zipfile.ZIP_DEFLATED) as other:
        for name in found.namelist():
            other.writestr(name, found.read(name))
    status, said = alone(anew)
    assert (status, "请解开后核验文件夹" in said) == (1, True)
    with zipfile.ZipFile(anew) as found:
        found.extractall(tmp_path / "unpacked")
    assert alone(tmp_path / "unpacked")[0] == 0
