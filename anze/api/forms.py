"""The form of a token."""

from typing import Any

from django import forms

from anze.access.rights import Rights
from anze.api.actions import DAYS
from anze.api.reads import READS


class TokenForm(forms.Form):
    """What a token is for, how long it lasts, what it may read. `asks`: a code of the second factor goes with it."""

    name = forms.CharField(label="名称", max_length=40, help_text="用在哪里，如：月报程序。")
    purpose = forms.CharField(label="用途", max_length=120, help_text="取什么、给谁看。写进账本。")
    days = forms.TypedChoiceField(label="有效期", coerce=int, initial=30, choices=[(days, f"{days} 天") for days in DAYS])
    only = forms.MultipleChoiceField(label="可以读", widget=forms.CheckboxSelectMultiple, help_text="只留这个程序用得到的。")
    code = forms.CharField(label="验证码", max_length=20, help_text="手机上的 6 位数字，或者一个备用码。",
                           widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}))

    def __init__(self, *args: Any, rights: Rights, asks: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(name, label) for name, label in READS.items() if rights.may(name)]
        only: Any = self.fields["only"]
        only.choices, only.initial, only.required = offered, [name for name, _ in offered], bool(offered)
        if not offered:
            del self.fields["only"]
        if not asks:
            del self.fields["code"]
