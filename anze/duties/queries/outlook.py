"""How close each county stands to each trigger of an interview, and until which day (预警): the law's outlook, with the accidents that stand in the window."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

from anze.access.rights import Reach
from anze.duties.situation import since_for, situation
from anze.duties.sources import Scope, source_types
from anze.duties.world import kept_memory, world
from anze.law.clauses import Window
from anze.law.findings import in_words
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.window import counted, groups, outlook
from anze.people.models import Unit
from anze.record.models import Entry

Head = tuple[int, str]  # the last entry of the ledger: its number and digest
KEPT: Final = 12
REGISTER: Final = frozenset({"unit", "import", "rebuild"})  # entries about these change where an accident lies
_kept: Final = kept_memory(KEPT)
_lock: Final = Lock()
_marks: Final[dict[tuple[Question, date], Head | None]] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """An accident (by its code) that stands in a window: its day, and the last day of the window that begins with it."""

    code: str
    day: date
    until: date


@dataclass(frozen=True, slots=True)
class Near:
    """A place (code, name) that so many accidents more bring under a rule until a day: `what` says which accidents, `why` the law's sentence."""

    rule: str
    unit: str
    name: str
    needs: int
    until: date
    nature: str
    what: str
    why: str
    standing: tuple[Standing, ...]

    @property
    def said(self) -> str:
        """In a short sentence."""
        return f"{self.name}再发生{self.needs}起{self.what}即触发约谈，至{in_words(self.until)}"

    @property
    def lamp(self) -> str:
        """One step away, or more."""
        return "soon" if self.needs == 1 else "pending"


def near(asked: Question, today: date) -> tuple[Near, ...]:
    """Return the outlooks of the whole city, the nearest first; worked out anew only where the ledger tells of what they rest on."""
    head = Entry.objects.order_by("-seq").values_list("seq", "digest").first()
    mark = _marks.get((asked, today))
    if mark is None or head is None or _moved(mark, head):
        mark = head
        with _lock:  # threads share it
            _marks[asked, today] = head
            for old in list(_marks)[:-KEPT]:
                del _marks[old]
    return _kept.get((mark, asked, today), lambda: _near(asked, today))


def _moved(mark: Head, head: Head) -> bool:
    """Say whether anything but acts and the like was entered since a state of the ledger; or whether that is no state of this ledger at all."""
    if mark == head:
        return False
    if mark[0] > head[0] or not Entry.objects.filter(seq=mark[0], digest=mark[1]).exists():
        return True
    return Entry.objects.filter(seq__gt=mark[0], object_type__in=source_types() | REGISTER).exists()


def near_in(asked: Question, today: date, reach: Reach) -> list[Near]:
    """Return the outlooks of places in reach, the nearest first."""
    found = near(asked, today)
    units = Unit.objects.filter(code__in={one.unit for one in found}) if found else ()
    seen = {unit.code for unit in units if reach.covers_unit(unit)}
    return [one for one in found if one.unit in seen]


def _near(asked: Question, today: date) -> tuple[Near, ...]:
    known = situation(asked, today, Scope(since=since_for(world(asked, today).pack, asked.as_of)))
    return tuple(sorted(_told(known), key=lambda one: (one.needs, one.until, one.unit, one.rule, one.nature)))


def _told(known: Known) -> Iterable[Near]:
    clauses = {clause.id: (clause, groups(known, clause)) for clause in known.pack.of(Window)}
    for found in outlook(known):
        clause, grouped = clauses[found["rule"]]
        nature = found["nature"] or ""
        group = [one for (area, same), some in grouped.items() if area == found["unit"] and (same[0] if same else "") == nature for one, _ in some]
        ends = [Standing(one.accident.id, one.accident.date, clause.span.end(one.accident.date)) for one in group]
        what = f"{counted(clause)}{f'（{nature}）' if nature else ''}"
        yield Near(found["rule"], found["unit"], known.tree.name(found["unit"]), found["needs"], date.fromisoformat(found["until"]), nature, what, found["why"],
                   tuple(one for one in ends if one.until >= known.asked.as_of))
