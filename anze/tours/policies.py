"""The states of a tour and the verbs between them: the one table. Pages, checks and the diagram in the docs are drawn from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.acts.pack import pack_in_force
from anze.duties import courses

Side = Literal["superior", "group", "unit"]


@dataclass(frozen=True, slots=True)
class State:
    """Where a tour stands: its word, its lamp, whose turn it is and what is to be done next."""

    label: str
    lamp: str
    turn: Literal["office", "group", "head", "unit", ""]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which (empty: it stays), by which permission on which side.

    `once`: never twice in one tour. `final`: cannot be undone, a page asks again. `decides`: never by whoever proposed.
    """

    label: str
    start: tuple[str, ...]
    to: str = ""
    permission: str
    side: Side = "superior"
    once: bool = False
    final: bool = False
    decides: bool = False


STATES: Final[Mapping[str, State]] = {
    "planned": State("已安排，待通知", "pending", "office", "核对巡查组和日期，发出巡查通知；通知发出以前，被巡查的一方看不到。"),
    "notified": State("已通知，待进驻", "pending", "group", "抽取要核实的履职记录；进驻当日登记。"),
    "on_site": State("现场巡查中", "open", "group", "逐条核对清单，核实抽到的履职记录，记录发现的问题；结束时登记离场。"),
    "drafted": State("已离场，待报审反馈", "waiting", "group", "核对问题和依据，写明总体情况，报审反馈意见。"),
    "proposed": State("反馈意见待审定", "waiting", "head", "由安委办负责人审定：审定并反馈，或者退回修改。报审的人不能审定。"),
    "returned": State("反馈意见退回修改", "disputed", "group", "按退回的意见修改问题，再报审。"),
    "fed_back": State("已反馈，待列整改", "waiting", "office", "按反馈的问题逐项列出整改事项、责任单位、责任人和期限，下达整改。"),
    "rectifying": State("整改中", "open", "unit", "责任单位逐项报告整改情况；全部报告以后报送复核。"),
    "reported": State("整改已报，待复核", "waiting", "office", "逐项复核：都到位的办结，不到位的退回。"),
    "sent_back": State("复核退回，继续整改", "disputed", "unit", "退回的事项重新整改、重新报告，再报送复核。"),
    "closed": State("已办结", "closed", "", "这次巡查已经办结。"),
    "cancelled": State("已取消", "withdrawn", "", "这次巡查已经取消，不计入覆盖。"),
}
VIEW, RUN, CHECK, DECIDE, REPORT = "tour.view", "tour.run", "tour.check", "tour.decide", "tour.report"
_LOOKING: Final = ("on_site", "drafted", "returned")
VERBS: Final[Mapping[str, Verb]] = {
    "plan": Verb(label="安排巡查", start=(), to="planned", permission=RUN, once=True),
    "change": Verb(label="更改安排", start=("planned", "notified"), permission=RUN),
    "cancel": Verb(label="取消巡查", start=("planned", "notified"), to="cancelled", permission=RUN, once=True, final=True),
    "notify": Verb(label="发出巡查通知", start=("planned",), to="notified", permission=RUN, once=True, final=True),
    "recuse": Verb(label="调整组员", start=("notified", "on_site"), permission=RUN),
    "draw": Verb(label="抽取履职记录", start=("notified", "on_site"), permission=CHECK, side="group"),
    "arrive": Verb(label="登记进驻", start=("notified",), to="on_site", permission=CHECK, side="group", once=True),
    "check": Verb(label="核对清单", start=_LOOKING, permission=CHECK, side="group"),
    "verify": Verb(label="核实履职记录", start=_LOOKING, permission=CHECK, side="group"),
    "find": Verb(label="记录问题", start=_LOOKING, permission=CHECK, side="group"),
    "leave": Verb(label="登记离场", start=("on_site",), to="drafted", permission=CHECK, side="group", once=True),
    "propose": Verb(label="报审反馈意见", start=("drafted", "returned"), to="proposed", permission=CHECK, side="group"),
    "turn_back": Verb(label="退回修改", start=("proposed",), to="returned", permission=DECIDE, decides=True),
    "feed_back": Verb(label="审定并反馈", start=("proposed",), to="fed_back", permission=DECIDE, once=True, final=True, decides=True),
    "require": Verb(label="下达整改", start=("fed_back",), to="rectifying", permission=RUN, once=True, final=True),
    "item": Verb(label="更改整改事项", start=("rectifying", "sent_back"), permission=RUN),
    "item_report": Verb(label="报告一项整改", start=("rectifying", "sent_back"), permission=REPORT, side="unit"),
    "report": Verb(label="报送复核", start=("rectifying", "sent_back"), to="reported", permission=REPORT, side="unit"),
    "send_back": Verb(label="退回继续整改", start=("reported",), to="sent_back", permission=RUN),
    "close": Verb(label="办结", start=("reported", "fed_back"), to="closed", permission=RUN, once=True, final=True),
}
MOVING: Final = tuple(kind for kind, verb in VERBS.items() if verb.to)  # verbs that change the state
TWO_PERSONS: Final = tuple(kind for kind, verb in VERBS.items() if verb.decides)
OPEN: Final = tuple(state for state, told in STATES.items() if told.turn)
ENDED: Final = tuple(state for state in STATES if state not in OPEN)
AFTER_FEEDBACK: Final = ("fed_back", "rectifying", "reported", "sent_back", "closed")  # from here on the unit visited reads what was found
# What stands on the pages of a tour beside its buttons: the unit visited sees of these steps no more than that they were taken.
TOLD_TO_UNIT: Final = ("notify", "recuse", "cancel", "arrive", "leave", "feed_back", "require", "item", "item_report", "report", "send_back", "close")
WAY: Final = ("planned", "notified", "on_site", "drafted", "proposed", "fed_back", "rectifying", "reported", "closed")
SOON_DAYS: Final = 7  # what is due so many days from now is told as due soon; the house's habit, no number of the regulation


def recusal_years() -> int:
    """Return for how many years after leaving a post of the unit visited somebody is flagged as a member of the group."""
    return pack_in_force().int("tours.recusal_years")


def verbs_from(state: str) -> tuple[str, ...]:
    """Return the verbs that may follow in a state."""
    return courses.verbs_from(VERBS, state)


def refusal(kind: str, state: str) -> str:
    """Say in one sentence why a verb may not be taken in a state; empty where it may."""
    return courses.refusal("这次巡查", STATES, VERBS, kind, state)


def edges() -> Iterator[courses.Way]:
    """Yield every way from a state (empty: from nothing) to a state, with the verb."""
    return courses.edges(VERBS)


def diagram() -> str:
    """Return the table as a Mermaid state diagram: what docs/reference/tour-states.md shows."""
    return courses.diagram(STATES, VERBS, edges(), ENDED)


def table() -> str:
    """Return the verbs as rows of a table: what docs/reference/tour-states.md shows below the diagram."""
    sides = {"superior": "派出的一方", "group": "巡查组", "unit": "被巡查的一方"}
    return courses.table(STATES, VERBS, {kind: sides[verb.side] for kind, verb in VERBS.items()})
