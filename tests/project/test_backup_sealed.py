"""An encrypted backup opens for whom it was made, whole, and for nobody else; what was altered anywhere is refused before anything is touched."""

import io
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anze.law.problems import Refused
from anze.project.backup import sealed
from anze.project.backup.checking import examined
from anze.project.backup.container import opened
from anze.project.backup.recipients import (
    CannotOpen,
    Passphrase,
    PrivateKey,
    new_pair,
    passphrase,
    private_key,
    public_key,
)
from anze.project.backup.restoring import restore
from anze.project.backup.sealed import MAGIC, PIECE, TAG, Unsealing, sealing, unsealing
from anze.project.backup.taking import take
from tests.cast import make_cast
from tests.project.backups import elsewhere, files, footprint, rows
from tests.project.test_backup import NOW, everything_there, kept, own_place

WORDS = "榕树 码头 石板 秋千 1987"
KEY = bytes(range(32))
__all__ = ["own_place"]  # the fixture of the tests of backups serves these too


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is tried in a moment here."""
    monkeypatch.setattr("anze.project.backup.recipients.COST", {"n": 1 << 4, "r": 8, "p": 1})


def closed(content: bytes, words: str = WORDS) -> bytes:
    """Return content in sealed pieces."""
    out = io.BytesIO()
    with sealing(out, KEY, Passphrase(words)) as into:
        for at in range(0, len(content), 70_000):
            into.write(content[at:at + 70_000])
    return out.getvalue()


def plain(raw: bytes, words: str = WORDS) -> bytes:
    """Return what is in sealed pieces."""
    return unsealing(io.BytesIO(raw), Passphrase(words)).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17])
def test_what_was_sealed_comes_back_at_every_length_and_from_every_place(size: int) -> None:
    content = secrets.token_bytes(size)
    raw = closed(content)
    assert plain(raw) == content
    assert content[:16] not in raw or size < 16
    found = unsealing(io.BytesIO(raw), Passphrase(WORDS))
    for place in {0, size // 2, max(0, PIECE - 3), size}:
        found.seek(place)
        assert (found.tell(), found.read(7)) == (place, content[place:place + 7])
    found.seek(-min(size, 5), io.SEEK_END)
    assert found.read() == content[max(0, size - 5):]


def pieces(raw: bytes) -> tuple[bytes, list[bytes]]:
    """Return the header and the pieces."""
    end = raw.index(b"\n", len(MAGIC)) + 1
    return raw[:end], [raw[at:at + PIECE + TAG] for at in range(end, len(raw), PIECE + TAG)]


def altered_header(raw: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    header, body = pieces(raw)
    said = json.loads(header.removeprefix(MAGIC))
    change(said)
    return MAGIC + json.dumps(said, sort_keys=True).encode() + b"\n" + b"".join(body)


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1:]


ATTACKS: dict[str, Callable[[bytes, list[bytes], bytes], bytes]] = {
    "swap": lambda head, body, raw: head + b"".join([body[1], body[0], *body[2:]]),
    "double": lambda head, body, raw: head + b"".join([body[0], body[0], *body[1:]]),
    "drop the first": lambda head, body, raw: head + b"".join(body[1:]),
    "drop one within": lambda head, body, raw: head + b"".join([body[0], *body[2:]]),
    "drop the last": lambda head, body, raw: head + b"".join(body[:-1]),
    "drop all": lambda head, body, raw: head,
    "cut within a piece": lambda head, body, raw: raw[:-(len(body[-1]) // 2)],
    "cut a byte": lambda head, body, raw: raw[:-1],
    "append": lambda head, body, raw: raw + b"x",
    "append a piece": lambda head, body, raw: raw + body[0],
    "a piece of another backup": lambda head, body, raw: head + b"".join([pieces(closed(b"y" * 3 * PIECE))[1][0], *body[1:]]),
    "flip the first byte of a piece": lambda head, body, raw: flipped(raw, len(head)),
    "flip a byte within": lambda head, body, raw: flipped(raw, len(head) + PIECE + TAG + 77),
    "flip a tag": lambda head, body, raw: flipped(raw, len(head) + PIECE + 3),
    "flip the last byte": lambda head, body, raw: flipped(raw, len(raw) - 1),
    "another nonce rule": lambda head, body, raw: altered_header(raw, lambda said: said.update(nonce="other")),
    "a word more in the header": lambda head, body, raw: altered_header(raw, lambda said: said.update(more=1)),
    "another piece size": lambda head, body, raw: altered_header(raw, lambda said: said.update(piece=1)),
    "another cipher": lambda head, body, raw: altered_header(raw, lambda said: said.update(cipher="SM4GCM")),
    "no keys": lambda head, body, raw: altered_header(raw, lambda said: said.update(keys=[])),
    "another salt": lambda head, body, raw: altered_header(raw, lambda said: said["keys"][0].update(salt="AAAAAAAAAAAAAAAAAAAAAA==")),
    "another wrapped key": lambda head, body, raw: altered_header(raw, lambda said: said["keys"][0].update(wrapped="AAAA" * 20)),
    "no base64": lambda head, body, raw: altered_header(raw, lambda said: said["keys"][0].update(wrapped="密")),
    "a cost that would eat all memory": lambda head, body, raw: altered_header(raw, lambda said: said["keys"][0].update(n=1 << 40)),
    "a cost that is none": lambda head, body, raw: altered_header(raw, lambda said: said["keys"][0].update(n=True)),
    "no JSON": lambda head, body, raw: MAGIC + b"x" + head.removeprefix(MAGIC) + b"".join(body),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_was_done_to_it_is_found_and_told_with_a_remedy(attack: str) -> None:
    raw = closed(secrets.token_bytes(3 * PIECE + 5))
    bad = ATTACKS[attack](*pieces(raw), raw)
    assert bad != raw
    with pytest.raises(CannotOpen) as refused:
        plain(bad)
    assert refused.value.what and refused.value.remedy


def test_without_the_place_in_the_nonce_exchanged_and_missing_pieces_would_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: every piece under a nonce that says neither which nor whether it is the last."""
    monkeypatch.setattr(sealed, "_nonce", lambda number, last: bytes(12))
    raw = closed(secrets.token_bytes(3 * PIECE + 5))
    for attack in ("swap", "double", "drop one within", "drop the last"):
        assert plain(ATTACKS[attack](*pieces(raw), raw))


