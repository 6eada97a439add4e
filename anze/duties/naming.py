"""Sentences of the law core as people say them: accidents by name in the place of their ids."""

import re
from collections.abc import Callable
from typing import Final

_CODE: Final = re.compile(r"sg-\d+-\d+(?!\d)")
_SAID: Final = re.compile(rf"((?:(?<=[：；，。因就])|^)事故)?({_CODE.pattern})(事故)?")  # with the word before or after it


def accidents_in(sentence: str) -> list[str]:
    """Return the ids of the accidents that a sentence names."""
    return _CODE.findall(sentence)


def with_names(sentence: str, name_of: Callable[[str], str]) -> str:
    """Return a sentence with the name of each accident in the place of its id; the word 事故 beside it goes where the name has it, as most do."""
    def called(match: re.Match[str]) -> str:
        name = name_of(match[2])
        return name if "事故" in name else f"{match[1] or ''}{name}{match[3] or ''}"
    return _SAID.sub(called, sentence)
