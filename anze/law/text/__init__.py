"""Statute text: a Chinese statute into 编、章、节、条、款、项、目; lint; difference of two versions."""

from anze.law.text.akn import to_akn
from anze.law.text.diff import Change, diff, diff_json, diff_markdown
from anze.law.text.forms import to_json, to_markdown
from anze.law.text.lint import Finding, lint, lint_json, lint_markdown
from anze.law.text.parse import parse
from anze.law.text.tree import Node, Statute

__all__ = [
    "Change",
    "Finding",
    "Node",
    "Statute",
    "diff",
    "diff_json",
    "diff_markdown",
    "lint",
    "lint_json",
    "lint_markdown",
    "parse",
    "to_akn",
    "to_json",
    "to_markdown",
]
