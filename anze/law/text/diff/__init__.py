"""The difference of two versions of a statute, article by article."""

from anze.law.text.diff.compare import Change, diff
from anze.law.text.diff.report import diff_json, diff_markdown

__all__ = ["Change", "diff", "diff_json", "diff_markdown"]
