"""The states of dangers and of listings and the verbs between them: two tables. Pages, checks and the diagrams in the docs are drawn from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.duties import courses

Side = Literal["place", "lister"]
CHANGE, DECIDE = "hazard.change", "hazard.list"
SOON_DAYS: Final = 7  # what is due so many days from now is told as due soon; the house's habit, no number of the regulation
REPORTED_DAYS: Final = 2  # a major danger is in the digest of these days after it was reported up


@dataclass(frozen=True, slots=True)
class State:
    """Where a danger or a listing stands: its word, its lamp, what is to be done next; `ended` where nothing more is."""

    label: str
    lamp: str
    next: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which (empty: it stays), by which permission on which side's unit.

    `once`: never twice. `final`: cannot be undone. `decides`: never by whoever proposed or asked.
    """

    label: str
    start: tuple[str, ...]
    to: str = ""
    permission: str = CHANGE
    side: Side = "place"
    once: bool = False
    final: bool = False
    decides: bool = False


class Course(courses.Course[State, Verb]):
    """States and verbs of one kind of thing, and what it is called."""

    __slots__ = ()

    def refusal(self, kind: str, state: str) -> str:
        """Say in one sentence why a verb may not be taken in a state; empty where it may."""
        return courses.refusal(f"这个{self.about}", self.states, self.verbs, kind, state)


_OPEN: Final = ("open", "failed")
DANGER: Final = Course("隐患", {
    "open": State("整改中", "open", "责任单位整改完成后，登记整改情况。"),
    "rectified": State("已整改，待复查", "waiting", "到现场复查：到位的登记复查通过，不到位的写明原因和新的期限。"),
    "failed": State("复查未通过，继续整改", "disputed", "按复查意见继续整改，完成后再登记。"),
    "passed": State("复查通过，待办结", "waiting", "核对以后办结。"),
    "closed": State("已办结", "closed", "这个隐患已经办结。", ended=True),
    "withdrawn": State("已撤回", "withdrawn", "这条登记已经撤回。", ended=True),
}, {
    "record": Verb(label="登记隐患", start=(), to="open", once=True),
    "correct": Verb(label="更正", start=("open", "rectified", "failed")),
    "rectify": Verb(label="登记整改情况", start=_OPEN, to="rectified"),
    "pass": Verb(label="复查通过", start=("rectified",), to="passed"),
    "fail": Verb(label="复查未通过", start=("rectified",), to="failed"),
    "close": Verb(label="办结", start=("passed",), to="closed", once=True, final=True),
    "withdraw": Verb(label="撤回登记", start=("open", "rectified", "failed"), to="withdrawn", once=True, final=True),
})

_UNDER: Final = ("listed", "extending")
LISTING: Final = Course("挂牌督办", {
    "proposed": State("待批准挂牌", "waiting", "由挂牌单位的安委办审批：批准挂牌，或者写明理由不予挂牌。提请的人不能审批。"),
    "declined": State("不予挂牌", "none", "不予挂牌，按一般程序整改。", ended=True),
    "dropped": State("提请已撤回", "withdrawn", "提请已经撤回。", ended=True),
    "listed": State("挂牌督办中", "open", "责任单位按期整改，督办部门定期登记进展；完成后申请验收。"),
    "extending": State("延期待审批", "waiting", "由挂牌单位的安委办审批延期。申请的人不能审批。"),
    "accepted": State("验收合格，待销号", "waiting", "核对验收意见后销号。"),
    "delisted": State("已销号", "closed", "已经销号。", ended=True),
}, {
    "propose": Verb(label="提请挂牌", start=(), to="proposed", once=True),
    "drop": Verb(label="撤回提请", start=("proposed",), to="dropped", once=True, final=True),
    "list": Verb(label="批准挂牌", start=("proposed",), to="listed", permission=DECIDE, side="lister", once=True, final=True, decides=True),
    "decline": Verb(label="不予挂牌", start=("proposed",), to="declined", permission=DECIDE, side="lister", once=True, final=True, decides=True),
    "progress": Verb(label="登记进展", start=_UNDER),
    "ask": Verb(label="申请延期", start=("listed",), to="extending"),
    "grant": Verb(label="同意延期", start=("extending",), to="listed", permission=DECIDE, side="lister", decides=True),
    "refuse": Verb(label="不同意延期", start=("extending",), to="listed", permission=DECIDE, side="lister", decides=True),
    "accept": Verb(label="验收合格", start=_UNDER, to="accepted", side="lister"),
    "reject": Verb(label="验收不合格", start=_UNDER, side="lister"),
    "delist": Verb(label="销号", start=("accepted",), to="delisted", side="lister", once=True, final=True),
    "publish_listing": Verb(label="登记挂牌公布", start=(*_UNDER, "accepted", "delisted"), side="lister", once=True),
    "publish_closing": Verb(label="登记销号公布", start=("delisted",), side="lister", once=True),
    "find": Verb(label="认定逾期原因", start=(*_UNDER, "accepted", "delisted"), side="lister"),
    "unfind": Verb(label="撤回认定", start=(*_UNDER, "accepted", "delisted"), side="lister"),
})
PROPOSING: Final[Mapping[str, tuple[str, ...]]] = {"list": ("propose",), "decline": ("propose",), "grant": ("ask",), "refuse": ("ask",)}
WAY: Final = ("proposed", "listed", "accepted", "delisted")  # the straight way, as pages draw it
USUAL_DAYS: Final = 15  # what a form proposes as the term of a danger; the office changes it as it likes
