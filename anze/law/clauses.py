"""The kinds of clause a pack is made of. A pack's TOML is read into these; `rules/` says what each means for the facts.

Every number here may be a parameter of the pack (written `@name` in TOML); by the time a clause is built the
parameter's value stands in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from anze.law.days import PeriodKind, Span

Owner = Literal["body", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What one provision means. `id` as in 5.2, 12.p2, 21.2.3; `quote` its words, verbatim from the article.

    `note` says in Chinese why it is read this way, or, where nothing is computed, why not. `parameters` names the
    parameters of the pack whose values stand in it.
    """

    kind: ClassVar[str]
    id: str
    quote: str
    note: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActSpec:
    """Which act counts: its type, and what else it must say. Empty fields do not matter.

    meeting: `body` and `topic`; document: `document`; inspection: `role`; budget: `growth`
    ("not_below_revenue": the fund grows no slower than fiscal revenue).
    """

    type: Literal["meeting", "inspection", "document", "budget"]
    body: str = ""
    topic: str = ""
    document: str = ""
    role: str = ""
    growth: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring(Clause):
    """So many acts in each calendar period, owed by a post (owner `person`) or by a unit's body (owner `body`).

    `period` by unit level, so that a city may owe each half-year what a county owes each quarter.
    `functions` narrows departments; `what` names the act in Chinese, as it follows 应: 召开常委会会议专题研究安全生产工作.
    """

    kind: ClassVar[str] = "recurring"
    posts: tuple[str, ...]
    levels: tuple[str, ...]
    functions: tuple[str, ...] = ()
    owner: Owner
    period: Mapping[str, PeriodKind]
    at_least: int
    act: ActSpec
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Clause):
    """Something each holder of a post must have all the time: a contact point or a duty list.

    `needs`: county (a county of the officer's city), town (a problem town inside the officer's unit),
    sector, or duty_list (of the department, with a safety body named).
    """

    kind: ClassVar[str] = "standing"
    posts: tuple[str, ...]
    levels: tuple[str, ...]
    needs: Literal["county", "town", "sector", "duty_list"]
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Clause):
    """How a unit's leadership must be made up.

    `test`: director (the committee is directed by one of `posts`, a second director only from `second`; at
    `levels` it must exist, at `where_any` only if it exists is it looked at), also_holds (each holder of `posts` also holds
    one of `second` in the same unit), committee_member (each holder sits on the Party committee), held (someone holds each of `posts`).
    `check` is the code in the findings: 4.p3, 8, 12, vacancy.
    """

    kind: ClassVar[str] = "shape"
    check: str
    test: Literal["director", "also_holds", "committee_member", "held"]
    posts: tuple[str, ...]
    second: tuple[str, ...] = ()
    levels: tuple[str, ...]
    where_any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Clause):
    """So many accidents within a span fire an interview of the unit of `level` in which they happened.

    `grades`: which accidents count; `sector`: only of that sector (empty: any); `same`: fields of the accident that must agree and be known.
    `interviewees`: posts of the unit that are interviewed.
    """

    kind: ClassVar[str] = "window"
    level: str
    grades: tuple[str, ...]
    sector: str = ""
    same: tuple[str, ...] = ()
    at_least: int
    span: Span
    interviewees: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Clause):
    """A recorded event that fires an interview: an overdue listed hazard, a poor assessment, a veto, a decision.

    `grades`: assessment grades that fire; `who` decides what a program may not.
    """

    kind: ClassVar[str] = "event"
    level: str
    sources: tuple[Literal["hazards", "assessments", "vetoes", "decisions"], ...]
    grades: tuple[str, ...] = ()
    interviewees: tuple[str, ...]
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Clause):
    """A ground for accountability that is counted: missed obligations, late reports, interviews within a span.

    `posts`: only duties of these posts (missed), only officers in them (late_reports, interviews); empty: any.
    """

    kind: ClassVar[str] = "count"
    of: Literal["missed", "late_reports", "interviews"]
    at_least: int = 1
    span: Span | None = None
    posts: tuple[str, ...] = ()
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One limb of the yearly veto: at `levels`, `at_least` accidents of `grades` in a calendar year."""

    levels: tuple[str, ...]
    grades: tuple[str, ...]
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto(Clause):
    """The leading group of a unit loses the year's awards: by accidents (`tallies`) or by what its leaders received (`measures`)."""

    kind: ClassVar[str] = "veto"
    tallies: tuple[Tally, ...] = ()
    measures: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance(Clause):
    """A fact that aggravates or mitigates (第二十八、二十九条): on record by a person, cited, never computed.

    `computed`: same_term marks 第二十八条's repetition within a term, which is looked for and put before `who`.
    `since`: accident marks what can only have come about from the accident on.
    """

    kind: ClassVar[str] = "circumstance"
    effect: Literal["aggravating", "mitigating"]
    computed: Literal["", "same_term"] = ""
    since: Literal["", "accident"] = ""
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption(Clause):
    """The full-performance test (第三十条): nothing missed or backfilled in the periods that ended within `span` before the accident."""

    kind: ClassVar[str] = "exemption"
    span: Span
    pending_standing_fails: bool
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban(Clause):
    """What follows for an officer held accountable for an accident: no awards that year, no promotion while the effect lasts."""

    kind: ClassVar[str] = "ban"
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle(Clause):
    """A step of the yearly cycle.

    `step`: letters (due month and day), tasks, tours (years a cycle), assessment (`steps` in their order, `approvals` among them), publication, record.
    `rule` is its code in the findings: 19; `vetoed_best` the best grade that a vetoed unit may be given.
    """

    kind: ClassVar[str] = "cycle"
    rule: str = ""
    step: Literal["letters", "tasks", "tours", "assessment", "publication", "record"]
    due_month: int = 0
    due_day: int = 0
    years: int = 0
    sides: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    vetoed_best: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Clause):
    """What only a person or body with the authority may decide: `who`. `measures` → body where the article divides the work."""

    kind: ClassVar[str] = "judgement"
    who: str
    bodies: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Clause):
    """A duty without a number: it stands in the duty list of `posts`, evidence can be filed under it, no status is computed."""

    kind: ClassVar[str] = "duty"
    posts: tuple[str, ...]
    levels: tuple[str, ...]
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaratory(Clause):
    """Words from which nothing is computed; `note` says why."""

    kind: ClassVar[str] = "declaratory"
