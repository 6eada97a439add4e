"""Units, officers, tenures, committees and problem towns of the demo, with what was on record when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from anze.law.codes import POSTS
from anze.people.divisions import CODE_SYSTEM, KINDS, STATISTICS, ZONE
from anze.people.divisions import rows as shipped
from anze.people.models import Account, Committee, Officer, OfficerVersion, ProblemTown, Recorded, Tenure, Unit
from anze.people.spelling import spelt
from anze.project.loading.insert import insert
from anze.project.loading.journal import FIRST_ENTRY, Clock, Journal, Row
from anze.record.actions import Change
from anze.register.actions.committees import plain_committee
from anze.register.actions.tenures import plain_tenure
from anze.register.actions.towns import plain_town
from anze.register.actions.units import add_unit

R = TypeVar("R", bound=Recorded)
# Known to the office when the register was entered: these came on record in its first days.
OFFICERS_ENTERED: Final = FIRST_ENTRY + timedelta(days=3)
TENURES_ENTERED: Final = FIRST_ENTRY + timedelta(days=4)
STANDING_ENTERED: Final = FIRST_ENTRY + timedelta(days=6)


@dataclass
class City:
    """What is in the database so far, by the codes of the tables."""

    clock: Clock
    journal: Journal
    unit: dict[str, Unit] = field(default_factory=dict)
    officer: dict[str, Officer] = field(default_factory=dict)
    tenures: list[Tenure] = field(default_factory=list)
    account: dict[str, Account] = field(default_factory=dict)

    def in_post(self, unit: str, post: str, day: date) -> Officer | None:
        """Return who holds a post of a unit on a day: of several, the first."""
        return next(iter(self.holders(unit, post, day)), None)

    def holders(self, unit: str, post: str, day: date) -> list[Officer]:
        """Return everybody who holds a post of a unit on a day."""
        held = self._held.get((unit, post), ())
        return [one.officer for one in held if one.start <= day and (one.end is None or day <= one.end)]

    @property
    def _held(self) -> dict[tuple[str, str], list[Tenure]]:
        if not hasattr(self, "_by_post"):
            self._by_post: dict[tuple[str, str], list[Tenure]] = {}
            for one in self.tenures:
                self._by_post.setdefault((one.unit.code, one.post), []).append(one)
        return self._by_post


def load_units(city: City, rows: list[Row]) -> None:
    """Enter the units, each after the one above it."""
    kinds = {row["code"]: row["kind"] for row in shipped("qingyuan_divisions.csv")}
    for position, row in enumerate(rows, 1):
        code = str(row["id"])
        at = city.clock.at(FIRST_ENTRY) + timedelta(seconds=position)
        named = {} if row["function"] is None else {"function": row["function"]}
        named |= {} if row["treated_as"] is None else {"treated_as": row["treated_as"]}
        kind = "高新区" if code == ZONE else KINDS.get(kinds.get(code, ""), "")
        source = "" if row["level"] == "department" else STATISTICS if code == ZONE else CODE_SYSTEM
        city.unit[code] = add_unit(None, at, code=code, name=str(row["name"]), level=str(row["level"]), parent=city.unit.get(str(row["parent"])),
                                   determined=bool(row["determined"]), kind=kind, code_system=source, position=position, **named)


def load_officers(city: City, rows: list[Row], tenures: list[Row]) -> None:
    """Enter the officers, each with the first post or when the register was entered."""
    first: dict[Any, Any] = {}
    for tenure in tenures:
        first[tenure["officer"]] = min(first.get(tenure["officer"], date.max), tenure["from"])
    made = [Officer(code=str(row["id"]), name=str(row["name"]), **spelt(str(row["name"]), pinyin_length=120, initials_length=20)) for row in rows]
    city.officer = {one.code: one for one in insert(made)}
    moments = {code: city.clock.at(max(first[code], OFFICERS_ENTERED), "officer", code) for code in city.officer}
    insert([OfficerVersion(officer=one, name=one.name, recorded_at=moments[code]) for code, one in city.officer.items()])
    for code, one in city.officer.items():
        city.journal.add(Change(at=moments[code], actor=None, verb="登记人员", object_type="officer", object_id=code, after={"name": one.name}))


def title_of(unit: Unit, post: str) -> str:
    """Return what a post of a unit is called."""
    return f"{unit.name}{POSTS[post]}"[:60]


def load_tenures(city: City, rows: list[Row], acting: frozenset[tuple[str, str]]) -> None:
    """Enter the tenures; one that ended came on record first as open, then with its end."""
    deputies = {(row["officer"], row["unit"]) for row in rows if row["post"] == "gov_executive_deputy"}
    known: dict[tuple[str, str], datetime] = {}

    def made(row: Row, end: Any, at: datetime) -> Tenure:
        unit, post = city.unit[str(row["unit"])], str(row["post"])
        acts_for = (unit.code, post) in acting and (row["officer"], row["unit"]) in deputies
        return Tenure(officer=city.officer[str(row["officer"])], unit=unit, post=post, title=title_of(unit, post), start=row["from"], end=end,
                      acting=acts_for, party_committee_member=bool(row["party_committee_member"]), recorded_at=at)

    def write(new: Tenure, old: Tenure | None) -> None:
        city.journal.add(Change(at=new.recorded_at, actor=None, verb="免职" if old else "登记任期", object_type="tenure", object_id=str(new.pk),
                                unit=new.unit.code, on_behalf=new.officer.code, happened_on=new.start, before=plain_tenure(old) if old else None,
                                after=plain_tenure(new), note="免去职务" if old else ""))
        known.setdefault((new.officer.code, new.unit.code), new.recorded_at)

    city.tenures = load_recorded(city, Tenure, rows, made, write, TENURES_ENTERED)


def load_recorded(city: City, model: type[R], rows: list[Row], made: Callable[[Row, Any, datetime], R], write: Callable[[R, R | None], None],
                  entered: date, reason: str = "免去职务") -> list[R]:
    """Enter rows that begin and may end; gives what stands now, in the order of the rows.

    What ended after it was entered is on record twice: open until the end came, then with it. `made` gives a row's record
    with an end as of a moment, `write` notes the entry of a record and of the one it replaces.
    """
    firsts, ends = [], []
    for number, row in enumerate(rows):
        start: Any = max(row["from"], entered)
        begun = city.clock.at(start, model.__name__, str(number))
        end: Any = row["to"]
        later = end is not None and min(end, city.clock.until) > start
        firsts.append(made(row, None if later else end, begun))
        ends.append(max(city.clock.at(end, model.__name__, str(number), "end"), begun + timedelta(minutes=1)) if later else None)
    for first, ended in zip(firsts, ends, strict=True):
        if ended:
            first.struck_at, first.struck_reason = ended, reason
    insert(firsts)
    seconds = {}
    for number, (row, first, ended) in enumerate(zip(rows, firsts, ends, strict=True)):
        if ended:
            seconds[number] = made(row, row["to"], ended)
            seconds[number].replaces = first
    insert(list(seconds.values()))
    for number, first in enumerate(firsts):
        write(first, None)
        if number in seconds:
            write(seconds[number], first)
    return [seconds.get(number, first) for number, first in enumerate(firsts)]


def load_towns(city: City, rows: list[Row]) -> None:
    """Enter the list of problem towns, with the papers that say so."""
    def made(row: Row, end: Any, at: datetime) -> ProblemTown:
        start: Any = row["from"]
        return ProblemTown(unit=city.unit[str(row["unit"])], start=start, end=end, document=f"清安委〔{start.year}〕2号",
                           end_document=f"清安委〔{end.year}〕31号" if end else "", recorded_at=at)

    def write(new: ProblemTown, old: ProblemTown | None) -> None:
        city.journal.add(Change(at=new.recorded_at, actor=None, verb="移出问题突出镇" if old else "列入问题突出镇", object_type="problem_town",
                                object_id=str(new.pk), unit=new.unit.code, happened_on=new.end if old else new.start,
                                before=plain_town(old) if old else None, after=plain_town(new), note=new.end_document if old else ""))

    load_recorded(city, ProblemTown, rows, made, write, STANDING_ENTERED, "移出名单")


def load_committees(city: City, rows: list[Row]) -> None:
    """Enter the committees with their directors."""
    directors: dict[int, list[Officer]] = {}

    def made(row: Row, end: Any, at: datetime) -> Committee:
        one = Committee(unit=city.unit[str(row["unit"])], start=row["from"], end=end, recorded_at=at)
        named: Any = row["directors"]
        directors[id(one)] = [city.officer[code] for code in named]
        return one

    written: list[tuple[Committee, Committee | None]] = []
    load_recorded(city, Committee, rows, made, lambda new, old: written.append((new, old)), STANDING_ENTERED, "主任届止")
    through: Any = Committee.directors.through
    insert([through(committee=one, officer=who) for one, _ in written for who in directors[id(one)]])
    for new, old in written:
        city.journal.add(Change(at=new.recorded_at, actor=None, verb="安委会主任届止" if old else "登记安委会主任", object_type="committee",
                                object_id=str(new.pk), unit=new.unit.code, happened_on=new.end if old else new.start, provision="4.p3",
                                before=plain_committee(old) if old else None, after=plain_committee(new), note="主任届止" if old else ""))
