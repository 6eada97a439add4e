"""Who has signed: rows of subordinates, a cell a side, each with the lamp of the law's finding and the letter behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from anze.access.rights import Rights
from anze.acts.pack import pack_in_force
from anze.law.codes import SIDES
from anze.law.question import Question
from anze.letters.models import Letter, Signing
from anze.letters.policies import SOON_DAYS, STATES
from anze.letters.queries.law import due, findings
from anze.letters.queries.standing import state_of
from anze.letters.queries.subordinates import subordinates
from anze.people.models import Unit
from anze.people.moment import day_of

# The law's status → lamp and word.
LAMPS: Final[Mapping[str, tuple[str, str]]] = {"met": ("met", "按期签订"), "late": ("backfilled", "迟于期限签订"), "pending": ("pending", "未到期"),
                                               "missed": ("missed", "逾期未签")}
BOTH: Final = 2
Signed = tuple[date, date]  # the day on which a side signed, and the day on which that came on record


@dataclass(frozen=True, slots=True)
class Cell:
    """One letter of the matrix: the side, its lamp with a word, when it was signed, who of both has signed; why, in the law's sentence."""

    side: str
    lamp: str
    word: str
    why: str
    letter: Letter | None = None
    on: date | None = None
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A subordinate with its letters, by side; `gone`: it is no direct subordinate any more."""

    unit: Unit
    cells: tuple[Cell, ...]
    gone: bool = False


def rows_of(superior: Unit, year: int, rights: Rights, asked: Question, today: date) -> list[Row]:
    """Return the matrix of a superior and a year, as far as the account sees it."""
    reach = rights.reach("letter.view")
    units = [unit for unit in subordinates(superior, asked, today) if reach.covers_unit(superior) or reach.covers_unit(unit)]
    rows = Letter.objects.visible_to(rights).standing_on(asked.known_at).filter(superior=superior, year=year)
    letters = {(one.subordinate_id, one.side): one for one in rows.select_related("superior", "subordinate")}
    there = {unit.pk for unit in units}
    former = {one.subordinate.pk: one.subordinate for one in letters.values() if one.subordinate_id not in there}
    days = _days([one.pk for one in letters.values()], asked)
    found = findings(asked, today)
    return [Row(unit, tuple(_cell(superior, unit, side, year, letters.get((unit.pk, side)), days, found, asked.as_of) for side in SIDES), unit.pk in former)
            for unit in [*units, *former.values()]]


def _days(letters: list[int], asked: Question) -> dict[int, list[Signed]]:
    found: dict[int, list[Signed]] = {}
    rows = Signing.objects.on_record(asked.known_at).filter(letter__in=letters, on__lte=asked.as_of)
    for letter, on, at in rows.values_list("letter", "on", "recorded_at"):
        found.setdefault(letter, []).append((on, day_of(at)))
    return found


def _cell(superior: Unit, unit: Unit, side: str, year: int, letter: Letter | None, days: Mapping[int, list[Signed]], found: Mapping[Any, Any],
          as_of: date) -> Cell:
    finding = found.get((superior.code, unit.code, side, year))
    told = days.get(letter.pk, []) if letter else []
    signed = [on for on, _ in told]
    stands = STATES[("issued", "half", "signed")[min(len(signed), 2)]].label if letter else "还没有生成"
    if finding is None and year > as_of.year and len(signed) > 1:
        return Cell(side, "met", "已签订", "", letter, max(signed), stands)
    if finding is None:
        return Cell(side, "none", "未到年度" if year > as_of.year else "不适用", "", letter, max(signed, default=None), stands)
    lamp, word = lamp_of(finding["status"], year, as_of, told)
    again = f"重签的一份{stands}" if letter and letter.replaces_id else stands
    return Cell(side, lamp, word, finding["why"], letter, max(signed) if len(signed) > 1 else None, again)


def lamp_of(status: str, year: int, day: date, told: Sequence[Signed] = ()) -> tuple[str, str]:
    """Return the lamp and the word of the law's status on a day. `told`: when both sides signed and when that came on record: what came on record
    only after the deadline and the days of grace is never green."""
    if status == "pending" and day >= due(year) - timedelta(days=SOON_DAYS):
        return "soon", "临期"
    if status == "met" and told and max(on_record for _, on_record in told) > due(year) + timedelta(days=pack_in_force().int("grace_days")):
        return "backfilled", "按期签订（补录）"
    return LAMPS[status]


def standing_of(letter: Any, asked: Question, today: date) -> tuple[str, str, str]:
    """Return lamp, word and the law's sentence of one letter."""
    finding = findings(asked, today).get((letter.superior.code, letter.subordinate.code, letter.side, letter.year))
    state = STATES[state_of(letter)]
    if finding is None or state.ended:
        return state.lamp, state.label, ""
    told = [(one.on, day_of(one.recorded_at)) for one in letter.signings.all() if one.struck_at is None]
    if letter.replaces_id and len(told) < BOTH:
        return state.lamp, f"重签，{state.label}", finding["why"]
    return *lamp_of(finding["status"], letter.year, asked.as_of, told), finding["why"]
