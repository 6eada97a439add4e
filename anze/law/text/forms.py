"""A statute as JSON data and as Markdown."""

from typing import Any

from anze.law.text.tree import Node, Statute

_HASHES = {"chapter": "###", "section": "####"}


def to_json(statute: Statute) -> dict[str, Any]:
    """`{"title", "status", "nodes"}`, each node `{"id", "kind", "number", "label", "text", "children"}`."""
    return {"title": statute.title, "status": statute.status, "nodes": [_node(node) for node in statute.nodes]}


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "kind": node.kind, "number": node.number, "label": node.label, "text": node.text,
            "children": [_node(child) for child in node.children]}


def to_markdown(statute: Statute) -> str:
    """Markdown with a heading for each 编、章、节 and a bold label for each 条; parsing it again gives the same tree."""
    lines = [f"# {statute.title}"] if statute.title else []
    for node in statute.nodes:
        lines += _lines(node)
    return "\n\n".join(lines) + "\n"


def _lines(node: Node) -> list[str]:
    if node.kind == "article":
        below = [line for child in node.children for line in _lines(child)]
        label = f"**{node.label}**"
        if node.children[0].text:
            return [f"{label}　{below[0]}", *below[1:]]
        return [label, *below]
    own = _own(node)
    return ([own] if own else []) + [line for child in node.children for line in _lines(child)]


def _own(node: Node) -> str:
    if node.kind in ("part", "chapter", "section"):
        hashes = "##" if node.kind == "part" and "分" not in node.label else _HASHES.get(node.kind, "###")
        return f"{hashes} {node.label}　{node.text}".rstrip() if node.label else f"{hashes} {node.text}"
    gap = " " if node.label and node.label[-1].isascii() and node.label[-1] in ".)" else ""
    return f"{node.label}{gap}{node.text}".replace("\n", "\n\n")
