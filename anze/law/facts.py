"""The facts a finding rests on, frozen, as `casefile.md` names them. `anze.law.input` reads them; nothing here decides.

A field's metadata says how it is written in a case or a table: `key` where it differs from the name, `read` for the
form of its value, `ref` for the list its id must stand in. A field without a default must be given.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from anze.law.codes import (
    ACT_TYPES,
    ASSESSMENT_GRADES,
    ASSESSMENT_STEPS,
    BODIES,
    DOCUMENTS,
    FUNCTIONS,
    LEVELS,
    POSTS,
    ROLES,
    SIDES,
    TARGETS,
    TOPICS,
    ZONE_LEVELS,
)
from anze.law.forms import AMOUNT, COUNT, DAY, FLAG, IDS, MOMENT, NUMBER, TEXT, YEAR, Form, choice, rows, word, words
from anze.law.national.effects import KINDS

Day: TypeAlias = date  # several records have a field of the name `date`
NOTHING: Any = ...  # the mark of a field that must be given


def say(read: Form, default: Any = NOTHING, *, key: str = "", ref: str = "") -> Any:
    """Return a dataclass field: how its value is written, its default, its key in the file and the list it refers to."""
    metadata = {"read": read, "key": key, "ref": ref}
    return field(metadata=metadata) if default is NOTHING else field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the tree; a department stands beside the unit whose organ it is (`parent`)."""

    id: str = say(TEXT)
    name: str = say(TEXT, "")
    level: str = say(choice(LEVELS))
    parent: str | None = say(TEXT, None, ref="units")
    function: str = say(choice(FUNCTIONS), "other")
    determined: bool = say(FLAG, False)
    treated_as: str = say(choice(ZONE_LEVELS), "county")


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A leading official."""

    id: str = say(TEXT)
    name: str = say(TEXT, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An officer in a post of a unit, both days included; `end` is None while in post."""

    officer: str = say(TEXT, ref="officers")
    unit: str = say(TEXT, ref="units")
    post: str = say(choice(POSTS))
    start: Day = say(DAY, key="from")
    end: Day | None = say(DAY, None, key="to")
    party_committee_member: bool = say(FLAG, False)

    def holds_on(self, day: date) -> bool:
        """Say whether the post is held on `day`."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done. It happened on `date` and was on record from `recorded_on` (the day itself, unless given)."""

    id: str = say(TEXT)
    type: str = say(choice(ACT_TYPES))
    date: Day = say(DAY)
    recorded_on: Day | None = say(DAY, None)
    unit: str | None = say(TEXT, None, ref="units")
    officer: str | None = say(TEXT, None, ref="officers")
    body: str | None = say(word(BODIES), None)
    kind: str | None = say(word(DOCUMENTS), None)
    role: str | None = say(choice(ROLES), None)
    topics: tuple[str, ...] | None = say(words(TOPICS), None)
    year: int | None = say(YEAR, None)
    fund: Decimal | None = say(AMOUNT, None)
    fund_before: Decimal | None = say(AMOUNT, None)
    revenue_growth: Decimal | None = say(NUMBER, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact point (挂点联系) of an officer: a county, a town or a sector."""

    officer: str = say(TEXT, ref="officers")
    target: str = say(choice(TARGETS))
    unit: str | None = say(TEXT, None, ref="units")
    sector: str | None = say(TEXT, None)
    start: Day = say(DAY, key="from")
    end: Day | None = say(DAY, None, key="to")
    recorded_on: Day | None = say(DAY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemTown:
    """A town on the list of 安全生产问题突出镇."""

    unit: str = say(TEXT, ref="units")
    start: Day = say(DAY, key="from")
    end: Day | None = say(DAY, None, key="to")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyList:
    """A department's list of safety duties (安全生产责任清单) and the body it names."""

    unit: str = say(TEXT, ref="units")
    start: Day = say(DAY, key="from")
    end: Day | None = say(DAY, None, key="to")
    safety_body: str | None = say(TEXT, None)
    recorded_on: Day | None = say(DAY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A unit's work-safety committee (安委会) and its directors."""

    unit: str = say(TEXT, ref="units")
    directors: tuple[str, ...] = say(IDS, (), ref="officers")
    start: Day = say(DAY, key="from")
    end: Day | None = say(DAY, None, key="to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Totals of an accident restated on a day; None leaves a figure as it was."""

    date: Day = say(DAY)
    deaths: int | None = say(COUNT, None)
    serious_injuries: int | None = say(COUNT, None)
    loss: Decimal | None = say(AMOUNT, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of an accident to a level: when it was due, when it was made (None: not on record)."""

    to: str = say(TEXT)
    due: datetime = say(MOMENT)
    at: datetime | None = say(MOMENT, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """An accident as first recorded, with what changed since. `loss` in 10,000 yuan."""

    id: str = say(TEXT)
    unit: str = say(TEXT, ref="units")
    date: Day = say(DAY)
    deaths: int = say(COUNT, 0)
    serious_injuries: int = say(COUNT, 0)
    loss: Decimal = say(AMOUNT, Decimal(0))
    sector: str | None = say(TEXT, None)
    nature: str | None = say(TEXT, None)
    recorded_on: Day | None = say(DAY, None)
    road_or_fire: bool = say(FLAG, False)
    updates: tuple[Update, ...] = say(rows(Update), ())
    reports: tuple[Report, ...] = say(rows(Report), ())
    responsibility_outside: tuple[str, ...] = say(IDS, (), ref="units")
    written_off_on: Day | None = say(DAY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """A listed major hazard (挂牌督办); `finding_on`: found on that day to be late through poor promotion or supervision."""

    id: str = say(TEXT)
    unit: str = say(TEXT, ref="units")
    deadline: Day = say(DAY)
    finished_on: Day | None = say(DAY, None)
    finding_on: Day | None = say(DAY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of an assessment, taken on a day."""

    step: str = say(choice(ASSESSMENT_STEPS))
    on: Day = say(DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A unit's result of a year; `steps` where the way to it is on record."""

    unit: str = say(TEXT, ref="units")
    year: int = say(YEAR)
    grade: str = say(word(ASSESSMENT_GRADES))
    confirmed_on: Day | None = say(DAY, None)
    steps: tuple[Step, ...] = say(rows(Step), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A recorded decision of the city's Party committee or government under the provision `rule`."""

    unit: str = say(TEXT, ref="units")
    date: Day = say(DAY)
    rule: str = say(TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An interview (约谈) of officers of a unit, `by` a superior or a committee, over `accidents`."""

    id: str = say(TEXT)
    unit: str | None = say(TEXT, None, ref="units")
    officers: tuple[str, ...] = say(IDS, (), ref="officers")
    date: Day = say(DAY)
    opened_on: Day | None = say(DAY, None)
    by: str | None = say(TEXT, None)
    accidents: tuple[str, ...] = say(IDS, (), ref="accidents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure an officer received; `months` is the term of 留党察看; `beside`: given beside another for the same fact, with its ground written."""

    officer: str = say(TEXT, ref="officers")
    kind: str = say(choice(dict.fromkeys(KINDS, "")))
    date: Day = say(DAY)
    accident: str | None = say(TEXT, None, ref="accidents")
    months: int | None = say(COUNT, None)
    beside: bool = say(FLAG, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task assigned by superiors (部署)."""

    id: str = say(TEXT)
    officer: str = say(TEXT, ref="officers")
    due: Day = say(DAY)
    done_on: Day | None = say(DAY, None)
    recorded_on: Day | None = say(DAY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of responsibility of a year between a superior and a direct subordinate."""

    superior: str = say(TEXT, ref="units")
    subordinate: str = say(TEXT, ref="units")
    side: str = say(choice(SIDES))
    year: int = say(YEAR)
    signed_on: Day | None = say(DAY, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """An inspection tour (巡查) of a unit's Party committee or government."""

    by: str = say(TEXT, ref="units")
    unit: str = say(TEXT, ref="units")
    side: str = say(choice(SIDES))
    start: Day = say(DAY, key="from")
    end: Day | None = say(DAY, None, key="to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """A fact under 第二十八 or 第二十九条 that a person put on record about an officer and an accident."""

    officer: str = say(TEXT, ref="officers")
    accident: str = say(TEXT, ref="accidents")
    rule: str = say(TEXT)
    date: Day = say(DAY)
    note: str = say(TEXT, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionAsked:
    """Whether an officer had fully performed (第三十条) is asked for an accident."""

    accident: str = say(TEXT, ref="accidents")
    officer: str = say(TEXT, ref="officers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Every list of facts; each may be empty."""

    units: tuple[Unit, ...] = ()
    officers: tuple[Officer, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    acts: tuple[Act, ...] = ()
    contacts: tuple[Contact, ...] = ()
    problem_towns: tuple[ProblemTown, ...] = ()
    duty_lists: tuple[DutyList, ...] = ()
    committees: tuple[Committee, ...] = ()
    accidents: tuple[Accident, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    interviews: tuple[Interview, ...] = ()
    measures: tuple[Measure, ...] = ()
    tasks: tuple[Task, ...] = ()
    letters: tuple[Letter, ...] = ()
    tours: tuple[Tour, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    exemption_asked: tuple[ExemptionAsked, ...] = ()


LISTS: dict[str, type[Any]] = {
    "units": Unit, "officers": Officer, "tenures": Tenure, "acts": Act, "contacts": Contact,
    "problem_towns": ProblemTown, "duty_lists": DutyList, "committees": Committee, "accidents": Accident,
    "hazards": Hazard, "assessments": Assessment, "decisions": Decision, "interviews": Interview,
    "measures": Measure, "tasks": Task, "letters": Letter, "tours": Tour, "circumstances": Circumstance,
    "exemption_asked": ExemptionAsked,
}
