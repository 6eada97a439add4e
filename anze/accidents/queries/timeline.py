"""A year of accidents drawn: a lane a county, accidents as marks by grade, windows that fired as bars; one county with its rolling windows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from anze.accidents.facts import accidents_on_record
from anze.duties.drawing import Scale, rows
from anze.duties.sources import Told
from anze.duties.world import World
from anze.law.clauses import Window
from anze.law.findings import in_words
from anze.law.known import Known, KnownAccident
from anze.law.national.grades import GRADES, grade_label
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.law.rules.window import counted, groups, window_triggers
from anze.people.models import Unit

LEFT: Final = 170    # of the names of lanes
WIDTH: Final = 800   # of the year
RIGHT: Final = 1000
HEAD: Final = 30     # of the months
SIZE: Final = 16     # a mark with the gap after it
BAR: Final = 20      # a bar with the gap below it
LETTER: Final = 12
NONE: Final = Told("一起事故")


@dataclass(frozen=True, slots=True)
class Mark:
    """An accident: where it stands, its grade as a shape and a word."""

    x: int
    y: int
    code: str
    grade: str
    off: bool
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A window: from where, how wide; `fired` or only open behind an accident; what it is called and what it says."""

    x: int
    width: int
    y: int
    fired: bool
    label: str
    text: str

    @property
    def text_x(self) -> int:
        """Where its name stands: in it; beside it where it is too narrow; before it where that would run over the edge."""
        long = len(self.label) * LETTER + 4
        if long <= self.width:
            return self.x + 4
        return self.x + self.width + 4 if self.x + self.width + long < RIGHT else self.x - 4

    @property
    def anchor(self) -> str:
        """At which end its name hangs."""
        return "end" if self.text_x < self.x else "start"


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the picture: its name, where, how high, what stands on it."""

    name: str
    unit: str
    y: int
    height: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]

    @property
    def middle(self) -> int:
        """Where its name stands."""
        return self.y + 20


@dataclass(frozen=True, slots=True)
class Fired:
    """A window that fired, for the table: rule, county, its days, its accidents (codes), since when."""

    rule: str
    unit: str
    first: date
    last: date
    codes: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of a year."""

    year: int
    lanes: tuple[Lane, ...]
    months: tuple[tuple[int, int], ...]
    height: int
    cursor: int | None
    fired: tuple[Fired, ...]
    accidents: tuple[KnownAccident, ...]


def known_of(year: int, areas: Iterable[Unit], asked: Question, facts: World) -> Known:
    """Return what was known of some counties' accidents of a year and of the longest window before it."""
    tree, first = facts.index.tree, date(year, 1, 1)
    longest = max((clause.span.end(first) - first for clause in facts.pack.of(Window)), default=timedelta())
    wanted = Q(date__gte=first - longest - timedelta(days=31), date__lte=date(year, 12, 31))
    codes = {unit.code for unit in areas}
    inside = sorted(unit for unit in tree.units if tree.county_of(unit) in codes)
    found = accidents_on_record(asked.known_at, wanted & Q(unit__code__in=inside))
    return Known(facts.pack, facts.index.with_lists({"accidents": tuple(found)}), asked)


def overview(year: int, areas: Sequence[Unit], known: Known, names: dict[str, Told]) -> Timeline:
    """Return the year of several counties, a lane each."""
    drawn = _Drawing(year, known, names)
    for area in areas:
        drawn.lane(area.name, area.code, [one for one in drawn.accidents if one.county == area.code],
                   [drawn.bar_of(one) for one in drawn.fired if one.unit == area.code])
    return drawn.done()


def of_county(year: int, area: Unit, known: Known, names: dict[str, Told]) -> Timeline:
    """Return the year of one county: all its accidents, then each rule's rolling windows one below the other."""
    drawn = _Drawing(year, known, names)
    drawn.lane("全部事故", area.code, drawn.accidents, [])
    for clause in (one for one in known.pack.of(Window) if one.at_least > 1):
        some = [(same, group) for (place, same), group in sorted(groups(known, clause).items()) if place == area.code]
        if not any(drawn.scale.holds(clause.span.end(one.accident.date)) for _, group in some for one, _ in group):
            drawn.lane(f"{_short(clause.id)} 无", area.code, [], [])
        for same, group in some:
            drawn.windows(clause, same, [one for one, _ in group], area)
    return drawn.done()


def _short(rule: str) -> str:
    return provision_label(rule).partition("条")[2] or provision_label(rule)


