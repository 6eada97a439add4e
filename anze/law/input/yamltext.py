"""YAML as it stands: every scalar its own text, every mapping with its lines. Nothing is guessed (5.10 stays 5.10)."""

from typing import Any

import yaml

from anze.law.input.records import Raw
from anze.law.problems import Problem, Refused

NULLS = {"", "~", "null", "Null", "NULL"}
DEEPEST = 40


def read_yaml(text: str, file: str) -> Raw:
    """Return the mapping that `text` holds, nested mappings as `Raw`, scalars as text, null as None.

    Raises `Refused` where it is no YAML, holds no mapping, repeats a key or nests without end.
    """
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise Refused([Problem(file, line, "YAML 格式有误", "核对缩进、冒号后的空格、括号和引号是否成对")]) from None
    if not isinstance(root, yaml.MappingNode):
        raise Refused([Problem(file, 1, "文件不是一个案例", "第一层写 title、as_of、units 等键")])
    problems: list[Problem] = []
    raw = _value(root, file, problems, 0)
    if problems:
        raise Refused(problems)
    assert isinstance(raw, Raw)
    return raw


def _value(node: yaml.Node, file: str, problems: list[Problem], depth: int) -> Any:
    line = node.start_mark.line + 1
    if depth > DEEPEST:
        problems.append(Problem(file, line, "嵌套过深或自我引用", "去掉多余的层次和 & * 引用"))
        return None
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in NULLS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, file, problems, depth + 1) for part in node.value]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, at = str(key_node.value), key_node.start_mark.line + 1
        if key in values:
            problems.append(Problem(file, at, f"键“{key}”在同一处写了两次", "合并或删去一处"))
        values[key], lines[key] = _value(value_node, file, problems, depth + 1), at
    return Raw(values, line, lines)
