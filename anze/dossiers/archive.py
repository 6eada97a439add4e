"""Pack files into one archive that holds without us (第三十条): the same files on the same ledger give the same bytes, wherever and whenever.

Nothing is compressed, every file bears the date 1980-01-01 and the same permissions, their order is that of their paths, names are UTF-8. In front stands
`manifest.json`: the question, the rules, where the ledger stood, the entries it rests on, every file with size and SHA-256. Its own digest stands in the
entry of the ledger that records the pack, and that entry stands in the pack, so the manifest is as hard to change as the ledger (decisions/0051).
`manifest.sha256` has the digests of the manifest and of the ledger's part, which cannot stand in the manifest. `verify_ledger.py` checks all of it with
standard Python alone.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from anze.dossiers.asked import Asked
from anze.dossiers.pieces import Piece, canonical
from anze.record import verify_ledger
from anze.record.verify_ledger import DIGESTS, ENTRIES, HEAD, MANIFEST, SUMMED, SUMS

FORMAT: Final = "anze-dossier-2"
NOTE: Final = "核验说明.txt"
VERIFIER: Final = "verify_ledger.py"
CHUNK: Final = 1 << 20
MOST: Final = int(verify_ledger.MOST_BYTES)
ALGORITHMS: Final = {"files": "SHA-256", "entries": "SHA-256", "texts": "HMAC-SHA-256", "root": "RFC 6962 (SHA-256)"}
Tell = Callable[[int], None]


class TooLargeError(ValueError):
    """What was asked for does not fit into one archive."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A piece with its size, its SHA-256 and its CRC-32."""

    piece: Piece
    size: int
    sha256: str
    crc: int


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger stood: number and digest of the entry."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Resting:
    """The numbers of the entries that a pack rests on, and of those among them whose text was lawfully erased; the entries that say so are among them."""

    entries: Sequence[int]
    erased: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the ledger that goes with a pack: the digests of all entries (32 bytes each), those it rests on with their texts (lines as they are
    exported, the one that records the pack last), the head as a checkpoint."""

    digests: bytes
    entries: bytes
    head: Mapping[str, Any]

    def pieces(self) -> list[Piece]:
        """Return the files of the part."""
        return [Piece(DIGESTS, self.digests), Piece(ENTRIES, self.entries), Piece(HEAD, canonical(self.head))]


def measured(pieces: Iterable[Piece], tell: Tell = lambda _: None) -> list[Measured]:
    """Return pieces with their sizes and digests in the order of their paths; `tell` hears the number of each.

    Raises ValueError for a path that is none inside a pack or comes twice, TooLargeError where all together are too large, OSError.
    """
    found = list[Measured]()
    names = set[str]()
    for count, piece in enumerate(sorted(pieces, key=lambda one: one.path), 1):
        if verify_ledger.name_fault(piece.path) or piece.path.casefold() in names or piece.path in (SUMS, *SUMMED):
            raise ValueError(f"not a path for a file of a pack: {piece.path!r}")
        names.add(piece.path.casefold())
        found.append(_measured(piece))
        tell(count)
    if sum(one.size for one in found) > MOST:
        raise TooLargeError(f"文件共 {sum(one.size for one in found) // 1_000_000} MB，一个压缩包装不下（最多 {MOST // 1_000_000} MB）。请缩短年数再生成。")
    return found


def own_pieces() -> list[Piece]:
    """Return what is in every pack: the verifier and how it is used."""
    return [Piece(VERIFIER, Path(verify_ledger.__file__).read_bytes()), Piece(NOTE, (Path(__file__).parent / "texts" / NOTE).read_bytes())]


def manifest_of(asked: Asked, rules: Mapping[str, str], head: Head, resting: Resting, files: Sequence[Measured]) -> bytes:
    """Return the manifest: what was asked, by which rules (name and digest), where the ledger stood, the entries it rests on, every file."""
    return canonical({
        "format": FORMAT, "algorithms": ALGORITHMS, "rules": dict(rules), "head": {"seq": head.seq, "count": head.seq, "digest": head.digest},
        "asked": {"officer": asked.officer_code, "day": asked.day.isoformat(), "known_at": asked.known_at.isoformat(), "accident": asked.accident_id,
                  "years": asked.years},
        "entries": sorted(resting.entries), "erased": sorted(resting.erased),
        "files": [{"path": one.piece.path, "size": one.size, "sha256": one.sha256} for one in files]})


class Archive:
    """An archive that is being written. No file is held in memory; what stands in it is stored, so where a file begins is known beforehand."""

    def __init__(self, to: BinaryIO) -> None:
        """Begin in a file."""
        self._to, self._digest, self._at, self._directory, self._count = to, hashlib.sha256(), 0, b"", 0

    def add_files(self, manifest: bytes, files: Sequence[Measured], tell: Tell = lambda _: None) -> None:
        """Add the manifest and the files; `tell` hears how many. Raises OSError; ValueError where a file is no longer what was measured."""
        first = _measured(Piece(MANIFEST, manifest))
        self._manifest = first
        for count, one in enumerate(sorted([first, *files], key=lambda one: (one is not first, one.piece.path)), 1):
            self._add(one)
            tell(count)

    def end(self, part: Part) -> str:
        """Add the part of the ledger and the digests of what cannot stand in the manifest; return the SHA-256 of the archive."""
        listed = [self._manifest, *map(_measured, part.pieces())]
        sums = "".join(f"{one.sha256}  {one.piece.path}\n" for one in listed)
        for one in sorted([*listed[1:], _measured(Piece(SUMS, sums.encode()))], key=lambda one: one.piece.path):
            self._add(one)
        self._write(self._directory + verify_ledger.end_record(self._count, len(self._directory), self._at))
        return self._digest.hexdigest()

    @property
    def size(self) -> int:
        """How many bytes are written."""
        return self._at

    def _add(self, one: Measured) -> None:
        self._directory += verify_ledger.central_header(one.piece.path, one.size, one.crc, self._at)
        self._count += 1
        self._write(verify_ledger.local_header(one.piece.path, one.size, one.crc))
        seen = hashlib.sha256()
        for chunk in _chunks(one.piece):
            seen.update(chunk)
            self._write(chunk)
        if seen.hexdigest() != one.sha256:
            raise ValueError(f"changed while it was packed: {one.piece.path!r}")

    def _write(self, chunk: bytes) -> None:
        self._to.write(chunk)
        self._digest.update(chunk)
        self._at += len(chunk)


def _measured(piece: Piece) -> Measured:
    size, crc, digest = 0, 0, hashlib.sha256()
    for chunk in _chunks(piece):
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
        digest.update(chunk)
    return Measured(piece, size, digest.hexdigest(), crc)


def _chunks(piece: Piece) -> Iterator[bytes]:
    if isinstance(piece.content, bytes):
        yield piece.content
        return
    with piece.content.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
