"""Scheduled work: what is due now is taken once, whatever the number of workers and machines, and taken over from one that died."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F

from anze.duties.models import Beat, DueWork
from anze.duties.policies import LEASE
from anze.duties.queries.workdays import workday
from anze.people.moment import SHANGHAI, day_of

TRIES: Final = 5
KEPT: Final = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is due once a day at a time (`workdays`: only on working days), or, without a time, whenever somebody looks:
    such work must itself see to it that nothing is done twice."""

    name: str
    label: str
    run: Callable[[datetime], object]
    at: time | None = None
    workdays: bool = False

    def due(self, now: datetime) -> datetime | None:
        """Return the moment at which it was last due, today; None where it is not due today, or not yet.

        Worked out each time by the calendar as it is: a holiday notice entered a minute ago counts.
        """
        today = day_of(now)
        if self.at is None:
            return None
        due = datetime.combine(today, self.at, SHANGHAI)
        if now < due or (self.workdays and not workday(today).working):
            return None
        return due


def take(name: str, due: datetime, now: datetime, worker: str) -> DueWork | None:
    """Take work that is due and return it; None where another has it or it is done. Taken over where its worker has been silent for long."""
    try:
        with transaction.atomic():
            return DueWork.objects.create(name=name, due=due, taken_at=now, taken_by=worker)
    except IntegrityError:
        pass
    stale = DueWork.objects.filter(name=name, due=due, done_at=None, taken_at__lt=now - LEASE, tries__lt=TRIES)
    if stale.update(taken_at=now, taken_by=worker, tries=F("tries") + 1):
        return DueWork.objects.get(name=name, due=due)
    return None


def tick(jobs: Iterable[Job], now: datetime, worker: str, clock: Callable[[], datetime]) -> Iterator[DueWork]:
    """Do all work that is due and yield each piece of the day's; a fault is kept with it and the others go on."""
    for job in jobs:
        if job.at is None:
            job.run(clock())
            continue
        due = job.due(now)
        taken = take(job.name, due, now, worker) if due else None
        if taken is None:
            continue
        beat(worker, now, doing=job.label)
        try:
            result = job.run(clock())
        except Exception as fault:  # one job's fault must not stop the others; the page of the site's state shows it
            DueWork.objects.filter(pk=taken.pk, taken_by=worker).update(fault=f"{type(fault).__name__}：{fault}"[:200])
        else:
            DueWork.objects.filter(pk=taken.pk).update(done_at=clock(), result="" if result is None else str(result)[:200], fault="")
        beat(worker, clock())
        yield taken


def beat(worker: str, now: datetime, doing: str = "") -> None:
    """Say that a worker is alive."""
    if not Beat.objects.filter(worker=worker).update(seen_at=now, doing=doing, stopped_at=None):
        Beat.objects.create(worker=worker, started_at=now, seen_at=now, doing=doing)


def stopped(worker: str, now: datetime) -> None:
    """Say that a worker ended in good order."""
    Beat.objects.filter(worker=worker).update(seen_at=now, stopped_at=now, doing="")


def let_go_of_old(now: datetime) -> int:
    """Forget scheduled work that was done long ago, and workers that ended; the ledger keeps what matters."""
    Beat.objects.filter(seen_at__lt=now - timedelta(days=7)).delete()
    return DueWork.objects.filter(due__lt=now - KEPT).delete()[0]

