"""The worked cases under cases/ as the tests ask for them: by file, by article, by what they expect."""

from functools import cache
from pathlib import Path
from typing import Any

from anze.law.casefile import Case, read_case
from anze.law.input.records import Raw
from anze.law.provisions import article_of

HERE = Path(__file__).parent
CASES = HERE / "cases"
PACKS = HERE / "packs"
FILES = sorted(CASES.rglob("*.yaml"))


def named(path: Path) -> str:
    """The case as a test names it: art-21/21.2.2."""
    return str(path.relative_to(CASES)).removesuffix(".yaml")


def provision_of(path: Path) -> str:
    """The provision that a file's name begins with: 5.7-grace.yaml → 5.7."""
    return path.name.removesuffix(".yaml").split("-")[0]


@cache
def case_of(path: Path) -> Case:
    return read_case(path)


def folder(provision: str) -> Path:
    """The folder of the provision's article."""
    return CASES / f"art-{article_of(provision):02}"


@cache
def in_folder(provision: str) -> tuple[Path, ...]:
    """The cases of the provision's article."""
    return tuple(sorted(folder(provision).glob("*.yaml")))


def expected(path: Path, name: str) -> list[dict[str, Any]]:
    """What a case expects in the list `name`: of each finding the keys that it gives."""
    return [entry.values for entry in (case_of(path).expect or {}).get(name, [])]


def excluded(path: Path, name: str) -> list[dict[str, Any]]:
    """What a case expects not to stand in the list `name`."""
    absent = (case_of(path).expect or {}).get("absent")
    return [entry.values for entry in absent.values.get(name, [])] if isinstance(absent, Raw) else []
