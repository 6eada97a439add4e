"""What a drafter would want to know about a statute: one file a check."""

from typing import Final

from anze.law.text.lint import (
    catch_all,
    item_ends,
    near_wording,
    number_style,
    numbering,
    references,
    rival_terms,
    spacing,
    undefined,
    unnumbered,
    widths,
    windows,
    word_order,
    wrong_char,
)
from anze.law.text.lint.finding import Finding, read
from anze.law.text.lint.report import lint_json, lint_markdown
from anze.law.text.tree import Statute

CHECKS: Final = (numbering, references, wrong_char, unnumbered, word_order, windows, undefined, catch_all, rival_terms, near_wording,
                 number_style, item_ends, widths, spacing)

__all__ = ["CHECKS", "Finding", "lint", "lint_json", "lint_markdown"]


def lint(statute: Statute, text: str = "") -> list[Finding]:
    """The findings of every check, ordered by line, check, place. `text` is the raw text; without it layout is not looked at."""
    reading = read(statute, text)
    return sorted(finding for module in CHECKS for finding in module.check(reading))
