"""What the yearly assessment (第二十条) counts of accidents: those that happened in the year in a unit's area and stand in the statistics."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from anze.accidents.models import Accident
from anze.accidents.queries.calling import address_of
from anze.duties.figures import Count, Figure, Named, add_figure, areas, tallied, year_until
from anze.duties.situation import situation
from anze.duties.sources import Scope
from anze.law.known import Known, KnownAccident
from anze.law.national.grades import GRADES, casualty_window_days
from anze.law.question import Question
from anze.law.rules.accidents import late_reports

PLACES: Final = frozenset({"county", "town", "subdistrict"})
GRAVE: Final = frozenset(GRADES) - {"ordinary"}
Wanted = Callable[[Known, KnownAccident], int]


def _number(known: Known, one: KnownAccident) -> int:
    return 1


def _deaths(known: Known, one: KnownAccident) -> int:
    """Return the dead as restated last within the days in which casualties may still be (第十三条)."""
    accident = one.accident
    last = accident.date + timedelta(days=casualty_window_days(accident.road_or_fire, accident.date))
    said = [update for update in accident.updates if update.deaths is not None and update.date <= last and known.on_record(update.date)]
    return max(said, key=lambda update: (update.date, update.deaths)).deaths or 0 if said else accident.deaths


def _grave(known: Known, one: KnownAccident) -> int:
    return int(one.grade in GRAVE)


def _late(known: Known, one: KnownAccident) -> int:
    return int(bool(late_reports(known, one.accident)))


def _counter(wanted: Wanted, suffix: str = "") -> Callable[[Collection[str], int, Question, date], Mapping[str, Count]]:
    def count(units: Collection[str], year: int, asked: Question, today: date) -> Mapping[str, Count]:
        numbers: dict[str, int] = defaultdict(int)
        names: dict[str, list[Named]] = defaultdict(list)
        for area, number, named in _found(units, year, asked, today, wanted, suffix):
            numbers[area] += number
            names[area].append(named)
        return {unit: Count(numbers[unit], good_ones=one.good_ones) for unit, one in tallied(names, units).items()}
    return count


def _found(units: Collection[str], year: int, asked: Question, today: date, wanted: Wanted, suffix: str) -> Iterator[tuple[str, int, Named]]:
    first, last = year_until(year, asked)
    known = situation(asked, today, Scope())  # as the check for vetoes asks: read once for both
    there = [(one, number) for one in known.counting if first <= one.accident.date <= last and (number := wanted(known, one))]
    titles = dict(Accident.objects.filter(code__in=[one.accident.id for one, _ in there]).select_related("unit").in_bulk(field_name="code"))
    for one, number in there:
        label = titles[one.accident.id].title if one.accident.id in titles else one.accident.id
        for area in areas(known.tree, one.accident.unit, units):
            yield area, number, Named(one.accident.id, label + suffix.format(number), address_of(one.accident.id))


def register_figures() -> None:
    """Bring in what can be counted of accidents."""
    for name, label, word, wanted, suffix in (
        ("accidents.number", "生产安全事故起数", "起", _number, ""), ("accidents.deaths", "生产安全事故死亡人数", "人", _deaths, "（死亡 {} 人）"),
        ("accidents.grave", "较大以上生产安全事故起数", "起", _grave, ""), ("accidents.late", "迟报的事故起数", "起", _late, "")):
        add_figure(Figure(name=name, label=label, kind="number", word=word, levels=PLACES, provision="20.p1", count=_counter(wanted, suffix)))
