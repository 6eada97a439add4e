"""The verbs as pages show them: the form of each, the words above it, the action behind it. One row a verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from anze.accountability.actions import (
    deciding,
    ending,
    entering,
    finding,
    lifting,
    members,
    opening,
    people,
    serving,
    stopping,
    weighing,
)
from anze.accountability.forms import deciding as decided
from anze.accountability.forms import finding as found
from anze.accountability.forms.entering import EnterAppealForm, EnterReviewForm, EnterStatementForm
from anze.accountability.forms.extending import ExtendForm
from anze.accountability.forms.lifting import LiftForm, StopForm
from anze.accountability.forms.listing import ChangeForm, PersonForm
from anze.accountability.forms.opening import MemberForm
from anze.people.models import Account

KEPT: Final = "登记以后不能改、不能撤下。"
Do = Callable[[Account, datetime, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb on its page: the form, the action (given who, when, the thing, the form), what is said above, whether its button warns."""

    form: type[Any]
    do: Do
    lead: str = ""
    danger: bool = False


def _told(action: Callable[..., Any]) -> Do:
    return lambda by, now, one, form: action(by, now, one, **form.told())


def _outcome(kind: str) -> Do:
    return lambda by, now, one, form: serving.outcome(by, now, one, kind, **form.told())


