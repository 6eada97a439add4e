"""What would change if a parameter were another: findings against findings."""

import json
from collections import Counter
from typing import Any

from anze.law.findings import LISTS, Finding, Findings
from anze.law.pack import Pack


def what_changed(pack: Pack, other: Pack, before: Findings, after: Findings) -> dict[str, Any]:
    """Return the parameters that differ and, list by list, the findings that appear and those that disappear.

    A finding whose sentence alone differs has not changed.
    """
    parameters = {name: {"before": pack.values[name], "after": value} for name, value in other.values.items() if pack.values[name] != value}
    lists = {}
    for name in LISTS:
        old, new = before.lists.get(name, []), after.lists.get(name, [])
        change = {"added": _only_in(new, old), "removed": _only_in(old, new)}
        if any(change.values()):
            lists[name] = change
    return {"parameters": parameters, "changes": lists}


def _only_in(these: list[Finding], those: list[Finding]) -> list[Finding]:
    left = Counter(map(_fact, those))
    found = []
    for finding in these:
        fact = _fact(finding)
        if left[fact]:
            left[fact] -= 1
        else:
            found.append(finding)
    return found


def _fact(finding: Finding) -> str:
    return json.dumps({key: value for key, value in finding.items() if key != "why"}, ensure_ascii=False, sort_keys=True)
