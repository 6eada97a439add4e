"""What the pages tell a reader to write is accepted as it stands there, and gives what they say."""

import re
import textwrap
import tomllib
from pathlib import Path

import click
import pytest

from anze.law.casefile import case_from
from anze.law.clauses import Window
from anze.law.days import Span
from anze.law.evaluate import evaluate
from anze.law.expect import differences
from anze.law.facts import LISTS
from anze.law.findings import LISTS as FINDINGS
from anze.law.pack import load_pack
from anze.project.cli import COMMANDS, anze
from tests.architecture.tree import ROOT, modules, project_files, text_of

HOW_TO, EXPLAINED = ROOT / "docs/how-to", ROOT / "docs/explanation/reading-findings.md"
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    return [textwrap.dedent(block) for block in re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.S)]


def faults_of(text: str) -> list[str]:
    case = case_from(text, "page.md")
    assert case.expect
    return differences(evaluate(case.pack, case.facts, case.asked).lists, case.expect)


def test_the_case_on_the_page_holds() -> None:
    [text] = blocks(HOW_TO / "write-a-case.md", "yaml")
    assert faults_of(text) == []


@pytest.mark.parametrize("example", range(3))
def test_every_example_of_the_explanation_holds(example: int) -> None:
    examples = blocks(EXPLAINED, "yaml")
    assert len(examples) == 3
    assert faults_of(examples[example]) == []


def test_the_second_clock_changes_what_the_explanation_says() -> None:
    """The page names another `known_at` for its first example, and the status that it then has."""
    [(day, status)] = re.findall(r"`known_at` 改成 `([\d-]+)`.*?`(\w+)`", EXPLAINED.read_text("utf-8"))
    example = re.sub(r"known_at: \S+", f"known_at: {day}", blocks(EXPLAINED, "yaml")[0])
    assert faults_of(example) != []
    assert faults_of(example.replace("status: backfilled", f"status: {status}")) == []


def test_the_page_names_every_list_of_a_case() -> None:
    text = (HOW_TO / "write-a-case.md").read_text("utf-8")
    assert [name for name in LISTS if f"`{name}`" not in text] == []


def test_the_pack_on_the_page_loads_and_changes_what_it_says(tmp_path: Path) -> None:
    pack, article = blocks(HOW_TO / "another-city.md", "toml")
    (tmp_path / "pack.toml").write_text(pack, "utf-8")
    (tmp_path / "art-21.toml").write_text(article, "utf-8")
    spans = {clause.id: clause.span for clause in load_pack(tmp_path).of(Window)}
    assert spans["21.2.2"] == Span("months", 3)
    assert spans["21.2.3"] == Span("days", 30)


def commands_named(text: str) -> set[tuple[str, ...]]:
    named = re.findall(r"(?:\.venv/bin/|`)anze ([a-z]+(?:-[a-z]+)*)(?: ([a-z]+)\b(?![./]))?", text)
    return {(first, second) if first == "law" else (first,) for first, second in named}


@pytest.mark.parametrize("page", ["README.md", *sorted(str(path.relative_to(ROOT)) for path in HOW_TO.glob("*.md"))])
def test_every_command_on_a_page_exists(page: str) -> None:
    context = click.Context(anze)
    named = commands_named((ROOT / page).read_text("utf-8"))
    assert named, "a page that names no command teaches nothing to do"
    for first, *rest in named:
        assert first in COMMANDS
        group = anze.get_command(context, first)
        assert not rest or (isinstance(group, click.Group) and group.get_command(context, rest[0])), f"anze {first} {rest}"


def test_the_front_page_names_every_command() -> None:
    law = anze.get_command(click.Context(anze), "law")
    assert isinstance(law, click.Group)
    every = {(name,) for name in COMMANDS if name != "law"} | {("law", verb) for verb in law.commands}
    assert commands_named((ROOT / "README.md").read_text("utf-8")) == every


def test_the_evaluation_page_names_every_list_of_findings() -> None:
    text = (HOW_TO / "evaluate-a-city.md").read_text("utf-8")
    assert [name for name in FINDINGS if f"`{name}`" not in text] == []


def test_the_architecture_page_names_every_folder_and_only_files_that_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = {str(path.parent.relative_to(ROOT)) for path in modules("anze")}
    assert len(folders) > 10
    assert [folder for folder in folders if f"`{folder}/" not in text and f"`{Path(folder).name}/`" not in text and folder != "anze"] == []
    named = set(re.findall(r"\b(law/[\w/]+?\.py)", text))
    assert len(named) > 10
    assert [path for path in named if not (ROOT / "anze" / path).is_file()] == []


def test_the_architecture_page_has_the_layers_of_the_law_as_they_are_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["containers"] == ["anze.law"]]
    drawn = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("`law` 之内也一样")[1].split("```")[1]
    assert [re.findall(r"[a-z]+", line) for line in drawn.strip().splitlines()] == [layer.split(" | ") for layer in layers]


def test_every_link_of_a_page_leads_somewhere() -> None:
    pages = [path for path in project_files() if path.suffix == ".md"]
    broken = [f"{path.relative_to(ROOT)}: {link}" for path in pages for link in LINK.findall(text_of(path))
              if not (path.parent / link).exists()]
    assert len(pages) > 10
    assert broken == []


def test_every_decision_stands_in_the_list() -> None:
    written = {path.name for path in (ROOT / "decisions").glob("[0-9]*.md")}
    listed = LINK.findall((ROOT / "decisions/README.md").read_text("utf-8"))
    assert {link for link in listed if "/" not in link} == written
