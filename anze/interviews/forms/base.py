"""What the forms of interviews share: moments, lines of text, faults of a verb beside the field they name."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from anze.interviews.codes import ANOTHER, STANDS_NO_MORE


class MomentField(forms.DateTimeField):
    """A moment in Shanghai, chosen in the browser's own calendar."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        more.setdefault("error_messages", {"invalid": "时间写成 2026-03-01 09:30 的样子，或者在日历里选。", "required": "请写明时间。"})
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **more)


class LinesField(forms.CharField):
    """Texts, a line each; gives them as a list, and refuses a line that is too long."""

    def __init__(self, *, longest: int = 400, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **more)
        self.longest = longest

    def clean(self, value: Any) -> Any:
        """Return the lines that say something."""
        lines = [line.strip() for line in str(super().clean(value) or "").splitlines() if line.strip()]
        too_long = [place for place, line in enumerate(lines, 1) if len(line) > self.longest]
        if too_long:
            raise ValidationError(f"第 {'、'.join(map(str, too_long))} 行超过 {self.longest} 个字，请分成几行。")
        return lines


# What stands against a verb unless somebody takes it deliberately, with a reason → the words beside the tick, and of the reason.
DELIBERATE: Final[Mapping[str, tuple[str, str]]] = {"another": (f"{ANOTHER}，照样登记", "为什么是另一次约谈"),
                                                    "lapsed": (f"{STANDS_NO_MORE}，仍然办理", "情形不成立仍然办理的理由")}


class Faulty(forms.Form):
    """A form that takes what a verb refused, and asks for a tick with a reason where the verb is to be taken all the same."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in DELIBERATE:
            if self.is_bound and f"{name}_why" in self.data:
                self.ask(name)

    def ask(self, name: str) -> None:
        """Ask for the tick and the reason."""
        tick, why = DELIBERATE[name]
        self.fields[name] = forms.BooleanField(label=tick, required=False)
        field = forms.CharField(label=why, required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
        field.mark = "勾选的要写"  # type: ignore[attr-defined]
        self.fields[f"{name}_why"] = field

    def deliberate(self, name: str) -> str:
        """Return the reason of a tick; empty where it was not asked, not ticked or not given."""
        return str(self.cleaned_data.get(f"{name}_why", "")).strip() if self.cleaned_data.get(name) else ""

    def add_faults(self, fault: ValidationError) -> None:
        """Put what was refused beside the field it names, if the form has it; on top otherwise."""
        if hasattr(fault, "error_dict"):
            for name, errors in fault.error_dict.items():
                if name in DELIBERATE and name not in self.fields:
                    self.ask(name)
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, fault)


class NoteForm(Faulty):
    """A word to a verb: a reason where one is needed, a remark otherwise."""

    note = forms.CharField(label="说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, data: Any = None, *, label: str = "说明", needed: str = "", hint: str = "", initial: str = "") -> None:
        super().__init__(data, initial={"note": initial})
        field = self.fields["note"]
        field.label, field.help_text, field.required = label, hint, bool(needed)
        field.error_messages["required"] = needed
