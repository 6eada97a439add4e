"""The states of a case and of each person concerned, and the verbs between them: the one table. Pages, checks and the diagrams in the docs are
drawn from it (第二十五至三十三条)."""

from dataclasses import dataclass
from typing import Final, Literal

from anze.acts.pack import pack_in_force
from anze.duties import courses

Side = Literal["handler", "decider", "member", "person"]
SIDES: Final[dict[Side, str]] = {"handler": "承办人", "decider": "审批人、审核人", "member": "案内的人", "person": "有关人员本人"}
OPEN, HANDLE, ANSWER, READINGS = "case.open", "case.handle", "case.answer", "case.readings"
CASE_OBJECT, READING_OBJECT = "case", "case_reading"  # what the ledger calls them; nothing else of a case stands in it
CASE_VERB, READING_VERB = "案件办理", "案件查阅"
EARLIER: Final = {"lift": "解除"}  # steps that one person took before lifting needed two; nobody takes them any more


@dataclass(frozen=True, slots=True)
class State:
    """Where a case or a person stands: its word, its lamp, what is to be done next; `ended` where nothing more is."""

    label: str
    lamp: str
    next: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which (empty: it stays), by which side of the case.

    Whoever handles a case never approves on it, and whoever approves never handles: an office of two can always go on. `member`: either side.
    `once`: never twice. `final`: cannot be undone. `decides`: never by whoever proposed. `along`: nobody takes it by itself.
    """

    label: str
    start: tuple[str, ...]
    to: str = ""
    side: Side = "handler"
    permission: str = HANDLE
    once: bool = False
    final: bool = False
    decides: bool = False
    along: bool = False


class Course(courses.Course[State, Verb]):
    """States and verbs of one kind of thing, and what it is called."""

    __slots__ = ()

    @property
    def along(self) -> tuple[str, ...]:
        """The verbs that come with another."""
        return tuple(kind for kind, verb in self.verbs.items() if verb.along)

    def table(self) -> str:
        """Return the verbs as rows of a table: what docs/reference/case-states.md shows below the diagram."""
        return courses.table(self.states, self.verbs, {kind: "（随其他步骤）" if verb.along else SIDES[verb.side] for kind, verb in self.verbs.items()})


CASE: Final = Course("这个案件", {
    "proposed": State("待批准立案", "waiting", "由提请时指定的审批人批准或者不予批准；提请的人不能批准。"),
    "open": State("办理中", "open", "查清事实，附证据；列明有关人员，逐人告知、听取陈述申辩、拟定决定。全部办完以后结案。"),
    "closed": State("已结案", "closed", "案件已经结案；送达以后的复核、申诉、解除仍在各人名下办理。", ended=True),
    "refused": State("不予立案", "withdrawn", "没有立案。", ended=True),
    "withdrawn": State("已撤回提请", "withdrawn", "提请人撤回了提请，没有立案。", ended=True),
}, {
    "propose": Verb(label="提请立案", start=(), to="proposed", permission=OPEN, once=True),
    "approve": Verb(label="批准立案", start=("proposed",), to="open", side="decider", permission=OPEN, once=True, final=True, decides=True),
    "refuse": Verb(label="不予批准", start=("proposed",), to="refused", side="decider", permission=OPEN, once=True, final=True, decides=True),
    "withdraw": Verb(label="撤回提请", start=("proposed",), to="withdrawn", permission=OPEN, once=True, final=True),
    "fact": Verb(label="登记事实", start=("open",)),
    "about": Verb(label="补充事实涉及的人", start=("open",)),
    "evidence": Verb(label="登记证据", start=("open",)),
    "file": Verb(label="归入文件", start=("open",)),
    "strike": Verb(label="撤下登记", start=("open",)),
    "member": Verb(label="增加办案人员", start=("proposed", "open", "closed"), side="member"),
    "leave": Verb(label="退出办案", start=("proposed", "open", "closed"), side="member"),
    "recuse": Verb(label="回避", start=("proposed", "open", "closed"), side="member", final=True),
    "close": Verb(label="结案", start=("open",), to="closed", once=True, final=True),
})

# Where a decision was made and another may still follow, of another scheme (党纪处分、政务处分、组织处理): each stands by itself from then on.
_FURTHER: Final = ("decided", "served", "reviewing", "appealing", "revoked")
_CONTESTED: Final = ("served", "lifted")  # lifting cuts no time short in which a decision may be contested
_HELD: Final = ("listed", "notified", "heard", "drafted", "decided")
PERSON: Final = Course("这个人的办理", {
    "listed": State("核查中", "open", "登记情节，作尽职免责检验，然后告知拟认定的事实、依据和拟作的处理。"),
    "notified": State("已告知，待陈述申辩", "waiting", "由本人提出陈述申辩；期满没有提出的，由承办人记明。"),
    "heard": State("已听取陈述申辩", "open", "对陈述申辩提出的事实、理由、证据逐项复核，然后拟定决定。"),
    "drafted": State("决定待审批", "waiting", "由审批人或者审核人批准或者退回；拟定的人不能批准。予以问责的，陈述申辩的期限过了才能批准。"),
    "decided": State("已决定，待送达", "open", "送达本人。还有另一类措施的，现在或者送达以后再拟定那一份决定。"),
    "served": State("已送达", "met", "复核、复审和申诉期间不停止执行；政务处分期满自动解除，党纪处分影响期满就不再限制，都不用办；"
                    "要有决定才解除的，提请解除，由另一人批准。还有另一类措施的，可以再告知、拟定。"),
    "reviewing": State("复核、复审中", "waiting", "受理机关作出结果以后登记，由另一位审批人、审核人批准；不停止执行。"),
    "appealing": State("申诉中", "waiting", "受理机关作出结果以后登记，由另一位审批人、审核人批准；不停止执行。"),
    "cleared": State("不予追究", "closed", "不予追究的决定已经送达。", ended=True),
    "revoked": State("决定已撤销", "withdrawn", "决定已经撤销，措施不再计入。", ended=True),
    "lifted": State("已解除", "closed", "措施已经解除；期限没有过的，仍可以申请复核、申诉。", ended=True),
    "dropped": State("不再列为有关人员", "withdrawn", "列错了的人，记录留着。", ended=True),
}, {
    "list": Verb(label="列为有关人员", start=(), to="listed", once=True),
    "drop": Verb(label="不再列为有关人员", start=("listed",), to="dropped", once=True),
    "change": Verb(label="更改责任、管理权限", start=("listed", "notified", "heard")),
    "circumstance": Verb(label="登记情节", start=("listed", "notified", "heard")),
    "repeat": Verb(label="登记同一任期内再次追责", start=("listed", "notified", "heard")),
    "test": Verb(label="作尽职免责检验", start=("listed", "notified", "heard", *_FURTHER)),
    "notify": Verb(label="告知", start=("listed", "notified", "heard", *_FURTHER), to="notified", final=True),
    "state": Verb(label="陈述申辩", start=("notified", "heard", "drafted"), to="heard", side="person", permission=ANSWER),
    "enter_statement": Verb(label="代为登记陈述申辩", start=("notified", "heard", "drafted"), to="heard"),
    "waive": Verb(label="记明未陈述申辩", start=("notified",), to="heard"),
    "draft": Verb(label="拟定决定", start=("heard", *_FURTHER), to="drafted"),
    "undraft": Verb(label="撤回拟定", start=("drafted",), to="heard"),
    "return": Verb(label="退回", start=("drafted", "decided"), to="heard", side="decider", decides=True),
    "decide": Verb(label="批准决定", start=("drafted",), to="decided", side="decider", final=True, decides=True),
    "serve": Verb(label="送达决定", start=("decided",), to="served", final=True),
    "clear": Verb(label="送达不予追究的决定", start=("decided",), to="cleared", once=True, final=True),
    "receipt": Verb(label="签收", start=("notified", "heard", "drafted", "decided", "served", "reviewing", "appealing", "cleared", "revoked", "lifted"),
                    side="person", permission=ANSWER),
    "review": Verb(label="申请复核、复审", start=_CONTESTED, to="reviewing", side="person", permission=ANSWER),
    "appeal": Verb(label="申诉", start=_CONTESTED, to="appealing", side="person", permission=ANSWER),
    "enter_review": Verb(label="代为登记复核、复审申请", start=_CONTESTED, to="reviewing"),
    "enter_appeal": Verb(label="代为登记申诉", start=_CONTESTED, to="appealing"),
    "result": Verb(label="登记结果", start=("reviewing", "appealing")),
    "unresult": Verb(label="退回结果", start=("reviewing", "appealing"), side="decider", decides=True),
    "uphold": Verb(label="批准维持", start=("reviewing", "appealing"), to="served", side="decider", final=True, decides=True),
    "alter": Verb(label="批准变更", start=("reviewing", "appealing"), to="served", side="decider", final=True, decides=True),
    "revoke": Verb(label="批准撤销", start=("reviewing", "appealing"), to="revoked", side="decider", final=True, decides=True),
    "propose_lift": Verb(label="提请解除", start=("served",)),
    "return_lift": Verb(label="退回解除", start=("served",), side="decider", decides=True),
    "approve_lift": Verb(label="批准解除", start=("served",), to="lifted", side="decider", final=True, decides=True),
    "propose_stop": Verb(label="提请不自动解除", start=("served",)),
    "return_stop": Verb(label="退回不自动解除", start=("served",), side="decider", decides=True),
    "approve_stop": Verb(label="批准不自动解除", start=("served",), side="decider", decides=True),
    "strike_stop": Verb(label="撤下不自动解除", start=("served",), side="decider"),
})
DONE: Final = ("dropped", "cleared")  # in which a person's part of a case is over though the case goes on with others
PENDING: Final = _HELD  # in which a case is pending of somebody, for vetting: yes or no, and nothing else
WAY: Final = ("listed", "notified", "heard", "drafted", "decided", "served")  # the straight way, as pages draw it


def statement_days() -> int:
    """Return how many days a notice may give at most for a statement (参数, 第三十二条)."""
    return pack_in_force().int("cases.statement_days")
