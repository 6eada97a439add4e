"""Acts of the demo: recorded by the leader, the secretary, the office or the liaison, some withdrawn or not agreed to, with what they count for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final

from anze.acts.actions.recording import PROVISIONS_SHOWN, title_of
from anze.acts.facts import FIELDS, fields_of, law_acts
from anze.acts.models import Act, ActFact, Confirmation, Participant, Problem, Topic, Withdrawal
from anze.acts.pack import pack_in_force
from anze.acts.told import Told
from anze.law.facts import Facts
from anze.law.index import FactIndex
from anze.law.question import Question
from anze.law.recurring.columns import act_columns, roll
from anze.law.recurring.obligations import Recurrence
from anze.people.facts import register_facts
from anze.people.models import Account
from anze.people.moment import SHANGHAI, day_of
from anze.project.loading.accounts import SERVED, shown_leaders
from anze.project.loading.insert import insert
from anze.project.loading.journal import Row
from anze.project.loading.register import City
from anze.project.loading.telling import Teller
from anze.record.actions import Change

BY_SECRETARY: Final = 0.6  # share of a leader's acts that the secretary records, where there is one
BY_OFFICE: Final = 0.3     # share that the unit's office or liaison records otherwise
TWICE: Final = 0.0012      # share that was recorded twice, and the second taken back
UNANSWERED: Final = 3      # of the newest that were recorded on behalf of a leader of the demo


@dataclass
class Written:
    """An act that is written, with what becomes of it."""

    row: Row
    told: Told
    at: datetime
    by: Account
    uid: str = ""
    facts: list[ActFact] = field(default_factory=list)
    gone: datetime | None = None     # withdrawn, or not agreed to
    answer: datetime | None = None   # confirmed by the leader
    act: Any = None

    @property
    def rejected(self) -> bool:
        """Whether the leader said that it was not so, rather than somebody taking it back."""
        return self.gone is not None and self.told.on_behalf_of is not None


def load_acts(city: City, rows: list[Row]) -> list[Written]:
    """Enter the acts and everything that hangs on them but their facts, which need the ledger's numbers: see `facts_entered`."""
    written = _numbered(city, rows)
    serves, late = _counted(city, written)
    made = [Act(uid=one.uid, recorded_at=one.at, recorded_by=one.by, backfilled=one.uid in late, **(one.told.columns() | {"title": title_of(one.told)}))
            for one in written]
    for one, act in zip(written, insert(made), strict=True):
        one.act = act
    _parts(written)
    _aftermath(city, written)
    for one in written:
        _note(city, one, serves.get(one.uid, ()))
    return written


def facts_entered(written: list[Written]) -> Callable[[Mapping[Hashable, int]], None]:
    """Return what enters the facts of acts by the entries that wrote them, and strikes those that were withdrawn or not agreed to: as the journal goes
    on, so that whatever the demo's people ask of the law on a day (第三十条) is answered from what was on record by then."""
    by_uid = {one.uid: one for one in written}

    def enter(numbers: Mapping[Hashable, int]) -> None:
        mine = [(key[0], by_uid[key[1]], seq) for key, seq in numbers.items() if isinstance(key, tuple)]
        insert([fact for kind, one, seq in mine if kind == "act" for fact in _fresh(one, seq)])
        for kind, one, seq in mine:
            if kind == "gone" and one.gone:
                ActFact.objects.filter(act=one.act).update(struck_on=day_of(one.gone), struck_seq=seq)

    return enter


def _fresh(one: Written, seq: int) -> list[ActFact]:
    for fact in one.facts:
        fact.act_id, fact.written_seq = one.act.pk, seq
    return one.facts


def _numbered(city: City, rows: list[Row]) -> list[Written]:
    """Return the acts in the order of their recording, with receipt numbers, those that were recorded twice twice."""
    teller, served, shown = Teller(city), _served(city), set(shown_leaders(city))
    written: list[Written] = []
    for row in rows:
        written += _told(city, teller, row, served)
    written.sort(key=lambda one: (one.at, str(one.row["id"])))
    count: Counter[tuple[str, str]] = Counter()
    for one in written:
        day, unit = f"{one.at.astimezone(SHANGHAI):%Y%m%d}", one.told.unit.code
        count[unit, day] += 1
        one.uid = f"{unit.upper()}-{day}-{count[unit, day]:04d}"
        one.facts = [ActFact(written_seq=0, **fields) for fields in fields_of(one.told, one.uid, day_of(one.at))]
    waiting: Counter[str] = Counter()
    for one in reversed(written):
        if one.answer and one.told.on_behalf_of and one.told.on_behalf_of.code in shown and waiting[one.told.on_behalf_of.code] < UNANSWERED:
            waiting[one.told.on_behalf_of.code] += 1
            one.answer = None
    return written


def _served(city: City) -> dict[str, Account]:
    """Return the secretary of each leader who has one now."""
    return {officer.code: account for key, account in city.account.items() if key.startswith("secretary:")
            for post in SERVED if (officer := city.in_post(key.partition(":")[2], post, city.clock.until))}


