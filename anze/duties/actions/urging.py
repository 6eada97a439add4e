"""An office urges leaders about what they owe (催办): one message a person, at most one a day, shown before it is sent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import Reach
from anze.duties.actions.digests import add_lines, title_of
from anze.duties.models import Message, Urge
from anze.duties.queries.digests import Line, owed_line
from anze.duties.queries.owed import Owed, named
from anze.duties.queries.recipients import Recipients, recipients
from anze.duties.queries.workdays import first_workday, workday
from anze.duties.world import world
from anze.law.question import Question
from anze.people.models import Account, Officer, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record

MOST: Final = 10_000  # obligations urged about at once
NOW, JOINED, REFUSED = "now", "joined", "refused"


@dataclass(slots=True)
class Urged:
    """An officer to be urged: about what, how (at once, in today's message, not at all) and why."""

    code: str
    name: str
    owed: list[Owed] = field(default_factory=list)
    how: str = NOW
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an urging would do: those it reaches, those it does not, and how many keys named nothing that is owed any more."""

    people: tuple[Urged, ...]
    gone: int

    @property
    def reached(self) -> list[Urged]:
        """Those who will be told."""
        return [one for one in self.people if one.how != REFUSED]

    @property
    def refused(self) -> list[Urged]:
        """Those who will not, each with the reason."""
        return [one for one in self.people if one.how == REFUSED]


def plan(now: datetime, reach: Reach, keys: Iterable[str]) -> Plan:
    """Return what urging about these keys (duty|unit|officer|period) would do. Raises ValidationError for none, for too many, on a day off.

    A key of a unit out of reach counts as one that names nothing.
    """
    today, wanted = day_of(now), list(dict.fromkeys(keys))
    _check(today, wanted)
    units = Unit.objects.filter(reach.of_units(), code__in={key.split("|")[1] for key in wanted if key.count("|") in {2, 3}})
    allowed = frozenset(units.values_list("code", flat=True))
    asked = Question(today, today)
    found = named(world(asked, today), asked, [key for key in wanted if key.count("|") in {2, 3} and key.split("|")[1] in allowed])
    people: dict[str, Urged] = {}
    for one in found.values():
        for code, name in one.officers:
            people.setdefault(code, Urged(code, name)).owed.append(one)
    to = recipients(people)
    urged = set(Urge.objects.filter(on=today, officer__code__in=list(people)).values_list("officer__code", flat=True))
    told = set(Message.objects.filter(on=today).values_list("account", flat=True))
    for person in people.values():
        decide(person, to, urged, told)
    vacant = sum(not one.officers for one in found.values())
    ordered = sorted(people.values(), key=lambda person: (person.how == REFUSED, person.owed[0].unit, person.name))
    return Plan(tuple(ordered), max(0, len(wanted) - len(found)) + vacant)


def _check(today: date, keys: list[str]) -> None:
    if not keys:
        raise ValidationError("没有选中任何一项。请在任务看板上勾选要催办的，再按“催办”。")
    if len(keys) > MOST:
        raise ValidationError(f"一次最多催办 {MOST} 项，选了 {len(keys)} 项。请用筛选分几次催办。")
    day = workday(today)
    if not day.working:
        later = first_workday(today)
        raise ValidationError(f"今天是{day.said}，不发催办。请在{later.month}月{later.day}日（工作日）再催。")


def decide(person: Urged, to: Recipients, urged: set[str], told: set[int]) -> None:
    """Settle how somebody is urged, by who was urged (codes) and told something (accounts) today already."""
    accounts = to.of_officer(person.code)
    if person.code in urged:
        person.how, person.why = REFUSED, "今天已经催办过，同一人一天最多一条"
    elif not accounts:
        person.how, person.why = REFUSED, "本人和秘书都没有账号，请电话联系"
    elif all(account in told for account in accounts):
        person.how, person.why = JOINED, "今天已发过提醒，这次并入那一条，站内即时可见，不另发"


def urge(by: Account, now: datetime, reach: Reach, keys: Iterable[str], text: str = "") -> Plan:
    """Urge, and return what was done. The same person is urged at most once a day, however many urge; who may not be told is listed with the reason."""
    with transaction.atomic():
        hold()  # two offices that urge the same person at once: one of them is the second
        found = plan(now, reach, keys)
        today = day_of(now)
        codes = {one.code for one in found.reached}
        officers = Officer.objects.in_bulk(codes, field_name="code")
        units = Unit.objects.in_bulk({owed.unit for one in found.reached for owed in one.owed}, field_name="code")
        Urge.objects.bulk_create(Urge(officer=officers[one.code], unit=units[owed.unit], duty=owed.duty, period=owed.period, on=today, at=now, by=by,
                                      text=text[:300]) for one in found.reached for owed in one.owed)
        _tell(by, now, found.reached, recipients(codes), text)
        if found.reached:
            record(Change(at=now, actor=by, verb="催办", object_type="urge", object_id=f"{by.username}-{now.isoformat()}"[:80], happened_on=today,
                          note=text[:300], after={"people": {one.code: [owed.key for owed in one.owed] for one in found.reached}}))
    return found


def _tell(by: Account, now: datetime, people: list[Urged], to: Recipients, text: str) -> None:
    """Put what is urged into the inbox: a message of its own where there is none today, else more lines in today's."""
    lines, today = defaultdict[int, list[Line]](list), day_of(now)
    for person in people:
        own = to.own.get(person.code)
        for account in to.of_officer(person.code):
            said = f"{today.month}月{today.day}日{by.name}催办" + (f"：{text}" if text else "")
            lines[account] += [owed_line(owed, "urged", "" if account == own else person.name, said) for owed in person.owed]
    tell(now, lines)


def tell(now: datetime, lines: dict[int, list[Line]]) -> None:
    """Put lines into the inboxes of accounts: a message of its own where there is none today, else more lines in today's."""
    today = day_of(now)
    there = {one.account_id: one for one in Message.objects.select_for_update().filter(on=today, account__in=list(lines))}
    Message.objects.bulk_create([Message(account_id=account, kind="urge", on=today, title=title_of(said), lines=[line.plain() for line in said], made_at=now)
                                 for account, said in lines.items() if account not in there])
    for account, message in there.items():
        kept = {line.key for line in lines[account]}
        message.lines = [line for line in message.lines if line.get("key") not in kept]  # said again, as urged
        add_lines(message, lines[account])
        message.save(update_fields=["lines", "title", "read_at"])
