"""A word to who sent evidence under a name that its content does not bear out, so that the name it is kept under surprises nobody."""

from collections.abc import Mapping
from typing import Final

from anze.acts.evidence.kinds import kind_of
from anze.acts.evidence.store import Staged

# Endings that are another name of what is kept: nothing to tell.
SAME: Final[Mapping[str, str]] = {"jpeg": "jpg", "heic": "jpg", "heif": "jpg", "wps": "doc", "et": "xls", "dps": "ppt"}


def kept_otherwise(name: str, kept: Staged) -> str:
    """Say that a file was kept under another ending than it was sent with; empty where the ending told the truth."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = kind_of(kept.media_type)
    if SAME.get(ending, ending) == kind.ending:
        return ""
    return f"“{name[:60]}”的内容其实是{kind.label}，已按“{kept.name}”保存。传错了的，请撤回这个请求，选对文件再提。"
