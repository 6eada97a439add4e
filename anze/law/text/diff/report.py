"""The difference of two versions as JSON data and as a Markdown table of changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from anze.law.text.diff.compare import NAMES, Change
from anze.law.text.diff.edits import Edit, NumberChange

_MARKS = {"keep": "", "remove": "~~", "add": "**"}


def diff_json(changes: Sequence[Change]) -> dict[str, Any]:
    """`{"summary": {kind: count}, "changes": [...]}`, a change with the fields of `Change`."""
    counts: Counter[str] = Counter(change.kind for change in changes)
    return {"summary": {kind: counts[kind] for kind in NAMES}, "changes": [_plain(change) for change in changes]}


def _plain(change: Change) -> dict[str, Any]:
    data = asdict(change)
    return data | {"edits": list(data["edits"]), "numbers": list(data["numbers"])}


def diff_markdown(changes: Sequence[Change], old: str = "旧稿", new: str = "新稿") -> str:
    """A report: how many articles changed and how, every changed number, then the articles one by one."""
    counts: Counter[str] = Counter(change.kind for change in changes)
    lines = [f"# 条文对照：{old} → {new}", "",
             "、".join(f"{name}{counts[kind]}条" for kind, name in NAMES.items() if counts[kind]) + "。", ""]
    lines += _numbers(changes) + _same_words(changes)
    for change in changes:
        if change.kind in ("changed", "added", "removed"):
            lines += [f"## {_heading(change)}", "", *_body(change), ""]
    return "\n".join(lines).rstrip() + "\n"


def _numbers(changes: Sequence[Change]) -> list[str]:
    rows = [f"| {_place(change)} | {n.kind} | {n.old or '（无）'} → {n.new or '（删去）'} | {_note(n)} |"
            for change in changes for n in change.numbers]
    if not rows:
        return []
    return ["## 数字、金额和期限的变动", "", "| 条 | 种类 | 变动 | 说明 |", "| --- | --- | --- | --- |", *rows, ""]


def _same_words(changes: Sequence[Change]) -> list[str]:
    """Articles whose words stayed while their number or place changed, one row each."""
    rows = [f"| {_place(change)} | {NAMES[change.kind]} | {_heads(change)} |"
            for change in changes if change.kind in ("moved", "renumbered")]
    if not rows:
        return []
    return ["## 文字未改、条号或者位置变动的条文", "", "| 条 | 变动 | 所在章节 |", "| --- | --- | --- |", *rows, ""]


def _heads(change: Change) -> str:
    if change.old_under == change.new_under:
        return change.new_under
    return f"{change.old_under or '章外'} → {change.new_under or '章外'}"


def _note(number: NumberChange) -> str:
    return "仅写法不同，数值未变" if number.same_value else ""


def _place(change: Change) -> str:
    if change.old_label and change.new_label and change.old_label != change.new_label:
        return f"{change.old_label} → {change.new_label}"
    return change.new_label or change.old_label


def _heading(change: Change) -> str:
    moved = "、移动" if change.kind == "changed" and change.moved else ""
    return f"{_place(change)}（{NAMES[change.kind]}{moved}）"


def _body(change: Change) -> list[str]:
    lines = []
    if change.moved and change.old_under != change.new_under:
        lines += [f"所在章节：{_heads(change)}。", ""]
    if change.kind == "changed":
        return [*lines, _marked(change.edits)]
    return [*lines, (change.new_words or change.old_words).replace("\n", "\n\n")]


def _marked(edits: Sequence[Edit]) -> str:
    """Removed words struck through, added ones bold, line by line, so that a mark never runs over the end of a line."""
    out = []
    for edit in edits:
        mark = _MARKS[edit.op]
        out.append("\n\n".join(f"{mark}{line}{mark}" if line.strip() else line for line in edit.words.split("\n")))
    return "".join(out)
