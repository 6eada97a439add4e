"""Forms of the ledger: what to look for, against which checkpoint to check."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from anze.law.provisions import provision_label
from anze.record.checkpoints import LARGEST, Checkpoint, NoCheckpoint, read_checkpoint
from anze.record.words import OBJECTS


class FilterForm(forms.Form):
    """What entries to show; every field may be left empty."""

    who = forms.CharField(label="经手人或涉及的人", max_length=40, required=False)
    unit = forms.CharField(label="单位（名称或代码）", max_length=60, required=False)
    kind = forms.ChoiceField(label="客体", choices=[("", "全部"), *OBJECTS.items()], required=False)
    object = forms.CharField(label="客体编号", max_length=80, required=False)
    verb = forms.CharField(label="行为", max_length=40, required=False)
    provision = forms.CharField(label="依据（如 5.7）", max_length=40, required=False)
    since = forms.DateField(label="登记自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="登记至", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_provision(self) -> str:
        """Refuse what is no provision."""
        found = str(self.cleaned_data["provision"]).strip()
        try:
            if found:
                provision_label(found)
        except (ValueError, KeyError, IndexError) as fault:
            raise ValidationError("没有这样的条款号。写法如 5.7（第五条第七项）。") from fault
        return found


class SampleForm(forms.Form):
    """What a sample follows from: both are kept as they were typed, so that whoever compares two samples compares the same."""

    NUMBER: Final = re.compile(r"[0-9]{1,15}")

    seed = forms.CharField(label="种子", error_messages={"required": "请填种子：不超过 15 位的数字。"}, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    of = forms.CharField(label="前多少条", error_messages={"required": "请填条数。"}, widget=forms.TextInput(attrs={"inputmode": "numeric"}))

    def __init__(self, data: Any, *, head: int) -> None:
        super().__init__(data)
        self.head = head

    def clean_seed(self) -> int:
        """Return the seed; another is never taken for it."""
        if not self.NUMBER.fullmatch(found := self.cleaned_data["seed"]):
            raise ValidationError("种子是不超过 15 位的数字，这样写不能抽样。请照原来的种子填写，或者按“换一批”。")
        return int(found)

    def clean_of(self) -> int:
        """Return how many entries the sample is drawn from."""
        if not self.NUMBER.fullmatch(found := self.cleaned_data["of"]) or (int(found) == 0 and self.head):
            raise ValidationError("条数是 1 以上的数字。请改写。")
        if int(found) > self.head:
            raise ValidationError(f"账本现在只有 {self.head} 条。请写 {self.head} 以内的条数。")
        return int(found)


class CheckpointForm(forms.Form):
    """A checkpoint that somebody kept elsewhere; without one the newest of this site is taken."""

    checkpoint = forms.FileField(label="您留存的检查点", required=False, help_text="由外人保管的检查点最有力；不选则用本站最近一次写出的。",
                                 error_messages={"empty": "这个文件是空的。请重新选择您留存的检查点文件。"},
                                 widget=forms.FileInput(attrs={"accept": ".json,application/json"}))

    def clean_checkpoint(self) -> Checkpoint | None:
        """Return the checkpoint that the file says."""
        given: Any = self.cleaned_data["checkpoint"]
        if not given:
            return None
        try:
            return read_checkpoint(given.read(LARGEST).decode("utf-8", errors="replace"))
        except NoCheckpoint as fault:
            raise ValidationError(str(fault)) from fault
