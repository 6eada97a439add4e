"""What the verbs of a listing ask for."""

from typing import Any

from django import forms

from anze.enterprises.forms.fields import GroupedField
from anze.hazards.codes import FINDINGS
from anze.hazards.forms.fields import Asked, day, words
from anze.hazards.told import Terms
from anze.people.models import Unit


class ApproveForm(Asked):
    """What is settled when a danger is listed."""

    title = forms.CharField(label="隐患名称", max_length=80, help_text="写在通知的标题里。", error_messages={"required": "请写明隐患名称。"})
    owner = forms.CharField(label="责任单位", max_length=80, error_messages={"required": "请写明责任单位。"})
    person = forms.CharField(label="责任人", max_length=60, error_messages={"required": "请写明责任人。"}, help_text="姓名和职务")
    department = GroupedField(label="督办部门", queryset=Unit.objects.none(), error_messages={"required": "请选择督办部门。"})
    deadline = day("整改期限")
    wish = words("其他要求", rows=2, longest=300)
    note = words("审批意见", rows=2)

    def terms(self) -> Terms:
        """Return what was settled."""
        got = self.cleaned_data
        return Terms(**{name: got[name] for name in ("title", "owner", "person", "department", "wish")})


class ProgressForm(Asked):
    """How far it has come."""

    on = day("日期")
    note = words("整改进展", "请写明整改进展。")


class AskForm(Asked):
    """A later deadline is asked for."""

    on = day("申请日期", "书面申请送达的日期")
    deadline = day("延长到")
    note = words("延期的理由", "请写明延期的理由。")


class GrantForm(Asked):
    """A later deadline is granted."""

    on = day("决定日期")
    deadline = day("延长到", "可以比申请的早。")
    note = words("审批意见")


class RefuseForm(Asked):
    """A later deadline is refused."""

    on = day("决定日期")
    note = words("不同意的理由", "请写明不同意延期的理由。")


class AcceptForm(Asked):
    """The rectification is accepted."""

    finished_on = day("整改完成日期", "据此判断是否逾期。")
    on = day("验收日期")
    note = words("验收意见", "请写明验收意见。")


class RejectForm(Asked):
    """The rectification is not accepted."""

    on = day("验收日期")
    note = words("哪里没有整改到位", "请写明哪里没有整改到位。")


class DelistForm(Asked):
    """A listing ends."""

    on = day("销号日期")
    note = words("说明", rows=2)


class PublishForm(Asked):
    """When and where it was published."""

    on = day("公布日期")
    published_at = forms.CharField(label="在哪里公布", max_length=120, help_text="如：市应急管理局网站、清远日报",
                                   error_messages={"required": "请写明在哪里公布。"})


class FindForm(Asked):
    """Why it is overdue: a person's finding."""

    kind = forms.ChoiceField(label="认定", choices=list(FINDINGS.items()), widget=forms.RadioSelect, error_messages={"required": "请选择认定。"},
                             help_text="认定为推进整改和督办不力的，构成第二十一条第二款（四）的约谈情形。")
    on = day("认定日期")
    reason = words("认定的理由", "请写明认定的理由。")


def begin(form: Any, today: Any) -> None:
    """Fill today into the days that a person usually leaves so."""
    for name in ("on", "finished_on"):
        if name in form.fields:
            form.fields[name].initial = today
