"""What is known on the day asked: facts indexed, accidents as far as they are on record, with the grade they have by then."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from anze.law.facts import Accident
from anze.law.index import FactIndex
from anze.law.national.grades import casualty_window_days, grade_of
from anze.law.pack import Pack
from anze.law.question import Question


@dataclass(frozen=True, slots=True)
class KnownAccident:
    """An accident as known: its grade and the measure that decides it, each day on which its grade was set, where it lies."""

    accident: Accident
    grade: str
    measure: str
    history: tuple[tuple[date, str], ...]
    county: str | None
    town: str | None
    written_off: bool

    @property
    def order(self) -> tuple[date, str]:
        """The order in which windows take accidents: date, then id."""
        return self.accident.date, self.accident.id

    def qualified_on(self, grades: Collection[str]) -> date | None:
        """Return since which day the grade has been one of `grades` without a break; None if it is not now."""
        since = None
        for day, grade in self.history:
            since = None if grade not in grades else since or day
        return since


class Known:
    """The facts, the pack and the day asked, with what the rules share."""

    def __init__(self, pack: Pack, index: FactIndex, asked: Question) -> None:
        self.pack, self.index, self.asked = pack, index, asked
        self.facts, self.tree = index.facts, index.tree

    def on(self, asked: Question) -> "Known":
        """Return the same facts as they were known for another question."""
        return Known(self.pack, self.index, asked)

    def on_record(self, day: date | None, recorded_on: date | None = None) -> bool:
        """Say whether something dated `day` had happened by `as_of` and was on record by `known_at`."""
        return day is not None and day <= self.asked.as_of and (recorded_on or day) <= self.asked.known_at

    def person(self, officer: str | None) -> str:
        """Return an officer's name as a sentence has it, with the id that tells two of one name apart."""
        if officer is None:
            return ""
        name = self.index.names.get(officer, officer)
        return f"“{officer}”" if name == officer else f"{name}（{officer}）"

    def holders(self, unit: str, posts: Collection[str], day: date | None = None) -> list[str]:
        """Return the officers who hold one of `posts` in `unit` on `day` (as_of, unless given), sorted, each once."""
        return self.index.holders(unit, posts, day or self.asked.as_of)

    @cached_property
    def accidents(self) -> list[KnownAccident]:
        """The accidents on record, written-off ones too, in the order of date, then id."""
        seen = [a for a in self.facts.accidents if self.on_record(a.date, a.recorded_on)]
        return sorted((self._known(accident) for accident in seen), key=lambda known: known.order)

    @cached_property
    def counting(self) -> list[KnownAccident]:
        """The accidents that count for windows, triggers and vetoes: those not written off the statistics."""
        return [known for known in self.accidents if not known.written_off]

    def _known(self, accident: Accident) -> KnownAccident:
        window = casualty_window_days(accident.road_or_fire, accident.date)
        figures = accident
        grade, measure = grade_of(figures.deaths, figures.serious_injuries, figures.loss, accident.date)
        history = [(accident.date, grade)]
        for update in sorted(accident.updates, key=lambda u: (u.date, u.deaths or -1, u.serious_injuries or -1, u.loss or -1)):
            if not self.on_record(update.date):
                continue
            if (update.date - accident.date).days <= window:
                figures = replace(figures, deaths=figures.deaths if update.deaths is None else update.deaths,
                                  serious_injuries=figures.serious_injuries if update.serious_injuries is None else update.serious_injuries)
            if update.loss is not None:  # 第十三条 limits the days for casualties alone
                figures = replace(figures, loss=update.loss)
            grade, measure = grade_of(figures.deaths, figures.serious_injuries, figures.loss, accident.date)
            history.append((update.date, grade))
        off = accident.written_off_on is not None and accident.written_off_on <= self.asked.known_at
        return KnownAccident(accident, grade, measure, tuple(history), self.tree.county_of(accident.unit), self.tree.town_of(accident.unit), off)
