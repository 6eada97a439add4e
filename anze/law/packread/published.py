"""The published text that a pack must match: its articles, their chapters, their paragraphs and items."""

from dataclasses import dataclass
from pathlib import Path

from anze.law.text import parse
from anze.law.text.tree import Node, squeeze, walk, words


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """One article as published: words and chapter without layout spaces, and each 款 and 项 by its id."""

    label: str
    chapter: str
    words: str
    provisions: dict[str, str]


def read_published(path: Path) -> dict[int, PublishedArticle]:
    """The articles of the text at `path`, by number; OSError or UnicodeDecodeError if it cannot be read."""
    found: dict[int, PublishedArticle] = {}
    chapter = ""
    for node in parse(path.read_text(encoding="utf-8")).walk():
        if node.kind == "chapter":
            chapter = squeeze(node.label + node.text)
        elif node.kind == "article" and node.number.isdecimal():
            found[int(node.number)] = PublishedArticle(node.label, chapter, squeeze(words(node)), _provisions(node))
    return found


def _provisions(article: Node) -> dict[str, str]:
    return {node.id: node.text for node in walk(article.children)}


def first_difference(mine: str, published: str) -> tuple[str, str]:
    """Twelve characters of each from where the two texts, layout aside, part."""
    mine, published = squeeze(mine), squeeze(published)
    same = zip(mine, published, strict=False)
    at = next((n for n, (a, b) in enumerate(same) if a != b), min(len(mine), len(published)))
    return mine[at:at + 12] or "（到此为止）", published[at:at + 12] or "（到此为止）"
