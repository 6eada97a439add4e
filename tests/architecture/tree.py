"""The files of the project, for the tests that look at all of them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "out", "build", "node_modules"}


def project_files() -> list[Path]:
    """Every file that is tracked or would be: what git lists, or all that lie there where there is no git."""
    # Whoever owns the checkout, its list of files may be read.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [p for p in ROOT.rglob("*") if not NOT_OURS & set(p.relative_to(ROOT).parts) and "__pycache__" not in p.parts]
    return sorted(path for path in paths if path.is_file())


def modules(folder: str) -> list[Path]:
    """The Python files of a folder of the project."""
    return [path for path in project_files() if path.suffix == ".py" and path.is_relative_to(ROOT / folder)]


def text_of(path: Path) -> str:
    """The text of a file; empty where it holds no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
