"""What the forms of letters share: numbers, lines of text, faults of a verb beside the field they name."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

MOST: Final = Decimal("9999999999.99")
WRONG: Final = "要填数字，如 3 或者 99.5。"


def number_in(text: str) -> Decimal | None:
    """Return the number that somebody typed; None for nothing. Raises ValidationError for what is none, negative or too long."""
    plain = text.strip().replace("，", "").replace(",", "").removesuffix("%")
    if not plain:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation as fault:
        raise ValidationError(WRONG) from fault
    if found.is_finite() and found < 0:
        raise ValidationError("不能是负数。")
    if not found.is_finite() or found > MOST:
        raise ValidationError(WRONG)
    if found != found.quantize(Decimal("0.01")):
        raise ValidationError("至多写两位小数。")
    return found


class NumberField(forms.CharField):
    """A number, without an arrow that changes it by mistake."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=14, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "amount", "autocomplete": "off"}), **more)

    def clean(self, value: Any) -> Any:
        """Return the number; None for nothing."""
        return number_in(str(super().clean(value) or ""))


class LinesField(forms.CharField):
    """Texts, a line each; gives them as a list."""

    def __init__(self, *, longest: int = 200, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **more)
        self.longest = longest

    def clean(self, value: Any) -> Any:
        """Return the lines that say something."""
        lines = [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]
        if wrong := [str(place) for place, line in enumerate(lines, 1) if len(line) > self.longest]:
            raise ValidationError(f"第 {'、'.join(wrong)} 行超过 {self.longest} 个字，请分成几行。")
        return lines


class Faulty(forms.Form):
    """A form that takes what a verb refused."""

    def add_faults(self, fault: ValidationError) -> None:
        """Put what was refused beside the field it names, if the form has it; on top otherwise."""
        if hasattr(fault, "error_dict"):
            for name, errors in fault.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, fault)


class ReasonForm(Faulty):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "请写明原因。"})
