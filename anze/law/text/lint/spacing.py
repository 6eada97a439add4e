"""Spaces after 条 labels of different widths, and provisions that stick to the one above while others are set apart."""

from collections import Counter
from collections.abc import Iterator

from anze.law.text.lint.finding import Finding, Reading
from anze.law.text.tree import Node

CODE = "版式不一"
_NAMES = {"　": "全角空格", " ": "半角空格", "  ": "两个半角空格", "\t": "制表符", "": "不空格"}


def check(reading: Reading) -> Iterator[Finding]:
    """The articles whose label is set off otherwise than most; one finding, with all places."""
    gaps = {node.id: gap for node in reading.articles if (gap := _gap(reading, node)) is not None}
    usual = Counter(gaps.values()).most_common(2)
    if len(usual) < 2:
        return
    odd = [node for node in reading.articles if gaps.get(node.id, usual[0][0]) != usual[0][0]]
    where = "、".join(node.label for node in odd)
    provision = next(p for p in reading.provisions if p.node is odd[0])
    yield reading.finding(CODE, provision, where, f"这{len(odd)}条的条号之后不是{_name(usual[0][0])}，与其他{usual[0][1]}条不同",
                          f"条号与正文之间统一用{_name(usual[0][0])}")


def _gap(reading: Reading, node: Node) -> str | None:
    """The white space between an article's label and its first words on the same line."""
    if node.line > len(reading.source) or not node.children[0].text:
        return None
    line = reading.source[node.line - 1]
    label, start = node.label, 0
    for character in label:
        start = line.find(character, start) + 1
        if not start:
            return None
    rest = line[start:]
    return rest[:len(rest) - len(rest.lstrip())] if rest.strip() else None


def _name(gap: str) -> str:
    return _NAMES.get(gap, "其他空白")
