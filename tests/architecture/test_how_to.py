"""What the how-to pages tell a reader to write is accepted as it stands there."""

import re
import textwrap
from pathlib import Path

import click
import pytest

from anze.law.casefile import case_from
from anze.law.clauses import Window
from anze.law.days import Span
from anze.law.evaluate import evaluate
from anze.law.expect import differences
from anze.law.facts import LISTS
from anze.law.pack import load_pack
from anze.project.cli import COMMANDS, anze
from tests.architecture.tree import ROOT, project_files, text_of

PAGES = ROOT / "docs/how-to"
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(page: str, language: str) -> list[str]:
    text = (PAGES / page).read_text("utf-8")
    return [textwrap.dedent(block) for block in re.findall(rf"```{language}\n(.*?)```", text, re.S)]


def test_the_case_on_the_page_holds() -> None:
    [text] = blocks("write-a-case.md", "yaml")
    case = case_from(text, "write-a-case.md")
    assert case.expect
    assert differences(evaluate(case.pack, case.facts, case.asked).lists, case.expect) == []


def test_the_page_names_every_list_of_a_case() -> None:
    text = (PAGES / "write-a-case.md").read_text("utf-8")
    assert [name for name in LISTS if f"`{name}`" not in text] == []


def test_the_pack_on_the_page_loads_and_changes_what_it_says(tmp_path: Path) -> None:
    pack, article = blocks("another-city.md", "toml")
    (tmp_path / "pack.toml").write_text(pack, "utf-8")
    (tmp_path / "art-21.toml").write_text(article, "utf-8")
    spans = {clause.id: clause.span for clause in load_pack(tmp_path).of(Window)}
    assert spans["21.2.2"] == Span("months", 3)
    assert spans["21.2.3"] == Span("days", 30)


def commands_named(text: str) -> set[tuple[str, ...]]:
    named = re.findall(r"(?:\.venv/bin/|`)anze ([a-z]+)(?: ([a-z]+)\b(?![./]))?", text)
    return {(first, second) if first == "law" else (first,) for first, second in named}


@pytest.mark.parametrize("page", ["README.md", *sorted(str(path.relative_to(ROOT)) for path in PAGES.glob("*.md"))])
def test_every_command_on_a_page_exists(page: str) -> None:
    context = click.Context(anze)
    for first, *rest in commands_named((ROOT / page).read_text("utf-8")):
        assert first in COMMANDS
        group = anze.get_command(context, first)
        assert not rest or (isinstance(group, click.Group) and group.get_command(context, rest[0])), f"anze {first} {rest}"


def test_every_link_of_a_page_leads_somewhere() -> None:
    pages = [path for path in project_files() if path.suffix == ".md"]
    broken = [f"{path.relative_to(ROOT)}: {link}" for path in pages for link in LINK.findall(text_of(path))
              if not (path.parent / link).exists()]
    assert len(pages) > 10
    assert broken == []


def test_every_decision_stands_in_the_list() -> None:
    written = {path.name for path in (ROOT / "decisions").glob("[0-9]*.md")}
    assert set(LINK.findall((ROOT / "decisions/README.md").read_text("utf-8"))) == written
