"""What follows for persons held accountable for an accident (第二十七条第一款): no awards in the year, no promotion until a day; shown to few."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from anze.access.rights import Rights
from anze.accountability.facts import law_measures, struck_measures
from anze.accountability.queries.vetoes import OUT_OF_SIGHT
from anze.duties.situation import situation
from anze.duties.sources import Settled, Told, settled, told
from anze.law.clauses import Ban
from anze.law.codes import POSTS
from anze.law.findings import Finding, in_order, in_words
from anze.law.known import Known
from anze.law.national.combining import Received, combined, tables
from anze.law.national.lasting import PROMOTES, Lasting, lasting
from anze.law.question import Question
from anze.law.rules.ban import bans
from anze.people.models import Officer, Unit
from anze.people.moment import day_of


@dataclass(frozen=True, slots=True)
class Barred:
    """A person's measure with what follows from it, for an accident (`about`: its code). `until`: no promotion until that day; None where a person
    decides (`open_`); `gone`: why it is over; `decided`: what was decided of how it ends.

    `summed`: the later day to which the rules of the Party add several sanctions up, where they do (纪律处分条例第二十一条).
    """

    officer: Officer
    post: str
    unit: Unit
    measure: str
    on: date
    year: int
    until: date | None
    own_until: date | None
    accident: Told
    who: str
    open_: str = ""
    gone: str = ""
    summed: date | None = None
    about: str | None = None
    decided: Settled | None = None

    def lamp(self, day: date) -> str:
        """How it stands on a day: gone, over, running, or waiting for somebody to decide."""
        return "withdrawn" if self.gone else self._lasting(day).bar[0]

    def words(self, day: date) -> str:
        """The same in some words, which vetting shares."""
        return "不再适用" if self.gone else self._lasting(day).bar[1]

    def note(self, day: date) -> str:
        """What else is to be known: why it is gone, that no rule gives a period, that others run with it, how it ends."""
        if self.gone:
            return self.gone
        found = self._lasting(day)
        summed = f"照纪律处分条例，党纪处分影响期内又受处分的应当相加，至{in_words(self.summed)}；由有权机关认定" if self.summed else ""
        return (self.open_ if found.state == "open" else "") or summed or found.beside

    def _lasting(self, day: date) -> Lasting:
        running = self.until is not None and day <= self.until  # another that runs longer beside it still bars from promotion
        lifted, stopped = (self.decided.lifted, self.decided.stopped) if self.decided else (None, None)
        return lasting(self.measure, self.on, self.until, day, who=PROMOTES, lifted=None if running else lifted, stopped=stopped)


def barred(rights: Rights, asked: Question, today: date, *, year: int = 0, unit: Unit | None = None) -> list[Barred]:
    """Return what is on record of persons in reach, of the year of the decision and of a unit with what lies below it, in the order of units, people and
    days: never by how much there is of anybody. Nothing for whoever has no right to it."""
    reach = rights.reach("ban.view")
    if not reach:
        return []
    known = situation(asked, today)
    gone = _gone(known, min(asked.known_at, today))
    every = [*((one, "") for one in in_order("bans", bans(known))), *gone]
    people = {one.code: one for one in Officer.objects.filter(reach.of_officers(), code__in={one["officer"] for one, _ in every})}
    units = {one.code: one for one in Unit.objects.all()} if every else {}
    names = told("accidents", sorted({one["accident"] for one, _ in every}), rights)
    found = [row for one, why in every if one["officer"] in people for row in _row(known, one, why, people[one["officer"]], units, names)]
    decided = settled(sorted(people), min(asked.known_at, today)) if people else {}
    found = [replace(row, decided=decided.get((row.officer.code, row.measure, row.on, row.about))) for row in found]
    chosen = [row for row in found if year in {0, row.year} and (unit is None or row.unit.path.startswith(unit.path))]
    return sorted(chosen, key=lambda row: (row.unit.path, row.officer.code, row.on, row.measure))


def _gone(known: Known, known_at: date) -> list[tuple[Finding, str]]:
    """Return what followed from measures that were altered or revoked since, each with why."""
    found = []
    for one in struck_measures(known_at).order_by("pk"):
        measures = law_measures(struck_measures(known_at).filter(pk=one.pk))
        alone = Known(known.pack, known.index.with_lists({"measures": measures}), known.asked)
        on = in_words(day_of(one.struck_at)) if one.struck_at else ""
        found += [(finding, f"问责决定于{on}撤销或者变更，不再适用。") for finding in in_order("bans", bans(alone))]
    return found


def _row(known: Known, one: Finding, gone: str, officer: Officer, units: dict[str, Unit], names: dict[str, Told]) -> Iterator[Barred]:
    on = date.fromisoformat(one["date"])
    accident = next((each for each in known.accidents if each.accident.id == one["accident"]), None)
    day = accident.accident.date if accident else on
    every = known.index.tenures_of.get(officer.code, [])
    held = [tenure for tenure in every if tenure.holds_on(day)] or [tenure for tenure in every if tenure.start <= day][-1:] or every[-1:]
    if held and held[0].unit in units:
        days: Any = lambda name: date.fromisoformat(one[name]) if one[name] else None  # noqa: E731
        until, clause = days("no_promotion_until"), next(iter(known.pack.of(Ban)), None)
        open_ = "" if until or clause is None else "“相关规定时限”没有统一的期限"
        post = f"{known.tree.name(held[0].unit)}{POSTS[held[0].post]}"
        called, summed = names.get(one["accident"], OUT_OF_SIGHT), None if gone else _summed(known, officer.code, until)
        yield Barred(officer, post, units[held[0].unit], one["measure"], on, one["no_award_year"], until, days("effect_until"), called, one["who"] or "",
                     open_, gone, summed, one["accident"])


def _summed(known: Known, officer: str, until: date | None) -> date | None:
    """Return to which day the rules add the person's measures up, where that is later than the longest of them."""
    first = tables()[0].since  # the rules that held before are not encoded
    given = [Received(one.kind, one.date, one.months, one.beside, one.accident or "") for one in known.facts.measures
             if one.officer == officer and known.on_record(one.date) and one.date >= first]
    found = combined(given).until if until else None
    return found if found is not None and until is not None and found > until else None
