"""Imports point one way, and every folder has its place in the contract."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(LINTER), "--no-cache", "--no-logo", "--config", "pyproject.toml"], cwd=root,
                          env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package as it imports itself: its folders and its Python files."""
    shutil.copytree(ROOT / "anze", tmp_path / "anze", ignore=shutil.ignore_patterns("__pycache__", "packs", "data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(root: Path, module: str, text: str) -> None:
    path = root / module
    path.parent.mkdir(parents=True, exist_ok=True)
    if not (path.parent / "__init__.py").exists():
        (path.parent / "__init__.py").write_text('"""Planted."""\n', "utf-8")
    path.write_text(text, "utf-8")


def test_the_contracts_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


def test_a_folder_without_a_place_breaks_the_contract(copy: Path) -> None:
    plant(copy, "anze/somewhere/things.py", "")
    result = lint(copy)
    assert result.returncode == 1
    assert "somewhere" in result.stdout


def test_a_planned_folder_has_its_place_already(copy: Path) -> None:
    plant(copy, "anze/register/models.py", "import anze.people.models\n")
    plant(copy, "anze/people/models.py", "import anze.law.facts\n")
    assert lint(copy).returncode == 0


@pytest.mark.parametrize("wrong", ["import anze.project.demo", "from anze.acts import models"])
def test_the_law_may_import_nothing_of_ours(copy: Path, wrong: str) -> None:
    plant(copy, "anze/acts/models.py", "")
    plant(copy, "anze/law/days_again.py", f"{wrong}\n")
    result = lint(copy)
    assert result.returncode == 1
    assert "anze.law.days_again" in result.stdout


def test_one_process_may_not_import_another(copy: Path) -> None:
    plant(copy, "anze/hazards/models.py", "")
    plant(copy, "anze/letters/models.py", "import anze.hazards.models\n")
    assert lint(copy).returncode == 1
