"""The ledger's head at the end of a day: how many entries there were, and the digest of the last."""

from datetime import date, timedelta

from anze.people.moment import day_of, end_of
from anze.record.checkpoints import Checkpoint
from anze.record.models import Entry
from anze.record.queries.roots import roots_at


def checkpoints(today: date, days: int) -> list[Checkpoint]:
    """Return the heads of the last days as checkpoints, newest first: each stands for every entry before it (`root`)."""
    found = heads(today, days)
    roots = roots_at([(seq, digest) for _, seq, digest in found])
    first = Entry.objects.order_by("seq").values_list("digest", flat=True).first()
    return [Checkpoint(str(first), seq, digest, end_of(day), roots.get((seq, digest), "")) for day, seq, digest in found]


def heads(today: date, days: int) -> list[tuple[date, int, str]]:
    """Return for each of the last `days` days that are over (day, number of entries, digest of the last), newest first; days without a new entry are
    left out."""
    found = list[tuple[date, int, str]]()
    moment = end_of(today - timedelta(days=1))
    for _ in range(days):
        last = Entry.objects.filter(at__lt=moment).order_by("-seq").only("seq", "at", "digest").first()
        if last is None or day_of(last.at) < today - timedelta(days=days):
            break
        day = day_of(last.at)
        found.append((day, last.seq, last.digest))
        moment = end_of(day - timedelta(days=1))
    return found
