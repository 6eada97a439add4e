"""The findings as JSON data and as Markdown that can be sent in as a comment on the draft."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from anze.law.text.lint.finding import Finding
from anze.law.text.tree import Statute


def lint_json(statute: Statute, findings: Sequence[Finding]) -> dict[str, Any]:
    """`{"title", "status", "findings": [{"line", "code", "id", "place", "quote", "message", "remedy"}]}`."""
    return {"title": statute.title, "status": statute.status, "findings": [asdict(finding) for finding in findings]}


def lint_markdown(statute: Statute, findings: Sequence[Finding]) -> str:
    """A report grouped by kind of fault, with place, words, reason and proposal."""
    name = f"《{statute.title}{f'（{statute.status}）' if statute.status else ''}》"
    lines = [f"# 对{name}的文字修改意见", ""]
    if not findings:
        return "\n".join([*lines, "没有发现需要提出的文字问题。"]) + "\n"
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    lines += [f"共{len(findings)}处，分{len(groups)}类。以下只就文字和技术提出意见，是否采纳由起草机关决定。", ""]
    for number, (code, group) in enumerate(groups.items(), 1):
        lines += [f"## {number}. {code}（{len(group)}处）", "", *_table(group), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(group: list[Finding]) -> list[str]:
    rows = ["| 位置 | 原文 | 问题 | 建议 |", "| --- | --- | --- | --- |"]
    for finding in group:
        cells = (f"{finding.place}（第{finding.line}行）", finding.quote, finding.message, finding.remedy)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return rows
