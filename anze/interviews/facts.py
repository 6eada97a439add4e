"""From what is stored of interviews and decisions to the facts of the law, as they were on record on a day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q

from anze.acts.pack import pack_in_force
from anze.duties.sources import Lists, Scope
from anze.interviews.models import Answer, Attendance, Decision, Interview, Interviewee, Step, SuperiorInterview
from anze.interviews.policies import HOLDING
from anze.law import facts as law
from anze.law.clauses import Event
from anze.people.moment import day_of, end_of

TYPES: Final = frozenset({"interview", "interview_answer", "interview_decision", "superior_interview"})  # all that the ledger's entries here are about
NOT_HELD: Final = date.max  # the day of an interview that has not been held yet: it counts for nobody
ENDING: Final = ("drop", "cancel")


def read(known_at: date, scope: Scope) -> Lists:
    """Return the interviews and decisions that were on record at the end of `known_at`, of some units and since a day where the scope says so."""
    at_unit = Q() if scope.units is None else Q(unit__code__in=sorted(scope.units))
    asked = known_at, at_unit, scope.since
    return {"interviews": (*own(*asked), *superiors(*asked)), "decisions": _decisions(*asked)}


def own(known_at: date, wanted: Q = Q(), since: date | None = None) -> tuple[law.Interview, ...]:  # noqa: B008 — an empty Q never changes
    """Return the interviews of committees: opened when they were proposed, on the day on which they were held, over the accidents of
    the triggers that they answer. Dropped and cancelled ones are none any more."""
    moment = end_of(known_at)
    ended = Step.objects.filter(kind__in=ENDING, at__lt=moment).values("interview")
    rows = Interview.objects.filter(wanted, opened_at__lt=moment).exclude(pk__in=ended)
    if since is not None:
        days = Step.objects.filter(kind__in=HOLDING, at__lt=moment)
        gone, later = days.filter(on__lt=since).values("interview"), days.filter(on__gte=since).values("interview")
        rows = rows.exclude(Q(pk__in=gone) & ~Q(pk__in=later) & Q(opened_at__lt=end_of(since)))
    found = list(rows.order_by("uid").values_list("pk", "uid", "unit__code", "committee__code", "opened_at"))
    keys = [row[0] for row in found]
    held = dict(Step.objects.filter(kind__in=HOLDING, at__lt=moment, interview__in=keys).order_by("pk").values_list("interview", "on"))  # the last one
    officers, accidents = _officers(keys, moment), _accidents(keys, known_at)
    return tuple(law.Interview(id=uid, unit=unit, by=committee, date=held.get(key, NOT_HELD), opened_on=day_of(opened), officers=tuple(officers[key]),
                               accidents=tuple(accidents[key])) for key, uid, unit, committee, opened in found)


def _officers(keys: list[int], moment: Any) -> dict[int, list[str]]:
    """Return the officers of each interview: whoever stood as interviewee, but for those who neither came nor sent anybody."""
    rows = Interviewee.objects.filter(Q(struck_at=None) | Q(struck_at__gte=moment), interview__in=keys, recorded_at__lt=moment, officer__isnull=False)
    absent = Attendance.objects.filter(came="absent", interviewee__interview__in=keys).values("interviewee")
    found: dict[int, list[str]] = defaultdict(list)
    for key, code in rows.exclude(pk__in=absent).order_by("pk").values_list("interview", "officer__code"):
        found[key].append(str(code))
    return found


def _accidents(keys: list[int], known_at: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, said in Answer.objects.on_record(known_at).filter(interview__in=keys).order_by("pk").values_list("interview", "said"):
        found[key or 0] += [one for one in said["accidents"] if one not in found[key or 0]]
    return found


def superiors(known_at: date, wanted: Q = Q(), since: date | None = None) -> tuple[law.Interview, ...]:  # noqa: B008
    """Return the interviews that superiors held, on the day on which they held them."""
    rows = SuperiorInterview.objects.on_record(known_at).filter(wanted)
    if since is not None:
        rows = rows.filter(date__gte=since)
    return tuple(law.Interview(id=one.uid, unit=one.unit.code, by=one.by_level, date=one.date, officers=_codes(one.officers.all()))
                 for one in rows.select_related("unit").prefetch_related("officers").order_by("uid"))


def _codes(officers: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(officer.code for officer in officers))


def _decisions(known_at: date, wanted: Q, since: date | None) -> tuple[law.Decision, ...]:
    rows = Decision.objects.on_record(known_at).filter(wanted)
    if since is not None:
        rows = rows.filter(date__gte=since)
    rules = [clause.id for clause in pack_in_force().of(Event) if "decisions" in clause.sources]
    return tuple(law.Decision(unit=unit, date=on, rule=rule) for unit, on in rows.order_by("date", "pk").values_list("unit__code", "date") for rule in rules)
