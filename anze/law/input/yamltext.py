"""YAML as it stands: every scalar its own text, every mapping with its lines. Nothing is guessed (5.10 stays 5.10).

Read event by event: a file of a million brackets, or one whose references grow without end, is refused at once.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml

from anze.law.input.records import Raw
from anze.law.problems import Problem, Refused

Events: TypeAlias = Iterator[Any]  # yaml's events, whose classes say too little of themselves
NULLS: Final = {"", "~", "null", "Null", "NULL"}
DEEPEST: Final = 40
MOST_REPEATED: Final = 100_000  # values that references (*) may bring in again, all together
BROKEN: Final = "核对缩进（用空格，不用 Tab）、冒号后的空格、括号和引号是否成对；冒号、逗号、括号要用半角（英文）的"


def read_yaml(text: str, file: str) -> Raw:
    """Return the mapping that `text` holds, nested mappings as `Raw`, scalars as text, null as None.

    Raises `Refused` where it is no YAML, holds no mapping, repeats a key or nests without end.
    """
    problems: list[Problem] = []
    root: Any = None
    try:
        root = _Reader(file, problems).document(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.reader.ReaderError as fault:
        problems.append(Problem(file, text.count("\n", 0, fault.position) + 1, "有不可见的控制字符或损坏的字符", "删去这一行里的特殊字符"))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        problems.append(Problem(file, mark.line + 1 if mark else 0, "YAML 格式有误", BROKEN))
    except Refused as refused:
        problems += refused.problems
    if not problems and not isinstance(root, Raw):
        problems.append(Problem(file, 1, "文件不是一个案例", "第一层写 title、as_of、units 等键；冒号要用半角（英文）的，后面空一格"))
    if problems:
        raise Refused(problems)
    assert isinstance(root, Raw)
    return root


class _Reader:
    """Events into values; faults go to `problems`. `named` keeps what an anchor (&) stands for and how many values that is."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.named: dict[str, tuple[Any, int]] = {}
        self.size = self.repeated = 0

    def document(self, events: Events) -> Any:
        """Return the one document of a stream; None where it is empty."""
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.size:
                    raise Refused([Problem(self.file, _line(event), "一个文件里有两个案例", "分成两个文件，或删去多余的 ---")])
                root = self._value(next(events), events, 0)
        return root

    def _value(self, event: Any, events: Events, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self._again(event)
        if depth > DEEPEST:
            raise Refused([Problem(self.file, _line(event), "嵌套过深", "去掉多余的层次")])
        before = self.size
        self.size += 1
        if isinstance(event, yaml.ScalarEvent):
            value: Any = None if not event.style and event.value in NULLS else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._list(events, depth)
        else:
            value = self._mapping(event, events, depth)
        if event.anchor:
            self.named[event.anchor] = value, self.size - before
        return value

    def _list(self, events: Events, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.append(self._value(event, events, depth + 1))
        return found

    def _mapping(self, start: Any, events: Events, depth: int) -> Raw:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            at, word = _line(event), isinstance(event, yaml.ScalarEvent)
            self._value(event, events, depth + 1)
            value = self._value(next(events), events, depth + 1)
            if not word:
                self._fault(at, "键不是一个词", "写成 键: 值 的形式")
            elif event.value in values:
                self._fault(at, f"键“{event.value}”在同一处写了两次", "合并或删去一处")
            else:
                values[event.value], lines[event.value] = value, at
        return Raw(values, _line(start), lines)

    def _again(self, event: Any) -> Any:
        """Return what a reference stands for; it counts as if it were written out."""
        if event.anchor not in self.named:
            raise Refused([*self.problems, Problem(self.file, _line(event), f"引用“*{event.anchor}”没有对应的 &，或指向它自己", "写出内容，不用引用")])
        value, size = self.named[event.anchor]
        self.size += size
        self.repeated += size
        if self.repeated > MOST_REPEATED:
            raise Refused([Problem(self.file, _line(event), f"引用展开后超过 {MOST_REPEATED} 项", "写出内容，不用 & 和 *")])
        return value

    def _fault(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, what, remedy))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
