"""Who may do what with a tour: each verb by its permission on its side; the group by membership, the unit visited never about itself."""

from collections.abc import Iterable

from anze.access.rights import Rights
from anze.people.models import Unit
from anze.tours.models import Item, Step, Tour
from anze.tours.models.tour import member_of
from anze.tours.policies import AFTER_FEEDBACK, CHECK, RUN, TOLD_TO_UNIT, VERBS, VIEW, verbs_from


def runs(rights: Rights, tour: Tour) -> bool:
    """Say whether the account runs the tour for the superior: it reviews, and so reports nothing itself."""
    return rights.reach(RUN).covers_unit(tour.superior)


def in_group(rights: Rights, tour: Tour) -> bool:
    """Say whether the account is of the group, as it stands."""
    return bool(member_of(rights).filter(tour=tour).exists())


def on_tours_side(rights: Rights, tour: Tour) -> bool:
    """Say whether the account stands on the side that visits: it sees the checklist, the sample, and findings before the feedback."""
    return rights.reach(VIEW).covers_unit(tour.superior) or in_group(rights, tour)


def may(rights: Rights, tour: Tour, kind: str) -> bool:
    """Say whether the account may take a verb of the tour at all, whatever its state."""
    verb = VERBS[kind]
    if verb.side == "superior":
        return rights.reach(verb.permission).covers_unit(tour.superior)
    if verb.side == "group":
        return rights.may(CHECK) and (runs(rights, tour) or in_group(rights, tour))
    if runs(rights, tour):
        return False
    reach = rights.reach(verb.permission)
    return reach.covers_unit(tour.unit) or any(reach.covers_unit(unit) for unit in Unit.objects.filter(
        tour_items__tour=tour, tour_items__struck_at=None).distinct())


def may_report(rights: Rights, item: Item) -> bool:
    """Say whether the account reports for an item: the office of the unit visited, or the item's owner."""
    reach = rights.reach("tour.report")
    return not runs(rights, item.tour) and (reach.covers_unit(item.tour.unit) or reach.covers_unit(item.owner))


def verbs_open(rights: Rights, tour: Tour, state: str) -> list[str]:
    """Return the verbs that this account may take now. Of one's own proposal nobody decides; what was not found needs no rectification."""
    proposed = set(tour.steps.filter(kind="propose").values_list("by", flat=True))
    found = [kind for kind in verbs_from(state) if may(rights, tour, kind) and not (VERBS[kind].decides and rights.account.pk in proposed)]
    if state == "fed_back":
        found = [kind for kind in found if kind == ("require" if tour.findings.current().exists() else "close")]
    return found


def reads_findings(rights: Rights, tour: Tour, state: str) -> bool:
    """Say whether the account reads what was found: the side that visits at once, the unit visited once it was fed back."""
    return state in AFTER_FEEDBACK or on_tours_side(rights, tour)


def steps_shown(rights: Rights, tour: Tour) -> Iterable[Step]:
    """Return the steps that the account may see, first to last."""
    steps = tour.steps.select_related("by").order_by("pk")
    return steps if on_tours_side(rights, tour) else steps.filter(kind__in=TOLD_TO_UNIT)
