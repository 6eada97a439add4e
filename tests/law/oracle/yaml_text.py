"""A case as the text of a case file, in the layout of the page."""

import json
from datetime import datetime
from typing import Any

PLAIN = set("abcdefghijklmnopqrstuvwxyz_")
NOT_WORDS = {"", "null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def scalar(value: Any) -> str:
    """One value; text is quoted unless it can only be a word."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {scalar(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(scalar, value)) + "]"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, str) and not (set(value) <= PLAIN and value not in NOT_WORDS):
        return json.dumps(value, ensure_ascii=False)
    return {None: "null", True: "true", False: "false"}.get(value, str(value)) if is_word(value) else str(value)


def is_word(value: Any) -> bool:
    """Null, true and false have words of their own (1 and 0 do not)."""
    return value is None or isinstance(value, bool)


def to_yaml(case: dict[str, Any]) -> str:
    """The case file: one line a fact."""
    lines = []
    for key, value in case.items():
        if isinstance(value, list) and value:
            lines.append(f"{key}:")
            lines += [f"  - {scalar(row)}" for row in value]
        else:
            lines.append(f"{key}: {scalar(value)}")
    return "\n".join(lines) + "\n"
