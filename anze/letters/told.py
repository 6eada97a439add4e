"""What people tell of letters, before it is stored: plain, without a database behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from anze.letters.codes import GOALS, WAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A goal as it is told. `key`: the primary key of the one that it changes, empty for a new one."""

    kind: str
    text: str
    figure: str = ""
    way: str = ""
    limit: Decimal | None = None
    word: str = ""
    key: str = ""

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        number = {"way": WAYS.get(self.way, ""), "limit": said(self.limit), "word": self.word} if self.kind == "number" else {}
        return {"kind": GOALS[self.kind], "text": self.text, **number}


def said(number: Decimal | None) -> str:
    """Return a number without trailing noughts: 3, 99.5; empty for none."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def goal_words(goal: Mapping[str, Any]) -> str:
    """Return a number of a letter as people say it: 死亡人数不超过3人."""
    return f"{goal['text']}{WAYS[goal['way']]}{goal['limit']}{goal['word']}"


def limits_changed(numbers: Sequence[Mapping[str, Any]], limits: Mapping[str, Decimal], tasks: Sequence[str], vetoes: Sequence[str]) -> list[dict[str, Any]]:
    """Return the goals of a letter with other limits (by key), tasks and vetoes; keys are given anew, in their order."""
    counted = [{**goal, "limit": said(limits[goal["key"]])} for goal in numbers]
    words = [{"kind": "task", "text": text} for text in tasks] + [{"kind": "veto", "text": text} for text in vetoes]
    return [{**goal, "key": str(place)} for place, goal in enumerate([*counted, *words], 1)]
