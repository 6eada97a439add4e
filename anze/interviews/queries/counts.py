"""How often an officer was interviewed within the span of 第二十五条（五）, with the days; and whom one more would bring to the number."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from anze.duties.world import world
from anze.interviews.facts import own, superiors
from anze.law.clauses import Count
from anze.law.facts import Interview
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.count import counted_interviews, grounds, within
from anze.people.models import Tenure, Unit


@dataclass(frozen=True, slots=True)
class Times:
    """How often an officer was interviewed within the span up to a day: the interviews (uid, day) and how many make a ground."""

    officer: str
    interviews: tuple[tuple[str, date], ...]
    at_least: int
    span: str
    rule: str

    @property
    def number(self) -> int:
        """How many."""
        return len(self.interviews)

    @property
    def at_least_words(self) -> str:
        """The number that makes a ground, in words: 3 次."""
        return f"{self.at_least} 次"

    @property
    def reached(self) -> bool:
        """Whether the number is reached."""
        return self.number >= self.at_least

    @property
    def near(self) -> bool:
        """Whether one more reaches the number."""
        return self.number + 1 >= self.at_least


@dataclass(frozen=True, slots=True)
class Counted:
    """How often somebody was interviewed in the span up to a day, the last day on which the number was reached within any span, the unit held a
    post in on that day."""

    times: Times
    reached_on: date | None
    unit: Unit | None = None


def clause_of(known: Known) -> Count:
    """Return the clause that counts interviews. LookupError where the pack has none."""
    return next(clause for clause in known.pack.of(Count) if clause.of == "interviews")


def interviews_known(asked: Question, today: date, put: Callable[[Interview], Interview] = lambda one: one) -> Known:
    """Return all interviews known, own and superiors', with the register beside them: what counts are asked with. `put` says each otherwise."""
    facts, known_at = world(asked, today), min(asked.known_at, today)
    return Known(facts.pack, facts.index.with_lists({"interviews": tuple(map(put, (*own(known_at), *superiors(known_at))))}), asked)


@dataclass(frozen=True, slots=True)
class Shift:
    """What a correction of an interview does to an officer's count: how often in the span up to today, and whether the number was reached in any
    span, before and after."""

    officer: str
    before: int
    after: int
    span: str
    rule: str
    at_least: int
    reached_before: bool
    reached_after: bool


def shifts(uid: str, on: date, counted: Collection[str], officers: Collection[str], today: date) -> list[Shift]:
    """Return what becomes of the counts of officers where an interview (`uid`) was held on another day, or others of them (`counted`) were there."""
    asked = Question(today, today)
    now = interviews_known(asked, today)
    then = interviews_known(asked, today, lambda one: replace(one, date=on, officers=tuple(counted)) if one.id == uid else one)
    before, after = times(now, officers), times(then, officers)
    reached_before, reached_after = ({(one["officer"], one["on"]) for one in reached(known)} for known in (now, then))
    return [Shift(code, before[code].number, after[code].number, after[code].span, after[code].rule, after[code].at_least,
                  any(who == code for who, _ in reached_before), any(who == code for who, _ in reached_after)) for code in officers]


def times(known: Known, officers: Collection[str], on: date | None = None) -> dict[str, Times]:
    """Return how often each of these officers was interviewed in the span that ends on a day (as_of, unless given)."""
    clause, day = clause_of(known), on or known.asked.as_of
    later = known.on(replace(known.asked, as_of=max(day, known.asked.as_of)))
    counted = counted_interviews(later)
    label = clause.span.label if clause.span else ""
    found = {}
    for officer in officers:
        last = Interview(id="\uffff", date=day)  # behind all that were held that day
        before = [one for one in counted.get(officer, []) if one.date <= day]
        inside = within(clause, [*before, last], last)[:-1]
        found[officer] = Times(officer, tuple((one.id, one.date) for one in inside), clause.at_least, label, clause.id)
    return found


def reached(known: Known) -> list[dict[str, Any]]:
    """Return the grounds that the law finds of interviews (第二十五条（五）), the newest first."""
    rule = clause_of(known).id
    return sorted((one for one in grounds(known, {}) if one["rule"] == rule), key=lambda one: (one["on"], one["officer"]), reverse=True)


def everybody(known: Known) -> list[Counted]:
    """Return everybody who was interviewed within the span up to the day asked, or who reached the number within any: nobody is ranked, they stand
    in the order of their units and names."""
    counted, before = times(known, list(counted_interviews(known))), dict[str, date]()
    for one in reached(known):
        before.setdefault(one["officer"], date.fromisoformat(one["on"]))  # the newest first
    found = [Counted(one, before.get(code)) for code, one in counted.items() if one.number or code in before]
    posts = Tenure.objects.current().held_on(known.asked.as_of).filter(officer__code__in=[one.times.officer for one in found])
    units: dict[str, Unit] = {}
    for post in posts.select_related("officer", "unit").order_by("unit__path", "pk"):
        units.setdefault(post.officer.code, post.unit)
    found = [replace(one, unit=units.get(one.times.officer)) for one in found]
    names = known.index.names
    return sorted(found, key=lambda one: (one.unit is None, one.unit.path if one.unit else "", names.get(one.times.officer, ""), one.times.officer))
