"""Forms of the year's tasks."""

from typing import Any

from django import forms

from anze.duties.forms.contacts import DayInput


class TaskForm(forms.Form):
    """A task of the office's own."""

    text = forms.CharField(label="任务", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    due = forms.DateField(label="期限", widget=DayInput())
    provision = forms.CharField(label="依据条款", max_length=20, required=False, help_text="如 6.3、20.p1；没有的不填。")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, year: int, provisions: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._year, self._provisions = year, provisions

    def clean_due(self) -> Any:
        """A task of a year falls due in it, or in the first half of the next: what is looked back on then."""
        day = self.cleaned_data["due"]
        if not (day.year == self._year or (day.year == self._year + 1 and day.month <= 6)):
            raise forms.ValidationError(f"期限要在{self._year}年内，最迟到{self._year + 1}年6月30日。请改日期，或者到那一年的任务里添加。")
        return day

    def clean_provision(self) -> str:
        """A provision is one of the regulation's."""
        value = str(self.cleaned_data["provision"]).strip()
        if value and value not in self._provisions:
            raise forms.ValidationError("没有这个条款。请写成 6.3、20.p1 的样子，或者空着。")
        return value


class TaskChangeForm(TaskForm):
    """A task stated anew, with the reason."""

    reason = forms.CharField(label="更改原因", max_length=200)
