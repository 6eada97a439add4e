"""The states of a request about personal data and the verbs between them: the one table; and within what time it is answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.duties import courses

Side = Literal["person", "office"]
FILE, VIEW, DECIDE, CARRY = "data_request.file", "data_request.view", "data_request.decide", "register.change"
# 《App违法违规收集使用个人信息行为认定方法》六：受理并处理的时限不超过15个工作日。《个人信息保护法》只说“及时”（decisions/0057）。
ANSWER_WORKDAYS: Final = 15
SOON_WORKDAYS: Final = 3


@dataclass(frozen=True, slots=True)
class State:
    """Where a request stands: its word, its lamp, what is to be done next; `ended` where nothing more is."""

    label: str
    lamp: str
    next: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which, by which permission on which side. `final`: cannot be undone."""

    label: str
    start: tuple[str, ...]
    to: str
    permission: str
    side: Side = "office"
    final: bool = True


STATES: Final[Mapping[str, State]] = {
    "filed": State("待决定", "waiting", "由安委办负责人核实后决定；本人提出的请求，本人不能决定。"),
    "granted": State("已同意，待落实", "open", "由安委办落实：更正的，在名册或者记录里更正后登记；删除的，核对后删除。作决定的人不能落实。"),
    "done": State("已办结", "closed", "请求已经办结。", ended=True),
    "refused": State("不予办理", "invalid", "理由和救济途径已经告知本人。", ended=True),
    "withdrawn": State("已撤回", "withdrawn", "本人已经撤回请求。", ended=True),
}
VERBS: Final[Mapping[str, Verb]] = {
    "copy": Verb(label="取得副本", start=(), to="done", permission=FILE, side="person"),
    "file": Verb(label="提出请求", start=(), to="filed", permission=FILE, side="person", final=False),
    "withdraw": Verb(label="撤回请求", start=("filed",), to="withdrawn", permission=FILE, side="person"),
    "grant": Verb(label="同意办理", start=("filed",), to="granted", permission=DECIDE),
    "refuse": Verb(label="不予办理", start=("filed",), to="refused", permission=DECIDE),
    "carry": Verb(label="落实", start=("granted",), to="done", permission=CARRY),
}
DECIDING: Final = ("grant", "refuse")
MOVING: Final = tuple(VERBS)
OWN: Final = "这是您本人的请求，请由另一位负责人决定。"
SAME: Final = "决定是您作的，请由另一人落实。"
OPEN: Final = tuple(name for name, state in STATES.items() if not state.ended)
ENDED: Final = tuple(name for name in STATES if name not in OPEN)


def verbs_from(state: str) -> tuple[str, ...]:
    """Return the verbs that may follow in a state."""
    return courses.verbs_from(VERBS, state)


def refusal(kind: str, state: str) -> str:
    """Say in one sentence why a verb may not be taken in a state; empty where it may."""
    return courses.refusal("这个请求", STATES, VERBS, kind, state)


def edges() -> Iterator[courses.Way]:
    """Yield every way from a state (empty: from nothing) to a state, with the verb."""
    return courses.edges(VERBS)


def diagram() -> str:
    """Return the table as a Mermaid state diagram: what docs/reference/data-request-states.md shows."""
    return courses.diagram(STATES, VERBS, edges(), ENDED)


def table() -> str:
    """Return the verbs as rows of a table: what docs/reference/data-request-states.md shows below the diagram."""
    sides = {"person": "本人", "office": "安委办"}
    return courses.table(STATES, VERBS, {kind: sides[verb.side] for kind, verb in VERBS.items()})
