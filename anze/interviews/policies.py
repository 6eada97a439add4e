"""The states of an interview and the verbs between them: the one table. Pages, checks and the diagram in the docs are drawn from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.duties import courses

Side = Literal["committee", "unit"]


@dataclass(frozen=True, slots=True)
class State:
    """Where an interview stands: its word, its lamp, whose turn it is and what is to be done next."""

    label: str
    lamp: str
    turn: Literal["office", "head", "unit", ""]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which (empty: it stays), by which permission on which side's unit.

    `once`: never twice in one interview. `final`: cannot be undone, a page asks again. `decides`: never by whoever proposed. `along`: taken with
    something else, without a page of its own.
    """

    label: str
    done: str
    start: tuple[str, ...]
    to: str = ""
    permission: str
    side: Side = "committee"
    once: bool = False
    final: bool = False
    decides: bool = False
    along: bool = False


STATES: Final[Mapping[str, State]] = {
    "proposed": State("待审批", "waiting", "head", "由安委办负责人审批：批准，或者退回修改。提请的人不能审批。"),
    "returned": State("退回修改", "disputed", "office", "按退回的意见修改后再报，或者撤回提请。"),
    "approved": State("已批准，待发通知", "waiting", "office", "定下时间、地点，核对被约谈人，发出约谈通知。"),
    "noticed": State("已通知，待约谈", "pending", "office", "约谈以后登记到会情况、指出的问题和作出的承诺。"),
    "held": State("已约谈，待出纪要", "waiting", "office", "核对约谈纪要后印发。"),
    "minuted": State("已出纪要，待列整改", "waiting", "office", "逐项列出整改事项、责任单位、责任人和期限，下达整改。"),
    "rectifying": State("整改中", "open", "unit", "责任单位逐项报告整改情况；全部报告以后报送复核。"),
    "reported": State("整改已报，待复核", "waiting", "office", "逐项复核：都到位的办结，不到位的退回。"),
    "sent_back": State("复核退回，继续整改", "disputed", "unit", "退回的事项重新整改、重新报告，再报送复核。"),
    "closed": State("已办结", "closed", "", "这次约谈已经办结。"),
    "dropped": State("提请已撤回", "withdrawn", "", "提请已经撤回；约谈情形仍成立的，回到待处理。"),
    "cancelled": State("已取消", "withdrawn", "", "约谈已经取消；约谈情形仍成立的，回到待处理。"),
}
PROPOSE, DECIDE, RUN, REPORT = "interview.propose", "interview.decide", "interview.run", "interview.report"
_PUTTING_RIGHT: Final = ("rectifying", "reported", "sent_back")
VERBS: Final[Mapping[str, Verb]] = {
    "propose": Verb(label="提请约谈", done="提请约谈", start=(), to="proposed", permission=PROPOSE, once=True),
    "resubmit": Verb(label="修改后再报", done="修改后再报", start=("returned",), to="proposed", permission=PROPOSE),
    "drop": Verb(label="撤回提请", done="撤回提请", start=("proposed", "returned"), to="dropped", permission=PROPOSE, once=True, final=True),
    "approve": Verb(label="批准约谈", done="批准约谈", start=("proposed",), to="approved", permission=DECIDE, final=True, decides=True),
    "turn_back": Verb(label="退回修改", done="退回修改", start=("proposed",), to="returned", permission=DECIDE, decides=True),
    "people": Verb(label="更改被约谈人", done="更改被约谈人", start=("proposed", "returned"), permission=RUN),
    "revise": Verb(label="更改被约谈人，重新报批", done="更改被约谈人，重新报批", start=("approved",), to="proposed", permission=RUN),
    "joined": Verb(label="并入情形，重新报批", done="并入情形，重新报批", start=("approved",), to="proposed", permission=PROPOSE, along=True),
    "notify": Verb(label="发出约谈通知", done="发出约谈通知", start=("approved",), to="noticed", permission=RUN, once=True, final=True),
    "replace": Verb(label="通知后更改被约谈人", done="通知后更改被约谈人", start=("noticed",), permission=DECIDE, final=True, decides=True),
    "reschedule": Verb(label="更改时间地点", done="更改时间地点", start=("noticed",), permission=RUN),
    "cancel": Verb(label="取消约谈", done="取消约谈", start=("approved", "noticed"), to="cancelled", permission=DECIDE, once=True, final=True),
    "hold": Verb(label="登记约谈情况", done="约谈", start=("noticed",), to="held", permission=RUN, once=True),
    "amend": Verb(label="更正约谈情况", done="更正约谈情况", start=("held", "minuted", "rectifying", "reported", "sent_back"), permission=RUN),
    "minute": Verb(label="印发约谈纪要", done="印发约谈纪要", start=("held",), to="minuted", permission=RUN, once=True, final=True),
    "require": Verb(label="下达整改", done="下达整改", start=("minuted",), to="rectifying", permission=RUN, once=True, final=True),
    "item": Verb(label="更改整改事项", done="更改整改事项", start=("rectifying", "sent_back"), permission=RUN),
    "item_report": Verb(label="报告一项整改", done="报告一项整改", start=("rectifying", "sent_back"), permission=REPORT, side="unit"),
    "report": Verb(label="报送复核", done="报送复核", start=("rectifying", "sent_back"), to="reported", permission=REPORT, side="unit"),
    "send_back": Verb(label="退回继续整改", done="复核退回", start=("reported",), to="sent_back", permission=RUN),
    "close": Verb(label="复核通过，办结", done="办结", start=("reported",), to="closed", permission=RUN, once=True, final=True),
    "circulate": Verb(label="通报整改不力", done="通报整改不力", start=_PUTTING_RIGHT, permission=RUN, once=True, final=True),
    "hand_over": Verb(label="移交纪检监察", done="移交纪检监察", start=_PUTTING_RIGHT, permission=RUN, once=True, final=True),
}
MOVING: Final = tuple(kind for kind, verb in VERBS.items() if verb.to)  # verbs that change the state
PROPOSING: Final = ("propose", "resubmit", "people", "revise", "joined")  # who takes one of these decides nothing of the interview
HOLDING: Final = ("hold", "amend")  # steps that say on which day it was held: the last one is in force
TWO_PERSONS: Final = tuple(kind for kind, verb in VERBS.items() if verb.decides)
OPEN: Final = tuple(state for state, told in STATES.items() if told.turn)
ENDED: Final = tuple(state for state in STATES if state not in OPEN)
JOINABLE: Final = ("proposed", "returned", "approved", "noticed")  # a trigger joins only what has not been held: it must be spoken of there
BEFORE_NOTICE: Final = ("propose", "resubmit", "drop", "approve", "turn_back", "people", "revise", "joined")  # steps that the committee's side alone sees
WAY: Final = ("proposed", "approved", "noticed", "held", "minuted", "rectifying", "reported", "closed")  # the straight way, as pages draw it
OWN_PROPOSAL: Final = "这次约谈是您提请的，或者由您更改过，不能由您审批。请由另一位安委办负责人审批。"
SENDING: Final = ("notify", "replace", "hold", "minute")  # over a ground that has lapsed they are taken deliberately, with a reason
WARNED: Final = ("approve", *SENDING)  # their pages say where the ground has lapsed
# What is due so many days from now is told as due soon.
SOON_DAYS: Final = 7


def verbs_from(state: str) -> tuple[str, ...]:
    """Return the verbs that may follow in a state."""
    return courses.verbs_from(VERBS, state)


def refusal(kind: str, state: str) -> str:
    """Say in one sentence why a verb may not be taken in a state; empty where it may."""
    return courses.refusal("这次约谈", STATES, VERBS, kind, state)


def edges() -> Iterator[courses.Way]:
    """Yield every way from a state (empty: from nothing) to a state, with the verb."""
    return courses.edges(VERBS)


def diagram() -> str:
    """Return the table as a Mermaid state diagram: what docs/reference/interview-states.md shows."""
    return courses.diagram(STATES, VERBS, edges(), ENDED)


def table() -> str:
    """Return the verbs as rows of a table: what docs/reference/interview-states.md shows below the diagram."""
    sides = {"committee": "约谈方", "unit": "被约谈的一方"}
    return courses.table(STATES, VERBS, {kind: sides[verb.side] for kind, verb in VERBS.items()})
