"""The sample of a tour: out of which acts it is drawn, what was drawn, whether it can be drawn again alike, what each act was found to be."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.acts.models import Act
from anze.acts.sampling import sample, seed_of
from anze.people.models import Unit
from anze.record.models import Entry
from anze.tours.models import Draw, Tour, Verification
from anze.tours.queries.cycle import cycle_of

USUAL: Final = 30  # acts that a form offers to draw: the house's habit
MOST_DRAWN: Final = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn, and the digest of what it was drawn from."""

    acts: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """An act of the sample with what it was found to be; `act` is None where it is not in the database any more."""

    number: int
    uid: str
    act: Any
    who: str
    mark: Verification | None


def acts_of(unit: Unit, since: date, until: date, span: str, moment: datetime) -> list[str]:
    """Return the receipt numbers of the acts of a unit, of one alone or with all below, dated within two days, that stood on record at a moment."""
    place = Q(unit=unit) if span == "only" else Q(unit__path__startswith=unit.path)
    rows = Act.objects.filter(place, Q(withdrawal=None) | Q(withdrawal__at__gt=moment), date__gte=since, date__lte=until, recorded_at__lte=moment)
    disowned = Act.objects.filter(place, confirmations__accepted=False, confirmations__at__lte=moment).values("pk")
    return list(rows.exclude(pk__in=disowned).order_by().values_list("uid", flat=True))


def drawn_of(ids: Sequence[str], size: int, seed: str) -> Drawn:
    """Return the sample of ids with the digest of all of them: SHA-256 of the sorted ids, a line each."""
    return Drawn(sample(ids, size, seed), hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest())


def seed_offered(tour: Tour) -> str:
    """Return the seed that a form offers: out of the ledger's last digest, which nobody could choose beforehand."""
    head = Entry.objects.order_by("-seq").values_list("digest", flat=True).first() or ""
    return seed_of(str(head), tour.uid)


def from_ledger(seed: str, tour: Tour, now: datetime) -> bool:
    """Say whether a seed came from an entry of the last hour: one that a form offered, and nobody chose."""
    rows = Entry.objects.filter(at__gte=now - timedelta(hours=1), at__lte=now).order_by("-seq").values_list("digest", flat=True)[:5000]
    return seed == seed_offered(tour) or any(seed == seed_of(digest, tour.uid) for digest in rows)


def since_offered(tour: Tour, today: date) -> date:
    """Return the day from which acts are drawn as a rule: after the unit's last tour, or the beginning of the cycle."""
    start = date(cycle_of(today.year)[0], 1, 1)
    rows = Tour.objects.filter(unit=tour.unit, superior=tour.superior, steps__kind="leave", steps__on__lt=today).exclude(pk=tour.pk)
    return max([start, *rows.values_list("steps__on", flat=True)])


def alike(draw: Draw) -> bool:
    """Say whether drawing again from what stood on record then, with the same seed, gives the same acts."""
    told = drawn_of(acts_of(draw.tour.unit, draw.since, draw.until, draw.span, draw.recorded_at), draw.size, draw.seed)
    return told.digest == draw.digest and list(told.acts) == list(draw.acts)


def last_verifications(draw: Draw) -> dict[tuple[str, ...], Verification]:
    """Return the mark that counts of each act of a draw, by (receipt number,)."""
    return {(one.act,): one for one in Verification.objects.filter(draw=draw).select_related("by").order_by("pk")}


def sampled(draw: Draw) -> list[Sampled]:
    """Return the acts of a draw, in the order in which they were drawn."""
    marks = last_verifications(draw)
    rows = Act.objects.filter(uid__in=draw.acts).select_related("unit", "visited").prefetch_related("participants__officer")
    acts = {one.uid: one for one in rows}
    return [Sampled(number, uid, acts.get(uid), _who(acts.get(uid)), marks.get((uid,))) for number, uid in enumerate(draw.acts, 1)]


def _who(act: Any) -> str:
    first = [one.officer.name for one in act.participants.all() if one.part != "attend"] if act else []
    return "、".join(first)


def verdicts(draw: Draw | None) -> dict[str, int]:
    """Return how many acts of a draw were found to be what; `left`: not looked at yet."""
    marks = [one.verdict for one in last_verifications(draw).values() if one.verdict] if draw else []
    found = {verdict: marks.count(verdict) for verdict in ("verified", "unverified", "contradicted")}
    return found | {"left": (len(draw.acts) if draw else 0) - len(marks)}


def visible_acts(rights: Rights, draw: Draw) -> frozenset[str]:
    """Return the receipt numbers of the sample whose own pages the account may open."""
    return frozenset(Act.objects.visible_to(rights).filter(uid__in=draw.acts).values_list("uid", flat=True))
