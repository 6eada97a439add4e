"""Fields that the forms of accidents share: days, moments, numbers, sums, reasons."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anze.acts.forms.unseen import REFUSED


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """Return a field for a day, chosen in the browser's calendar."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                           error_messages={"required": f"请写明{label}。", "invalid": "日期写得不对，请写成 2026-11-25 这样。"})


def moment_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateTimeField:
    """Return a field for a moment in Shanghai, to the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, help_text=help_text, widget=widget,
                               input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
                               error_messages={"required": f"请写明{label}。", "invalid": "时间写得不对，请写成 2026-11-25 09:30 这样。"})


def count_field(label: str, *, required: bool = False, help_text: str = "") -> forms.IntegerField:
    """Return a field for a number of people."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=99_999, help_text=help_text,
                              widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                              error_messages={"invalid": "请写整数，没有就写0。", "min_value": "人数不能小于0。", "max_value": "人数过大，请核对。"})


def days_field(label: str) -> forms.IntegerField:
    """Return a field for a number of days."""
    return forms.IntegerField(label=label, min_value=1, max_value=9_999, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                              error_messages={"required": f"请写明{label}。", "invalid": "请写整数的日数。", "min_value": "日数不能小于1。",
                                              "max_value": "日数过大，请核对。"})


def sum_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DecimalField:
    """Return a field for a sum in 万元."""
    return forms.DecimalField(label=label, required=required, min_value=0, max_digits=12, decimal_places=2, help_text=help_text,
                              widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
                              error_messages={"invalid": "请写数字，单位是万元。", "min_value": "损失不能小于0。",
                                              "max_decimal_places": "最多写到百元（两位小数）。",
                                              "max_digits": "数额过大，请核对单位是不是万元。", "max_whole_digits": "数额过大，请核对单位是不是万元。"})


def text_field(label: str, longest: int, *, required: bool = False, rows: int = 0, **options: Any) -> forms.CharField:
    """Return a field for a line of text, or for several."""
    messages = REFUSED | {"required": f"请写明{label}。", "max_length": f"最多{longest}字，请缩短。"}
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, error_messages=messages, **options)


def choice_field(label: str, choices: Any, *, required: bool = True, **options: Any) -> forms.ChoiceField:
    """Return a field that chooses one."""
    return forms.ChoiceField(label=label, choices=choices, required=required, **options,
                             error_messages={"required": f"请选择{label}。", "invalid_choice": f"请在列出的{label}里选一个。"})


class VerbForm(forms.Form):
    """A form of one verb: it takes what the verb refused at the fields it names."""

    def take(self, fault: ValidationError) -> None:
        """Show what a verb refused at the fields it names; what stands in no field of the page, on top."""
        by_field = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
        for name, sentences in by_field.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields and not self[name].is_hidden else None, sentence)
