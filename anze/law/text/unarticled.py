"""Acts without any 条: amendments (修正案) whose points are numbered 一、二、, decisions and resolutions in plain paragraphs."""

import re

from anze.law.text.front import Front, read_front
from anze.law.text.lines import Lines
from anze.law.text.numerals import CHINESE, to_int
from anze.law.text.tree import Node, Statute

_ACT = re.compile(r"(?:法|条例|决定|决议|修正案|修正文本|解释|规定|办法|批复|安排|方案|标准)(?:[（(].{1,30}[）)])?$")
_POINT = re.compile(rf"([{CHINESE}]{{1,4}})\s*、")


def read_unarticled(lines: Lines) -> Statute | None:
    """Return an act without 条: numbered points as items, everything else as paragraphs; None for what has not the title of one."""
    if len(lines.text) < 2:
        return None
    front = read_front(lines, len(lines.text))
    if not _ACT.search(front.title) or len(front.title) > 80:
        return None
    return Statute(front.title, front.status, _nodes(lines, front))


def _nodes(lines: Lines, front: Front) -> list[Node]:
    words = [(lines.at[front.lines.start], front.words)] if front.words else []
    words += [(lines.at[i], text) for i, text in enumerate(lines.text) if i not in front.lines]
    nodes: list[Node] = []
    point = 0
    for at, text in words:
        match = _POINT.match(text)
        if match and to_int(match[1]) == point + 1:
            point += 1
            nodes.append(Node(f"i{point}", "item", str(point), match[0].strip(), text[match.end():].strip(), at))
        elif point:
            below = nodes[-1].children
            below.append(Node(f"i{point}.p{len(below) + 1}", "paragraph", str(len(below) + 1), "", text, at))
        else:
            nodes.append(Node(f"0.p{len(nodes) + 1}", "paragraph", str(len(nodes) + 1), "", text, at))
    return nodes
