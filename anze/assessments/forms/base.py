"""What the forms of assessments share: words, days, decimals; faults of a verb beside the field they name."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anze.register.forms.fields import DayField


class Asked(forms.Form):
    """A form that takes what a verb refused."""

    def add_faults(self, fault: ValidationError) -> None:
        """Put what was refused beside the field it names, if the form has it; on top otherwise."""
        if hasattr(fault, "error_dict"):
            for name, errors in fault.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, fault)


def words(label: str, needed: str = "", *, rows: int = 3, longest: int = 600, hint: str = "") -> forms.CharField:
    """Return a field for words; `needed` is what it says where it must not be empty."""
    return forms.CharField(label=label, required=bool(needed), max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint,
                           error_messages={"required": needed or "请填写。", "max_length": f"最多 {longest} 个字，请写短一些。"})


def points(label: str, most: Decimal | int = 100, *, required: bool = True, hint: str = "") -> forms.DecimalField:
    """Return a field for points with two places, from nought up."""
    said = {"required": f"请写明{label}。", "invalid": "请写数字，如 12.5。", "min_value": "不能小于 0。",
            "max_value": f"不能大于 {Decimal(most).normalize():f}。", "max_decimal_places": "最多两位小数。", "max_digits": "数字太大。",
            "max_whole_digits": "数字太大。"}
    return forms.DecimalField(label=label, required=required, min_value=0, max_value=most, max_digits=5, decimal_places=2, help_text=hint, error_messages=said)


class NoteForm(Asked):
    """A word to a verb."""

    note = words("说明")

    def __init__(self, data: Any = None, *, label: str = "说明", needed: str = "", hint: str = "") -> None:
        super().__init__(data)
        field = self.fields["note"]
        field.label, field.help_text, field.required = label, hint, bool(needed)
        field.error_messages["required"] = needed


class DraftForm(NoteForm):
    """Until when units may object."""

    until = DayField(label="异议截止日", help_text="到这一天为止（含当日）可以提出异议，最早写明天；过了才能固定结果。")
    field_order = ("until", "note")


class ReplyForm(Asked):
    """The answer to an objection."""

    accepted = forms.ChoiceField(label="结论", choices=[("yes", "采纳"), ("no", "不采纳")], widget=forms.RadioSelect,
                                 error_messages={"required": "请选采纳或者不采纳。"})
    text = words("答复", "请写明采纳或者不采纳的理由。", longest=1000, hint="采纳的，随后更改评分，或者在原来的地方更正事实。")


class ObjectForm(Asked):
    """What a unit objects to."""

    text = words("异议", "请写明异议：哪一项、为什么。", longest=1000)
