"""How a measure stands on a day, in the words that every page shares: running, over and how it ended, or waiting for somebody to decide."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from anze.law.national.effects import ending

PROMOTES: Final = "组织部门"  # who finds out how long a measure bars from promotion where no rule says so (第二十七条第一款)
State = Literal["running", "open", "ended", "wants", "stopped", "lifted"]
LAMPS: Final[dict[State, str]] = {"running": "open", "open": "waiting", "ended": "closed", "wants": "waiting", "stopped": "waiting", "lifted": "closed"}


@dataclass(frozen=True, slots=True)
class Lasting:
    """How it stands: `said` in few words, by which provision (`cite`); `note` what else is to be known. Nobody reads `state` itself."""

    state: State
    said: str
    note: str = ""
    cite: str = ""

    @property
    def full(self) -> str:
        """What is said with its provision."""
        return f"{self.said}（{self.cite}）" if self.cite else self.said

    @property
    def beside(self) -> str:
        """What stands beside the lamp: the provision, and what else is to be known."""
        return "。".join(filter(None, (self.cite, self.note)))

    @property
    def lamp(self) -> str:
        """Its lamp as a measure."""
        return LAMPS[self.state]

    @property
    def bar(self) -> tuple[str, str]:
        """The lamp and the word of what it bars somebody from: nobody is within a period that no rule gives."""
        return ("overdue", "限制期内") if self.state == "running" else (self.lamp, self.said)

    @property
    def over(self) -> bool:
        """Say whether it keeps the person from nothing any more."""
        return self.state in {"ended", "lifted"}


def lasting(kind: str, on: date, until: date | None, day: date, *, who: str, lifted: date | None = None, stopped: date | None = None) -> Lasting:
    """Return how a measure of a day `on`, whose effect lasts `until` (None: no rule gives a period, `who` finds out), stands on another `day`.

    `lifted`: from when a decision lifted it; `stopped`: the day of what keeps it from ending by itself, as a person put it on record.
    """
    if lifted and lifted <= day:
        return Lasting("lifted", f"{_words(lifted)}起解除")
    if until is None:
        return Lasting("open", f"期限待{who}认定")
    if day <= until:
        return Lasting("running", f"至{_words(until)}")
    rule = ending(kind, on)
    if stopped and rule and rule.way == "itself":
        return Lasting("stopped", "期满，不自动解除", f"{_words(stopped)}有{rule.stopped}的情形（{rule.cite}），怎样解除由有权机关认定。")
    if rule is None:
        return Lasting("ended", "影响期已满")
    return Lasting("wants" if rule.way == "decision" else "ended", rule.said, "" if rule.by_time else rule.note, rule.cite if rule.way == "itself" else "")


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
