"""What a case expects against what was found: every difference as a sentence."""

from collections.abc import Iterator, Mapping
from typing import Any

from anze.law.findings import Finding
from anze.law.forms import FLAGS
from anze.law.input.records import Raw

WEIGHTS = dict.fromkeys(("rule", "duty", "check", "id", "unit", "officer", "officers", "period", "year", "accident"), 3)  # what tells one from another


def differences(found: Mapping[str, list[Finding]], expect: Mapping[str, Any]) -> list[str]:
    """Return every difference: an expected finding that is not there, an absent one that is.

    The keys that an expected entry gives must agree; others are free.
    """
    absent = expect.get("absent")
    missing = [text for name, entries in expect.items() if name != "absent" for text in _missing(name, entries, found.get(name, []))]
    present = [text for name, entries in (absent.values if absent else {}).items() for text in _present(name, entries, found.get(name, []))]
    return missing + present


def _missing(name: str, entries: list[Raw], found: list[Finding]) -> Iterator[str]:
    for entry in entries:
        if not any(agrees(finding, entry) for finding in found):
            yield f"第 {entry.line} 行：{name} 中没有 {_shown(entry)}{_nearest(entry, found)}"


def _present(name: str, entries: list[Raw], found: list[Finding]) -> Iterator[str]:
    for entry in entries:
        for finding in found:
            if agrees(finding, entry):
                yield f"第 {entry.line} 行：{name} 中不应有 {_shown(entry)}，却有：{finding.get('why') or finding}"
                break


def agrees(value: Any, expected: Any) -> bool:
    """Say whether a value found is the one expected; expected scalars are text as it stands in the case."""
    if expected is None or value is None:
        return expected is None and value is None
    if isinstance(expected, Raw):
        return isinstance(value, dict) and all(agrees(value.get(key), wanted) for key, wanted in expected.values.items())
    if isinstance(expected, list):
        return isinstance(value, list) and _lists_agree(value, expected)
    if isinstance(value, bool):
        return FLAGS.get(str(expected).lower()) is value
    return str(value) == str(expected)


def _lists_agree(value: list[Any], expected: list[Any]) -> bool:
    """Records that are expected must each be found, as in the lists of findings; plain values must be the same ones, in whatever order."""
    if any(isinstance(part, Raw) for part in expected):
        return all(any(agrees(one, wanted) for one in value) for wanted in expected)
    return sorted(map(str, value)) == sorted(map(str, expected))


def _nearest(entry: Raw, found: list[Finding]) -> str:
    """Return what the nearest finding has instead, or that there is none of the kind."""
    def alike(finding: Finding) -> int:
        return sum(wanted is not None and agrees(finding.get(key), wanted) for key, wanted in entry.values.items())

    best = max(found, key=alike, default=None)
    if best is None or not alike(best):
        return "；该列没有相近的结果" if found else "；该列为空"
    wrong = [f"{key} 是 {_plain(best.get(key))}" for key, wanted in entry.values.items() if not agrees(best.get(key), wanted)]
    return f"；最接近的一条里 {'，'.join(wrong)}"


def _shown(entry: Raw) -> str:
    return "{" + ", ".join(f"{key}: {_plain(value)}" for key, value in entry.values.items()) + "}"


def _plain(value: Any) -> str:
    if isinstance(value, Raw):
        return _shown(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
