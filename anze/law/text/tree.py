"""A statute as a tree: 编、章、节、条、款、项、目."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["part", "chapter", "section", "article", "paragraph", "item", "subitem"]


@dataclass(slots=True)
class Node:
    """One provision or heading.

    `label` is the number as the text has it, without layout spaces (第一百三十九条之一, （三）; "" for a 款), `number` the same
    in Arabic (139-1, 3), `text` its own words without the label, `line` where it begins (from 1).
    """

    id: str
    kind: Kind
    number: str
    label: str
    text: str
    line: int
    children: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Statute:
    """A parsed text. What stands before the first heading or after the last article are paragraphs among `nodes`."""

    title: str
    status: str
    nodes: list[Node]

    def walk(self) -> Iterator[Node]:
        """Every node in the order of the text."""
        return walk(self.nodes)

    def articles(self) -> Iterator[Node]:
        """Every 条 in the order of the text."""
        return (node for node in walk(self.nodes) if node.kind == "article")


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all below them, in the order of the text."""
    for node in nodes:
        yield node
        if node.children:
            yield from walk(node.children)


def words(node: Node) -> str:
    """All words of a node and below it, a line each."""
    return "\n".join(part.label + part.text for part in walk([node]))


def squeeze(text: str) -> str:
    """The text without anything that is layout: white space of any width, BOM, zero-width marks."""
    return "".join(text.translate(ZERO_WIDTH).split())


ZERO_WIDTH = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
