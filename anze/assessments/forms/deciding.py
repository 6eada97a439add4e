"""Which meeting approved a result: one on record, or one that is recorded in the same breath."""

from typing import Any

from django import forms

from anze.acts.models import Act
from anze.assessments.forms.base import Asked, words
from anze.people.models import Officer
from anze.register.forms.fields import DayField

NEW = "new"


class ApproveForm(Asked):
    """The meeting, and a word where the post that calls it is vacant."""

    meeting = forms.ChoiceField(label="会议", widget=forms.RadioSelect, error_messages={"required": "请选会议。",
                                                                                      "invalid_choice": "会议记录刚有变动，请刷新页面再选。"})
    on = DayField(label="会议日期", required=False, help_text="会议还没有登记的填写。")
    chair = forms.ModelChoiceField(Officer.objects.none(), to_field_name="code", label="主持（召集）人", required=False, empty_label=None,
                                   error_messages={"invalid_choice": "请从名单里选。"})
    note = words("说明", rows=2, longest=200)

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
        else:
            del self.fields["on"], self.fields["chair"]
        self.fields["meeting"].initial = meetings[0].uid if meetings else NEW

    def clean(self) -> dict[str, Any]:
        """Ask for day and chair of a meeting that is recorded here."""
        got = super().clean() or {}
        if got.get("meeting") == NEW:
            if not got.get("on"):
                self.add_error("on", "请写明会议日期。")
            if not got.get("chair"):
                self.add_error("chair", "请选主持（召集）人；名单是会议当日在任的领导干部。")
        return got
