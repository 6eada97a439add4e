"""Forms of departments' duty lists and of key work."""

from typing import Any

from django import forms

from anze.duties.forms.contacts import DayInput, OfficerField
from anze.people.models import Officer, Unit


class SafetyListForm(forms.Form):
    """A department's list of safety duties."""

    unit = forms.ModelChoiceField(label="部门", queryset=Unit.objects.none())
    start = forms.DateField(label="自", widget=DayInput(), help_text="清单生效的日期。")
    safety_body = forms.CharField(label="安全生产工作机构", max_length=60, required=False,
                                  help_text="清单明确的内设机构，如安全监管股；没有明确的，第十三条第二款算未落实。")
    document = forms.CharField(label="印发文件", max_length=120, required=False)
    text = forms.CharField(label="清单内容", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = departments


class SafetyListChangeForm(SafetyListForm):
    """A list stated anew, with the reason."""

    end = forms.DateField(label="至", widget=DayInput(), required=False, help_text="还在执行的不填。")
    reason = forms.CharField(label="更改原因", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].disabled = True


class WorkListForm(forms.Form):
    """A year's key-work list of a unit."""

    unit = forms.ModelChoiceField(label="单位", queryset=Unit.objects.none())
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    title = forms.CharField(label="标题", max_length=120, required=False, help_text="不填的，按“某某单位2026年度安全生产重点工作责任清单”。")
    copied = forms.BooleanField(label="照上一年的清单列出任务，期限顺延一年", required=False, initial=True)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class WorkItemForm(forms.Form):
    """An item of key work."""

    position = forms.IntegerField(label="序号", min_value=1, max_value=999)
    content = forms.CharField(label="工作任务", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    officer = OfficerField(label="责任领导", queryset=Officer.objects.none(), required=False)
    department = forms.ModelChoiceField(label="责任单位", queryset=Unit.objects.none(), required=False)
    deadline = forms.DateField(label="完成时限", widget=DayInput())
    provision = forms.CharField(label="依据条款", max_length=20, required=False, help_text="如 6.3；没有的不填。")

    def __init__(self, *args: Any, officers: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["officer"].queryset, chosen["department"].queryset = officers, departments


class WorkItemChangeForm(WorkItemForm):
    """An item stated anew, with the reason."""

    reason = forms.CharField(label="更改原因", max_length=200)


class IssueForm(forms.Form):
    """The issue of a list."""

    issued_on = forms.DateField(label="印发日期", widget=DayInput())
    number = forms.CharField(label="文号", max_length=60, required=False)


class ReasonForm(forms.Form):
    """Why something is taken off."""

    reason = forms.CharField(label="原因", max_length=200)
