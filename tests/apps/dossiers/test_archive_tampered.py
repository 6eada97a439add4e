"""Whatever is done to a pack is found against a checkpoint that somebody kept, with the place; hostile packs are refused before anything is read (第三十条)."""

import copy
import hashlib
import io
import json
import random
import re
import struct
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anze.record import verify_ledger
from anze.record.seal import content_digest, content_of, state_digest
from tests.apps.dossiers.packing import Ledger, packed, some_ledger, some_pieces, written

DICE = random.Random
Files = dict[str, bytes]
RESTS_ON = (3, 8, 21)
BEFORE = some_ledger()
LEDGER = copy.deepcopy(BEFORE)
ARCHIVE = packed(LEDGER, some_pieces(), RESTS_ON)


def unzipped(archive: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def zipped(files: Files) -> bytes:
    """Return files packed as packs are, byte for byte, by somebody who knows how."""
    out, directory = b"", b""
    for name in verify_ledger.ordered(files):
        data = files[name]
        directory += verify_ledger.central_header(name, len(data), zlib.crc32(data), len(out))
        out += verify_ledger.local_header(name, len(data), zlib.crc32(data)) + data
    return out + directory + verify_ledger.end_record(len(files), len(directory), len(out))


def listed_anew(files: Files) -> Files:
    """Write the manifest and the digests anew, so that they fit what was changed."""
    manifest = json.loads(files["manifest.json"])
    apart = {*verify_ledger.SUMMED, "manifest.sha256"}
    manifest["files"] = [{"path": name, "size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()} for name in sorted(set(files) - apart)]
    files["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
    return summed_anew(files)


def summed_anew(files: Files) -> Files:
    files["manifest.sha256"] = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in verify_ledger.SUMMED if name in files).encode()
    return files


def some(dice: DICE, files: Files, many: int = 1) -> list[str]:
    return dice.sample(sorted(files), many)


def changed(dice: DICE, data: bytes) -> bytes:
    place = dice.randrange(len(data) or 1)
    return data[:place] + bytes([(data[place] if data else 0) ^ (1 << dice.randrange(8))]) + data[place + 1:]


def flip(dice: DICE) -> bytes:
    """Turn one bit anywhere in the file, its headers included."""
    return changed(dice, ARCHIVE)


def flip_inside(dice: DICE) -> bytes:
    """Turn one bit of one file, and pack it well."""
    files = unzipped(ARCHIVE)
    [name] = some(dice, files)
    return zipped(files | {name: changed(dice, files[name])})


def remove(dice: DICE) -> bytes:
    files = unzipped(ARCHIVE)
    for name in some(dice, files, dice.randint(1, 3)):
        del files[name]
    return zipped(listed_anew(files) if "manifest.json" in files and dice.randrange(2) else files)


def add(dice: DICE) -> bytes:
    files = unzipped(ARCHIVE) | {dice.choice(("evidence/900-补.jpg", "说明.txt", "data/more.json")): dice.randbytes(50)}
    return zipped(listed_anew(files) if dice.randrange(2) else files)


def rename(dice: DICE) -> bytes:
    files = unzipped(ARCHIVE)
    [name] = some(dice, files)
    files[name + "x"] = files.pop(name)
    return zipped(listed_anew(files) if "manifest.json" in files and dice.randrange(2) else files)


def swap(dice: DICE) -> bytes:
    """Let two files change places; sometimes with the manifest written anew."""
    files = unzipped(ARCHIVE)
    one, other = some(dice, {name: data for name, data in files.items() if name.startswith("evidence/")}, 2)
    files[one], files[other] = files[other], files[one]
    return zipped(listed_anew(files) if dice.randrange(2) else files)


def edit_and_rehash(dice: DICE) -> bytes:
    """Change a file or the question, and write manifest and digests so that they fit."""
    files = unzipped(ARCHIVE)
    if dice.randrange(2):
        manifest = json.loads(files["manifest.json"])
        manifest["asked"] |= {dice.choice(("officer", "day", "accident")): "2026-05-19"}
        files["manifest.json"] = json.dumps(manifest).encode()
        return zipped(summed_anew(files))
    [name] = some(dice, {name: data for name, data in files.items() if not name.startswith(("ledger/", "manifest"))})
    return zipped(listed_anew(files | {name: changed(dice, files[name])}))


def truncate(dice: DICE) -> bytes:
    return ARCHIVE[:dice.randrange(len(ARCHIVE))]


def extend(dice: DICE) -> bytes:
    """Put something before, behind or between."""
    extra, place = dice.randbytes(dice.randint(1, 30)), dice.choice((0, len(ARCHIVE), dice.randrange(len(ARCHIVE))))
    return ARCHIVE[:place] + extra + ARCHIVE[place:]


def older_ledger(dice: DICE) -> bytes:
    """Put an older copy of the ledger in, with the pack recorded on top of it as if it had been then."""
    older = Ledger(copy.deepcopy(BEFORE.entries[:dice.randint(21, 39)]))
    if dice.randrange(2):
        return packed(older, some_pieces(), RESTS_ON)
    files, part = unzipped(ARCHIVE), older.part(RESTS_ON)
    return zipped(summed_anew(files | {piece.path: piece.read() for piece in part.pieces()}))


def rehash_suffix(dice: DICE) -> bytes:
    """Write another text into an entry and seal it and all that follow as they should be, the pack's own entry too."""
    ledger = Ledger(copy.deepcopy(BEFORE.entries))
    begin = dice.choice(RESTS_ON)
    one, after = ledger.entries[begin - 1], {"title": f"另一件事{dice.random()}"}
    text, key = content_of(None, after, "", {}), bytes.fromhex(one["key"])
    one |= {"text": text, "content": content_digest(key, text), "after": state_digest(key, after)}
    ledger.reseal(begin)
    return packed(ledger, some_pieces(), RESTS_ON)


def other_pieces(dice: DICE) -> bytes:
    """Pack other files and record them on the true ledger: only the last entry differs."""
    return packed(Ledger(copy.deepcopy(BEFORE.entries)), some_pieces(dice.randint(2, 10**6)), RESTS_ON)


def edit_entry(dice: DICE) -> bytes:
    """Change an entry that stands in the pack, or take one out, or change a digest; the digests of files fit."""
    files, kind = unzipped(ARCHIVE), dice.randrange(4)
    lines = files["ledger/entries.jsonl"].decode().splitlines()
    if kind == 0:
        files["ledger/digests.bin"] = changed(dice, files["ledger/digests.bin"])
    elif kind == 1:
        del lines[-1]
    else:
        place = dice.randrange(1, len(lines))
        entry = json.loads(lines[place])
        entry |= {"text": entry["text"].replace("会议", "未开会议")} if kind == 2 and "会议" in entry["text"] else {"object_id": "另一件"}
        lines[place] = json.dumps(entry, ensure_ascii=False)
    files["ledger/entries.jsonl"] = ("\n".join(lines) + "\n").encode()
    return zipped(summed_anew(files))


def parted(files: Files) -> tuple[str, list[dict[str, Any]]]:
    """Return the first line of the part of the ledger, and its entries."""
    first, *lines = files["ledger/entries.jsonl"].decode().splitlines()
    return first, [json.loads(line) for line in lines]


def with_entries(files: Files, first: str, entries: list[dict[str, Any]]) -> Files:
    """Put these entries into the part of the ledger; the digests of files fit."""
    lines = [first, *(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in entries)]
    return summed_anew(files | {"ledger/entries.jsonl": ("\n".join(lines) + "\n").encode()})


def strip(dice: DICE) -> bytes:
    """Take entries out of the part of the ledger: one, some, or all but the one that records the pack."""
    files = unzipped(ARCHIVE)
    first, entries = parted(files)
    for _ in range(dice.randint(1, len(entries) - 1)):
        del entries[dice.randrange(len(entries) - 1)]
    return zipped(with_entries(files, first, entries))


def fake_erasure(dice: DICE) -> bytes:
    """Say of an entry that its text was lawfully erased."""
    files = unzipped(ARCHIVE)
    first, entries = parted(files)
    entries[dice.randrange(len(entries))] |= {"erased": True, "key": "", "text": ""}
    return zipped(with_entries(files, first, entries))


def forge(dice: DICE) -> bytes:
    """Fake an erasure and an entry that says it was done; the manifest may list both."""
    files = unzipped(ARCHIVE)
    first, entries = parted(files)
    gone, last = entries[dice.randrange(len(entries) - 1)], entries[-1]
    gone |= {"erased": True, "key": "", "text": ""}
    forged = Ledger(copy.deepcopy(BEFORE.entries)).add("ledger", str(gone["seq"]), {}, "擦除内容") | {"seq": dice.choice((22, 40, 41))}
    entries = [*entries[:-1], forged, last] if forged["seq"] < 41 else [*entries[:-1], forged]
    if dice.randrange(2):
        manifest = json.loads(files["manifest.json"])
        manifest |= {"erased": [gone["seq"]], "entries": sorted({*manifest["entries"], forged["seq"]} - {41})}
        files["manifest.json"] = json.dumps(manifest).encode()
    return zipped(with_entries(files, first, entries))


def head_changed(dice: DICE) -> bytes:
    files = unzipped(ARCHIVE)
    head = json.loads(files["ledger/head.json"])
    head[dice.choice(("ledger", "digest", "root"))] = f"{dice.getrandbits(256):064x}"
    return zipped(summed_anew(files | {"ledger/head.json": json.dumps(head).encode()}))


ATTACKS = (flip, flip_inside, remove, add, rename, swap, edit_and_rehash, truncate, extend, older_ledger, rehash_suffix, other_pieces, edit_entry, head_changed,
           strip, fake_erasure, forge)


@pytest.fixture
def verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Check an archive against the checkpoint kept after the pack was made."""
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(LEDGER.checkpoint()), "utf-8")

    def found(archive: bytes, *, against: bool = True) -> tuple[int, str]:
        status = verify_ledger.main([str(written(tmp_path, archive)), *(["--checkpoint", str(kept)] if against else [])])
        said = capsys.readouterr()
        return status, said.out + said.err

    return found


def missed(attack: Callable[[DICE], bytes], times: int, verdict: Callable[..., tuple[int, str]]) -> list[int]:
    """Return the seeds whose tampering is not refused, or is refused without saying what is wrong."""
    seeds = []
    for seed in range(times):
        tampered = attack(random.Random(seed))
        status, said = verdict(tampered)
        if tampered != ARCHIVE and (status == 0 or not any(word in said for word in ("不符：", "读不懂", "不能判定："))):
            seeds.append(seed)
    assert verdict(ARCHIVE)[0] == 0
    return seeds


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_fifteen_tamperings_of_each_kind_are_found(verdict: Callable[..., tuple[int, str]], attack: Callable[[DICE], bytes]) -> None:
    assert missed(attack, 15, verdict) == []


@pytest.mark.drill
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_two_hundred_tamperings_of_each_kind_are_found(verdict: Callable[..., tuple[int, str]], attack: Callable[[DICE], bytes]) -> None:
    assert missed(attack, 200, verdict) == []


@pytest.mark.parametrize("attack", [rehash_suffix, other_pieces], ids=lambda attack: attack.__name__)
def test_without_a_checkpoint_a_pack_made_anew_passes_and_says_that_only_inner_consistency_is_shown(
        verdict: Callable[..., tuple[int, str]], attack: Callable[[DICE], bytes]) -> None:
    """Why the checkpoint is kept elsewhere: the seeded defect of a verifier without one finds nothing."""
    status, said = verdict(attack(random.Random(1)), against=False)
    assert (status, "只能证明内部一致" in said, "结论：内部一致" in said) == (0, True, True)


def test_each_fault_names_its_place(verdict: Callable[..., tuple[int, str]]) -> None:
    files = unzipped(ARCHIVE)

    def said(**changes: Any) -> str:
        return verdict(zipped({name: data for name, data in (files | changes.get("files", {})).items() if data is not None}))[1]

    photo = "evidence/002-照片2.jpg"
    assert f"文件 {photo} 被改动过：与 manifest.json 的第 4 个文件所记的不同" in said(files={photo: b"x"})
    assert f"缺文件 {photo}（manifest.json 的第 4 个文件）" in said(files={photo: None})
    assert "多出文件 evidence/x：清单里没有" in said(files={"evidence/x": b""})
    assert "文件 manifest.json 被改动过：与 manifest.sha256 第 1 行所记的不同" in said(files={"manifest.json": files["manifest.json"] + b"\n"})
    assert "manifest.json 第 2 行读不懂" in said(files={"manifest.json": files["manifest.json"][:10] + b"x"})
    assert "manifest.sha256 第 2 行读不懂" in said(files={"manifest.sha256": files["manifest.sha256"][:90] + b"zz" + files["manifest.sha256"][92:]})
    assert "缺文件 ledger/digests.bin" in said(files={"ledger/digests.bin": None})
    lines = files["ledger/entries.jsonl"].split(b"\n")
    lines[2] = lines[2].replace("会议7".encode(), "会议9".encode())
    entries = summed_anew(files | {"ledger/entries.jsonl": b"\n".join(lines)})
    assert "ledger/entries.jsonl 第 3 行（账本第 8 条）：第 8 条的内容被改动过" in said(files=entries)
    assert "账本第 41 条记的不是这份 manifest.json" in verdict(edit_and_rehash(random.Random(1)))[1]
    assert "账本第 1 至 41 条与检查点不符" in verdict(rehash_suffix(random.Random(1)))[1]
    assert "检查点记有 41 条，证据包里的账本只到第" in verdict(older_ledger(random.Random(4)))[1]


STRIPPED = [strip, fake_erasure, forge]


@pytest.mark.parametrize("attack", STRIPPED, ids=lambda attack: attack.__name__)
def test_a_pack_without_all_it_rests_on_is_refused_unpacked_too_with_the_entry(attack: Callable[[DICE], bytes], tmp_path: Path,
                                                                            capsys: pytest.CaptureFixture[str]) -> None:
    """Unpacked there are no bytes between files to compare: the manifest lists what belongs to the pack, and its digest stands in the ledger."""
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(LEDGER.checkpoint()), "utf-8")
    for seed in range(15):
        with zipfile.ZipFile(io.BytesIO(attack(random.Random(seed)))) as found:
            found.extractall(tmp_path / str(seed))
        assert verify_ledger.main([str(tmp_path / str(seed)), "--checkpoint", str(kept)]) == 1
        assert re.search("不符：.*账本第 (3|8|21|22|40|41) 条", capsys.readouterr().out)


def test_what_is_missing_or_emptied_is_named(verdict: Callable[..., tuple[int, str]]) -> None:
    files = unzipped(ARCHIVE)
    first, entries = parted(files)
    assert "ledger/entries.jsonl 缺账本第 8 条：与 manifest.json 所列的不同" in verdict(zipped(with_entries(files, first, [entries[0], *entries[2:]])))[1]
    status, said = verdict(zipped(with_entries(files, first, entries[-1:])))
    assert (status, said.count("缺账本第"), "结论：有 3 处不符" in said) == (1, 3, True), said
    emptied = [entries[0], entries[1] | {"erased": True, "key": "", "text": ""}, *entries[2:]]
    said = verdict(zipped(with_entries(files, first, emptied)))[1]
    assert "账本第 8 条的内容是否擦除，与 manifest.json 所列的不同" in said
    assert "账本第 8 条的内容被清空，却没有擦除它的登记" in said
    more = [*entries[:-1], LEDGER.entries[29], entries[-1]]
    assert "多出账本第 30 条" in verdict(zipped(with_entries(files, first, more)))[1]
    manifest = json.loads(files["manifest.json"])
    manifest["entries"].remove(8)
    shorter = zipped(with_entries(files | {"manifest.json": json.dumps(manifest).encode()}, first, [entries[0], *entries[2:]]))
    assert "账本第 41 条记的不是这份 manifest.json" in verdict(shorter)[1]


def test_an_entry_whose_text_was_lawfully_erased_is_told_and_agrees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = some_ledger()
    told = ledger.erase(8)
    archive, kept = written(tmp_path, packed(ledger, some_pieces(), (*RESTS_ON, told["seq"]))), tmp_path / "kept.json"
    kept.write_text(json.dumps(ledger.checkpoint()), "utf-8")
    assert verify_ledger.main([str(archive), "--checkpoint", str(kept)]) == 0
    said = capsys.readouterr().out
    assert "附有全文的 4 条；依法擦除了内容、只核对摘要的 1 条：第 8 条" in said
    files = unzipped(archive.read_bytes())
    first, entries = parted(files)
    written(tmp_path, zipped(with_entries(files, first, [one for one in entries if one["seq"] != told["seq"]])))
    assert verify_ledger.main([str(archive), "--checkpoint", str(kept)]) == 1
    assert "账本第 8 条的内容被清空，却没有擦除它的登记" in capsys.readouterr().out


def test_a_pack_of_the_old_form_is_refused_with_the_remedy(verdict: Callable[..., tuple[int, str]]) -> None:
    """It does not list the entries it rests on, so it cannot be seen whether all are there."""
    files = unzipped(ARCHIVE)
    manifest = json.loads(files["manifest.json"]) | {"format": "anze-dossier-1"}
    status, said = verdict(zipped(summed_anew(files | {"manifest.json": json.dumps(manifest).encode()})))
    assert (status, "旧格式" in said, "再生成一次" in said) == (1, True, True)


def test_bytes_hidden_in_the_container_are_found_with_their_place(verdict: Callable[..., tuple[int, str]]) -> None:
    assert "目录与原样不同" in verdict(ARCHIVE + b"x")[1]
    second = ARCHIVE.index(b"PK\x03\x04", 10)  # the file after the manifest
    assert f"压缩包第 {second} 字节起、文件 data/duties.json 的前面与原样不同" in verdict(ARCHIVE[:second + 10] + b"\x01" + ARCHIVE[second + 11:])[1]


def hostile(name: str, data: bytes = b"x", *, mode: int = 0o100644, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return the pack with one more file in it, as no honest program would write it."""
    out = io.BytesIO(ARCHIVE)
    with zipfile.ZipFile(out, "a", method) as archive, warnings.catch_warnings(action="ignore"):
        info = zipfile.ZipInfo("placeholder")
        info.filename, info.external_attr, info.compress_type = name, mode << 16, method
        archive.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize(("archive", "why"), [
    (hostile("../x"), "路径越出证据包"), (hostile("/etc/x"), "路径越出证据包"), (hostile("a\\..\\x"), "路径越出证据包"), (hostile("C:x"), "路径越出证据包"),
    (hostile("a/../../x"), "路径越出证据包"), (hostile("a//x"), "路径不规范"), (hostile("./x"), "路径不规范"), (hostile("manifest.json"), "有两个同名的文件"),
    (hostile("evidence/x", b"/etc/passwd", mode=0o120777), "是链接"), (hostile("x", method=zipfile.ZIP_BZIP2), "别的压缩方法")])
def test_tricks_with_paths_links_and_methods_are_refused_before_anything_is_read(
        verdict: Callable[..., tuple[int, str]], archive: bytes, why: str) -> None:
    status, said = verdict(archive)
    assert (status, why in said, "不予核验" in said) == (1, True, True), said


def test_a_zip_bomb_is_refused_without_being_unfolded(verdict: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    """One whose directory tells its true size, one whose directory lies."""
    bomb = hostile("evidence/bomb", bytes(60_000_000), method=zipfile.ZIP_DEFLATED)
    files = unzipped(ARCHIVE)
    honest = bytearray(bomb)
    at = honest.rindex(b"PK\x01\x02")
    struct.pack_into("<I", honest, at + 24, 2 ** 32 - 2)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, bytes(60_000_000) if name.endswith("照片2.jpg") else data)
    tracemalloc.start()
    status, said = verdict(bytes(honest))
    assert (status, "过大" in said) == (1, True)
    status, said = verdict(bomb)
    assert (status, "多出文件 evidence/bomb" in said) == (1, True)
    status, said = verdict(out.getvalue())
    assert (status, "照片2.jpg 被改动过" in said) == (1, True)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_links_in_an_unpacked_pack_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(io.BytesIO(ARCHIVE)) as found:
        found.extractall(folder)
    assert verify_ledger.main([str(folder)]) == 0
    (folder / "evidence" / "secret").symlink_to("/etc/passwd")
    (folder / "more").symlink_to(tmp_path)
    assert verify_ledger.main([str(folder)]) == 1
    said = capsys.readouterr().out
    assert "evidence/secret 是链接" in said
    assert "more 是链接" in said


def test_an_empty_folder_that_was_added_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(ARCHIVE)) as found:
        found.extractall(tmp_path / "unpacked")
    (tmp_path / "unpacked" / "evidence" / "more").mkdir()
    assert verify_ledger.main([str(tmp_path / "unpacked")]) == 1
    assert "多出空文件夹 evidence/more" in capsys.readouterr().out


def test_a_difference_counts_more_than_what_cannot_be_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A checkpoint later than the pack excuses nothing that was changed in the pack."""
    later = tmp_path / "later.json"
    later.write_text(json.dumps(LEDGER.checkpoint() | dict.fromkeys(("seq", "count"), len(LEDGER.entries) + 5)), "utf-8")
    assert verify_ledger.main([str(written(tmp_path, ARCHIVE)), "--checkpoint", str(later)]) == 3
    assert verify_ledger.main([str(written(tmp_path, head_changed(random.Random(1)))), "--checkpoint", str(later)]) == 1
    assert verify_ledger.main([str(written(tmp_path, ARCHIVE + b"x")), "--checkpoint", str(later)]) == 1
    other = tmp_path / "other.json"
    other.write_text(json.dumps(LEDGER.checkpoint() | {"ledger": "0" * 64}), "utf-8")
    assert verify_ledger.main([str(written(tmp_path, ARCHIVE)), "--checkpoint", str(later), "--checkpoint", str(other)]) == 1
    assert "结论：有 1 处不符" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["{pack}", "--checkpoint"], ["{pack}", "--digests"], ["--checkpoint", "{pack}"],
                                   ["{pack}", "--checkpoint", "--digests", "{pack}"], ["{pack}", "--check"], ["{pack}", "--checkpoint", "nowhere.json"],
                                   ["nowhere.zip"], ["{pack}", "{pack}"]])
def test_a_command_that_is_not_understood_ends_with_two_and_a_chinese_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    pack = str(written(tmp_path, ARCHIVE))
    assert verify_ledger.main([word.format(pack=pack) for word in words]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("读不懂：") and not said.out
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", said.err.replace(pack, "")), said.err


@pytest.mark.parametrize("changes", [{"seq": -5, "count": -5}, {"seq": 0, "count": 0}, {"count": 40}, {"seq": True, "count": True}, {"seq": "41"}])
def test_a_checkpoint_whose_count_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any]) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(LEDGER.checkpoint() | changes), "utf-8")
    assert verify_ledger.main([str(written(tmp_path, ARCHIVE)), "--checkpoint", str(kept)]) == 2
    assert "请换一份留存的检查点" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"PK", b"PK\x03\x04" + bytes(100), b"{}", b"\xff\xfe", b"x"])
def test_no_english_stands_in_what_is_said_of_a_file_that_is_none(verdict: Callable[..., tuple[int, str]], content: bytes) -> None:
    said = verdict(content, against=False)[1]
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", said.replace("anze ledger export", "")), said


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"\x00" * 500, b"{}", b"[" * 100_000])
def test_what_is_no_pack_is_refused(verdict: Callable[..., tuple[int, str]], content: bytes) -> None:
    assert verdict(content)[0] in (1, 2)


@pytest.mark.drill
def test_a_million_entries_take_no_longer_than_two_minutes(tmp_path: Path, verdict: Callable[..., tuple[int, str]]) -> None:
    """And no more than 2 GB: the part of the ledger is 32 MB."""
    import time

    ledger = some_ledger(1_000_000)
    begin = time.process_time()
    kept = tmp_path / "million.json"
    archive = written(tmp_path, packed(ledger, some_pieces(), RESTS_ON))
    kept.write_text(json.dumps(ledger.checkpoint()), "utf-8")
    begin = time.process_time()
    assert verify_ledger.main([str(archive), str(kept)]) == 0
    assert time.process_time() - begin < 120
