"""An item that ends in a full stop although another one follows."""

from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Reading
from anze.law.text.tree import Node

CODE = "项末标点"


def check(reading: Reading) -> Iterator[Finding]:
    """Items that end in 。 before the next item, in lists whose other items end in ；; and a last item without 。."""
    for provision in reading.provisions:
        items = [child for child in provision.node.children if child.kind in ("item", "subitem")]
        if len(items) < 2:
            continue
        semicolons = sum(_end(item) in "；;" for item in items[:-1])
        for item in items[:-1]:
            if _end(item) == "。" and semicolons:
                yield _finding(reading, item, "项末用了句号，但后面还有下一项，同列其他各项用分号", "改为分号“；”，句号只用于最后一项")
        if semicolons and items[-1].kind == "item" and not items[-1].children and _end(items[-1]) in "；;":
            yield _finding(reading, items[-1], "最后一项以分号结尾，全列没有收束", "改为句号“。”")


def _end(item: Node) -> str:
    return _last(item).text.rstrip()[-1:] or " "


def _last(item: Node) -> Node:
    """The item itself or what stands at the end of it."""
    return _last(item.children[-1]) if item.children else item


def _finding(reading: Reading, item: Node, message: str, remedy: str) -> Finding:
    provision = next(p for p in reading.provisions if p.node is item)
    words = _last(item).text
    return reading.finding(CODE, provision, "…" + words[-24:] if len(words) > 24 else words, message, remedy)
