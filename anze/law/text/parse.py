"""A Chinese statute in plain text, read into its tree, whatever the layout. Nothing is lost but layout spaces."""

import re

from anze.law.problems import Problem, Refused
from anze.law.text.front import Front, read_front, tidy
from anze.law.text.lines import Lines, read_lines
from anze.law.text.lists import fill_article
from anze.law.text.mark import ARTICLE, Mark
from anze.law.text.marks import find_marks
from anze.law.text.tree import Kind, Node, Statute
from anze.law.text.unarticled import read_unarticled

_KINDS: dict[int, tuple[Kind, str]] = {1: ("part", "b"), 2: ("part", "b"), 3: ("chapter", "c"), 4: ("section", "s")}
_ANNEX = re.compile(r"附\s*(?:件|表|录|图|注)?\s*[0-9０-９一二三四五六七八九十]*\s*(?:[:：].{0,60}|\s.{0,60}|)$|附[件表录图].{0,30}$")
_ANNEX_ALONE = re.compile(r"附[件表录图]?\s*[0-9０-９一二三四五六七八九十]*\s*[:：]$")
_TABLE = re.compile(r"[^。；：，]{2,24}(?:表|目录|标准|式样|清单|图案|名单)$")
_DATE = re.compile(r"(?:\d{4}|[一二〇○零九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$")
_GOES_ON = ("、", "，", ",", "和", "及", "与")
_LONG_HEADING = 10  # from here on the line below may carry it on
_STOP = tuple("。；;：:，,、！？")


def parse(text: str, file: str = "") -> Statute:
    """Read a statute: its title, its status (征求意见稿, 草案, …; "" for one in force) and its nodes.

    Ids are 21, 139-1 for articles, 12.p2 for 款, 12.7 or 21.2.3 for 项, 21.2.3.1 for 目; a number that comes twice gets
    ~2. What stands before the body is 0.p1, 0.p2, …, what stands behind it end.p1, ….
    An act without 条 but with the title of one (修正案, 决定) is read into its points 一、二、 and paragraphs.
    Raises Refused where the text is empty or is no act; `file` names it there.
    """
    lines = read_lines(text)
    marks = find_marks(lines) if lines.text else []
    if not any(mark.level == ARTICLE for mark in marks):
        act = read_unarticled(lines)
        if act:
            return act
        raise Refused([_no_statute(file, lines)])
    front = read_front(lines, marks[0].line)
    return Statute(front.title, front.status, _Builder(lines, marks).build(front))


def _no_statute(file: str, lines: Lines) -> Problem:
    name = file or "输入的文本"
    if not lines.text:
        return Problem(name, 0, "文件是空的，没有可以解析的条文", "请给出法规全文的纯文本（UTF-8）")
    return Problem(name, lines.at[0], "没有找到任何一条（行首没有“第一条”一类的条号），不像一部法规",
                   "请给出分条的法规全文；每条另起一行，以“第×条”开头")


class _Builder:
    """Puts marks and the lines between them together; holds the headings that are open."""

    def __init__(self, lines: Lines, marks: list[Mark]) -> None:
        self.lines = lines
        self.marks = marks
        self.nodes: list[Node] = []
        self.open: list[tuple[int, Node]] = []
        self.seen: dict[str, int] = {}
        self.tail = 0

    def build(self, front: Front) -> list[Node]:
        """The tree under the title."""
        self._leading(front)
        ends = [mark.line for mark in self.marks[1:]] + [len(self.lines.text)]
        for k, (mark, end) in enumerate(zip(self.marks, ends, strict=True)):
            if mark.level == ARTICLE:
                self._article(mark, end, self._is_last(k))
            else:
                self._heading(mark, end)
        return self.nodes

    def _leading(self, front: Front) -> None:
        words = [(self.lines.at[front.lines.start], front.words)] if front.words else []
        words += [(self.lines.at[i], self.lines.text[i]) for i in range(self.marks[0].line) if i not in front.lines]
        self.nodes += [Node(f"0.p{n}", "paragraph", str(n), "", text, at) for n, (at, text) in enumerate(words, 1)]

    def _is_last(self, k: int) -> bool:
        """Whether the numbering ends with article `k`, or begins again behind it: only there may an annex follow."""
        following = next((mark for mark in self.marks[k + 1:k + 6] if mark.level == ARTICLE), None)
        return following is None or following.key <= (1, 0)

    def _heading(self, mark: Mark, end: int) -> None:
        while self.open and self.open[-1][0] >= mark.level:
            self.open.pop()
        kind, letter = _KINDS[mark.level]
        prefix = f"{self.open[-1][1].id}." if self.open else ""
        node = Node(self._unique(f"{prefix}{letter}{mark.number}"), kind, str(mark.number or ""), mark.label, tidy(mark.rest),
                    self.lines.at[mark.line])
        first = mark.line + 1
        if not mark.rest or mark.rest.endswith(_GOES_ON) or len(mark.rest) >= _LONG_HEADING:
            first += self._continue_heading(node, first, end)
        node.children = [Node(f"{node.id}.p{n}", "paragraph", str(n), "", self.lines.text[i], self.lines.at[i])
                         for n, i in enumerate(range(first, end), 1)]
        self._hang(node)
        self.open.append((mark.level, node))

    def _continue_heading(self, node: Node, first: int, end: int) -> int:
        """Take the line below into a heading that is empty or breaks off; returns how many lines it took."""
        if first >= end or len(self.lines.text[first]) > 40 or self.lines.text[first].endswith(_STOP):
            return 0
        node.text = tidy((node.text + self.lines.text[first]).strip())
        return 1

    def _article(self, mark: Mark, end: int, last: bool) -> None:
        number = f"{mark.number}-{mark.sub}" if mark.sub else str(mark.number)
        at = self.lines.at
        node = Node(self._unique(number), "article", number, mark.label, "", at[mark.line])
        stop = self._tail_start(mark.line + 1, end) if last else end
        words = [(at[mark.line], mark.rest)] if mark.rest else []
        words += zip(at[mark.line + 1:stop], self.lines.text[mark.line + 1:stop], strict=True)
        fill_article(node, words)
        self._hang(node)
        if stop < end:
            self.open = []
        for i in range(stop, end):
            self.tail += 1
            self.nodes.append(Node(f"end.p{self.tail}", "paragraph", str(self.tail), "", self.lines.text[i], at[i]))

    def _tail_start(self, start: int, end: int) -> int:
        """The first line behind an article that is no 款 of it: an annex's head, or a signature with its date."""
        for i in range(start, end):
            text = self.lines.text[i]
            if text[0] == "附" and (_ANNEX_ALONE.match(text) or (not text.endswith(_STOP[:4]) and _ANNEX.match(text))):
                return i
            if _TABLE.match(text):
                return i
            if _DATE.match(text):
                signed = i > start and not self.lines.text[i - 1].endswith(_STOP) and len(self.lines.text[i - 1]) < 30
                return i - 1 if signed else i
        return end

    def _hang(self, node: Node) -> None:
        (self.open[-1][1].children if self.open else self.nodes).append(node)

    def _unique(self, name: str) -> str:
        times = self.seen[name] = self.seen.get(name, 0) + 1
        return name if times == 1 else f"{name}~{times}"
