"""What follows from one accident, as its page shows it: the law's findings that name it, with names instead of ids."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.codes import TIERS
from anze.accidents.queries.differences import Difference
from anze.duties.naming import accidents_in, with_names
from anze.duties.sources import Told, told
from anze.law.findings import Finding, Findings
from anze.law.known import Known

_TIER: Final = re.compile(f"（({'|'.join(TIERS)})）")  # the law core calls tiers by their codes
HIDDEN: Final = Told("所辖范围以外的一起事故")
HIDDEN_INTERVIEW: Final = Told("一次约谈（不在您的可见范围）")


@dataclass(frozen=True, slots=True)
class Follows:
    """The findings about an accident: triggers, vetoes, what was withdrawn, how near its county is, grounds and what a person must find."""

    triggers: list[Finding]
    vetoes: list[Finding]
    withdrawn: list[Finding]
    outlook: list[Finding]
    grounds: list[Finding]
    undecided: list[Finding]

    def __bool__(self) -> bool:
        return bool(self.triggers or self.vetoes or self.withdrawn or self.outlook or self.grounds or self.undecided)

    @property
    def all(self) -> list[Finding]:
        """Every finding."""
        return [*self.triggers, *self.vetoes, *self.withdrawn, *self.outlook, *self.grounds, *self.undecided]


def code_of(row: int) -> str:
    """Return what an accident is called by that is so far only a row of a workbook."""
    return f"sg-0-{row}"


def row_of(code: str) -> int:
    """Return the row of a workbook that is called so; 0 for an accident of the register, and for one that is only being typed."""
    year, _, row = code.removeprefix("sg-").partition("-")
    return int(row) if year == "0" else 0


def follows(found: Findings, known: Known, code: str) -> Follows:
    """Return what of the findings is about the accident; the outlook is that of the places in which it lies, as long as it counts."""
    one = next((one for one in known.accidents if one.accident.id == code), None)
    areas = {one.county, one.town} - {None} if one and not one.written_off else set()
    naming: Any = lambda name: [finding for finding in found.lists[name] if code in (finding.get("accidents") or [finding.get("accident")])]  # noqa: E731
    return Follows(naming("triggers"), naming("vetoes"), naming("withdrawn"), [one for one in found.lists["outlook"] if one["unit"] in areas],
                   naming("grounds"), naming("undecided"))


class Names:
    """Ids of accidents and interviews as this reader may have them called; what is out of reach is not named.

    `this` is how an accident is called that is only being typed.
    """

    def __init__(self, rights: Rights, findings: Iterable[Finding] = (), differences: Iterable[Difference] = (), this: str = "") -> None:
        found, lines = list(findings), [line for one in differences for line in one.lines]
        texts = [*(finding["why"] for finding in found), *(line.text for line in lines)]
        codes = {code for text in texts for code in accidents_in(text)} | {code for one in found for code in one.get("accidents") or ()}
        visits = {one["repeat_of"] for one in found if one.get("repeat_of")} | {line.interview for line in lines if line.interview}
        self.accidents: dict[str, Told] = told("accidents", sorted(codes), rights) if codes else {}
        self.accidents |= {code: Told(f"文件第{row}行的事故") for code in codes if (row := row_of(code))}
        if this:
            self.accidents["sg-0-0"] = Told(this)
        self.interviews: Mapping[str, Told] = told("interviews", sorted(visits), rights) if visits else {}
        fired = [self._trigger(one) for one in found if "interviewees" in one]
        self.triggers: Mapping[str, Told] = told("triggers", fired, rights) if fired else {}

    @staticmethod
    def _trigger(found: Finding) -> str:
        return f"{found['rule']}~{found['unit']}~{found['on']}"

    def answer(self, found: Finding) -> Told | None:
        """Return what became of a trigger, as far as this reader may know; None otherwise."""
        return self.triggers.get(self._trigger(found))

    def text(self, sentence: str) -> str:
        """Return a sentence of the law with names in the place of ids."""
        called = with_names(sentence, lambda code: self.accidents.get(code, HIDDEN).label)
        return _TIER.sub(lambda match: f"（{TIERS[match[1]]}）", called)

    def of(self, codes: Iterable[str]) -> list[Told]:
        """Return the accidents by name and address, those out of reach as such."""
        return [self.accidents.get(code, HIDDEN) for code in codes]

    def interview(self, code: str | None) -> Told | None:
        """Return an interview by name and address; None for none."""
        return self.interviews.get(code, HIDDEN_INTERVIEW) if code else None
