"""What the forms of tours share: people a line each, faults of a verb beside the field they name, a word to a verb."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class LinesField(forms.CharField):
    """Texts, a line each; gives them as a list."""

    def __init__(self, *, longest: int = 80, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **more)
        self.longest = longest

    def clean(self, value: Any) -> Any:
        """Return the lines that say something."""
        text = str(super().clean(value) or "").replace("、", "\n").replace("，", "\n")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        too_long = [place for place, line in enumerate(lines, 1) if len(line) > self.longest]
        if too_long:
            raise ValidationError(f"第 {'、'.join(map(str, too_long))} 行超过 {self.longest} 个字，请一行只写一人。")
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


def words(label: str, missing: str = "", *, rows: int = 3, longest: int = 400, hint: str = "") -> forms.CharField:
    """Return a field for some sentences; needed where it is said what is missing."""
    return forms.CharField(label=label, required=bool(missing), max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint,
                           error_messages={"required": missing})


class NoteForm(Faulty):
    """A word to a verb: a reason where one is needed, a remark otherwise."""

    note = words("说明", longest=3000)

    def __init__(self, data: Any = None, *, label: str = "说明", needed: str = "", hint: str = "", initial: str = "") -> None:
        super().__init__(data, initial={"note": initial})
        field = self.fields["note"]
        field.label, field.help_text, field.required = label, hint, bool(needed)
        field.error_messages["required"] = needed


class ReasonForm(Faulty):
    """Why."""

    reason = words("原因", "请写明原因。", longest=200)