def test_a_passphrase_that_is_wrong_or_easily_guessed_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="口令不对"):
        plain(closed(b"x"), WORDS + " ")
    for weak in ("short", "aaaaaaaaaaaaaaaa", "ab" * 10):
        with pytest.raises(CannotOpen, match="口令太短或太单调"):
            passphrase(weak)
    assert passphrase(WORDS).words == WORDS


def test_only_the_private_key_of_the_recipient_opens_and_the_site_does_not_have_it(tmp_path: Path) -> None:
    name, other = new_pair(tmp_path / "key"), new_pair(tmp_path / "other")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        new_pair(tmp_path / "key")
    (tmp_path / "half.pub").touch()
    with pytest.raises(FileExistsError):
        new_pair(tmp_path / "half")
    assert not (tmp_path / "half").exists()
    out = io.BytesIO()
    with sealing(out, KEY, public_key(tmp_path / "key.pub")) as into:
        into.write(b"content")
    raw = out.getvalue()
    assert name.encode() in raw
    assert unsealing(io.BytesIO(raw), private_key(tmp_path / "key")).read() == b"content"
    for opener, words in ((private_key(tmp_path / "other"), f"要编号 {name} 的私钥，给的是 {other}"), (Passphrase(WORDS), "用公钥加密的")):
        with pytest.raises(CannotOpen, match=words):
            unsealing(io.BytesIO(raw), opener)
    with pytest.raises(CannotOpen, match="用口令加密的"):
        unsealing(io.BytesIO(closed(b"x")), private_key(tmp_path / "key"))
    for change in ({"spoken": "AAAA" * 10 + "AAA="}, {"wrapped": "AAAA" * 20}, {"agreement": "SM2"}, {"recipient": other}):
        bad = altered_header(raw, lambda said, change=change: said["keys"][0].update(change))  # type: ignore[misc]
        with pytest.raises(CannotOpen):
            unsealing(io.BytesIO(bad), private_key(tmp_path / "key"))


