"""`make lint` runs every check and shows all that is wrong; what it looks at are the checkout's own files."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

TOOLS = ("ruff", "mypy", "lint-imports", "djlint")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose tools find nothing, but say that they were called."""
    (tmp_path / "anze").mkdir()
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/lint", tmp_path / "scripts")
    for tool in TOOLS:
        answers(tmp_path, tool, 0)
    return tmp_path


def answers(root: Path, tool: str, status: int) -> None:
    path = root / "bin" / tool
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {tool} found something\ntouch called-{tool}\nexit {status}\n", "utf-8")
    path.chmod(0o755)


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "scripts/lint"], cwd=root, env={"PATH": "/usr/bin:/bin", "BIN": "bin"}, capture_output=True, text=True,
                          check=False)


def test_a_sound_checkout_passes(checkout: Path) -> None:
    result = lint(checkout)
    assert (result.returncode, result.stderr) == (0, "")
    assert "静态检查通过" in result.stdout


def test_all_that_is_wrong_is_shown_at_once(checkout: Path) -> None:
    answers(checkout, "ruff", 1)
    answers(checkout, "lint-imports", 1)
    result = lint(checkout)
    assert result.returncode == 1
    assert "ruff found something" in result.stderr
    assert "lint-imports found something" in result.stderr
    assert "mypy found something" not in result.stderr


def test_templates_are_checked_as_soon_as_there_are_any(checkout: Path) -> None:
    answers(checkout, "djlint", 1)
    assert lint(checkout).returncode == 0
    template = checkout / "anze/portal/templates/home.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p>首页</p>\n", "utf-8")
    assert lint(checkout).returncode == 1


@pytest.mark.parametrize("line", ["--index-url " + "https:" + "//example.com/simple", "thing @ file:" + "///elsewhere/thing.whl", "-e ../thing",
                                  "--find-links wheels", "-r /etc/more.txt"])
def test_a_lock_that_names_a_place_is_refused(checkout: Path, line: str) -> None:
    with (checkout / "requirements/base.txt").open("a", encoding="utf-8") as lock:
        lock.write(f"{line}\n")
    result = lint(checkout)
    assert result.returncode == 1
    assert "requirements/base.txt" in result.stderr
    assert "make lock" in result.stderr
