"""The answer to an enquiry as canonical JSON: whoever asks again with the same clocks gets the same bytes, or is told what is different."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

# 1 had no tasks and no standing duties, 2 no measures in force, 3 no ends of several together, 4 no day of the pending cases, 5 no own end of a ban,
# 6 not how one stands (`state`).
FORMAT: Final = 7


def canonical(value: Any) -> str:
    """Return plain values as JSON that is always the same: keys sorted, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def part_of(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return what a snapshot says of one subject alone (by its key), with its head; all of it for an empty key. LookupError where it is about no such."""
    if not key:
        return dict(said)
    subjects = [one for one in said["subjects"] if one["key"] == key]
    if not subjects:
        raise LookupError(key)
    return {**said, "subjects": subjects}


def holds(text: str, digest: str) -> bool:
    """Say whether a snapshot is the one of its digest and written canonically."""
    return digest_of(text) == digest and canonical(json.loads(text)) == text


def states(body: str, digest: str, snapshot: str, key: str) -> bool:
    """Say whether a statement's body is the one of its digest and says what the snapshot says of its subjects."""
    return holds(body, digest) and canonical(part_of(json.loads(snapshot), key)) == body


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for every subject of which something else is said now, with what it is about."""
    now = {one["key"]: one for one in after["subjects"]}
    for one in before["subjects"]:
        other = now.get(one["key"])
        if other != one:
            changed = [label for key, label in PARTS.items() if other is None or one.get(key) != other.get(key)]
            yield f"{one['name']}：{'、'.join(changed)}与查询时不同。"


PARTS: Final[Mapping[str, str]] = {
    "name": "姓名或者名称", "posts": "任职", "years": "履职记录", "reports": "述职", "tasks": "部署和督办事项", "standing": "常设职责",
    "interviews": "约谈", "vetoes": "一票否决", "bans": "限制期", "measures": "影响期内的处理",
    "ends": "几项处理的影响期", "pending": "在办案件", "assessments": "考核等次",
    "outside": "查询范围以外的任职",
}
