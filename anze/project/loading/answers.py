"""How the leaders of the demo answer: duty lists signed for, and last months' urgings by the county's office, read by most."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, Final

from anze.acts.facts import FIELDS, law_acts
from anze.acts.pack import pack_in_force
from anze.duties.actions.digests import title_of
from anze.duties.models import Acknowledgement, Message, Urge
from anze.duties.queries.digests import owed_line
from anze.duties.queries.dutylists import duty_list
from anze.duties.queries.owed import Owed, missed
from anze.duties.queries.workdays import first_workday
from anze.law.codes import POSTS
from anze.law.days import Period, period_of
from anze.law.facts import Facts
from anze.law.index import FactIndex
from anze.law.question import Question
from anze.law.recurring.columns import act_columns, roll
from anze.law.recurring.obligations import Recurrence
from anze.people.facts import register_facts
from anze.people.moment import day_of
from anze.project.loading.accounts import COUNTY, OPENED, shown_leaders
from anze.project.loading.acts import Written
from anze.project.loading.insert import insert
from anze.project.loading.register import City
from anze.record.actions import Change

SIGNED: Final = 0.92   # share of leaders who have signed for the list of their post, a month after they took it up
READ: Final = 0.75     # share of urgings that were read within two days
MONTHS: Final = 3      # of the past after which the office urged
AT_ONCE: Final = 5     # obligations urged about after a month
TEXT: Final = "请在本周内补办，并说明原因。"


def load_signatures(city: City) -> None:
    """Enter who has signed for the duty list of the post held now. The leader of the demo's town has yet to: it is there to be tried."""
    pack, tree = pack_in_force(), _index(city.clock.until).tree
    trying = {code for code, name in shown_leaders(city).items() if name == "demo-leader-town"}
    made = []
    for one in city.tenures:
        code, unit = one.officer.code, one.unit
        if one.end is not None or one.struck_at is not None or code in trying or unit.code not in tree.units:
            continue
        found = duty_list(pack, one.post, tree.level(unit.code) or "", unit.function)
        luck = city.clock.chance("sign", code, unit.code, one.post)
        day = max(one.start, OPENED) + timedelta(days=1 + int(30 * luck))
        if found.entries and luck < SIGNED and day <= city.clock.until:
            made.append(Acknowledgement(officer=one.officer, unit=unit, post=one.post, digest=found.digest, by=city.account[code],
                                        at=city.clock.at(day, "sign", code, one.post)))
    for new in insert(made):
        city.journal.add(Change(at=new.at, actor=new.by, verb="签收职责清单", object_type="acknowledgement", object_id=str(new.pk), unit=new.unit.code,
                                on_behalf=new.officer.code, happened_on=day_of(new.at), after={"post": POSTS[new.post], "digest": new.digest}))


def load_urgings(city: City, written: list[Written]) -> None:
    """Enter whom the county's office urged about what was missed in each of the last months, on the first working day after the days of grace."""
    pack, held = pack_in_force(), _held(city, written)
    for month in _months(city.clock.until):
        day = first_workday(month.last + timedelta(days=pack.int("grace_days") + 1))
        if day >= city.clock.until:
            continue
        found = [one for one in missed(held, Question(day, day), month.last, month.last) if one.officers]
        found.sort(key=lambda one: city.clock.chance("urge", one.key))
        if found:
            _urge(city, found[:AT_ONCE], day)


def _urge(city: City, found: list[Owed], day: date) -> None:
    by, at = city.account[COUNTY], city.clock.at(day, "urge")
    insert([Urge(officer=city.officer[code], unit=city.unit[one.unit], duty=one.duty, period=one.period, on=day, at=at, by=by, text=TEXT)
            for one in found for code, _ in one.officers])
    of: dict[str, list[Owed]] = defaultdict(list)
    for one in found:
        for code, _ in one.officers:
            of[code].append(one)
    said = f"{day.month}月{day.day}日{by.name}催办：{TEXT}"
    lines = {code: [owed_line(one, "urged", "", said) for one in owed] for code, owed in of.items()}
    insert([Message(account=city.account[code], kind="urge", on=day, title=title_of(told), lines=[line.plain() for line in told], made_at=at,
                    read_at=_read(city, code, at)) for code, told in lines.items()])
    city.journal.add(Change(at=at, actor=by, verb="催办", object_type="urge", object_id=f"{by.username}-{at.isoformat()}"[:80], happened_on=day, note=TEXT,
                            after={"people": {code: [one.key for one in owed] for code, owed in of.items()}}))


def _read(city: City, code: str, at: datetime) -> datetime | None:
    luck = city.clock.chance("read", code, at.isoformat())
    return min(at + timedelta(hours=1 + 46 * luck), city.clock.now) if luck < READ else None


def _months(until: date) -> Iterator[Period]:
    this = period_of(until, "month")
    yield from (Period("month", this.index - back) for back in range(MONTHS, 0, -1))


def _index(until: date) -> FactIndex:
    lists: dict[str, Any] = register_facts(until)
    return FactIndex(Facts(**lists))


def _held(city: City, written: list[Written]) -> Any:
    """Return the facts of the county as `missed` asks for them: the world of the pages can only be read once the ledger is written."""
    index, top = _index(city.clock.until), city.unit[COUNTY].path
    people = roll(index.tree, index.facts.officers, [one for one in index.facts.tenures if city.unit[one.unit].path.startswith(top)])
    rows = map(attrgetter(*FIELDS), (fact for one in written if not one.gone and one.told.unit.path.startswith(top) for fact in one.facts))
    acts = act_columns(law_acts(rows), people)
    return SimpleNamespace(pack=pack_in_force(), index=index, recurrence=Recurrence(pack_in_force(), people, acts))
