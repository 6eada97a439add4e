"""The states of an assessment and the verbs between them: the one table. Pages, checks and the diagram in the docs are drawn from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from anze.duties import courses

Side = Literal["office", "unit"]


@dataclass(frozen=True, slots=True)
class State:
    """Where an assessment stands: its word, its lamp, what is to be done next; `ended` where nothing more is."""

    label: str
    lamp: str
    next: str
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What may be done: its word, from which states, to which (empty: it stays), by which permission on which side's unit.

    `once`: never twice. `final`: cannot be undone, a page asks again. `decides`: never by whoever drew up or scored. `step`: the step of
    the law's order (第二十条) that it stands for.
    """

    label: str
    start: tuple[str, ...]
    to: str = ""
    permission: str = "assessment.run"
    side: Side = "office"
    once: bool = False
    final: bool = False
    decides: bool = False
    step: str = ""


VIEW, RUN, DECIDE, REPORT = "assessment.view", "assessment.run", "assessment.decide", "assessment.report"
RETRACT = "publication.decide"  # taken on the page of what is published, which leaves the public note
STATES: Final[Mapping[str, State]] = {
    "drawing_up": State("方案编制中", "open", "核对指标、分值、考核对象和等次分数线；分值合计 100 后印发方案。"),
    "self_assessing": State("自评中", "waiting", "系统数据已经提取。等被考核单位自评；都自评以后开始核查评分。"),
    "scoring": State("核查评分中", "waiting", "逐项核查抽样、评定由人评分的指标，没有遗漏后完成评分。"),
    "scored": State("评分完成，待形成初步结果", "waiting", "核对各单位得分和“一票否决”，形成初步结果并送达被考核单位。"),
    "drafted": State("初步结果，异议期", "waiting", "被考核单位可以提出异议；逐件答复，异议截止日过了以后固定结果。"),
    "frozen": State("已固定，待审定", "waiting", "提请党委常委会会议、政府常务会议审定；两个会议都审定以后，由安委办负责人确认。"),
    "confirmed": State("已确认，待公布", "confirmed", "公布考核结果。"),
    "published": State("已公布", "closed", "考核结果已经公布。公布的有错的，由安委办负责人在“公布”的页面撤回，再更正。"),
    "retracted": State("公布已撤回，待更正", "withdrawn",
                       "更正评分，或者在原来的地方更正事实；然后按现在的事实重新固定（有单位的结果变差的，先重新形成初步结果、重新告知），由两个会议重新审定，再确认、公布。"),
    "dropped": State("方案已作废", "withdrawn", "这个方案没有印发，已经作废。", ended=True),
}
_AFTER: Final = ("drafted", "frozen", "retracted")
_LATE: Final = (*_AFTER, "confirmed")  # a wrong score can be put right until the result is published, and once it was taken back
VERBS: Final[Mapping[str, Verb]] = {
    "open": Verb(label="编制方案", start=(), to="drawing_up", once=True),
    "change": Verb(label="修改方案", start=("drawing_up",)),
    "drop": Verb(label="作废方案", start=("drawing_up",), to="dropped", once=True, final=True),
    "issue": Verb(label="印发方案并提取数据", start=("drawing_up",), to="self_assessing", once=True, final=True, step="scheme"),
    "draw": Verb(label="重新提取数据", start=("self_assessing", "scoring")),
    "self_assess": Verb(label="提交自评", start=("self_assessing",), permission=REPORT, side="unit", step="self_assessment"),
    "without": Verb(label="登记逾期未自评", start=("self_assessing",), step="self_assessment"),
    "begin": Verb(label="开始核查评分", start=("self_assessing",), to="scoring", once=True),
    "recuse": Verb(label="登记回避", start=("self_assessing", "scoring", *_LATE)),
    "score": Verb(label="核查评分", start=("scoring", *_LATE)),
    "finish": Verb(label="完成评分", start=("scoring",), to="scored", step="scoring"),
    "rescore": Verb(label="退回重新评分", start=("scored",), to="scoring"),
    "draft": Verb(label="形成初步结果", start=("scored",), to="drafted", final=True, step="draft"),
    "redraft": Verb(label="重新形成初步结果", start=_LATE, to="drafted", final=True, step="draft"),
    "object": Verb(label="提出异议", start=_AFTER, permission=REPORT, side="unit"),
    "reply": Verb(label="答复异议", start=_AFTER),
    "freeze": Verb(label="固定结果", start=("drafted",), to="frozen"),
    "approve": Verb(label="登记会议审定", start=("frozen",)),
    "refreeze": Verb(label="按现在的事实重新固定", start=("frozen", "confirmed", "retracted"), to="frozen", final=True),
    "confirm": Verb(label="确认结果", start=("frozen",), to="confirmed", permission=DECIDE, final=True, decides=True, step="confirmed"),
    "publish": Verb(label="公布结果", start=("confirmed",), to="published", final=True, step="published"),
    "retract": Verb(label="撤回公布", start=("published",), to="retracted", permission=RETRACT, final=True),
}
MOVING: Final = tuple(kind for kind, verb in VERBS.items() if verb.to)  # verbs that change the state
DECIDING: Final = tuple(kind for kind, verb in VERBS.items() if verb.decides)
DRAFTING: Final = ("draft", "redraft")  # each tells the units anew, with days for objections
RESTARTING: Final = ("redraft", "refreeze")  # what was approved, confirmed or published before these is so no longer
DRAWN_UP: Final = ("issue", "finish", *DRAFTING, "freeze", "refreeze")  # whoever took one of these drew the result up
WAY: Final = ("drawing_up", "self_assessing", "scoring", "scored", "drafted", "frozen", "confirmed", "published")
HIDDEN: Final = ("drawing_up", "dropped")  # in these the assessed units do not see it yet
BOUND: Final = ("frozen", "confirmed", "published", "retracted")  # in these a snapshot stands that approvals bind to
OBJECTION_DAYS: Final = 7  # what a form proposes as the days for objections; the office changes it as it likes
SELF_DAYS: Final = 20  # what a form proposes as the days for self-assessment


def verbs_from(state: str) -> tuple[str, ...]:
    """Return the verbs that may follow in a state."""
    return courses.verbs_from(VERBS, state)


def refusal(kind: str, state: str, *, others: Iterable[str] = ()) -> str:
    """Say in one sentence why a verb may not be taken in a state; empty where it may. `others`: verbs that are not the reader's to take."""
    return courses.refusal("这次考核", STATES, VERBS, kind, state, along=others)


def edges() -> Iterator[courses.Way]:
    """Yield every way from a state (empty: from nothing) to a state, with the verb."""
    return courses.edges(VERBS)


def diagram() -> str:
    """Return the table as a Mermaid state diagram: what docs/reference/assessment-states.md shows."""
    return courses.diagram(STATES, VERBS, edges(), [name for name, state in STATES.items() if state.ended or name == "published"])


def table() -> str:
    """Return the verbs as rows of a table: what docs/reference/assessment-states.md shows below the diagram."""
    sides = {"office": "组织考核的安委办", "unit": "被考核单位"}
    return courses.table(STATES, VERBS, {kind: sides[verb.side] for kind, verb in VERBS.items()})
