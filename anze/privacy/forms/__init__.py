"""What is filled in about requests: what is asked, what is decided, how it was carried out."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anze.privacy.codes import DATA, REFUSALS
from anze.privacy.queries.lawful import worded
from anze.privacy.queries.told import Told


class Faulty(forms.Form):
    """A form that takes what a verb refused."""

    def add_faults(self, fault: ValidationError) -> None:
        """Put what was refused beside the field it names, if the form has it; on top otherwise."""
        if hasattr(fault, "error_dict"):
            for name, errors in fault.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, fault)


class AskForm(Faulty):
    """What both kinds of request say."""

    reason = forms.CharField(label="理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "请写明理由。"})
    attached = forms.FileField(label="佐证材料", required=False, help_text="任免文件、证明等。")


class CorrectForm(AskForm):
    """What is to be corrected."""

    about = forms.CharField(label="哪一处", max_length=200, help_text="例如：英德市市长任期的起始日期。",
                            error_messages={"required": "请写明哪一处不对，例如：英德市市长任期的起始日期。"})
    wanted = forms.CharField(label="应当是什么", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                             error_messages={"required": "请写明应当是什么。"})
    field_order = ("about", "wanted", "reason", "attached")


class EraseForm(AskForm):
    """What is to be erased."""

    what = forms.MultipleChoiceField(label="删除什么", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请选择要删除的内容。"},
                                     choices=[(code, f"{one.label}（依法应当保存）" if one.kept else one.label) for code, one in DATA.items()])
    seqs = forms.CharField(label="账本第几条", max_length=400, required=False,
                           help_text="选了“账本中某几条的内容”才要填，条号在您的副本的“账本”一页里，用逗号隔开。")
    field_order = ("what", "seqs", "reason", "attached")

    def clean_seqs(self) -> list[int]:
        """Return the numbers."""
        words = [word for word in re.split(r"[\s,，、；;]+", self.cleaned_data["seqs"]) if word]
        wrong = [word for word in words if not (word.isascii() and word.isdigit() and len(word) < 16)]
        if wrong:
            raise ValidationError(f"“{'、'.join(wrong)[:40]}”不是条号。写成 12, 305 的样子。")
        return [int(word) for word in words]


class DecideForm(Faulty):
    """A decision on a correction."""

    ground = forms.ChoiceField(label="决定", error_messages={"required": "请选择同意，或者不予更正的理由。"},
                               choices=[("", "请选择"), ("grant", "同意更正"), *((code, f"不予更正：{reason.label}（{reason.source}）")
                                                                             for code, reason in REFUSALS.items() if code in {"accurate", "unproven"})])
    note = forms.CharField(label="核实的情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False,
                           help_text="不予更正的必须写明查了什么、依据是什么；本人看得到。")


class ItemsForm(Faulty):
    """A decision on an erasure, item by item."""

    note = forms.CharField(label="核实的情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False,
                           help_text="本人看得到。删除履职记录里的内容的，必须写明其中哪些与履职无关、是怎样误录的。")

    def __init__(self, data: Any = None, *, told: Sequence[Told]) -> None:
        super().__init__(data)
        self.items = [one.item for one in told]
        for one in told:
            item, label = one.item, f"{one.item}：{one.summary}" if one.summary else str(one.item)
            self.fields[f"item-{item.position}"] = forms.ChoiceField(label=label, choices=[("", "请选择"), *worded(item)],
                                                                    error_messages={"required": "请选择删除，或者不予删除的理由。"})
        self.order_fields([*(f"item-{item.position}" for item in self.items), "note"])

    def decided(self) -> dict[int, str]:
        """Return what was chosen for each item."""
        return {item.position: self.cleaned_data[f"item-{item.position}"] for item in self.items}


class CarryForm(Faulty):
    """How a correction was carried out."""

    entry = forms.TypedChoiceField(label="在哪一条登记里更正", coerce=int,
                                   error_messages={"required": "请选择落实这次更正的那一条登记；还没有更正的，先在名册或者记录里更正。"})
    note = forms.CharField(label="说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, data: Any = None, *, entries: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["entry"].choices = [("", "请选择"), *entries]  # type: ignore[attr-defined]


class NoteForm(Faulty):
    """A word to a verb."""

    note = forms.CharField(label="说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class EraseCarryForm(NoteForm):
    """A word to an erasure; where texts of the ledger go, that they were read."""

    read = forms.BooleanField(label="上面各条的内容我逐条看过，可以删除", error_messages={"required": "请先看上面各条的内容，确认可以删除再勾选。"})
    field_order = ("read", "note")

    def __init__(self, data: Any = None, *, told: Sequence[Told]) -> None:
        super().__init__(data)
        if not any(one.line for one in told):
            del self.fields["read"]
