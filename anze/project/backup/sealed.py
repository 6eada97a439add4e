"""An encrypted backup: a header in plain words, then the backup in pieces, each sealed by itself with AES-256-GCM and bound to its place.

The nonce of a piece is its number and whether it is the last (the STREAM construction): pieces that were altered, left out, doubled, exchanged or cut off
do not open. Pieces open one by one, so that a backup of any size is read without a plain copy and in little memory.
"""

import io
import json
import os
import secrets
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anze.project.backup.recipients import CannotOpen, Opener, Recipient

MAGIC: Final = b"anze-sealed-backup-1\n"
CIPHER: Final = "A256GCM"
PIECE: Final = 1 << 18
TAG: Final = 16
LONGEST: Final = 4_000  # bytes of a header
HELD: Final = 8  # pieces kept open: parts of a backup are read side by side
ALTERED: Final = "加密的备份被改动过、缺了一段或者没有拷完"
AGAIN: Final = "换一份备份；若是从别处拷来的，再拷一次并比较大小"


def is_sealed(file: IO[bytes]) -> bool:
    """Say whether a file is an encrypted backup; it stands at its beginning before and after."""
    found = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    return found


def kind_of(path: Path) -> str:
    """Return by what kind of key a backup was closed; empty where it is not encrypted. Raises CannotOpen where its header is none of ours."""
    with path.open("rb") as file:
        return str(said_of(_header(file))["keys"][0].get("kind", "")) if is_sealed(file) else ""


def _header(file: IO[bytes]) -> bytes:
    return file.read(len(MAGIC)) + file.readline(LONGEST)


class Sealing(io.RawIOBase):
    """What is written into it goes into a file in sealed pieces. It only goes forward."""

    def __init__(self, file: IO[bytes], key: bytes, header: bytes) -> None:
        self._file, self._cipher, self._bound = file, AESGCM(key), sha256(header).digest()
        self._waiting, self._pieces, self._written = bytearray(), 0, 0

    def writable(self) -> bool:
        """It is written into."""
        return True

    def tell(self) -> int:
        """Return how much was written."""
        return self._written

    def write(self, content: Any) -> int:
        """Take bytes; a piece that is full, and is surely not the last, goes out."""
        raw = memoryview(content).cast("B")
        self._waiting += raw
        self._written += len(raw)
        while len(self._waiting) > PIECE:
            self._out(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(raw)

    def finish(self) -> None:
        """Send the last piece out, marked as such."""
        self._out(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _out(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._pieces, last=last), piece, self._bound))
        self._pieces += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Unsealing(io.RawIOBase):
    """The plain bytes of an encrypted backup, read from wherever one likes. Raises CannotOpen for a piece that does not open."""

    def __init__(self, file: IO[bytes], key: bytes, header: bytes) -> None:
        self._file, self._cipher, self._bound = file, AESGCM(key), sha256(header).digest()
        self._begin, self._place = len(header), 0
        sealed = file.seek(0, os.SEEK_END) - self._begin
        self._pieces = -(-sealed // (PIECE + TAG))
        self._size = sealed - TAG * self._pieces
        self._open: OrderedDict[int, bytes] = OrderedDict()
        if sealed < TAG or self._size < 0:
            raise CannotOpen(ALTERED, AGAIN)
        self._piece(self._pieces - 1)  # opens only as the last: what was cut off is known at once

    def readable(self) -> bool:
        """It is read from."""
        return True

    def seekable(self) -> bool:
        """From anywhere."""
        return True

    def tell(self) -> int:
        """Return where the next byte is read from."""
        return self._place

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place."""
        self._place = max(0, place + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence])
        return self._place

    def read(self, size: int | None = -1) -> bytes:
        """Return so many bytes, fewer only at the end."""
        end = self._size if size is None or size < 0 else min(self._size, self._place + size)
        found = []
        while self._place < end:
            number, within = divmod(self._place, PIECE)
            taken = self._piece(number)[within:within + end - self._place]
            found.append(taken)
            self._place += len(taken)
        return b"".join(found)

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer."""
        found = self.read(len(buffer))
        buffer[:len(found)] = found
        return len(found)

    def _piece(self, number: int) -> bytes:
        if number in self._open:
            self._open.move_to_end(number)
            return self._open[number]
        self._file.seek(self._begin + number * (PIECE + TAG))
        try:
            plain = self._cipher.decrypt(_nonce(number, last=number == self._pieces - 1), self._file.read(PIECE + TAG), self._bound)
        except InvalidTag as fault:
            raise CannotOpen(ALTERED, AGAIN) from fault
        self._open[number] = plain
        while len(self._open) > HELD:
            self._open.popitem(last=False)
        return plain


@contextmanager
def sealing(file: IO[bytes], key: bytes, recipient: Recipient) -> Iterator[Sealing]:
    """Write the header for a recipient and yield what seals the rest; the last piece goes out when all went well."""
    said = {"cipher": CIPHER, "piece": PIECE, "nonce": "number-88, last-8", "keys": [recipient.wrapped(key)]}
    header = MAGIC + json.dumps(said, ensure_ascii=True, sort_keys=True).encode() + b"\n"
    file.write(header)
    out = Sealing(file, key, header)
    yield out
    out.finish()


def unsealing(file: IO[bytes], opener: Opener) -> Unsealing:
    """Return the plain bytes of an encrypted backup. Raises CannotOpen."""
    header = _header(file)
    said = said_of(header)
    return Unsealing(file, opener.unwrapped(said["keys"][0]), header)


def said_of(header: bytes) -> Mapping[str, Any]:
    """Return what a header says. Raises CannotOpen where it is of another kind."""
    try:
        said = json.loads(header.removeprefix(MAGIC))
        mine = (said["cipher"], said["piece"]) == (CIPHER, PIECE) and isinstance(said["keys"][0], dict)
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise CannotOpen("加密备份的文件头读不懂", AGAIN) from fault
    if not mine:
        raise CannotOpen("加密备份的算法这个版本认不得", "用写出它的版本恢复")
    return dict(said)


def new_key() -> bytes:
    """Return a key for the content of one backup."""
    return secrets.token_bytes(32)
