"""The verbs as pages show them: the form of each, the words above it, the action behind it. One row a verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from anze.people.models import Account
from anze.supervision.actions import joining, planning, reviewing, undertaking
from anze.supervision.forms import verbs as forms
from anze.supervision.forms.planning import ChangeForm, JoinForm
from anze.supervision.queries.entitled import behalf_of

Do = Callable[[Account, datetime, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb on its page: the form, the action (given who, when, the thing, the form), what is said above, whether its button warns."""

    form: type[Any]
    do: Do
    lead: str = ""
    danger: bool = False


def _said(form: Any) -> dict[str, Any]:
    return dict(form.cleaned_data)


TASKS: Final[Mapping[str, Deed]] = {
    "change": Deed(ChangeForm, lambda by, now, one, form: planning.change(by, now, one, form.wanted(form.cleaned_data["answering"])), "交办以后不能再改。"),
    "assign": Deed(forms.ContactForm, lambda by, now, one, form: planning.assign(by, now, one, **_said(form)),
                   "交办后取号印发督办单，承办单位和责任人随即看到；交办不能撤回，可以撤销整个事项。"),
    "join": Deed(JoinForm, lambda by, now, one, form: joining.join(by, now, one, **_said(form)),
                 "作为协办单位加入，从今天起承办，随即取号另发督办单；在任的责任人自动列入。"),
    "withdraw": Deed(forms.WhyForm, lambda by, now, one, form: planning.withdraw(by, now, one, **_said(form)),
                     "撤销以后不能恢复，从今天起不再计入任何人的部署；已经在案的留着。", danger=True),
}
UNDERTAKINGS: Final[Mapping[str, Deed]] = {
    "sign": Deed(forms.PlainForm, lambda by, now, one, form: undertaking.sign(by, now, one, behalf=behalf_of(form.rights, one))),
    "progress": Deed(forms.ProgressForm, lambda by, now, one, form: undertaking.progress(by, now, one, behalf=behalf_of(form.rights, one), **_said(form)),
                     "还没有办完的，先反馈进展；期限不变。"),
    "report": Deed(forms.ReportForm, lambda by, now, one, form: undertaking.report(
        by, now, one, behalf=behalf_of(form.rights, one), on=form.cleaned_data["on"], note=form.cleaned_data["note"]), "反馈以后由交办单位复核。"),
    "ask": Deed(forms.AskForm, lambda by, now, one, form: undertaking.ask_extension(by, now, one, behalf=behalf_of(form.rights, one), **_said(form)),
                "由交办单位审批，批准以前原来的期限不变。"),
    "grant": Deed(forms.GrantForm, lambda by, now, one, form: reviewing.grant(by, now, one, **_said(form))),
    "refuse": Deed(forms.RefuseForm, lambda by, now, one, form: reviewing.refuse(by, now, one, **_said(form)), "原来的期限不变。"),
    "accept": Deed(forms.NoteForm, lambda by, now, one, form: reviewing.accept(by, now, one, **_said(form)),
                   "复核通过不能撤回；各承办单位都通过的，事项自动办结。"),
    "send_back": Deed(forms.MissingForm, lambda by, now, one, form: reviewing.send_back(by, now, one, **_said(form)), "退回以后视为没有办结，期限不变。"),
    "hand_on": Deed(forms.HandOnForm, lambda by, now, one, form: reviewing.hand_on(
        by, now, one, officers=list(form.cleaned_data["officers"]), note=form.cleaned_data["note"]), "到期以后才更换的，原责任人仍对逾期负责。"),
    "release": Deed(forms.WhyForm, lambda by, now, one, form: reviewing.release(by, now, one, **_said(form)),
                    "解除以后不能恢复，这家单位的责任人从今天起不再承担这个事项。", danger=True),
}
