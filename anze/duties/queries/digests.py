"""What a day's digest says to whom: what is urged, overdue, due soon, unconfirmed; once a week what stands open all the time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse

from anze.access.rights import Reach
from anze.acts.models import Act
from anze.duties.models import Escalation, KeyWorkList, Urge
from anze.duties.policies import OVERDUE_DAYS, TOPICS
from anze.duties.queries.dutylists import SIGNED, holders
from anze.duties.queries.grid import cell_query
from anze.duties.queries.keywork import states
from anze.duties.queries.owed import Owed, due
from anze.duties.queries.recipients import Recipients, recipients
from anze.duties.queries.workdays import first_workday
from anze.duties.sources import News
from anze.duties.sources import news as sources_news
from anze.duties.world import World, world
from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.law.rules.standing import standing
from anze.people.models import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a message: what it is about, in words, under which provision, where it leads. `who`: the leader, for a secretary."""

    topic: str
    text: str
    provision: str = ""
    address: str = ""
    who: str = ""
    key: str = ""
    urgent: bool = False  # told within the hour, beside the day's digest
    sent: bool = False    # went out before the lines behind it came

    def plain(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {name: value for name, value in asdict(self).items() if value}


Lines = dict[int, list[Line]]  # by the account's key


def address_of(name: str, *args: Any, query: str = "") -> str:
    """Return an address within the site; empty where there is no such page."""
    try:
        return reverse(name, args=args) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return ""


def owed_line(one: Owed, topic: str, who: str, urged: str = "") -> Line:
    """Return the line of an obligation."""
    text = f"{one.unit_name}：{one.said}" + (f"，{urged}" if urged else "")
    return Line(topic, text, one.duty, address_of("duties:cell", query=cell_query(one.duty, one.unit, one.owner, one.period)), who, one.key)


def digest_lines(today: date, more: Iterable[News] = ()) -> Lines:
    """Return what each account is to be told today, in the order of the topics, with what is urgent and was not told; accounts with nothing to be told
    are left out."""
    asked = Question(today, today)
    facts, to = world(asked, today), recipients()
    of_officer = _about_officers(facts, asked)
    found: Lines = defaultdict(list)
    for officer, lines in of_officer.items():
        own = to.own.get(officer)
        for account in to.of_officer(officer):
            found[account] += [line if account != own else Line(line.topic, line.text, line.provision, line.address, "", line.key) for line in lines]
    for account, line in (*_escalated(today, to), *_news(sources_news(today), to), *_urgent(more, to)):
        found[account].append(line)
    return _in_order(found)


def day_off_lines(today: date, more: Iterable[News]) -> Lines:
    """Return what each account is to be told even on a day off, with what is urgent and was not told."""
    to, found = recipients(), defaultdict[int, list[Line]](list)
    for account, line in (*_news((one for one in sources_news(today) if one.at_once), to), *_urgent(more, to)):
        found[account].append(line)
    return _in_order(found)


def urgent_lines(news: Iterable[News]) -> Lines:
    """Return what each account is to be told within the hour."""
    found: Lines = defaultdict(list)
    for account, line in _urgent(news, recipients()):
        found[account].append(line)
    return _in_order(found)


def _urgent(news: Iterable[News], to: Recipients) -> Iterator[tuple[int, Line]]:
    for account, line in _news(news, to):
        yield account, replace(line, urgent=True)


def _in_order(found: Lines) -> Lines:
    order = list(TOPICS)
    return {account: sorted(lines, key=lambda line: (order.index(line.topic), line.who)) for account, lines in found.items()}


def _news(news: Iterable[News], to: Recipients) -> Iterator[tuple[int, Line]]:
    """Yield what the processes have to tell, for the accounts of the office or of the officer it is told to."""
    keys = dict(Unit.objects.values_list("code", "pk"))
    for one in news:
        line = Line(one.topic, one.text, one.provision, one.address, "", one.key)
        if one.unit:
            yield from ((account, line) for account in to.offices.get(keys.get(one.unit, 0), ()))
        if one.officer:
            yield from ((account, line) for account in to.of_officer(one.officer))


def _about_officers(facts: World, asked: Question) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    urged = _urged(asked.as_of)
    weekly = asked.as_of == first_workday(asked.as_of - timedelta(days=asked.as_of.weekday()))
    daily = facts.pack.int("due_soon.month")  # a year's duty is 临期 for weeks: it is told once a week until the end is as near as a month's
    for one in due(facts, asked, asked.as_of - timedelta(days=OVERDUE_DAYS)):
        if one.left > daily and not weekly and not any((code, one.unit, one.duty, one.period) in urged for code, _ in one.officers):
            continue
        for code, name in one.officers:
            by = urged.get((code, one.unit, one.duty, one.period), "")
            found[code].append(owed_line(one, "urged" if by else one.state, name, by))
    for code, line in (*_unconfirmed(), *_key_work(asked)):
        found[code].append(line)
    if weekly:  # what stands open all the time is told once a week, not every day
        for code, line in (*_standing(facts, asked), *_unsigned(facts, asked)):
            found[code].append(line)
    return found


def _urged(today: date) -> dict[tuple[str, str, str, str], str]:
    """Return who urged about what in the last week: a period's last days are in it, older urgings have been told."""
    rows = Urge.objects.filter(on__gt=today - timedelta(days=7), on__lte=today).order_by("at").select_related("officer", "unit", "by")
    return {(one.officer.code, one.unit.code, one.duty, one.period): f"{one.on.month}月{one.on.day}日{one.by.name}催办" for one in rows}


def _unconfirmed() -> Iterator[tuple[str, Line]]:
    acts = Act.objects.filter(on_behalf_of__isnull=False, withdrawal=None, confirmations=None).select_related("on_behalf_of").order_by("date", "pk")
    for act in acts:
        assert act.on_behalf_of is not None
        yield act.on_behalf_of.code, Line("confirm", f"{act.date.month}月{act.date.day}日 {act}，代录后待本人确认", "", address_of("acts:detail", act.uid),
                                          act.on_behalf_of.name)


def _key_work(asked: Question) -> Iterator[tuple[str, Line]]:
    lists = list(KeyWorkList.objects.current().filter(year__in=(asked.as_of.year, asked.as_of.year - 1), issued_on__isnull=False))
    for one in (item for items in states(lists, asked).values() for item in items):
        if one.item.officer and (one.status == "soon" or (one.status == "missed" and one.left >= -OVERDUE_DAYS)):
            text = f"{one.item.content}（{one.words}，时限 {one.item.deadline.month}月{one.item.deadline.day}日）"
            yield one.item.officer.code, Line("work", text, one.item.provision, address_of("duties:work_list", one.item.list_id), one.item.officer.name)


def _standing(facts: World, asked: Question) -> Iterator[tuple[str, Line]]:
    for one in standing(facts.known(asked)):
        if one["status"] in {"lacking", "invalid"}:
            page = address_of("duties:safety_lists") if one["duty"] == "13.p2" else address_of("duties:contact_history", one["officer"])
            yield one["officer"], Line("standing", one["why"], one["duty"], page, facts.index.names.get(one["officer"], ""))


def _unsigned(facts: World, asked: Question) -> Iterator[tuple[str, Line]]:
    for one in holders(facts, asked, Reach(everything=True)):
        if one.state != SIGNED and one.list.entries:
            unit, post = one.tenure.unit, one.tenure.post
            text = f"{unit.name}{one.post_name}职责清单（{one.state_name}）"
            yield one.tenure.officer.code, Line("sign", text, "", address_of("duties:list_post", unit.code, post), one.tenure.officer.name)


def _escalated(today: date, to: Recipients) -> Iterator[tuple[int, Line]]:
    """Yield what of the units below is reported today to the superior office: a line a unit."""
    of: dict[tuple[int, int], list[Escalation]] = defaultdict(list)
    for one in Escalation.objects.filter(on=today).select_related("unit").order_by("unit__path", "duty", "period"):
        of[one.office_id, one.unit_id].append(one)
    for (office, _), rows in of.items():
        labels = "、".join(dict.fromkeys(provision_label(one.duty) for one in rows))
        text = f"{rows[0].unit.name}期满后仍未完成 {len(rows)} 项（{labels}）"
        for account in to.offices.get(office, ()):
            yield account, Line("escalated", text, rows[0].duty, address_of("duties:escalations", query=f"on={today.isoformat()}&unit={rows[0].unit.code}"))
