"""What every file of the project keeps to."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, project_files, text_of

# What CONTRIBUTING.md promises: no longer than this, and nine in ten as short as that.
LONGEST, MOST = 300, 160
LONGEST_FUNCTION, MOST_FUNCTIONS = 40, 30
LISTS_OF_RECORDS = {"anze/law/facts.py": 350,  # one frozen class a kind of fact: it is looked things up in, not read through
                    "anze/record/verify_ledger.py": 460}  # one file that an auditor is given and can read without any other
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py"}
# Names of formats and licences that happen to be written as addresses; nothing is ever fetched from them.
NAMES_NOT_PLACES = ("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://www.w3.org/", "https://creativecommons.org/licenses/")
ADDRESS = re.compile(r"\b(?:https?|ftp|file)://[^\s\"'<>)|，。）]+")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|farm|opt|root|home|Users|mnt|srv)/[\w.]")
CLOCK = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|localtime|gmtime|strftime))\(")
FORBIDDEN_IN_LAW = {"django", "sqlite3", "psycopg", "requests", "urllib", "socket", "http", "random"}


def ninth_tenth(sizes: Iterable[int]) -> int:
    """The size that nine in ten do not exceed."""
    ordered = sorted(sizes)
    return ordered[len(ordered) * 9 // 10]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def outside_addresses(text: str) -> list[str]:
    return [found for found in ADDRESS.findall(text) if not found.startswith(NAMES_NOT_PLACES)]


def test_no_file_names_an_outside_host() -> None:
    found = {named(path): outside for path in project_files() if (outside := outside_addresses(text_of(path)))}
    assert found == {}


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {named(path): paths for path in project_files() if (paths := MACHINE_PATH.findall(text_of(path)))}
    assert found == {}


def test_the_search_for_addresses_and_paths_finds_them() -> None:
    address, path = "https:" + "//example.com/", "/home" + "/zhang/x"
    assert outside_addresses(f"see {address} and http://www.w3.org/1999/xhtml") == [address]
    assert MACHINE_PATH.findall(f"open('{path}')") == [path[:7]]
    assert not MACHINE_PATH.findall("usr/home/z requirements/work/")


@pytest.mark.parametrize("folder", ["anze", "tests", "bench"])
def test_no_module_has_a_name_that_says_nothing(folder: str) -> None:
    assert [named(path) for path in modules(folder) if path.name in FORBIDDEN_NAMES] == []


def test_every_module_says_what_it_is() -> None:
    silent = [named(path) for path in modules("anze") if not ast.get_docstring(ast.parse(text_of(path)))]
    assert silent == []


def test_every_module_can_be_read_at_one_sitting() -> None:
    lengths = {named(path): text_of(path).count("\n") for path in modules("anze")}
    assert {name: lines for name, lines in lengths.items() if lines > LISTS_OF_RECORDS.get(name, LONGEST)} == {}
    assert ninth_tenth(lengths.values()) <= MOST


def test_no_function_is_longer_than_a_screen() -> None:
    functions = [(f"{named(path)} {node.name}", (node.end_lineno or 0) - node.lineno + 1) for path in modules("anze")
                 for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert len(functions) > 50
    assert [function for function in functions if function[1] > LONGEST_FUNCTION] == []
    assert ninth_tenth(lines for _, lines in functions) <= MOST_FUNCTIONS


def test_contributing_promises_the_sizes_that_are_checked() -> None:
    promised = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert all(f"{size} 行" in promised for size in (LONGEST, MOST, LONGEST_FUNCTION, MOST_FUNCTIONS))


def test_the_law_never_asks_what_day_it_is() -> None:
    assert [named(path) for path in modules("anze/law") if CLOCK.search(text_of(path))] == []
    assert CLOCK.search("day = date.today()")


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(text_of(path))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


def test_the_law_knows_no_framework_database_network_or_chance() -> None:
    found = {named(path): wrong for path in modules("anze/law") if (wrong := imported(path) & FORBIDDEN_IN_LAW)}
    assert found == {}
