"""The triggers (约谈情形) that the law finds in what is on record, each with the key by which it is answered once.

Vetoes by what leaders received are not told apart (第二十七条第四、五款, decisions/0055): many read of interviews. Answers from before may bear the key
of either paragraph.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from anze.duties.situation import counties_of, since_for, situation
from anze.duties.sources import Scope
from anze.duties.world import kept_memory, pack_in_force, world
from anze.interviews.models import Answer
from anze.interviews.queries.wording import accident_said, accidents_named, plainly
from anze.law.clauses import Window
from anze.law.findings import Finding, in_order
from anze.law.known import Known
from anze.law.question import Question
from anze.law.rules.event import event_triggers
from anze.law.rules.undivided import undivided, undivided_pack
from anze.law.rules.veto import vetoes
from anze.law.rules.window import window_triggers
from anze.law.rules.withdrawn import withdrawn
from anze.people.models import RecordedQuerySet
from anze.record.models import Entry

LOOK_BACK: Final = timedelta(days=366)  # a trigger older than this that nobody answered is history: it is no longer listed as waiting
_kept: Final = kept_memory(12)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger as the law finds it: by which key it is answered, under which provision, of which unit (code), since which day; `words`
    says what happened as people do, without the provision: accidents by their names."""

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


def keys_of(keys: Iterable[str]) -> dict[str, str]:
    """Return every key under which these triggers were ever answered, with the one under which they are answered now."""
    groups = {rule: group for group in undivided_pack(pack_in_force()).alike.values() for rule in group}
    found: dict[str, str] = {}
    for key in keys:
        start, _, anchor = key.rpartition("~")
        veto, _, year = anchor.rpartition("-")
        group = groups.get(veto, ())
        found |= {f"{start}~{rule}-{year}": f"{start}~{group[0]}-{year}" for rule in group} or {key: key}
    return found


def answered(rows: RecordedQuerySet[Answer], keys: Collection[str]) -> set[str]:
    """Return those of the keys under which, or under a former one of which, one of the answers was given."""
    every = keys_of(keys)
    return {every[key] for key in rows.filter(key__in=list(every)).values_list("key", flat=True)}


def fired(known: Known) -> Iterator[Trigger]:
    """Yield every trigger that stands, from the pack's effect on: nothing that came to be before binds anybody."""
    for key, found in _keyed(known):
        on = date.fromisoformat(found["on"])
        if on >= known.pack.effective_from:
            yield Trigger(key, found["rule"], found["unit"], on, found, _words(found, known))


def _words(found: Finding, known: Known) -> str:
    said = {one.accident.id: accident_said(one, known) for one in known.accidents if one.accident.id in found["accidents"]}
    told = [said[code] for code in found["accidents"] if code in said]
    return plainly(known.pack, found["rule"], known.tree.name(found["unit"]), told, accidents_named(str(found["why"]), known))


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
    found = fired(undivided(situation(asked, today, Scope(since=since))))
    return {one.key: one for one in sorted(found, key=lambda one: (one.on, one.key)) if one.on >= asked.as_of - LOOK_BACK}


def around(unit: str, on: date, asked: Question, today: date) -> Known:
    """Return what is known about the county of a unit since long enough to judge a trigger of a day."""
    units = counties_of(world(asked, today).index.tree, frozenset({unit}))
    return undivided(situation(asked, today, Scope(units, since_for(pack_in_force(), on))))


@dataclass(frozen=True, slots=True)
class Now:
    """How a trigger that was answered stands now: still so, changed, or withdrawn; with the reason in words."""

    state: str
    why: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def now_of(key: str, said: Finding, known: Known) -> Now:
    """Return how the trigger that `said` kept stands by what is known."""
    triggers, key = list(fired(known)), keys_of((key,))[key]
    found = next((one for one in triggers if one.key == key), None)
    if found is None:
        return Now("withdrawn", _withdrawn_why(said, known, (one.found for one in triggers)))
    before, after = set(said["accidents"]), set(found.accidents)
    if before == after and said["on"] == found.found["on"]:
        return Now("standing")
    added, removed = (tuple(accidents_named(code, known) for code in sorted(codes)) for codes in (after - before, before - after))
    return Now("changed", f"{found.words}。", added, removed)


def _withdrawn_why(said: Finding, known: Known, others: Iterable[Finding]) -> str:
    for one in withdrawn(known, others):
        if one["rule"] == said["rule"] and one["unit"] == said["unit"] and set(one["accidents"]) & set(said["accidents"]):
            return accidents_named(str(one["why"]), known)
    return f"{known.pack.label(said['rule'])}：按现在在案的事实，这个约谈情形不再成立。"


def window_of(known: Known, rule: str) -> Window | None:
    """Return the clause of a rule that counts accidents in a window; None for another."""
    return next((clause for clause in known.pack.of(Window) if clause.id == rule), None)

