"""Inside an article: 款、项、目."""

import re
from dataclasses import dataclass

from anze.law.text.numerals import ARABIC, CHINESE, to_int
from anze.law.text.tree import Node

_LABEL = re.compile(
    rf"(?P<cn>[（(]\s*([{CHINESE}]{{1,6}})\s*[）)])|(?P<ar>[（(]\s*([{ARABIC}]{{1,3}})\s*[）)])"
    rf"|(?P<ci>([①-⑳]))|(?P<dot>([{ARABIC}]{{1,3}})(?:[.．](?![{ARABIC}])|、|[）)]))|(?P<dun>([{CHINESE}]{{1,4}})、)")
_STARTS = frozenset("（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789０１２３４５６７８９一二三四五六七八九十")
_Label = tuple[str, int, int]  # style, number, length


@dataclass(slots=True)
class _Open:
    """A list that is still open: the style of its labels, its last node, that node's number."""

    style: str
    node: Node
    last: int


def fill_article(article: Node, lines: list[tuple[int, str]]) -> None:
    """Hang the lines of an article (line number, words) under it as 款, 项 and 目.

    The first style of label in a 款 makes 项, another one inside it 目. A plain line is a 款 of its own, save that the
    list goes on after it with the next number: then it belongs to the 项 above.
    """
    labels = [_label(text) for _, text in lines]
    following = _following(labels)
    paragraph: Node | None = None
    stack: list[_Open] = []
    for i, (at, text) in enumerate(lines):
        label = labels[i]
        if label and _plausible(label, stack, labels, i):
            if paragraph is None:
                paragraph = _add_paragraph(article, at, "")
            _add_item(paragraph, stack, label, at, text)
        elif stack and _goes_on(stack, following[i]):
            stack[-1].node.text += "\n" + text
        elif paragraph and _breaks_off(above := stack[-1].node if stack else paragraph, text):
            above.text += "\n" + text
        else:
            paragraph = _add_paragraph(article, at, text)
            stack = []
    if paragraph is None:
        _add_paragraph(article, article.line, "")
    _number(article)


def _label(text: str) -> _Label | None:
    """Style, number and length of the label a line begins with."""
    if not text or text[0] not in _STARTS:
        return None
    match = _LABEL.match(text)
    if not match:
        return None
    style = str(match.lastgroup)
    inner = next(g for name, g in zip(("cn", "ar", "ci", "dot", "dun"), match.groups()[1::2], strict=True) if name == style)
    return style, to_int(inner), match.end()


def _plausible(label: _Label, stack: list[_Open], labels: list[_Label | None], i: int) -> bool:
    """Whether a label is one: brackets always are; a bare figure must begin a list or carry it on."""
    style, number, _ = label
    if style in ("cn", "ar", "ci"):
        return True
    if any(o.style == style and o.last < number <= o.last + 2 for o in stack):
        return True
    return number == 1 and (style == "dot" or any(x and x[:2] == (style, 2) for x in labels[i + 1:]))


def _following(labels: list[_Label | None]) -> list[_Label | None]:
    """For each line the next label below it."""
    found: list[_Label | None] = [None] * len(labels)
    for i in range(len(labels) - 2, -1, -1):
        found[i] = labels[i + 1] or found[i + 1]
    return found


def _goes_on(stack: list[_Open], label: _Label | None) -> bool:
    """Whether a label further down continues a list that is open here."""
    return label is not None and any(o.style == label[0] and label[1] == o.last + 1 for o in stack)


def _breaks_off(above: Node, text: str) -> bool:
    """Whether a plain line carries on the one above it: 由下列人员组成：/ 委员长，/ 副委员长若干人，."""
    return above.text.endswith(("，", "、", ",")) or (above.text.endswith(("：", ":")) and text.endswith(("，", ",")))


def _add_paragraph(article: Node, at: int, text: str) -> Node:
    number = str(len(article.children) + 1)
    paragraph = Node(f"{article.id}.p{number}", "paragraph", number, "", text, at)
    article.children.append(paragraph)
    return paragraph


def _add_item(paragraph: Node, stack: list[_Open], label: _Label, at: int, text: str) -> None:
    style, number, length = label
    depth = next((d for d, o in enumerate(stack) if o.style == style), len(stack))
    del stack[depth:]
    parent = stack[-1].node if stack else paragraph
    node = Node("", "subitem" if stack else "item", str(number), "".join(text[:length].split()), text[length:].strip(), at)
    parent.children.append(node)
    stack.append(_Open(style, node, number))


def _number(article: Node) -> None:
    """Give items their ids: 12.7 where the only list stands in the first 款, else 21.2.3."""
    only_first = not any(p.children for p in article.children[1:])
    for paragraph in article.children:
        if paragraph.children:
            _number_below(paragraph, article.id if only_first else f"{article.id}.{paragraph.number}")


def _number_below(parent: Node, prefix: str) -> None:
    seen: dict[str, int] = {}
    for child in parent.children:
        times = seen[child.number] = seen.get(child.number, 0) + 1
        child.id = f"{prefix}.{child.number}" + (f"~{times}" if times > 1 else "")
        if child.children:
            _number_below(child, child.id)
