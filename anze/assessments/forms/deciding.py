"""Which meeting approved a result: one on record, or one that is recorded in the same breath."""

from typing import Any

from django import forms

from anze.acts.models import Act
from anze.assessments.forms.base import Asked, words
from anze.people.models import Officer
from anze.register.forms.fields import DayField

NEW = "new"


class ApproveForm(Asked):
    """The meeting, the digest of what it saw, and a word where there is something to explain."""

    meeting = forms.ChoiceField(label="会议", widget=forms.RadioSelect, error_messages={"required": "请选会议。",
                                                                                      "invalid_choice": "会议记录刚有变动，请刷新页面再选。"})
    on = DayField(label="会议日期", help_text="会议还没有登记的，登记在这一天。")
    chair = forms.ModelChoiceField(Officer.objects.none(), to_field_name="code", label="主持（召集）人", empty_label=None,
                                   error_messages={"invalid_choice": "请从名单里选。"})
    note = words("说明", rows=2, longest=200)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages={"required": "请刷新页面，核对现在的结果再登记。"})

    def __init__(self, data: Any = None, *, meetings: list[Act], chairs: list[Officer], may_record: bool, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.meetings = {one.uid: one for one in meetings}
        offered: Any = self.fields["meeting"]
        offered.choices = [(one.uid, f"{one.date.year}年{one.date.month}月{one.date.day}日 {one}（{one.uid}）") for one in meetings]
        if may_record:
            offered.choices = [*offered.choices, (NEW, "会议还没有登记，在这里一并登记")]
            chair: Any = self.fields["chair"]
            chair.queryset = Officer.objects.filter(pk__in=[one.pk for one in chairs])
            chair.choices = [(one.code, one.name) for one in chairs]
            chair.required = bool(chairs)
        else:
            del self.fields["on"], self.fields["chair"]
        self.fields["meeting"].initial = None if meetings else NEW  # a meeting on record is chosen by whoever knows that it approved this

    def clean(self) -> dict[str, Any]:
        """Ask for the chair of a meeting that is recorded here."""
        got = super().clean() or {}
        if got.get("meeting") == NEW and not got.get("chair") and "chair" not in self.errors:
            self.add_error("chair", "请选主持（召集）人；名单是会议当日在任的领导干部。")
        return got
