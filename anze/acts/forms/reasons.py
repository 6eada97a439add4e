"""Forms that ask for a reason, and for the next step of a problem."""

from datetime import date
from typing import Any

from django import forms

from anze.acts.forms.unseen import REFUSED
from anze.acts.policies import NEEDS_NOTE


class WithdrawForm(forms.Form):
    """Why an act is taken back; not asked of who recorded it, within ten minutes."""

    reason = forms.CharField(label="撤回的原因", max_length=200,
                             error_messages={"required": "请写明撤回的原因：登记已过十分钟，或者不是您本人登记的。"} | REFUSED)

    def __init__(self, data: Any = None, *, needed: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = needed


class RejectForm(forms.Form):
    """What is not so."""

    reason = forms.CharField(label="哪里不属实", max_length=200, error_messages={"required": "请写明哪里不属实，登记人会看到。"} | REFUSED)


class StepForm(forms.Form):
    """The next step of a problem: which, when, what there is to say."""

    kind = forms.ChoiceField(label="步骤", widget=forms.RadioSelect,
                             error_messages={"required": "请选择步骤。", "invalid_choice": "这一步现在不能办，请刷新页面。"})
    on = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages={"required": "请写明日期。"})
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="报告整改、退回的，要写明情况。",
                           error_messages=REFUSED)

    def __init__(self, data: Any = None, *, steps: list[tuple[str, str]], today: date) -> None:
        super().__init__(data, initial={"on": today, "kind": steps[0][0] if steps else ""})
        kind: Any = self.fields["kind"]
        kind.choices = steps
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        if steps and all(step in NEEDS_NOTE for step, _ in steps):
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "请写明整改情况。"
