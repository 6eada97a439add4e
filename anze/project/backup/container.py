"""The one file of a backup: a ZIP whose comment ends with the SHA-256 of everything before it, so that no single byte changes unnoticed.

Where somebody is named who alone can open it, the ZIP lies in an encrypted file (`sealed.py`).
"""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

from anze.law.problems import Problem, Refused
from anze.project.backup.recipients import CannotOpen, Opener, Recipient
from anze.project.backup.sealed import Sealing, is_sealed, sealing, unsealing

SEAL: Final = b"anze-backup-1 sha256:"
DIGITS: Final = 64
CHUNK: Final = 1 << 20
ANOTHER: Final = "换一份备份；若是从别处拷来的，再拷一次并比较大小"


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands in the manifest: its name, how many bytes, their SHA-256."""

    name: str
    size: int
    sha256: str


class Writer:
    """Writes parts into a new file and remembers what each was."""

    def __init__(self, file: "IO[bytes] | _Tail") -> None:
        self._zip: Any = zipfile.ZipFile(cast("IO[bytes]", file), "w", allowZip64=True)  # a ZIP is written to what cannot go back, too
        self.parts: list[Part] = []

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = False) -> Part:
        """Write a part; `packed` compresses it."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts.append(Part(name, size, digest.hexdigest()))
        return self.parts[-1]

    def abandon(self) -> None:
        """Write nothing more: the file goes."""
        self._zip.fp = None

    def close(self) -> None:
        """End the ZIP, leaving room for the seal."""
        self._zip.comment = SEAL + b"0" * DIGITS
        self._zip.close()


@dataclass(frozen=True, slots=True, repr=False)
class For:
    """For whom a backup is encrypted, and the key of its content."""

    recipient: Recipient
    key: bytes


@contextmanager
def writing(path: Path, sealed: For | None = None) -> Iterator[Writer]:
    """Write a backup beside `path`, seal and sync it; it is there whole or not at all. The file opens for its owner alone."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        try:
            with _plain(file) if sealed is None else _encrypted(file, sealed) as writer:
                yield writer
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def _written(file: "IO[bytes] | _Tail") -> Iterator[Writer]:
    """Lend the writer of a ZIP that is closed afterwards, or abandoned."""
    writer = Writer(file)
    try:
        yield writer
        writer.close()
    except BaseException:
        writer.abandon()
        raise


@contextmanager
def _plain(file: IO[bytes]) -> Iterator[Writer]:
    with _written(file) as writer:
        yield writer
    end = file.seek(-DIGITS, os.SEEK_END)
    file.seek(0)
    digest = _digest(file, end)
    file.seek(end)
    file.write(digest.encode())


@contextmanager
def _encrypted(file: IO[bytes], sealed: For) -> Iterator[Writer]:
    with sealing(file, sealed.key, sealed.recipient) as out:
        tail = _Tail(out)
        with _written(tail) as writer:
            yield writer
        tail.seal()


class _Tail:
    """Passes bytes on and digests them, keeping the last back: there the digest itself stands."""

    def __init__(self, out: Sealing) -> None:
        self._out, self._digest, self._kept = out, hashlib.sha256(), b""

    def write(self, content: bytes) -> int:
        """Take bytes."""
        whole = self._kept + bytes(content)
        passed, self._kept = whole[:-DIGITS], whole[-DIGITS:]
        self._digest.update(passed)
        self._out.write(passed)
        return len(content)

    def flush(self) -> None:
        """Nothing waits here that could go."""

    def seal(self) -> None:
        """Put the digest where the last bytes were to stand."""
        self._out.write(self._digest.hexdigest().encode())


def _digest(file: IO[bytes], length: int) -> str:
    found = hashlib.sha256()
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        found.update(chunk)
        length -= len(chunk)
    return found.hexdigest()


def refuse(path: Path, what: str, remedy: str = ANOTHER) -> Refused:
    """Return the refusal of a backup for one reason."""
    return Refused([Problem(str(path), 0, what, remedy)])


@contextmanager
def opened(path: Path, opener: Opener | None = None) -> Iterator[zipfile.ZipFile]:
    """Open a backup whose seal holds; an encrypted one with what opens it. Raises Refused: not ours, cut short, altered, another key."""
    with path.open("rb") as file:
        try:
            plain = _unsealed(path, file, opener)
            _whole(path, plain)
            with zipfile.ZipFile(plain) as found:
                yield found
        except CannotOpen as fault:
            raise refuse(path, fault.what, fault.remedy) from fault
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as fault:
            raise refuse(path, f"备份文件读不出来（{fault}）") from fault


def _unsealed(path: Path, file: IO[bytes], opener: Opener | None) -> Any:
    """Return the plain bytes of a backup. Raises Refused where it is encrypted and nothing was given to open it with; CannotOpen."""
    if not is_sealed(file):
        return file
    if opener is None:
        raise refuse(path, "这份备份是加密的", "用 --key 给出私钥文件，或者用 --passphrase-file 给出口令文件")
    return unsealing(file, opener)


def _whole(path: Path, file: IO[bytes]) -> None:
    size, tail = file.seek(0, os.SEEK_END), len(SEAL) + DIGITS
    if size < tail:
        raise refuse(path, "这不是安责的备份文件", "选 anze backup 写出的那个文件")
    file.seek(size - tail)
    said = file.read(tail)
    if not said.startswith(SEAL):
        raise refuse(path, "这不是安责的备份文件，或者末尾被截去", "选 anze backup 写出的那个文件；若是从别处拷来的，再拷一次并比较大小")
    file.seek(0)
    if _digest(file, size - DIGITS).encode() != said[len(SEAL):]:
        raise refuse(path, "备份文件被改动过或已损坏：整份的摘要不符")


def chunks(found: zipfile.ZipFile, name: str, at_most: int) -> Iterator[bytes]:
    """Yield a part in pieces, never more than its size in the manifest and one piece."""
    read = 0
    with found.open(name) as file:
        while read <= at_most and (chunk := file.read(CHUNK)):
            read += len(chunk)
            yield chunk


def lines(found: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the lines of a part without their ends."""
    with found.open(name) as file:
        for line in file:
            yield line.rstrip(b"\n")
