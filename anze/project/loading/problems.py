"""What became of the problems that were found: most were mended and closed, some hang, some are overdue."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from anze.acts.codes import STEPS
from anze.acts.models import Problem, ProblemStep
from anze.project.loading.acts import Written
from anze.project.loading.insert import insert
from anze.project.loading.register import City
from anze.record.actions import Change

# The share of problems that get so far; after OLD days nearly all were closed.
MENDED: Final = 0.93
RECHECKED: Final = 0.9
CLOSED: Final = 0.86
OLD: Final = timedelta(days=120)
OLD_CLOSED: Final = 0.99
NOTES: Final = {"rectified": "已按要求整改，附整改前后对照。", "returned": "现场复查仍有一处没有整改到位，退回。"}


def load_steps(city: City, written: list[Written]) -> None:
    """Enter the steps of every problem up to the end of the demo."""
    acts = {one.act.pk: one for one in written if one.told.problems}
    steps: list[ProblemStep] = []
    for problem in Problem.objects.filter(act__in=list(acts)).order_by("pk"):
        one = acts[problem.act_id]
        if one.gone:
            continue
        state, name, before = "open", f"{one.uid}/{problem.position}", one.at
        for kind, day in _course(city, name, one.told.date):
            by = city.account[one.told.visited.code] if kind == "rectified" and one.told.visited else one.by
            at = max(city.clock.at(day, "step", kind, name), before + timedelta(minutes=10))  # what was backfilled is mended after
            if day > city.clock.until or at > city.clock.now:
                break
            steps.append(ProblemStep(problem=problem, kind=kind, on=day, at=at, by=by, note=NOTES.get(kind, "")))
            city.journal.add(Change(at=at, actor=by, verb=STEPS[kind], object_type="problem", object_id=name, unit=one.told.unit.code, happened_on=day,
                                    before={"state": state}, after={"state": kind}, note=NOTES.get(kind, "")))
            state, before = kind, at
    insert(steps)


def _course(city: City, name: str, found: date) -> Iterator[tuple[str, date]]:
    """Yield the steps of a problem with their days, on and on; the end of the demo cuts them off."""
    luck, pace = city.clock.chance("course", name), 3 + int(city.clock.chance("pace", name) * 18)
    old = city.clock.until - found > OLD
    if luck > (OLD_CLOSED if old else MENDED):
        return
    yield "rectified", found + timedelta(days=pace)
    if luck > RECHECKED and not old:
        return
    if city.clock.chance("again", name) < 0.04:
        yield "returned", found + timedelta(days=pace + 2)
        yield "rectified", found + timedelta(days=pace + 9)
        pace += 9
    yield "rechecked", found + timedelta(days=pace + 3)
    if luck < CLOSED or old:
        yield "closed", found + timedelta(days=pace + 4)

