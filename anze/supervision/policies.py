"""The states of an item under supervision and of each undertaking, and the verbs between them: the one table. Pages, checks and the diagrams
in the docs are drawn from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.duties import courses

Side = Literal["office", "undertaker"]
VIEW, ASSIGN, DECIDE, REPORT = "supervision.view", "supervision.assign", "supervision.decide", "supervision.report"
CLAUSE: Final = "17.p1"  # what all of it rests on
FARTHEST_DAYS: Final = 3 * 366  # a deadline farther off is a slip of the year


@dataclass(frozen=True, slots=True)
class State:
    """Where an item or an undertaking stands: its word, its lamp, what is to be done next; `ended` where nothing more is."""

    label: str
    lamp: str
    next: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which (empty: it stays), by which permission on which side's unit.

    `once`: never twice. `final`: cannot be undone. `decides`: never by whoever asked or reported. `along`: nobody takes it by itself, it comes with
    another verb.
    """

    label: str
    start: tuple[str, ...]
    to: str = ""
    permission: str = ASSIGN
    side: Side = "office"
    once: bool = False
    final: bool = False
    decides: bool = False
    along: bool = False


class Course(courses.Course[State, Verb]):
    """States and verbs of one kind of thing, and what it is called."""

    __slots__ = ()

    @property
    def once(self) -> tuple[str, ...]:
        """The verbs that are taken once at most."""
        return tuple(sorted(kind for kind, verb in self.verbs.items() if verb.once))

    @property
    def along(self) -> tuple[str, ...]:
        """The verbs that come with another."""
        return tuple(kind for kind, verb in self.verbs.items() if verb.along)

    def table(self) -> str:
        """Return the verbs as rows of a table: what docs/reference/supervision-states.md shows below the diagram."""
        sides = {"office": "交办方", "undertaker": "承办方"}
        return courses.table(self.states, self.verbs, {kind: "（自动）" if verb.along else sides[verb.side] for kind, verb in self.verbs.items()})


TASK: Final = Course("这个督办事项", {
    "planned": State("已立项，待交办", "waiting", "核对承办单位和期限后交办；交办时取号印发督办单，承办单位随即看到。"),
    "assigned": State("办理中", "open", "承办单位逐家签收、反馈，逐家复核；全部复核通过的自动办结。"),
    "closed": State("已办结", "closed", "各承办单位都已复核通过，事项已经办结。", ended=True),
    "withdrawn": State("已撤销", "withdrawn", "事项已经撤销，不再计入任何人的部署。", ended=True),
}, {
    "plan": Verb(label="立项", start=(), to="planned", once=True),
    "change": Verb(label="更改", start=("planned",)),
    "assign": Verb(label="交办", start=("planned",), to="assigned", once=True, final=True),
    "slip": Verb(label="发督办单", start=("assigned",)),
    "join": Verb(label="增加承办单位", start=("assigned",), final=True),
    "close": Verb(label="办结", start=("assigned",), to="closed", once=True, final=True, along=True),
    "withdraw": Verb(label="撤销", start=("planned", "assigned"), to="withdrawn", once=True, final=True),
})

_AT_WORK: Final = ("signed", "sent_back")
UNDERTAKING: Final = Course("这家单位的承办", {
    "planned": State("待交办", "waiting", "事项交办以后由承办单位签收。"),
    "assigned": State("待签收", "waiting", "由承办单位签收。"),
    "signed": State("办理中", "open", "办好以后反馈；到期办不完的，写明理由申请延期。"),
    "extending": State("延期待审批", "waiting", "由交办单位审批延期。申请的人不能审批。"),
    "reported": State("已反馈，待复核", "waiting", "由交办单位复核：办到位的通过，不到位的退回。反馈的人不能复核。"),
    "sent_back": State("退回补办", "disputed", "按复核意见补办，办好以后再反馈。"),
    "accepted": State("复核通过", "closed", "这家单位承办的部分已经办结。", ended=True),
    "released": State("已解除承办", "withdrawn", "这家单位不再承办这个事项。", ended=True),
}, {
    "list": Verb(label="列为承办单位", start=(), to="planned", along=True),
    "assign": Verb(label="交办", start=("planned",), to="assigned", once=True, final=True, along=True),
    "sign": Verb(label="签收", start=("assigned",), to="signed", permission=REPORT, side="undertaker", once=True),
    "progress": Verb(label="反馈进展", start=("signed", "sent_back", "extending"), permission=REPORT, side="undertaker"),
    "report": Verb(label="反馈办结情况", start=("signed", "sent_back", "extending"), to="reported", permission=REPORT, side="undertaker"),
    "ask": Verb(label="申请延期", start=_AT_WORK, to="extending", permission=REPORT, side="undertaker"),
    "grant": Verb(label="同意延期", start=("extending",), to="signed", permission=DECIDE, decides=True),
    "refuse": Verb(label="不同意延期", start=("extending",), to="signed", permission=DECIDE, decides=True),
    "accept": Verb(label="复核通过", start=("reported",), to="accepted", once=True, final=True, decides=True),
    "send_back": Verb(label="退回补办", start=("reported",), to="sent_back", decides=True),
    "hand_on": Verb(label="更换责任人", start=("assigned", "signed", "extending", "reported", "sent_back")),
    "release": Verb(label="解除承办", start=("assigned", "signed", "extending", "reported", "sent_back"), to="released", once=True, final=True),
})
ASKED_BY: Final[Mapping[str, str]] = {"grant": "ask", "refuse": "ask", "accept": "report", "send_back": "report"}  # a decision → what it decides on
NOT_DONE: Final = ("assigned", "signed", "extending", "sent_back")  # in which nothing was handed in that stands
WAY: Final = ("planned", "assigned", "closed")  # the straight way, as pages draw it
