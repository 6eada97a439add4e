"""An office urges leaders about what a process asks of them (a supervised item): by the same rule as about duties, at most one message a person a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.duties.actions.urging import REFUSED, Urged, decide, tell
from anze.duties.models import Message, Urge
from anze.duties.queries.digests import Line
from anze.duties.queries.recipients import recipients
from anze.duties.queries.workdays import first_workday, workday
from anze.people.models import Account, Officer, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody is urged about: the officer, of which unit, in words, under which provision, on which page; `key` tells it apart."""

    officer: Officer
    unit: Unit
    text: str
    provision: str
    address: str
    key: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody to be urged, about what, and how."""

    person: Urged
    matters: tuple[Matter, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing is sent."""
        return self.person.how == REFUSED


def plan_matters(now: datetime, matters: Iterable[Matter]) -> list[Reached]:
    """Return what urging about these would do. Raises ValidationError on a day off and for nothing."""
    today, found = day_of(now), defaultdict[Officer, list[Matter]](list)
    for one in matters:
        found[one.officer].append(one)
    if not found:
        raise ValidationError("没有可以催办的：都已反馈或者办结。")
    day = workday(today)
    if not day.working:
        later = first_workday(today)
        raise ValidationError(f"今天是{day.said}，不发催办。请在{later.month}月{later.day}日（工作日）再催。")
    codes = [officer.code for officer in found]
    to, people = recipients(codes), {officer: Urged(officer.code, officer.name) for officer in found}
    urged = set(Urge.objects.filter(on=today, officer__code__in=codes).values_list("officer__code", flat=True))
    told = set(Message.objects.filter(on=today).values_list("account", flat=True))
    for person in people.values():
        decide(person, to, urged, told)
    return sorted((Reached(people[officer], tuple(some)) for officer, some in found.items()), key=lambda one: (one.refused, one.person.name))


def urge_matters(by: Account, now: datetime, matters: Iterable[Matter], text: str = "") -> list[Reached]:
    """Urge, and return what was done; who may not be told is among them with the reason."""
    with transaction.atomic():
        hold()
        found, today = plan_matters(now, matters), day_of(now)
        sent = [one for one in found if not one.refused]
        first = [one.matters[0] for one in sent]  # one row a person: it is what makes the day's second urging be refused
        Urge.objects.bulk_create(Urge(officer=one.officer, unit=one.unit, duty=one.provision, period="", on=today, at=now, by=by, text=text[:300])
                                 for one in first)
        to, lines = recipients([one.officer.code for one in first]), defaultdict[int, list[Line]](list)
        said = f"{today.month}月{today.day}日{by.name}催办" + (f"：{text}" if text else "")
        for one in sent:
            plain = [Line("urged", f"{about.text}，{said}", about.provision, about.address, "", about.key) for about in one.matters]
            own = to.own.get(one.person.code)
            for account in to.of_officer(one.person.code):
                lines[account] += [line if account == own else replace(line, who=one.person.name) for line in plain]
        tell(now, lines)
        if sent:
            record(Change(at=now, actor=by, verb="催办", object_type="urge", object_id=f"{by.username}-{now.isoformat()}"[:80], happened_on=today,
                          note=text[:300], after={"people": {one.person.code: [about.key for about in one.matters] for one in sent}}))
    return found
