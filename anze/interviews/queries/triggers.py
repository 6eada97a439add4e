"""The triggers (约谈情形) that the law finds in what is on record, each with the key by which it is answered once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from anze.duties.situation import counties_of, since_for, situation
from anze.duties.sources import Scope
from anze.duties.world import kept_memory, pack_in_force, world
from anze.law.clauses import Window
from anze.law.findings import Finding, in_order
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.event import event_triggers
from anze.law.rules.veto import vetoes
from anze.law.rules.window import window_triggers
from anze.law.rules.withdrawn import withdrawn
from anze.record.models import Entry

LOOK_BACK: Final = timedelta(days=366)  # a trigger older than this that nobody answered is history: it is no longer listed as waiting
_kept: Final = kept_memory(12)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger as the law finds it: by which key it is answered, under which provision, of which unit (code), since which day; `words`
    says why as people do, by place and kind instead of numbers of accidents."""

    key: str
    rule: str
    unit: str
    on: date
    found: Finding
    words: str

    @property
    def accidents(self) -> tuple[str, ...]:
        """The accidents named, by their codes."""
        return tuple(self.found["accidents"])


def key_of(found: Finding, veto: Finding | None = None) -> str:
    """Return what tells a trigger from every other: rule, unit, and the accident that completes it, the hazard, the veto and its year, or the day."""
    last = found["hazard"] or (found["accidents"][-1] if found["accidents"] else found["on"])
    anchor = last if veto is None else f"{veto['rule']}-{veto['year']}"
    return f"{found['rule']}~{found['unit']}~{anchor}"


def fired(known: Known) -> Iterator[Trigger]:
    """Yield every trigger that stands, from the pack's effect on: nothing that came to be before binds anybody."""
    for key, found in _keyed(known):
        on = date.fromisoformat(found["on"])
        if on >= known.pack.effective_from:
            yield Trigger(key, found["rule"], found["unit"], on, found, _words(found, known))


def _words(found: Finding, known: Known) -> str:
    words, named = str(found["why"]), set(found["accidents"])
    for one in known.accidents:
        if one.accident.id in named:
            kind = (one.accident.nature or "").removesuffix("事故")
            words = words.replace(one.accident.id, f"{known.tree.name(one.accident.unit)}{kind}事故")
    return words


def _keyed(known: Known) -> Iterator[tuple[str, Finding]]:
    others = list(event_triggers(known, ()))
    for found in (*window_triggers(known), *others):
        yield key_of(found), found
    for veto in in_order("vetoes", vetoes(known)):
        yield from ((key_of(found, veto), found) for found in event_triggers(known, (veto,)) if found not in others)


def standing(asked: Question, today: date) -> dict[str, Trigger]:
    """Return the triggers of the last year in the whole city that stand, by key, the earliest first; worked out once for one state of the ledger."""
    head = Entry.objects.order_by("-seq").values_list("seq", "digest").first()
    return _kept.get((head, asked, today), lambda: _standing(asked, today))


def _standing(asked: Question, today: date) -> dict[str, Trigger]:
    since = since_for(pack_in_force(), asked.as_of - LOOK_BACK)
    found = fired(situation(asked, today, Scope(since=since)))
    return {one.key: one for one in sorted(found, key=lambda one: (one.on, one.key)) if one.on >= asked.as_of - LOOK_BACK}


def around(unit: str, on: date, asked: Question, today: date) -> Known:
    """Return what is known about the county of a unit since long enough to judge a trigger of a day."""
    units = counties_of(world(asked, today).index.tree, frozenset({unit}))
    return situation(asked, today, Scope(units, since_for(pack_in_force(), on)))


@dataclass(frozen=True, slots=True)
class Now:
    """How a trigger that was answered stands now: still so, changed, or withdrawn; with the reason in words."""

    state: str
    why: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def now_of(key: str, said: Finding, known: Known) -> Now:
    """Return how the trigger that `said` kept stands by what is known."""
    triggers = list(fired(known))
    found = next((one for one in triggers if one.key == key), None)
    if found is None:
        return Now("withdrawn", _withdrawn_why(said, known, (one.found for one in triggers)))
    before, after = set(said["accidents"]), set(found.accidents)
    if before == after and said["on"] == found.found["on"]:
        return Now("standing")
    return Now("changed", found.found["why"], tuple(sorted(after - before)), tuple(sorted(before - after)))


def _withdrawn_why(said: Finding, known: Known, others: Iterable[Finding]) -> str:
    for one in withdrawn(known, others):
        if one["rule"] == said["rule"] and one["unit"] == said["unit"] and set(one["accidents"]) & set(said["accidents"]):
            return str(one["why"])
    return f"{known.pack.label(said['rule'])}：按现在在案的事实，这个约谈情形不再成立。"


def window_of(known: Known, rule: str) -> Window | None:
    """Return the clause of a rule that counts accidents in a window; None for another."""
    return next((clause for clause in known.pack.of(Window) if clause.id == rule), None)