CASES: Final[Mapping[str, Deed]] = {
    "approve": Deed(decided.NoteForm, _told(opening.approve), "批准以后立案，不能撤回；案件仍然只有案内的人知道。"),
    "refuse": Deed(decided.WhyForm, _told(opening.refuse), "不予批准以后不能恢复，记录留在案内。", danger=True),
    "withdraw": Deed(decided.NoteForm, _told(opening.withdraw), "审批人还没有批准的，提请人可以撤回，如指错了审批人；撤回以后可以另行提请。", danger=True),
    "list": Deed(PersonForm, _told(people.list_person), "责任随事实发生当日的任职走，不论后来调到哪里（第三十一条）。"),
    "fact": Deed(found.FactForm, _told(finding.add_fact), "一项一条，写明日期和对照的条文。"),
    "about": Deed(ExtendForm, _told(finding.extend_fact), "一项事实还涉及别的有关人员的，在这里加上，不用重新登记。"),
    "evidence": Deed(found.EvidenceForm, _told(finding.add_evidence), "在案的履职、事故、约谈等写编号；传上来的文件，先归入文件再选。"),
    "member": Deed(MemberForm, _told(members.add_member), "加入以后看得到本案的全部内容；每次查阅都有记录。"),
    "close": Deed(decided.NoteForm, _told(opening.close), "结案以后不能恢复；送达以后的复核、申诉和解除仍在各人名下办理。"),
}
PEOPLE: Final[Mapping[str, Deed]] = {
    "drop": Deed(decided.WhyForm, _told(people.drop), "列错了的，记录留着。", danger=True),
    "change": Deed(ChangeForm, _told(people.change), "决定以前可以更改；原来的写在经过里，不抹去。"),
    "circumstance": Deed(found.CircumstanceForm, _told(weighing.add_circumstance), "每项情节都要有证据；轻重由有权机关裁量。"),
    "repeat": Deed(found.RepeatForm, _told(weighing.repeat), "被责任追究后同一任期内又发生类似问题的，应当从重（第二十八条）。在案的处理就是证据；"
                   "只列处理的种类、日期、机关和送达日期，前一案件的其他内容不出现在本案。"),
    "test": Deed(decided.TestForm, _told(weighing.test),
                 "以事实发生当日在案的记录为准，逐项检验应履行的职责和部署（第三十条）。检验只列事实，是否不予追究由有权机关查实后决定。以前作过的检验留着，列在一起，标明不同之处。"),
    "notify": Deed(decided.NotifyForm, _told(serving.notify), "告知以后本人看得到告知的内容；告知不能撤回；写错了的、要补充的，再告知一次，以前的留着。"),
    "enter_statement": Deed(EnterStatementForm, _told(entering.enter_statement), "本人没有账号、交来纸面的，由承办人照纸面登记，标明代为登记。" + KEPT),
    "waive": Deed(decided.NoteForm, _told(serving.waive), "期满没有提出陈述申辩的，在这里记明。"),
    "draft": Deed(decided.DraftForm, lambda by, now, one, form: deciding.draft(by, now, one, form.drafted()), "拟定以后由另一位审批人、审核人批准或者退回。"),
    "undraft": Deed(decided.NoteForm, _told(deciding.withdraw_draft), "还没有批准的，拟定的人可以撤回，改好以后重新拟定；撤回的稿子留着。"),
    "return": Deed(decided.WhyForm, _told(deciding.send_back), "退回以后由承办人重新拟定；批准以后退回的，措施不再计入。"),
    "decide": Deed(decided.DecideForm, _told(deciding.decide), "批准的是下面的正文，一字不改地送达；影响期和救济的期限按日期写在正文后面。"
                   "批准以后措施随即在案。送达以前决定所依的事实有变的，退回重新拟定；送达以后，只能经复核、申诉变更或者撤销。"),
    "serve": Deed(decided.ServeForm, _told(serving.serve), "送达以后本人看得到决定；复核、复审、申诉的期限从送达日期起算，不停止执行。"),
    "clear": Deed(decided.ServeForm, _told(serving.serve), "送达以后本人看得到不予追究的决定。"),
    "enter_review": Deed(EnterReviewForm, _told(entering.enter_contest), "本人没有账号、向受理机关交了纸面的，由承办人照纸面登记，标明代为登记。" + KEPT),
    "enter_appeal": Deed(EnterAppealForm, _told(entering.enter_contest), "本人没有账号、向受理机关交了纸面的，由承办人照纸面登记，标明代为登记。" + KEPT),
    "result": Deed(decided.OutcomeForm, lambda by, now, one, form: ending.propose_outcome(by, now, one, form.ended(), form.chosen_one()),
                   "受理机关作出的结果在这里登记；由另一位审批人、审核人批准以后才算数。因本人申请而变更的，不得加重。"),
    "unresult": Deed(decided.WhyForm, _told(ending.return_outcome), "退回以后由承办人重新登记。"),
    "uphold": Deed(decided.NoteForm, _outcome("uphold"), "受理机关维持原决定。批准以后不能撤回。"),
    "alter": Deed(decided.NoteForm, _outcome("alter"),
                  "受理机关变更原决定：以下措施取代原来的，影响期仍从原决定日期起算。批准以后不能撤回。与原来的措施比不出轻重的，在说明里写明为什么不属于加重。"),
    "revoke": Deed(decided.NoteForm, _outcome("revoke"),
                   "受理机关撤销原决定：措施随即不再计入，相应的限制和一票否决自动消失。批准以后不能撤回。", danger=True),
    "propose_lift": Deed(LiftForm, _told(lifting.propose_lift), "要有决定才解除的措施逐项解除；政务处分期满自动解除，不用办。"
                         "由另一位审批人、审核人批准以后才解除。"),
    "return_lift": Deed(decided.WhyForm, _told(lifting.return_lift), "退回以后由承办人重新提请。"),
    "approve_lift": Deed(decided.NoteForm, _told(lifting.approve_lift),
                         "批准以后措施随即解除，解除决定书送达本人，不能撤回；对决定申请复核、申诉的期限照旧。"),
    "propose_stop": Deed(StopForm, _told(stopping.propose_stop), "政务处分期内没有悔改表现，或者再发生应当给予政务处分的违法行为的，"
                         "期满不自动解除（公职人员政务处分法第二十六条）。"
                         "由另一位审批人、审核人批准以后才算数；本人的页面写明期满不自动解除。"),
    "return_stop": Deed(decided.WhyForm, _told(stopping.return_stop), "退回以后照常期满自动解除；要改的由承办人重新提请。"),
    "approve_stop": Deed(decided.NoteForm, _told(stopping.approve_stop), "批准以后这项措施期满不自动解除，要由有权机关认定、提请解除；依据不成立的可以撤下。"),
    "strike_stop": Deed(decided.WhyForm, _told(stopping.strike_stop), "认定不成立、被撤销的在这里撤下，记录留着；措施照常期满自动解除。"),
}
ENDING: Final = {"leave": members.leave, "recuse": members.recuse}
