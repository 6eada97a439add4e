"""What came of the numbers of letters: counted by the system where a goal is tied to a figure, as entered otherwise; kept, broken, or not known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse

from anze.duties.figures import Count, Figure, Named, add_figure, figures, shared
from anze.law.codes import SIDES
from anze.law.question import Question
from anze.letters.models import Letter, Outcome
from anze.letters.models.letter import limit_of
from anze.letters.told import goal_words, said

KEPT: Final = "letters.kept"
PLACES: Final = frozenset({"county", "town", "subdistrict"})


@dataclass(frozen=True, slots=True)
class Result:
    """A number of a letter with what came of it: `value` None where nothing is known; `kept` None then too. `names` are behind what was counted."""

    goal: Mapping[str, Any]
    value: Decimal | None
    kept: bool | None
    counted: bool
    names: tuple[Named, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        """What the goal says."""
        return goal_words(self.goal)

    @property
    def value_words(self) -> str:
        """The value with its word."""
        return f"{said(self.value)}{self.goal['word']}" if self.value is not None else ""


def offered() -> list[Figure]:
    """Return the figures that a goal may be tied to: every one but the rate of goals kept itself."""
    return [one for one in figures() if one.name != KEPT]


def value_of(count: Count) -> Decimal:
    """Return a count as a number: how many, or the rate in hundredths."""
    return Decimal(count.good) if count.whole is None else (Decimal(count.good) * 100 / count.whole).quantize(Decimal("0.01"))


def results(letters: Collection[Letter], asked: Question, today: date) -> dict[int, list[Result]]:
    """Return what came of the numbers of each letter (by primary key) so far in its year: each figure is counted once for all units."""
    counts = _counts(letters, asked, today)
    entered = {(one.letter_id, one.key): one for one in Outcome.objects.on_record(asked.known_at).filter(letter__in=[one.pk for one in letters])}
    begun = {one.pk: asked.as_of >= date(one.year, 1, 1) for one in letters}
    return {one.pk: [_result(one, goal, counts if begun[one.pk] else {}, entered.get((one.pk, goal["key"]))) for goal in one.numbers] for one in letters}


def _counts(letters: Iterable[Letter], asked: Question, today: date) -> dict[tuple[str, int], Mapping[str, Count]]:
    wanted: dict[tuple[str, int], set[str]] = defaultdict(set)
    known = {one.name: one for one in offered()}
    for one in letters:
        for goal in one.numbers:
            if goal["figure"] in known:
                wanted[goal["figure"], one.year].add(one.subordinate.code)
    return {(name, year): known[name].count(sorted(units), year, asked, today) for (name, year), units in wanted.items()}


def _result(letter: Letter, goal: Mapping[str, Any], counts: Mapping[Any, Any], entered: Outcome | None) -> Result:
    if goal["figure"]:
        count = counts.get((goal["figure"], letter.year), {}).get(letter.subordinate.code)
        value = value_of(count) if count is not None else None
        names = (count.good_ones if count.whole is None else count.others) if count is not None else ()
        return Result(goal, value, _kept(goal, value), True, names)
    value = entered.value if entered else None
    return Result(goal, value, _kept(goal, value), False, note=entered.note if entered else "")


def _kept(goal: Mapping[str, Any], value: Decimal | None) -> bool | None:
    if value is None:
        return None
    limit = limit_of(dict(goal))
    return value <= limit if goal["way"] == "most" else value >= limit


def kept(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
    """Return of each unit how many of the numbers in its letters of the year are kept. A rate of nothing, where a figure does not apply to the
    unit, is left out; a number of which nobody has entered what came is not kept: not to know is not to be fine."""
    rows = Letter.objects.standing_on(min(asked.known_at, today)).filter(subordinate__code__in=list(units), year=year)
    letters = list(rows.select_related("subordinate").order_by("code"))
    good: dict[str, list[Named]] = defaultdict(list)
    others: dict[str, list[Named]] = defaultdict(list)
    found = results(letters, asked, today)
    for letter, one in [(whose, one) for whose in letters for one in found[whose.pk]]:
        if one.kept is None and one.counted:
            continue
        label = f"{SIDES[letter.side]}：{one.words}，{f'实绩 {one.value_words}' if one.value is not None else '没有登记实绩'}"
        (good if one.kept else others)[letter.subordinate.code].append(Named(f"{letter.code}-{one.goal['key']}", label,
                                                                            reverse("letters:detail", args=[letter.code])))
    return shared(good, others, units)


def register_figures() -> None:
    """Bring in the rate of numbers kept."""
    add_figure(Figure(name=KEPT, label="责任书数字目标完成率", kind="rate", word="项", levels=PLACES, provision="19.p1", count=kept))