def _told(city: City, teller: Teller, row: Row, served: dict[str, Account]) -> Iterator[Written]:
    key, clock, recorded = str(row["id"]), city.clock, row["recorded_on"]
    assert isinstance(recorded, date)
    told, at, luck = teller.told(_exact(row)), clock.at(recorded, "act", key), clock.chance("by", key)
    officer = told.participants[0][0] if row["officer"] and told.participants else None
    by, answer = city.account[told.unit.code], None
    if officer and officer.code in served and luck < BY_SECRETARY:
        by, answer = served[officer.code], min(at + timedelta(hours=1 + luck * 60), clock.now)
        told = Told(**{name: getattr(told, name) for name in Told.__slots__} | {"on_behalf_of": officer})
    elif officer and luck > BY_OFFICE:
        by = city.account[officer.code]
    yield Written(row, told, at, by, answer=answer)
    if clock.chance("twice", key) < TWICE:
        yield Written(row, told, at, by, gone=min(at + timedelta(minutes=4 + luck * 300), clock.now))


def _exact(row: Row) -> Row:
    if row["type"] != "budget":
        return row
    return row | {name: Decimal(str(row[name])) for name in ("fund", "fund_before", "revenue_growth")}


def _counted(city: City, written: list[Written]) -> tuple[dict[str, set[str]], set[str]]:
    """Return by number which provisions an act serves, and which acts came on record after the days of grace: asked of the law."""
    pack, until = pack_in_force(), city.clock.until
    lists: dict[str, Any] = register_facts(until)
    index = FactIndex(Facts(**lists))
    people = roll(index.tree, index.facts.officers, index.facts.tenures)
    rows = map(attrgetter(*FIELDS), (fact for one in written for fact in one.facts))
    recurrence = Recurrence(pack, people, act_columns(law_acts(rows), people))
    serves: dict[str, set[str]] = defaultdict(set)
    late = set()
    for block in recurrence.blocks(Question(until, until)):
        last = block.last_day.repeat(block.act_at[1:] - block.act_at[:-1])
        lag = recurrence.acts.recorded[block.acts] - last
        for act, days in zip(block.acts.tolist(), lag.tolist(), strict=True):
            uid = recurrence.acts.ids[act].partition("#")[0]
            serves[uid].add(block.duty.id)
            if days > pack.int("grace_days"):
                late.add(uid)
    return serves, late


def _parts(written: list[Written]) -> None:
    """Enter participants, agendas and problems."""
    insert([Participant(act_id=one.act.pk, officer_id=officer.pk, part=part) for one in written for officer, part in one.told.participants])
    insert([Topic(act_id=one.act.pk, position=place, title=topic.title, code=topic.code, special=topic.special)
                               for one in written for place, topic in enumerate(one.told.topics, 1)])
    insert([Problem(act=one.act, position=place, text=found.text, owner=found.owner, follow_up_unit=found.follow_up_unit,
                                         deadline=found.deadline)
                                 for one in written for place, found in enumerate(one.told.problems, 1)])


def _aftermath(city: City, written: list[Written]) -> None:
    """Enter what was confirmed, not agreed to and withdrawn."""
    insert([Withdrawal(act=one.act, at=one.gone, by=one.by, reason="重复登记") for one in written if one.gone and not one.rejected])
    answered = [(one, at) for one in written if one.told.on_behalf_of and (at := one.answer or one.gone)]
    insert([Confirmation(act=one.act, officer=one.told.on_behalf_of, by=city.account[one.told.on_behalf_of.code], at=at, accepted=not one.rejected,
                                                   note="同一次排查登记了两遍" if one.rejected else "")
                                      for one, at in answered if one.told.on_behalf_of])


def _note(city: City, one: Written, serves: Any) -> None:
    """Note the entries of an act: recorded, confirmed, withdrawn."""
    told, provisions = one.told, sorted(serves)
    shown = " ".join(provisions)
    for_whom = told.on_behalf_of.code if told.on_behalf_of else ""
    common: dict[str, Any] = {"object_type": "act", "object_id": one.uid, "unit": told.unit.code, "happened_on": told.date, "on_behalf": for_whom}
    plain = told.plain()
    city.journal.add(Change(at=one.at, actor=one.by, verb="登记履职", provision=shown if len(shown) <= PROVISIONS_SHOWN else provisions[0], after=plain,
                            values={"serves": provisions, "replaces": ""}, **common), ("act", one.uid))
    if one.answer:
        city.journal.add(Change(at=one.answer, actor=city.account[for_whom], verb="确认代录", after={"accepted": True}, **common))
    if one.gone and one.rejected:
        city.journal.add(Change(at=one.gone, actor=city.account[for_whom], verb="不认可代录", before=plain,
                                after={"accepted": False}, note="同一次排查登记了两遍", **common), ("gone", one.uid))
    elif one.gone:
        city.journal.add(Change(at=one.gone, actor=one.by, verb="撤回履职", before=plain, note="重复登记", **common), ("gone", one.uid))
