"""What lint finds, and what every check is given to read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from anze.law.text.numerals import to_chinese
from anze.law.text.tree import Node, Statute

_QUOTE = 60


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One remark on a draft.

    `id` and `line` say where (`place` in words: 第十四条第（二）项), `quote` the words, `message` what is the matter, `remedy` a proposal.
    `code` names the check.
    """

    line: int
    code: str
    id: str
    place: str
    quote: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A node with words of its own, the article it belongs to, and its place in words."""

    node: Node
    article: Node | None
    place: str


@dataclass(frozen=True)
class Reading:
    """A statute laid out for the checks; `source[line - 1]` is the raw line of a node."""

    statute: Statute
    source: list[str] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """All words of the body."""
        return "\n".join(p.node.text for p in self.provisions)

    @cached_property
    def articles(self) -> list[Node]:
        """Every 条 in order."""
        return list(self.statute.articles())

    @cached_property
    def places(self) -> dict[str, str]:
        """The place in words of every node, by id."""
        return {p.node.id: p.place for p in self.provisions}

    def body(self) -> Iterator[Provision]:
        """The 款、项、目 of articles that have words."""
        return (p for p in self.provisions if p.article is not None and p.node.kind != "article" and p.node.text)

    def finding(self, code: str, provision: Provision, quote: str, message: str, remedy: str) -> Finding:
        """A finding at a provision."""
        quote = " ".join(quote.split())
        short = quote if len(quote) <= _QUOTE else quote[:_QUOTE - 1] + "…"
        return Finding(provision.node.line, code, provision.node.id, provision.place, short, message, remedy)


def read(statute: Statute, text: str = "") -> Reading:
    """Lay a statute out: every node with its article and its place; `source` are the lines of the raw text."""
    reading = Reading(statute, text.splitlines())

    def visit(node: Node, article: Node | None, place: str) -> None:
        article = node if node.kind == "article" else article
        here = _place(node, article, place)
        reading.provisions.append(Provision(node, article, here))
        for child in node.children:
            visit(child, article, here)

    for node in statute.nodes:
        visit(node, None, "")
    return reading


def _place(node: Node, article: Node | None, above: str) -> str:
    if node.kind in ("part", "chapter", "section"):
        return f"{above}{node.label or '“' + node.text + '”'}"
    if node.kind == "article":
        return node.label
    if node.kind == "paragraph":
        if article is None:
            return "正文之前" if node.id.startswith("0.") else above or "正文之后"
        return above if len(article.children) == 1 else f"{above}第{to_chinese(int(node.number))}款"
    unit = "项" if node.kind == "item" else "目"
    return f"{above}第{node.label.rstrip('.．、')}{unit}"
