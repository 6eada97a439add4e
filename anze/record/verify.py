"""Check the ledger: every entry sealed, every entry after the one before, every text the one that was sealed, the head as it was given out.

Without a checkpoint from outside only inner consistency is shown: whoever rewrites everything passes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from anze.record.actions.erasing import ERASED
from anze.record.checkpoints import Checkpoint, read_checkpoint
from anze.record.models import Entry
from anze.record.seal import FIELDS, GENESIS, canonical, content_digest, fields_digest
from anze.record.tree import Tree

INNER_ONLY: Final = "没有用外部留存的检查点，只能证明内部一致：有人整本改写或截去末尾，这样查不出来。"
MOST_FAULTS: Final = 100
ROW: Final = (*FIELDS, "digest", "sealed__key", "sealed__text", "sealed__erased_at")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at an entry (0: with the whole)."""

    seq: int
    what: str


@dataclass(slots=True)
class Row:
    """An entry as it is read for checking, with its sealed text."""

    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.values[name]


@dataclass(slots=True)
class Walk:
    """A walk through the ledger, entry by entry; can be put down and taken up again (`state`)."""

    checkpoints: tuple[Checkpoint, ...] = ()
    seq: int = 0
    digest: str = GENESIS
    first: str = ""
    faults: list[Fault] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)  # texts that are empty
    told: set[int] = field(default_factory=set)    # entries that say a text was erased
    met: set[int] = field(default_factory=set)     # checkpoints that were passed and agreed, by their number
    tree: Tree = field(default_factory=Tree)

    def step(self, row: Any) -> None:
        """Take the next entry."""
        if row.seq != self.seq + 1:
            self._fault(self.seq + 1, f"缺第 {self.seq + 1} 条" if row.seq > self.seq else f"第 {row.seq} 条的次序不对")
        if row.previous != self.digest:
            self._fault(row.seq, f"第 {row.seq} 条接不上前一条")
        if fields_digest(row) != row.digest:
            self._fault(row.seq, f"第 {row.seq} 条被改动过")
        self._sealed(row)
        if row.verb == ERASED and row.object_type == "ledger" and row.object_id.isdigit():
            self.told.add(int(row.object_id))
        self.seq, self.digest = row.seq, row.digest
        self.first = self.first or row.digest
        self.tree.add(row.digest)
        for checkpoint in self.checkpoints:
            if checkpoint.seq == row.seq and checkpoint.digest == row.digest and checkpoint.root in ("", self.tree.root()):
                self.met.add(checkpoint.seq)

    def state(self) -> dict[str, Any]:
        """Return where the walk stands, as plain values that a session can keep."""
        return {"seq": self.seq, "digest": self.digest, "first": self.first, "faults": [[one.seq, one.what] for one in self.faults],
                "erased": sorted(self.erased), "told": sorted(self.told), "met": sorted(self.met), "checkpoints": [one.written() for one in self.checkpoints],
                "tree": [self.tree.count, *(peak.hex() for peak in self.tree.peaks)]}

    @classmethod
    def resumed(cls, state: dict[str, Any]) -> "Walk":
        """Return the walk that was put down as `state`."""
        count, *peaks = state["tree"]
        return cls(tuple(read_checkpoint(json.dumps(one)) for one in state["checkpoints"]), state["seq"], state["digest"], state["first"],
                   [Fault(seq, what) for seq, what in state["faults"]], set(state["erased"]), set(state["told"]), set(state["met"]),
                   Tree(count, [bytes.fromhex(peak) for peak in peaks]))

    def _sealed(self, row: Any) -> None:
        key, text = row.sealed__key, row.sealed__text
        if text is None:
            self._fault(row.seq, f"第 {row.seq} 条的内容不见了")
        elif row.sealed__erased_at is not None:
            self.erased.add(row.seq)
            if text or bytes(key):
                self._fault(row.seq, f"第 {row.seq} 条标为已擦除，却还有内容")
        elif not _text_fits(row, bytes(key), text):
            self._fault(row.seq, f"第 {row.seq} 条的内容被改动过")

    def _fault(self, seq: int, what: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(seq, what))

    def end(self) -> "Verdict":
        """Return what was found."""
        faults = list(self.faults)
        faults += [Fault(seq, f"第 {seq} 条的内容被清空，账上却没有擦除的记录") for seq in sorted(self.erased - self.told)]
        for checkpoint in self.checkpoints:
            if checkpoint.ledger != self.first:
                faults.append(Fault(0, f"账本不是检查点（{checkpoint.seq} 条）所记的那一本"))
            elif checkpoint.seq > self.seq:
                faults.append(Fault(0, f"检查点记有 {checkpoint.seq} 条，账本只有 {self.seq} 条：末尾被截去，或换成了旧的副本"))
            elif checkpoint.seq not in self.met:
                faults.append(Fault(checkpoint.seq, f"第 {checkpoint.seq} 条与检查点不符：检查点之前的内容被改写过"))
        return Verdict(self.seq, self.digest, tuple(faults), tuple(self.checkpoints), len(self.erased))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking found: how many entries, the head, what is wrong, against which checkpoints."""

    entries: int
    head: str
    faults: tuple[Fault, ...]
    checkpoints: tuple[Checkpoint, ...]
    erased: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def inner_only(self) -> bool:
        """Whether no checkpoint was there to compare with."""
        return not self.checkpoints

    @property
    def after(self) -> int:
        """How many entries came after the last checkpoint: of them only inner consistency is shown."""
        return max(0, self.entries - max((one.seq for one in self.checkpoints), default=0))


def amiss(checkpoint: Checkpoint) -> str:
    """Return what is wrong with the entry that a checkpoint is about, and with the ledger that it names, without walking to it; empty for nothing."""
    told = "请保全数据库和备份，并报告纪检监察和网络安全负责人。"
    found = dict(Entry.objects.filter(seq__in=(1, checkpoint.seq)).values_list("seq", "digest"))
    if 1 in found and found[1] != checkpoint.ledger:
        return f"这份检查点（{checkpoint.seq} 条）记的不是这一本账本。请核对是不是选错了文件；没有选错的，账本整本被换过：{told}"
    if checkpoint.seq not in found:
        return f"这份检查点记有 {checkpoint.seq} 条，账本里没有第 {checkpoint.seq} 条：末尾被截去，或换成了旧的副本。{told}"
    if found[checkpoint.seq] != checkpoint.digest:
        return f"账本第 {checkpoint.seq} 条与这份检查点不符。请核对是不是选错了文件；没有选错的，检查点之前的内容被改写过：{told}"
    return ""


def _text_fits(row: Any, key: bytes, text: str) -> bool:
    """Say whether a text is the one whose digests the entry holds."""
    if content_digest(key, text) != row.content:
        return False
    said = json.loads(text)
    states = ((said["before"], row.before), (said["after"], row.after))
    return all(("" if state is None else content_digest(key, canonical(state))) == digest for state, digest in states)


def rows(after: int = 0, until: int | None = None, among: Sequence[int] | None = None) -> Iterator[Row]:
    """Yield entries with their texts in order: those later than `after`, up to `until`, or those with the numbers `among`."""
    found = Entry.objects.filter(seq__gt=after).order_by("seq")
    if until is not None:
        found = found.filter(seq__lte=until)
    if among is not None:
        found = found.filter(seq__in=among)
    for values in found.values_list(*ROW).iterator(chunk_size=5_000):
        yield Row(dict(zip(ROW, values, strict=True)))


def verify(checkpoints: Sequence[Checkpoint] = (), entries: Iterable[Any] | None = None) -> Verdict:
    """Check the whole ledger against checkpoints kept outside, and return what was found."""
    walk = Walk(tuple(checkpoints))
    for row in rows() if entries is None else entries:
        walk.step(row)
    return walk.end()
