"""Where a letter stands and what may be done with it then: the one table. Pages, checks and the diagram in the docs are drawn from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.duties import courses

Whose = Literal["superior", "either", "signer"]
VIEW, ISSUE, FILE, SIGN = "letter.view", "letter.issue", "letter.file", "letter.sign"
RULE: Final = "19.p1"
SOON_DAYS: Final = 30  # letters are shown as due soon so many days before the day; the house's habit, no number of the regulation
REMINDED_DAYS: Final = 7  # and told in the digest so many days before it
TOLD_DAYS: Final = 2   # a letter is in the digest of these days after it was issued


@dataclass(frozen=True, slots=True)
class State:
    """Where a letter stands: its word, its lamp, what is to be done next; `ended` where nothing more is."""

    label: str
    lamp: str
    next: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, which ways it leads (state, state; from others it stays), by which permission, on whose side.

    `final`: cannot be undone, a page asks again.
    """

    label: str
    start: tuple[str, ...]
    ways: tuple[tuple[str, str], ...] = ()
    permission: str = ISSUE
    whose: Whose = "superior"
    final: bool = False


_STANDING: Final = ("issued", "half", "signed")
_BOTH: Final = (("issued", "signed"), ("half", "signed"))
STATES: Final[Mapping[str, State]] = {
    "issued": State("待双方签", "pending", "打印后由双方签字，把扫描件传上来；或者由双方主要负责人各自登录，在页面上签。"),
    "half": State("一方已签", "waiting", "等另一方签。双方都签了才算签订，签订日期是后签的那一天。"),
    "signed": State("已签订", "met", "已经签订。数字目标有变化的，重签一份，原来的留着。"),
    "replaced": State("已重签", "withdrawn", "已由新的一份代替，留在案上。", ended=True),
    "voided": State("已作废", "withdrawn", "已经作废，留在案上，不再计入。", ended=True),
}
VERBS: Final[Mapping[str, Verb]] = {
    "generate": Verb(label="生成责任书", start=(), ways=(("", "issued"),)),
    "sign": Verb(label="签订", start=("issued", "half"), ways=(("issued", "half"), ("half", "signed")), permission=SIGN, whose="signer"),
    "unsign": Verb(label="撤回签字", start=("half",), ways=(("half", "issued"),), permission=SIGN, whose="signer"),
    "file": Verb(label="归档扫描件", start=_STANDING, ways=_BOTH, permission=FILE, whose="either"),
    "unfile": Verb(label="撤下扫描件", start=_STANDING, ways=(("signed", "issued"), ("signed", "half")), permission=FILE, whose="either"),
    "enter": Verb(label="登记签订", start=("issued", "half"), ways=_BOTH),
    "outcome": Verb(label="登记实绩", start=_STANDING),
    "replace": Verb(label="重签", start=_STANDING, ways=tuple((one, "replaced") for one in _STANDING), final=True),
    "void": Verb(label="作废", start=_STANDING, ways=tuple((one, "voided") for one in _STANDING), final=True),
}


def verbs_from(state: str) -> tuple[str, ...]:
    """Return the verbs that may follow in a state."""
    return courses.verbs_from(VERBS, state)


def refusal(kind: str, state: str) -> str:
    """Say in one sentence why a verb may not be taken in a state; empty where it may."""
    return courses.refusal("这份责任书", STATES, VERBS, kind, state)


def edges() -> Iterator[tuple[str, str, str]]:
    """Yield every way from a state (empty: from nothing) to a state, with the verb."""
    for kind, verb in VERBS.items():
        yield from ((start, to, kind) for start, to in verb.ways or [(start, start) for start in verb.start])


def diagram() -> str:
    """Return the table as a Mermaid state diagram: what docs/reference/letter-states.md shows."""
    return courses.diagram(STATES, VERBS, edges(), [name for name, state in STATES.items() if state.ended])
