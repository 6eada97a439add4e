"""Who may do what with a danger or a listing: each verb by its permission on the unit of its side."""

from anze.access.rights import Rights
from anze.hazards.models import Danger, Listing
from anze.hazards.policies import CHANGE, DANGER, LISTING, PROPOSING


def may_change(rights: Rights, danger: Danger) -> bool:
    """Say whether the account handles the danger: the office of its place or above, or the department that follows it up."""
    reach = rights.reach(CHANGE)
    return reach.covers_unit(danger.unit) or (danger.department is not None and reach.covers_unit(danger.department))


def may(rights: Rights, listing: Listing, kind: str) -> bool:
    """Say whether the account may take a verb of the listing at all, whatever its state."""
    verb = LISTING.verbs[kind]
    reach = rights.reach(verb.permission)
    if verb.side == "lister":
        return reach.covers_unit(listing.lister)
    return may_change(rights, listing.danger) or (listing.department is not None and reach.covers_unit(listing.department))


def danger_verbs(rights: Rights, danger: Danger, state: str) -> list[str]:
    """Return the verbs of a danger that this account may take now."""
    return list(DANGER.verbs_from(state)) if may_change(rights, danger) else []


def proposer_of(listing: Listing, kind: str) -> int | None:
    """Return the key of whoever proposed or asked for what a verb decides."""
    steps = [one for one in sorted(listing.steps.all(), key=lambda one: one.pk) if one.kind in PROPOSING.get(kind, ())]
    return steps[-1].by_id if steps else None


def listing_verbs(rights: Rights, listing: Listing, state: str) -> list[str]:
    """Return the verbs of a listing that this account may take now. Of one's own proposal nobody decides."""
    return [kind for kind in LISTING.verbs_from(state)
            if may(rights, listing, kind) and not (LISTING.verbs[kind].decides and proposer_of(listing, kind) == rights.account.pk)]
