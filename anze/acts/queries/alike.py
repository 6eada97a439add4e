"""Acts on record that are so like one about to be recorded that it may be the same: shown, never refused."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from anze.access.rights import Rights
from anze.acts.models import Act, Confirmation, Participant
from anze.acts.told import Told

SHOWN: Final = 3
LOOKED_AT: Final = 200  # acts of one day


def alike(rights: Rights, told: Told, but: str = "") -> list[Act]:
    """Return standing acts that the account may see, of the same kind and day and of the same unit, or with exactly the same people.

    Of the same unit, a meeting counts where the body is the same, an inspection where one of the people or the place is. The likest
    first, three at most. `but`: the receipt number of one that is not meant, for a correction.
    """
    if told.type not in {"meeting", "inspection"}:
        return []
    people = {officer.pk for officer, _ in told.participants}
    units = {unit.pk for unit in (told.unit, *told.joint_with)}
    took_part, met = Participant.objects.filter(act=OuterRef("pk")), Act.joint_with.through.objects.filter(act=OuterRef("pk"))
    near = Q(unit__in=units) | Exists(met.filter(unit__in=units)) | Exists(took_part.filter(officer__in=people))
    denied = Confirmation.objects.filter(act=OuterRef("pk"), accepted=False)
    found = Act.objects.visible_to(rights).filter(near, ~Exists(denied), type=told.type, date=told.date, withdrawal=None).exclude(uid=but)
    ranked = sorted(((_likeness(told, units, people, one), one.pk) for one in _looked_at(found)), key=lambda one: -one[0])
    keys = [key for likeness, key in ranked[:SHOWN] if likeness]
    shown = Act.objects.select_related("unit", "recorded_by").prefetch_related(Prefetch("participants", Participant.objects.select_related("officer")))
    by_key = shown.in_bulk(keys) if keys else {}
    return [by_key[key] for key in keys]


@dataclass(frozen=True, slots=True)
class Looked:
    """As much of an act as is compared: a day may have hundreds."""

    pk: int
    bodies: Sequence[str]
    visited: int | None
    place: str
    units: Set[int]
    people: Set[int]


def _looked_at(found: QuerySet[Act]) -> list[Looked]:
    rows = list(found.order_by("-date", "-pk").values_list("pk", "unit", "bodies", "visited", "place")[:LOOKED_AT])
    keys = [row[0] for row in rows]
    units, people = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for act, unit in Act.joint_with.through.objects.filter(act__in=keys).values_list("act", "unit"):
        units[act].add(unit)
    for act, officer in Participant.objects.filter(act__in=keys).order_by().values_list("act", "officer"):
        people[act].add(officer)
    return [Looked(pk, bodies, visited, place, units[pk] | {unit}, people[pk]) for pk, unit, bodies, visited, place in rows]


def _likeness(told: Told, units: set[int], people: set[int], act: Looked) -> int:
    """Return how much alike two acts of one kind and day are: 0 not enough to speak of, 2 most."""
    same_body = not told.bodies or not act.bodies or bool(set(told.bodies) & set(act.bodies))
    near = told.type != "inspection" or bool(people & act.people) or _may_be_there(told, act)
    return int(bool(units & act.units) and same_body and near) + int(bool(people) and people == act.people)


def _may_be_there(told: Told, act: Looked) -> bool:
    """Say whether two inspections may have been of one place: the same, a part of the other's name, or not said for both."""
    if told.visited and act.visited:
        return told.visited.pk == act.visited
    ours, theirs = told.place.strip(), act.place.strip()
    return not ours or not theirs or ours in theirs or theirs in ours
