"""The verbs as pages show them: the form of each, the words above it, the action behind it. One row a verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from anze.hazards.actions import dangers, listing
from anze.hazards.actions.proposing import drop, propose
from anze.hazards.forms import dangers as danger_forms
from anze.hazards.forms import listings as listing_forms
from anze.hazards.queries.places import lister_of
from anze.people.models import Account

Do = Callable[[Account, datetime, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb on its page: the form, the action (given who, when, the thing, the form), what is said above, whether its button warns."""

    form: type[Any]
    do: Do
    lead: str = ""
    danger: bool = False


DANGERS: Final[Mapping[str, Deed]] = {
    "correct": Deed(danger_forms.CorrectForm, lambda by, now, one, form: dangers.correct_danger(
        by, now, one, form.stated(), reason=form.cleaned_data["reason"], lister=lister_of(one.unit, form.rights)),
        "原来的登记留在案上。改为重大隐患的，立即报县、市安委办并提请挂牌督办。"),
    "rectify": Deed(danger_forms.DoneForm, lambda by, now, one, form: dangers.rectify(by, now, one, **form.cleaned_data), "登记以后等待复查。"),
    "pass": Deed(danger_forms.PassForm, lambda by, now, one, form: dangers.recheck(by, now, one, passed=True, **form.cleaned_data)),
    "fail": Deed(danger_forms.FailForm, lambda by, now, one, form: dangers.recheck(by, now, one, passed=False, **form.cleaned_data)),
    "close": Deed(danger_forms.RemarkForm, lambda by, now, one, form: dangers.close(by, now, one, **form.cleaned_data), "办结以后不能再改。"),
    "withdraw": Deed(danger_forms.WhyForm, lambda by, now, one, form: dangers.withdraw(by, now, one, reason=form.cleaned_data["note"]),
                     "登错了才撤回；撤回的登记留在案上，不再计入。", danger=True),
    "propose": Deed(danger_forms.ProposeForm, lambda by, now, one, form: propose(by, now, one, form.cleaned_data["lister"], note=form.cleaned_data["note"]),
                    "由挂牌单位的安委办另一位同志审批。"),
}
LISTINGS: Final[Mapping[str, Deed]] = {
    "drop": Deed(danger_forms.WhyForm, lambda by, now, one, form: drop(by, now, one, **form.cleaned_data), "撤回以后可以重新提请。", danger=True),
    "list": Deed(listing_forms.ApproveForm, lambda by, now, one, form: listing.approve(
        by, now, one, form.terms(), deadline=form.cleaned_data["deadline"], note=form.cleaned_data["note"]), "批准后取号印发挂牌督办通知，不能撤回。"),
    "decline": Deed(danger_forms.WhyForm, lambda by, now, one, form: listing.decline(by, now, one, **form.cleaned_data), "不予挂牌的，按一般程序整改。"),
    "progress": Deed(listing_forms.ProgressForm, lambda by, now, one, form: listing.progress(by, now, one, **form.cleaned_data)),
    "ask": Deed(listing_forms.AskForm, lambda by, now, one, form: listing.ask_extension(by, now, one, **form.cleaned_data)),
    "grant": Deed(listing_forms.GrantForm, lambda by, now, one, form: listing.grant(by, now, one, **form.cleaned_data)),
    "refuse": Deed(listing_forms.RefuseForm, lambda by, now, one, form: listing.refuse(by, now, one, **form.cleaned_data), "原来的期限不变。"),
    "accept": Deed(listing_forms.AcceptForm, lambda by, now, one, form: listing.accept(by, now, one, **form.cleaned_data)),
    "reject": Deed(listing_forms.RejectForm, lambda by, now, one, form: listing.reject(by, now, one, **form.cleaned_data), "继续整改，期限不变。"),
    "delist": Deed(listing_forms.DelistForm, lambda by, now, one, form: listing.delist(by, now, one, **form.cleaned_data),
                   "销号以后不能恢复，隐患一并办结。"),
    "publish_listing": Deed(listing_forms.PublishForm, lambda by, now, one, form: listing.publish(by, now, one, of="listing", **form.cleaned_data)),
    "publish_closing": Deed(listing_forms.PublishForm, lambda by, now, one, form: listing.publish(by, now, one, of="closing", **form.cleaned_data)),
    "find": Deed(listing_forms.FindForm, lambda by, now, one, form: listing.find(by, now, one, **form.cleaned_data),
                 "是否因推进整改和督办不力，由人根据事实认定，理由留在案上。"),
    "unfind": Deed(danger_forms.WhyForm, lambda by, now, one, form: listing.unfind(by, now, one, **form.cleaned_data),
                   "撤回以后重新列为待认定，原来的认定留在案上。", danger=True),
}
