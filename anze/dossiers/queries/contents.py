"""The files of a pack: the paper, what it says for machines, the evidence."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404

from anze.access.rights import Rights
from anze.documents.pdf import pdf_of
from anze.documents.word import word_of
from anze.dossiers.archive import Head, Resting
from anze.dossiers.asked import Asked
from anze.dossiers.pieces import Piece, canonical
from anze.dossiers.queries.acts import bytes_of
from anze.dossiers.queries.data import data_of, plain
from anze.dossiers.queries.erasures import Erasure, erasures
from anze.dossiers.queries.paper import official_of
from anze.dossiers.queries.proof import registered_head, resting, rests_on
from anze.dossiers.queries.reach import within_reach
from anze.dossiers.queries.rules import rules_in_force
from anze.dossiers.queries.whole import Dossier, dossier
from anze.dossiers.queries.words import read_me


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a pack in the order of their paths, on which head of the ledger and which entries it rests, the digest of all it says beside the head."""

    pieces: list[Piece]
    head: Head
    resting: Resting
    said: str


def contents(asked: Asked, rights: Rights, today: date, head: Head) -> Contents:
    """Return what is in a pack; `head` is where the ledger stands, unless one that says the same is registered on an earlier head: then that is taken.
    Http404 where the account may not ask it of this officer and day.

    The same asked by an account that may read the same gives the same bytes, as long as the records say the same: no clock is read.
    """
    officer = within_reach(rights, asked.day).filter(code=asked.officer_code).first()
    if officer is None:
        raise Http404
    found = dossier(replace(asked, known_at=min(asked.known_at, today)), officer, rights, today)
    data = data_of(found)
    gaps = erasures(numbers := rests_on(found.asked, data, rights, head.seq))
    data["erased"], rested = plain([asdict(one) for one in gaps]), resting(numbers, gaps)
    said = _digest(found, data, gaps, rested)
    head = registered_head(said, rights) or head
    return Contents(sorted(_pieces(found, head, data, gaps), key=lambda piece: piece.path), head, rested, said)


def _digest(found: Dossier, data: dict[str, Any], gaps: tuple[Erasure, ...], rested: Resting) -> str:
    """Return the digest of all that a pack says and rests on, but for the head: the paper as it is composed, the data (they name the files' digests)."""
    paper = repr(official_of(found, Head(0, ""), gaps))
    return hashlib.sha256(canonical([rules_in_force(), paper, read_me(found, gaps), data, list(rested.entries), list(rested.erased)])).hexdigest()


def _pieces(found: Dossier, head: Head, data: dict[str, Any], gaps: tuple[Erasure, ...]) -> Iterator[Piece]:
    official = official_of(found, head, gaps)
    yield Piece("证据包.pdf", pdf_of(official))
    yield Piece("证据包.docx", word_of(official))
    yield Piece("说明.txt", read_me(found, gaps).encode())
    for name, value in data.items():
        yield Piece(f"data/{name}.json", canonical(value))
    files = {file.path.casefold(): file for act in found.acts.values() for file in act.files if file.path}  # one of names that some disks take for one
    for file in files.values():
        yield Piece(file.path, bytes_of(file))
