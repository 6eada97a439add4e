"""Who may be interviewed: whom the provision names by the day of the trigger, and who else leads the unit; each with how often already."""

from dataclasses import dataclass
from datetime import date

from anze.interviews.queries.counts import Times, interviews_known, times
from anze.interviews.told import Whom
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.people.models import Officer, Tenure, Unit


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be interviewed: by which posts, whether the provision names the person, whether still in post, and how often already."""

    officer: Officer
    post: str
    title: str
    named: bool
    gone: bool
    times: Times

    def whom(self, unit: Unit, reason: str = "") -> Whom:
        """Return the candidate as one to be interviewed."""
        return Whom(officer=self.officer, unit=unit, post=self.post, title=self.title[:60], reason=reason)


def candidates(unit: Unit, on: date, posts: tuple[str, ...], today: date, day: date | None = None) -> list[Candidate]:
    """Return who held a post of the unit on a day or holds one today, those whom the provision names first. `day`: of the interview to be."""
    rows = Tenure.objects.current().filter(unit=unit).select_related("officer")
    held: dict[int, list[Tenure]] = {}
    for tenure in sorted(rows, key=lambda one: (list(POSTS).index(one.post), one.start)):
        then, now = (tenure.start <= one and (tenure.end is None or tenure.end >= one) for one in (on, today))
        if then or now:
            held.setdefault(tenure.officer_id, []).append(tenure)
    counted = times(interviews_known(Question(today, today), today), [some[0].officer.code for some in held.values()], day or today)
    found = [_candidate(some, on, posts, today, counted) for some in held.values()]
    return sorted(found, key=lambda one: not one.named)


def _candidate(held: list[Tenure], on: date, posts: tuple[str, ...], today: date, counted: dict[str, Times]) -> Candidate:
    then = [one for one in held if one.start <= on and (one.end is None or one.end >= on)]
    named = [one for one in then if one.post in posts]
    shown = named or then or held
    gone = not any(one.start <= today and (one.end is None or one.end >= today) for one in held)
    return Candidate(shown[0].officer, shown[0].post, "、".join(dict.fromkeys(one.title or POSTS[one.post] for one in shown)), bool(named), gone,
                     counted[shown[0].officer.code])
