"""The root over the digests of all entries, a tree of SHA-256 as in RFC 6962: one value that stands for every entry, so that some entries can be shown
to stand in the ledger without showing what else stands there. `verify_ledger.py` does the same with the standard library alone."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tree:
    """A tree that grows leaf by leaf: how many there are, and the roots of its whole subtrees, the largest first."""

    count: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, digest: str) -> None:
        """Add the digest of the next entry (its hexadecimal text is the leaf)."""
        node, rest = hashlib.sha256(b"\x00" + digest.encode()).digest(), self.count
        while rest & 1:
            node = hashlib.sha256(b"\x01" + self.peaks.pop() + node).digest()
            rest >>= 1
        self.peaks.append(node)
        self.count += 1

    def root(self) -> str:
        """Return the root, hexadecimal."""
        if not self.peaks:
            return hashlib.sha256().hexdigest()
        node = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            node = hashlib.sha256(b"\x01" + peak + node).digest()
        return node.hex()


def root_of(digests: Iterable[str]) -> str:
    """Return the root over digests in the order of their entries."""
    tree = Tree()
    for digest in digests:
        tree.add(digest)
    return tree.root()
