"""No sentence for people holds a day as machines write it (2026-11-23): days are said in words (2026年11月23日)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from anze.record.words import said

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[一-龥]")
# Attributes that are days wherever they stand.
DAYS = frozenset({"start", "end", "due", "closed_on", "since", "deadline", "as_of", "self_due", "published_on", "signed_on", "finished_on"})


def sentences() -> Iterator[tuple[Path, ast.JoinedStr]]:
    for path in sorted((ROOT / "anze").rglob("*.py")):
        if not {"law", "project", "migrations"} & set(path.relative_to(ROOT / "anze").parts):
            yield from ((path, node) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))


def machine_days(node: ast.JoinedStr) -> list[str]:
    literal = "".join(part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str))
    if not CHINESE.search(literal) or ".xlsx" in literal or ".docx" in literal:
        return []
    found = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            spec = ast.unparse(part.format_spec) if part.format_spec else ""
            if "%Y-" in spec or (not spec and isinstance(part.value, ast.Attribute) and part.value.attr in DAYS):
                found.append(ast.unparse(part))
    return found


def test_no_sentence_holds_a_day_as_machines_write_it() -> None:
    assert [(str(path.relative_to(ROOT)), node.lineno, days) for path, node in sentences() if (days := machine_days(node))] == []


@pytest.mark.parametrize(("code", "found"), [
    ('f"还没有到{one.due}。"', 1), ('f"截止{day:%Y-%m-%d}"', 1), ('f"截止{in_words(one.due)}"', 0), ('f"{one.due} {one.end}"', 0),
    ('f"台账{one.as_of}.xlsx"', 0)])
def test_what_is_looked_for(code: str, found: int) -> None:
    node = next(one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.JoinedStr))
    assert len(machine_days(node)) == found


@pytest.mark.parametrize(("kept", "shown"), [
    ("2026-06-01", "2026年6月1日"), ("2026-06-01 09:30", "2026年6月1日 09:30"), ("2026-06-01T09:30:00+08:00", "2026年6月1日 09:30"),
    ("2026-0012", "2026-0012"), ("sg-2026-0012", "sg-2026-0012"), ("12026-06-01", "12026-06-01"), ("2026-13-01", "2026-13-01"),
    (["2026-06-01", "2026-12-31"], "2026年6月1日、2026年12月31日"), ({"start": "2026-06-01"}, "起 2026年6月1日"), ("2026-Q3", "2026-Q3"),
])
def test_what_the_ledger_keeps_as_data_is_shown_in_words(kept: object, shown: str) -> None:
    assert said(kept) == shown
