"""The table of what may be done with an accident: how it is called, its form, the verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from anze.accidents.actions.changing import Outcome
from anze.accidents.actions.correcting import withdraw_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.actions.investigating import approve_report, record_review, record_step
from anze.accidents.actions.reporting import record_concealment, record_report
from anze.accidents.actions.writing_off import give_notice, write_off
from anze.accidents.forms import verbs as forms


@dataclass(frozen=True, slots=True)
class Kind:
    """A verb: its title, the words on its button, its form, what does it, a hint; `always` shows what would follow before it is done."""

    title: str
    button: str
    form: Any
    do: Any
    hint: str = ""
    always: bool = False
    danger: bool = False
    done: str = ""


def _step(kind: str) -> Callable[..., Outcome]:
    return lambda by, now, accident, **told: record_step(by, now, accident, kind=kind, **told)


DEEDS: Final[Mapping[str, Kind]] = {
    "figures": Kind("更新伤亡和损失", "更新", forms.FiguresForm, update_figures,
                    "写变化以后的合计数，没有变的空着。登记时就报错了的，请用“更正情况”。", always=True),
    "notice": Kind("登记核销公示", "登记公示", forms.NoticeForm, give_notice, "公示期满以前，事故照常计入。公示期依统计制度计算，发生当日不计。"),
    "write-off": Kind("统计核销", "决定核销", forms.WriteOffForm, write_off,
                      "核销以后，事故不再计入约谈情形、一票否决和统计；台账和历史都留着。", always=True, danger=True),
    "report": Kind("登记事故报告", "登记", forms.ReportForm, record_report, "写实际报告的时间，是否迟报由系统按规定的时限算出。"),
    "opened": Kind("登记成立事故调查组", "登记", forms.OpenedForm, _step("opened")),
    "extended": Kind("登记延长调查期限", "登记", forms.ExtendedForm, _step("extended"), "由负责事故调查的人民政府批准，延长合计不超过规定的日数。"),
    "appraisal": Kind("登记技术鉴定", "登记", forms.AppraisalForm, _step("appraisal"), "技术鉴定所需时间不计入事故调查期限。"),
    "submitted": Kind("登记提交事故调查报告", "登记", forms.SubmittedForm, _step("submitted")),
    "reply-extended": Kind("登记延长批复时间", "登记", forms.ExtendedForm, _step("reply_extended"), "只有特别重大事故的批复时间可以延长。"),
    "approval": Kind("登记批复", "登记批复", forms.ApprovalForm, approve_report,
                     "按批复的调查报告，勾选负有责任的地区和责任不在本地区的；都不勾的，按发生地计算。", always=True),
    "concealment": Kind("登记漏报、谎报、瞒报的认定", "登记认定", forms.ConcealmentForm, record_concealment,
                        "由有权机关认定，附证据。系统不作认定，也不据此作出处理。"),
    "review": Kind("登记整改评估", "登记", forms.ReviewForm, record_review, "评估整改和防范措施落实情况，结果应当及时向社会公开。"),
    "withdraw": Kind("撤销登记", "撤销登记", forms.ReasonForm, withdraw_accident,
                     "只用于登记错误（重复登记、确无其事）。经认定不属于生产安全事故的，请办统计核销。撤销以后不能恢复，只能重新登记。",
                     always=True, danger=True),
}
