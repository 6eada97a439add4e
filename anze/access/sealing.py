"""Texts and files sealed at rest: AES-256-GCM, with the algorithm and the key's id named beside each, so that another profile (国密 SM4-GCM) can follow.

The keys lie in a file of their own beside the data (`settings.SEALING_KEYS`), made at first use, readable by the site's account alone. Its last line is
the key in use; the lines above open what was sealed before. What is sealed is bound to its place: moved to another row or field it does not open.
"""

import hashlib
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

ALGORITHM: Final = "A256GCM"
NONCE: Final = 12
MARK: Final = f"{ALGORITHM}."


class CannotOpen(Exception):  # noqa: N818 — a refusal that a person reads
    """Raised where something sealed cannot be opened: its key is missing or another, or it was changed or moved."""


def seal(text: str, place: str) -> str:
    """Return a text sealed for a place: `A256GCM.<key id>.<nonce and ciphertext>`. A key is made where there is none yet."""
    kid, key = _in_use()
    return f"{MARK}{kid}.{urlsafe_b64encode(_sealed(text.encode(), place, kid, key)).decode()}"


def unseal(envelope: str, place: str) -> str:
    """Return the text that was sealed for a place. Raises CannotOpen with a sentence that says what to do."""
    kid, _, body = envelope.removeprefix(MARK).partition(".")
    if not envelope.startswith(MARK) or not body:
        raise CannotOpen(f"加密的内容写法不对，应以 {MARK} 开头。请告诉系统管理员核对数据库。")
    try:
        raw = urlsafe_b64decode(body)
    except ValueError as fault:
        raise CannotOpen("加密的内容不完整。请告诉系统管理员从备份恢复。") from fault
    return _opened(raw, place, kid).decode()


def seal_bytes(content: bytes, place: str) -> bytes:
    """Return the content of a file sealed for a place, with a first line that names algorithm and key."""
    kid, key = _in_use()
    return f"{MARK}{kid}\n".encode() + _sealed(content, place, kid, key)


def unseal_bytes(content: bytes, place: str) -> bytes:
    """Return the content of a file that was sealed for a place. Raises CannotOpen."""
    head, _, raw = content.partition(b"\n")
    if not head.startswith(MARK.encode()):
        raise CannotOpen(f"加密的文件写法不对，第一行应为 {MARK}密钥编号。请告诉系统管理员从备份恢复。")
    return _opened(raw, place, head.decode("ascii", "replace").removeprefix(MARK))


def _sealed(content: bytes, place: str, kid: str, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, _bound(place, kid))


def _opened(raw: bytes, place: str, kid: str) -> bytes:
    key = _keys().get(kid)
    if key is None:
        raise CannotOpen(f"打不开加密的案件内容：密钥文件（{settings.SEALING_KEYS.name}）里没有编号为 {kid[:16]} 的密钥。"
                         "请系统管理员从保管处恢复当时的密钥文件。")
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], _bound(place, kid))
    except (InvalidTag, ValueError) as fault:
        raise CannotOpen("打不开加密的案件内容：密钥不对，或者内容被改动、挪动过。请告诉系统管理员，从备份核对。") from fault


def _bound(place: str, kid: str) -> bytes:
    return f"{ALGORITHM}|{kid}|{place}".encode()


def key_id(key: bytes) -> str:
    """Return the id of a key: the beginning of its digest, which gives nothing of it away."""
    return hashlib.sha256(b"anze sealing key" + key).hexdigest()[:12]


def _in_use() -> tuple[str, bytes]:
    found = _keys()
    if not found:
        _make(settings.SEALING_KEYS)
        found = _keys()
    return list(found.items())[-1]


def _keys() -> dict[str, bytes]:
    path: Path = settings.SEALING_KEYS
    if not path.exists():
        return {}
    try:
        keys = [bytes.fromhex(line) for line in path.read_text("ascii").split()]
    except (OSError, ValueError) as fault:
        raise CannotOpen(f"密钥文件（{path.name}）读不出来。请系统管理员检查它的权限和内容，或从保管处恢复。") from fault
    if not keys or any(len(key) != 32 for key in keys):
        raise CannotOpen(f"密钥文件（{path.name}）里的密钥不完整，每行应为 64 个十六进制数字。请系统管理员从保管处恢复。")
    return {key_id(key): key for key in keys}


def _make(path: Path) -> None:
    """Make a key, whole or not at all; where another process was first, its key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    made = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(made, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        beside.unlink(missing_ok=True)