class _Drawing:
    """The picture as it grows downwards."""

    def __init__(self, year: int, known: Known, names: dict[str, Told]) -> None:
        self.year, self.known, self.names = year, known, names
        self.scale = Scale(date(year, 1, 1), date(year, 12, 31), LEFT, WIDTH)
        self.accidents = sorted((one for one in known.accidents if self.scale.holds(one.accident.date)), key=lambda one: one.order)
        self.days = {one.accident.id: one.accident.date for one in known.accidents}
        self.clauses = {clause.id: clause for clause in known.pack.of(Window)}
        self.fired = tuple(sorted(self._fired(), key=lambda one: (one.first, one.unit, one.rule)))
        self.lanes: list[Lane] = []
        self.y = HEAD

    def _fired(self) -> Iterator[Fired]:
        for found in window_triggers(self.known):
            on, codes = date.fromisoformat(found["on"]), tuple(found["accidents"])
            first = self.days[codes[0]]
            clause = self.clauses[found["rule"]]
            last = clause.span.end(first) if clause.at_least > 1 else first  # what one accident alone brings about has no window
            if any(map(self.scale.holds, (last, self.days[codes[-1]], on))):
                yield Fired(found["rule"], found["unit"], first, last, codes, on)

    def bar_of(self, one: Fired) -> tuple[date, date, bool, str, str]:
        said = f"{provision_label(one.rule)}：{in_words(one.first)}至{in_words(one.last)}，{len(one.codes)}起，自{in_words(one.on)}起成立"
        return one.first, one.last, True, _short(one.rule).removeprefix("第"), said

    def windows(self, clause: Window, same: tuple[str, ...], group: list[KnownAccident], area: Unit) -> None:
        """Add the lane of a rule (and of a kind of accident): a window behind each accident, the fired ones named."""
        shown = [one for one in group if self.scale.holds(one.accident.date) or self.scale.holds(clause.span.end(one.accident.date))]
        if not shown:
            return
        codes = {one.accident.id for one in group}
        fired = {one.codes[0]: one for one in self.fired if one.rule == clause.id and one.unit == area.code and set(one.codes) <= codes}
        bars = []
        for one in shown:
            code, first = one.accident.id, one.accident.date
            last = clause.span.end(first)
            bars.append(self.bar_of(fired[code]) if code in fired else
                        (first, last, False, "", f"{clause.span.label}：{in_words(first)}至{in_words(last)}，{counted(clause)}"))
        self.lane(f"{_short(clause.id)} {'、'.join(same)}".strip(), area.code, [one for one in shown if self.scale.holds(one.accident.date)], bars)

    def lane(self, name: str, unit: str, accidents: list[KnownAccident], bars: list[Any]) -> None:
        """Add a lane below the others."""
        places = [self.scale.at(one.accident.date) for one in accidents]
        marked = rows([(x, x + SIZE - 1) for x in places])
        deep = SIZE * (max(marked, default=0) + 1)
        marks = tuple(Mark(x, self.y + 16 + SIZE * row, one.accident.id, one.grade, one.written_off, self._said(one))
                      for one, x, row in zip(accidents, places, marked, strict=True))
        spans = [(self.scale.at(first), max(4, self.scale.at(last) - self.scale.at(first)), fired, label, text) for first, last, fired, label, text in bars]
        below = rows([(x, x + width + (len(label) * LETTER + 8 if len(label) * LETTER + 4 > width else 3)) for x, width, _, label, _ in spans])
        top = self.y + 10 + deep
        drawn = tuple(Bar(x, width, top + BAR * row, fired, label, text) for (x, width, fired, label, text), row in zip(spans, below, strict=True))
        height = 14 + deep + BAR * (max(below, default=-1) + 1)
        self.lanes.append(Lane(name, unit, self.y, height, marks, drawn))
        self.y += height

    def _said(self, one: KnownAccident) -> str:
        name = self.names.get(one.accident.id, NONE).label
        return f"{in_words(one.accident.date)} {name}，{grade_label(one.grade)}{'，已核销' if one.written_off else ''}"

    def done(self) -> Timeline:
        """Return the picture."""
        months = tuple((month, self.scale.at(date(self.year, month, 1))) for month in range(1, 13))
        day = self.known.asked.as_of
        cursor = self.scale.at(day) if self.scale.holds(day) else None
        return Timeline(self.year, tuple(self.lanes), months, self.y + 6, cursor, tuple(one for one in self.fired if one.on.year == self.year),
                        tuple(self.accidents))


def by_grade(accidents: Iterable[KnownAccident]) -> list[tuple[str, int]]:
    """Return how many there are of each grade that occurs, the gravest first."""
    found = [one.grade for one in accidents]
    return [(grade_label(grade), found.count(grade)) for grade in reversed(GRADES) if grade in found]
