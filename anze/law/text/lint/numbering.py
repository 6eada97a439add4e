"""Gaps, repetitions and steps back in the numbering of 编、章、节、条、项."""

from collections.abc import Iterable, Iterator
from typing import Final

from anze.law.text.lint.finding import Finding, Reading
from anze.law.text.numerals import to_chinese
from anze.law.text.tree import Node

CODE = "编号不连续"
_MOST: Final = 4  # missing numbers named one by one
_UNITS = {"part": "编", "chapter": "章", "section": "节", "article": "条", "item": "项", "subitem": "目"}


def check(reading: Reading) -> Iterator[Finding]:
    """Every number that does not follow the one before it."""
    yield from _sequence(reading, reading.articles)
    yield from _lists(reading, reading.statute.nodes)


def _lists(reading: Reading, nodes: Iterable[Node]) -> Iterator[Finding]:
    """The numbering of what stands side by side below one heading, one 款 or one 项."""
    for kind in ("part", "chapter", "section", "item", "subitem"):
        yield from _sequence(reading, [n for n in nodes if n.kind == kind and n.number])
    for node in nodes:
        yield from _lists(reading, node.children)


def _sequence(reading: Reading, nodes: list[Node]) -> Iterator[Finding]:
    last = (0, 0)
    chapters_go_on = bool(nodes) and nodes[0].kind in ("chapter", "part") and _key(nodes[0])[0] > 1
    if chapters_go_on:  # chapters may be counted through all parts
        last = (_key(nodes[0])[0] - 1, 0)
    for node in nodes:
        key = _key(node)
        if key not in ((last[0] + 1, 0), (last[0], last[1] + 1)) and (key != (1, 0) or last == key):
            yield _finding(reading, node, last)
        last = key


def _key(node: Node) -> tuple[int, int]:
    number, _, sub = node.number.partition("-")
    return int(number), int(sub or 0)


def _name(key: tuple[int, int], unit: str) -> str:
    return f"第{to_chinese(key[0])}{unit}" + (f"之{to_chinese(key[1])}" if key[1] else "")


def _gap(last: tuple[int, int], key: tuple[int, int], unit: str) -> str:
    """The numbers between two: 第六条、第七条; 第九条、第十条 before 第十条之一; from four on the first and the last."""
    (number, sub), (last_number, last_sub) = key, last
    whole = range(last_number + 1, number + (1 if sub else 0))
    inserted = range((last_sub if number == last_number else 0) + 1, sub)
    count = len(whole) + len(inserted)
    if count <= _MOST:
        return "、".join(_name(key, unit) for key in [*((n, 0) for n in whole), *((number, n) for n in inserted)])
    first = (whole[0], 0) if whole else (number, inserted[0])
    final = (number, inserted[-1]) if inserted else (whole[-1], 0)
    return f"{_name(first, unit)}至{_name(final, unit)}（共{count}个编号）"


def _finding(reading: Reading, node: Node, last: tuple[int, int]) -> Finding:
    unit = _UNITS[node.kind]
    expected = f"第{to_chinese(last[0] + 1)}{unit}"
    if _key(node) == last:
        message, remedy = f"{node.label}重复出现", f"把后一个改为{expected}，并核对此后编号和全文援引"
    elif _key(node) < last:
        message, remedy = f"{node.label}排在第{to_chinese(last[0])}{unit}之后，编号倒退", f"按顺序重新编号（此处应为{expected}）"
    else:
        gap = _gap(last, _key(node), unit)
        message, remedy = f"{_name(last, unit)}之后直接是{node.label}，缺{gap}", f"补上{gap}，或者把此后的编号顺次提前"
    if not last[0]:
        message = f"第一个编号是{node.label}，前面缺{_gap(last, _key(node), unit)}"
    provision = next(p for p in reading.provisions if p.node is node)
    return reading.finding(CODE, provision, node.label + (node.text or (node.children[0].text if node.children else "")),
                           message, remedy)
