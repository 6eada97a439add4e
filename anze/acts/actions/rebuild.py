"""The facts of acts are derived again from the acts and the ledger, and put right where they differ."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from anze.acts.facts import facts_of
from anze.acts.models import Act, ActFact
from anze.acts.queries.serves import late_ones
from anze.acts.told import told_of
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record
from anze.record.models import Entry

AT_ONCE: Final = 2_000
COMPARED: Final = ("act_id", "type", "unit", "officer", "body", "kind", "role", "topics", "date", "recorded_on", "struck_on", "year", "fund", "fund_before",
                   "revenue_growth", "written_seq", "struck_seq")
_WITH: Final = ("participants__officer", "topics", "problems__follow_up_unit", "joint_with", "confirmations")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is not what its act says: `what` is missing, extra, or the names of the fields that differ."""

    code: str
    what: str


def rebuild_facts(now: datetime, *, repair: bool = True) -> list[Difference]:
    """Derive the facts of all acts again, and whether each was backfilled; return what differed, put right unless told not to.

    What was put right has one entry in the ledger, by which every process learns that it must read the facts again.

    The ledger is held meanwhile, so that nothing is written between reading and comparing.
    """
    found: list[Difference] = []
    with transaction.atomic():
        hold()
        keys = list(Act.objects.order_by("pk").values_list("pk", flat=True))
        for low in range(0, len(keys), AT_ONCE):
            found += _of_some(keys[low:low + AT_ONCE], now, repair=repair)
        if found and repair:
            record(Change(at=now, actor=None, verb="重推事实", object_type="rebuild", object_id="act", after={"differences": len(found)}))
    return found


def _of_some(keys: Sequence[int], now: datetime, *, repair: bool) -> list[Difference]:
    acts = list(Act.objects.filter(pk__in=keys).select_related("unit", "visited", "on_behalf_of", "withdrawal").prefetch_related(*_WITH))
    due = {fact.code: fact for fact in _derived(acts)}
    there = {fact.code: fact for fact in ActFact.objects.filter(act__in=keys)}
    found = [Difference(code, "missing") for code in due.keys() - there.keys()] + [Difference(code, "extra") for code in there.keys() - due.keys()]
    changed = []
    for code in due.keys() & there.keys():
        names = [name for name in COMPARED if getattr(due[code], name) != getattr(there[code], name)]
        if names:
            found.append(Difference(code, "、".join(names)))
            due[code].pk = there[code].pk
            changed.append(due[code])
    if repair:
        ActFact.objects.filter(code__in=there.keys() - due.keys()).delete()
        ActFact.objects.bulk_create([due[code] for code in due.keys() - there.keys()])
        ActFact.objects.bulk_update(changed, [name.removesuffix("_id") for name in COMPARED], batch_size=200)
    return sorted(found, key=lambda one: one.code) + list(_backfilled(acts, now, repair=repair))


def _derived(acts: Sequence[Act]) -> Iterator[ActFact]:
    """Yield the facts that acts stand for, struck where the act was withdrawn or its leader said that it is not so."""
    entries: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
    wanted = Entry.objects.filter(object_type="act", object_id__in=[act.uid for act in acts]).order_by("seq")
    for uid, seq, at in wanted.values_list("object_id", "seq", "at"):
        entries[uid].append((seq, at))
    for act in acts:
        written = entries[act.uid][0][0] if entries[act.uid] else 0
        ended = _ended(act)
        common: dict[str, Any] = {}
        if ended is not None:
            common = {"struck_on": day_of(ended), "struck_seq": next((seq for seq, at in entries[act.uid] if at == ended and seq > written), written)}
        for fact in facts_of(act, written):
            for name, value in common.items():
                setattr(fact, name, value)
            yield fact


def _ended(act: Act) -> datetime | None:
    """Return when an act ceased to count: withdrawn, or not so by its leader's word, whichever came first."""
    moments = [one.at for one in act.confirmations.all() if not one.accepted]
    if hasattr(act, "withdrawal"):
        moments.append(act.withdrawal.at)
    return min(moments, default=None)


def _backfilled(acts: Sequence[Act], now: datetime, *, repair: bool) -> Iterator[Difference]:
    late = late_ones({act.uid: (told_of(act), act.recorded_on) for act in acts}, day_of(now))
    wrong = [act for act in acts if act.backfilled != (act.uid in late)]
    for act in wrong:
        act.backfilled = not act.backfilled
        yield Difference(act.uid, "backfilled")
    if repair:
        Act.objects.bulk_update(wrong, ["backfilled"], batch_size=500)
