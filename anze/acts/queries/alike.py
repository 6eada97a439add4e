"""Acts on record that are so like one about to be recorded that it may be the same: shown, never refused."""

from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q

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
    near = Q(unit__in=units) | Q(joint_with__in=units) | Exists(Participant.objects.filter(act=OuterRef("pk"), officer__in=people))
    denied = Confirmation.objects.filter(act=OuterRef("pk"), accepted=False)
    found = (Act.objects.visible_to(rights).filter(near, ~Exists(denied), type=told.type, date=told.date, withdrawal=None).exclude(uid=but)
             .select_related("unit", "recorded_by").prefetch_related(Prefetch("participants", Participant.objects.select_related("officer")), "joint_with"))
    ranked = [(_likeness(told, units, people, act), act) for act in found.distinct().order_by("-date", "-pk")[:LOOKED_AT]]
    return [act for likeness, act in sorted(ranked, key=lambda one: -one[0]) if likeness][:SHOWN]


def _likeness(told: Told, units: set[int], people: set[int], act: Act) -> int:
    """Return how much alike two acts of one kind and day are: 0 not enough to speak of, 2 most."""
    same_unit = bool(units & {act.unit_id, *(unit.pk for unit in act.joint_with.all())})
    same_body = not told.bodies or not act.bodies or bool(set(told.bodies) & set(act.bodies))
    took_part = {one.officer_id for one in act.participants.all()}
    near = told.type != "inspection" or bool(people & took_part) or _may_be_there(told, act)
    return int(same_unit and same_body and near) + int(bool(people) and people == took_part)


def _may_be_there(told: Told, act: Act) -> bool:
    """Say whether two inspections may have been of one place: the same, a part of the other's name, or not said for both."""
    if told.visited and act.visited_id:
        return told.visited.pk == act.visited_id
    ours, theirs = told.place.strip(), act.place.strip()
    return not ours or not theirs or ours in theirs or theirs in ours
