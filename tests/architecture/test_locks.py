"""What is installed is locked: a version and a hash for each package, from no named place."""

import re

import pytest

from tests.architecture.tree import ROOT

SETS = ("build", "base", "dev", "bench", "lock")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.M)


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for package, version in PIN.findall((ROOT / f"requirements/{name}.txt").read_text("utf-8")):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", SETS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", SETS)
def test_every_package_asked_for_is_locked(name: str) -> None:
    asked = re.findall(r"^([A-Za-z0-9._-]+)", (ROOT / f"requirements/{name}.in").read_text("utf-8").replace("-c ", "# "), re.M)
    assert asked
    assert {package.lower().replace("_", "-") for package in asked} <= set(pins(name))


def test_one_package_has_one_version_in_all_sets() -> None:
    versions: dict[str, set[frozenset[str]]] = {}
    for name in SETS:
        for package, found in pins(name).items():
            versions.setdefault(package, set()).add(frozenset(found))
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}
