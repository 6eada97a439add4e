"""Texts and files sealed at rest: AES-256-GCM with algorithm and key named, bound to their place, under a key file of their own."""

import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from anze.access.sealing import CannotOpen, key_id, seal, seal_bytes, unseal, unseal_bytes


@pytest.fixture
def keys(settings: Any, tmp_path: Path) -> Path:
    """Return the place of a key file that is not there yet."""
    place = tmp_path / "sealing_keys"
    settings.SEALING_KEYS = place
    return place


def test_the_key_is_made_at_first_use_readable_by_the_account_alone(keys: Path) -> None:
    assert not keys.exists()
    assert unseal(seal("约谈", "a.b.1"), "a.b.1") == "约谈"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert len(bytes.fromhex(keys.read_text().strip())) == 32


def test_algorithm_and_key_are_named_with_the_text(keys: Path) -> None:
    algorithm, kid, body = seal("约谈", "a").split(".")
    assert (algorithm, kid) == ("A256GCM", key_id(bytes.fromhex(keys.read_text().strip()))) and body
    assert seal_bytes(b"x", "a").startswith(f"A256GCM.{kid}\n".encode())


def test_the_same_text_is_never_sealed_alike(keys: Path) -> None:
    assert seal("约谈", "a") != seal("约谈", "a")


@checked(max_examples=60, deadline=None)
@given(text=st.text(), place=st.text(max_size=30))
def test_whatever_is_sealed_opens_in_its_place_and_nowhere_else(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    envelope = seal(text, place)
    assert unseal(envelope, place) == text
    with pytest.raises(CannotOpen, match="改动、挪动过"):
        unseal(envelope, f"{place}x")


def test_a_changed_text_does_not_open(keys: Path) -> None:
    content = seal_bytes("笔录".encode() * 100, "a")
    assert unseal_bytes(content, "a") == "笔录".encode() * 100
    for at in (-1, -20, len(content) // 2):
        broken = bytearray(content)
        broken[at] ^= 1
        with pytest.raises(CannotOpen, match="改动、挪动过"):
            unseal_bytes(bytes(broken), "a")


def test_without_its_key_a_text_does_not_open_and_says_what_to_do(keys: Path) -> None:
    envelope = seal("约谈", "a")
    keys.unlink()
    with pytest.raises(CannotOpen, match=r"没有编号为.*恢复当时的密钥文件"):
        unseal(envelope, "a")
    keys.write_text(f"{'00' * 32}\n")
    with pytest.raises(CannotOpen, match="没有编号为"):
        unseal(envelope, "a")
    for content in ("zz", "00", ""):
        keys.write_text(content)
        with pytest.raises(CannotOpen, match="密钥文件"):
            unseal(envelope, "a")


def test_the_last_key_seals_and_those_above_still_open(keys: Path) -> None:
    before = seal("以前", "a")
    keys.write_text(f"{keys.read_text()}{'11' * 32}\n")
    after = seal("以后", "a")
    assert (unseal(before, "a"), unseal(after, "a")) == ("以前", "以后")
    assert before.split(".")[1] != after.split(".")[1]


def test_what_is_no_envelope_is_refused(keys: Path) -> None:
    for text in ("明文", "A256GCM.", "A256GCM.kid", "SM4GCM.kid.x"):
        with pytest.raises(CannotOpen):
            unseal(text, "a")
