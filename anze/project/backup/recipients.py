"""Who can open an encrypted backup: whoever knows a passphrase, or whoever has the private key that belongs to a public one.

The content of each backup has a key of its own; the header holds it wrapped, with the names of the algorithms and their numbers, so that others
(国密: SM4-GCM, SM2) can follow under other names.
"""

import errno
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

PASSPHRASE, RECIPIENT = "passphrase", "recipient"
COST: Final = {"n": 1 << 17, "r": 8, "p": 1}  # 128 MB and some tenths of a second a guess
MOST: Final = {"n": 1 << 20, "r": 16, "p": 4}  # what a header may ask of us: at most 2 GB
SHORTEST: Final = 12
ABOUT: Final = b"anze backup: content key"


class CannotOpen(Exception):  # noqa: N818 — a refusal that a person reads: what, and the remedy
    """Raised where a key does not open a backup, or is no key."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class Recipient(Protocol):
    """Somebody for whom a backup is encrypted."""

    @property
    def said(self) -> str:
        """What opens it, as people say it."""

    def wrapped(self, key: bytes) -> dict[str, Any]:
        """Return the content key wrapped, as the header says it."""


class Opener(Protocol):
    """Somebody who can open backups."""

    def unwrapped(self, said: Mapping[str, Any]) -> bytes:
        """Return the content key that a header holds wrapped. Raises CannotOpen."""


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """A passphrase: the same opens what it closed."""

    words: str

    @property
    def said(self) -> str:
        """What opens it."""
        return "这个口令"

    def wrapped(self, key: bytes) -> dict[str, Any]:
        """Return the content key under a key that scrypt (RFC 7914) makes of the words and a salt."""
        salt = secrets.token_bytes(16)
        return {"kind": PASSPHRASE, "kdf": "scrypt", **COST, "salt": _said(salt), "wrapped": _said(_wrap(_scrypt(self.words, salt, COST), key))}

    def unwrapped(self, said: Mapping[str, Any]) -> bytes:
        """Return the content key. Raises CannotOpen: another passphrase, or a header that was altered."""
        if said.get("kind") != PASSPHRASE:
            raise CannotOpen("这份备份是用公钥加密的，口令打不开", "用 --key 给出私钥文件")
        cost = {name: said.get(name) for name in COST}
        if said.get("kdf") != "scrypt" or any(type(value) is not int or not 0 < value <= MOST[name] for name, value in cost.items()):
            raise CannotOpen("备份的文件头写的口令算法认不得", "换一份备份，或者用写出它的版本恢复")
        try:
            return _unwrap(_scrypt(self.words, _bytes(said, "salt"), cost), _bytes(said, "wrapped"))
        except (InvalidTag, ValueError) as fault:
            raise CannotOpen("口令不对，或者备份的文件头被改动过", "核对口令（大小写、空格）；确定没有错的，换一份备份") from fault


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public key (X25519, RFC 7748) of whoever is to open a backup: the site that makes it cannot open it afterwards."""

    key: X25519PublicKey

    @property
    def said(self) -> str:
        """What opens it."""
        return f"编号 {name_of(self.key)} 的私钥"

    def wrapped(self, key: bytes) -> dict[str, Any]:
        """Return the content key under the agreement of a key made for this once with the recipient's."""
        once, own = X25519PrivateKey.generate(), _raw(self.key)
        spoken = _raw(once.public_key())
        return {"kind": RECIPIENT, "agreement": "X25519", "kdf": "HKDF-SHA256", "recipient": name_of(self.key), "spoken": _said(spoken),
                "wrapped": _said(_wrap(_agreed(once.exchange(self.key), spoken, own), key))}


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The private key that belongs to a public one."""

    key: X25519PrivateKey

    def unwrapped(self, said: Mapping[str, Any]) -> bytes:
        """Return the content key. Raises CannotOpen: another key, or a header that was altered."""
        own = self.key.public_key()
        if said.get("kind") != RECIPIENT:
            raise CannotOpen("这份备份是用口令加密的，私钥打不开", "用 --passphrase-file 给出口令，或者照提示输入")
        if (said.get("agreement"), said.get("kdf")) != ("X25519", "HKDF-SHA256"):
            raise CannotOpen("备份的文件头写的密钥算法认不得", "用写出它的版本恢复，或者换一份备份")
        if said.get("recipient") != name_of(own):
            raise CannotOpen(f"私钥不对：这份备份要编号 {str(said.get('recipient'))[:16]} 的私钥，给的是 {name_of(own)}", "换成那一把私钥")
        try:
            spoken = _bytes(said, "spoken")
            return _unwrap(_agreed(self.key.exchange(X25519PublicKey.from_public_bytes(spoken)), spoken, _raw(own)), _bytes(said, "wrapped"))
        except (InvalidTag, ValueError) as fault:
            raise CannotOpen("备份的文件头被改动过，私钥打不开", "换一份备份；若是从别处拷来的，再拷一次并比较大小") from fault


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """The content key itself: whoever has just made a backup reads it back with it."""

    content: bytes

    def unwrapped(self, said: Mapping[str, Any]) -> bytes:
        """Return the content key."""
        return self.content


def passphrase(words: str) -> Passphrase:
    """Return a passphrase that is to close a backup. Raises CannotOpen where it is easily guessed."""
    if len(words) < SHORTEST or len(set(words)) < SHORTEST // 2:
        raise CannotOpen(f"口令太短或太单调：至少 {SHORTEST} 个字，不要重复几个字", "用几个不相干的词连起来，写下来与备份分开保管")
    return Passphrase(words)


def new_pair(private: Path) -> str:
    """Make a pair of keys: the private one into a new file that its owner alone can read, the public one beside it (.pub). Return its name.

    Raises FileExistsError where either is there: nothing is written then.
    """
    made, public = X25519PrivateKey.generate(), Path(f"{private}.pub")
    for path in (private, public):
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    for path, content, mode in ((private, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600),
                                (public, made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), 0o644)):
        path.touch(mode=mode, exist_ok=False)
        path.write_bytes(content)
    return name_of(made.public_key())


def public_key(path: Path) -> PublicKey:
    """Return the public key of a file (PEM). Raises CannotOpen."""
    try:
        found = load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise CannotOpen(f"{path} 不是公钥文件", "用 anze backup-key 生成的 .pub 文件；私钥不要放在网站的机器上") from fault
    if not isinstance(found, X25519PublicKey):
        raise CannotOpen(f"{path} 不是 X25519 公钥", "用 anze backup-key 生成一对")
    return PublicKey(found)


def private_key(path: Path) -> PrivateKey:
    """Return the private key of a file (PEM). Raises CannotOpen."""
    try:
        found = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise CannotOpen(f"{path} 不是私钥文件", "给出 anze backup-key 生成的私钥文件（不是 .pub）") from fault
    if not isinstance(found, X25519PrivateKey):
        raise CannotOpen(f"{path} 不是 X25519 私钥", "给出 anze backup-key 生成的私钥文件")
    return PrivateKey(found)


def name_of(key: X25519PublicKey) -> str:
    """Return what a key is called: it gives nothing away."""
    return sha256(_raw(key)).hexdigest()[:16]


def _raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _scrypt(words: str, salt: bytes, cost: Mapping[str, Any]) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost["n"], r=cost["r"], p=cost["p"]).derive(words.encode())


def _agreed(shared: bytes, spoken: bytes, own: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=spoken + own, info=ABOUT).derive(shared)


def _wrap(under: bytes, key: bytes) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(under).encrypt(nonce, key, ABOUT)


def _unwrap(under: bytes, wrapped: bytes) -> bytes:
    return AESGCM(under).decrypt(wrapped[:12], wrapped[12:], ABOUT)


def _said(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(said: Mapping[str, Any], name: str) -> bytes:
    return b64decode(str(said.get(name, "")), validate=True)