def test_a_private_key_is_taken_for_no_public_one_nor_a_stranger_s_file_for_either(tmp_path: Path) -> None:
    new_pair(tmp_path / "key")
    (tmp_path / "none").write_text("hello")
    for path in ("key", "none"):
        with pytest.raises(CannotOpen, match="不是公钥文件"):
            public_key(tmp_path / path)
    for path in ("key.pub", "none"):
        with pytest.raises(CannotOpen, match="不是私钥文件"):
            private_key(tmp_path / path)


def test_reading_holds_few_pieces_in_memory() -> None:
    raw = closed(bytes(40 * PIECE))
    found = unsealing(io.BytesIO(raw), Passphrase(WORDS))
    for number in range(40):
        found.seek(number * PIECE)
        found.read(1)
    assert isinstance(found, Unsealing) and len(found._open) == sealed.HELD


@pytest.mark.django_db(transaction=True)
def test_a_site_is_backed_up_for_a_recipient_and_restored_elsewhere_from_the_private_key(tmp_path: Path, own_place: None) -> None:
    everything_there()
    new_pair(tmp_path / "key")
    backup, mine = tmp_path / "a.sealed", private_key(tmp_path / "key")
    manifest = take(backup, NOW, recipient=public_key(tmp_path / "key.pub"))
    raw, told = backup.read_bytes(), {one.name: (one.rows, one.digest) for one in manifest.tables}
    assert raw.startswith(MAGIC) and backup.stat().st_mode & 0o077 == 0
    for secret in ("甲某", "manifest.json", "rows/people_account.jsonl", "pbkdf2", "argon2"):
        assert secret.encode() not in raw
    assert examined(backup, opener=mine).manifest == manifest
    refused_and_untouched(tmp_path, backup, raw, mine)
    with elsewhere(tmp_path / "elsewhere"):
        restore(backup, NOW, opener=mine)
        assert rows() == told and len(files()) == 5


def refused_and_untouched(tmp_path: Path, backup: Path, raw: bytes, mine: PrivateKey) -> None:
    """The second part of the test above: nothing is touched by what does not open."""
    kept("备份以后".encode())
    before, bad = footprint(), tmp_path / "bad.sealed"
    new_pair(tmp_path / "other")
    for opener, words in ((None, "这份备份是加密的"), (Passphrase(WORDS), "用公钥加密的"), (private_key(tmp_path / "other"), "私钥不对")):
        with pytest.raises(Refused, match=words):
            restore(backup, NOW, replace=True, opener=opener)
    header = raw.index(b"\n", len(MAGIC)) + 1
    for content in (raw[:-1], raw[:len(raw) // 2], raw + b"x", flipped(raw, header + 5), flipped(raw, len(raw) - 20), flipped(raw, len(raw) // 2),
                    raw[:header]):
        bad.write_bytes(content)
        with pytest.raises(Refused) as refused:
            restore(bad, NOW, replace=True, opener=mine)
        assert all(problem.remedy for problem in refused.value.problems)
    assert footprint() == before


@pytest.mark.django_db(transaction=True)
def test_a_passphrase_does_as_well_and_a_disk_that_fills_leaves_no_half(tmp_path: Path, own_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make_cast()
    manifest = take(tmp_path / "a.sealed", NOW, recipient=Passphrase(WORDS))
    with opened(tmp_path / "a.sealed", Passphrase(WORDS)) as found:
        assert len(found.namelist()) == len(manifest.parts) + 1
    monkeypatch.setattr("anze.project.backup.sealed.Sealing.finish", lambda self: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(Refused, match="磁盘满了"):
        take(tmp_path / "b.sealed", NOW, recipient=Passphrase(WORDS))
    assert list(tmp_path.glob("*b.sealed*")) == []
