"""Samples that anybody can draw again: which of so many records stand in a sample, by its size and its seed."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

SEED_LENGTH: Final = 60  # of a seed that a person types; `seed_of` gives one


def sample(ids: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """Return `size` of the ids (all where there are fewer), each once, in the order in which they are drawn.

    The order is that of the SHA-256 digests of seed and id: the same for anybody who has both, whatever order the ids come in;
    a larger sample begins with the smaller one. Raises ValueError for a size below nothing.
    """
    if size < 0:
        raise ValueError(size)
    return tuple(sorted(set(ids), key=lambda one: (drawn_as(one, seed), one))[:size])


def drawn_as(one: str, seed: str) -> str:
    """Return the digest by which an id takes its place: hex of SHA-256 of "seed, line break, id" in UTF-8."""
    return sha256(f"{seed}\n{one}".encode()).hexdigest()


def seed_of(*parts: str) -> str:
    """Return a seed of sixteen digits out of what nobody could choose beforehand, such as the ledger's last digest."""
    return sha256("\n".join(parts).encode()).hexdigest()[:16]
