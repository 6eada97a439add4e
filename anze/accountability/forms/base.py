"""What the forms of cases share: who fills them in and when, what they are about."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from anze.people.moment import day_of
from anze.register.forms.fields import DayField, Described


class Asked(Described):
    """A form that knows who fills it in, when, and about what (a case or a person on one)."""

    lacking: Sequence[str] = ()  # what has to be done before the verb, said before anything is typed

    def __init__(self, *args: Any, now: Any, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.today, self.about = now, day_of(now), about
        self.offer()

    def offer(self) -> None:
        """Fill in what there is to choose from."""

    def told(self) -> dict[str, Any]:
        """Return what was filled in, as the verb takes it."""
        return dict(self.cleaned_data)

    def faults(self) -> Mapping[str, Sequence[str]]:
        """Return what the verb would refuse of what was filled in so far, by field: told in the same round as what is missing or misspelt."""
        return {}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        misspelt = set(self.errors)  # of what a field could not take it is not said as well that it is missing
        for name, some in self.faults().items():
            field = name if name in self.fields else None
            if field in misspelt:
                continue
            had = set(self.errors.get(field or NON_FIELD_ERRORS, []))
            for each in some:
                if each not in had:
                    self.add_error(field, each)


class Typed(forms.CharField):
    """A text of at most so many characters. The browser takes what is pasted and counts it; what is longer is refused with how much too long, never cut."""

    def __init__(self, *, longest: int, **more: Any) -> None:
        super().__init__(**more)
        self.longest = longest
        self.widget.attrs["data-longest"] = longest

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends, which count as one character as they do in the browser."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        """Raise ValidationError for nothing where something is needed, and for too much, with how much that is."""
        super().validate(value)
        if (over := len(value) - self.longest) > 0:
            raise forms.ValidationError(f"写了 {len(value):,} 字，最多 {self.longest:,} 字，请删去 {over:,} 字。您写的都在下面，没有删减。")


QUIET: Final = {"autocomplete": "off"}  # a browser keeps nothing of a case to suggest


def words(label: str, missing: str = "", *, rows: int = 3, longest: int = 4000, hint: str = "") -> Typed:
    """Return a field for some sentences; needed where it is said what is missing."""
    return Typed(label=label, required=bool(missing), longest=longest, help_text=hint, widget=forms.Textarea(attrs=QUIET | {"rows": rows}),
                 error_messages={"required": missing})


def line(label: str, missing: str = "", *, longest: int, hint: str = "") -> Typed:
    """Return a field for one line; needed where it is said what is missing."""
    return Typed(label=label, required=bool(missing), longest=longest, help_text=hint, widget=forms.TextInput(attrs=dict(QUIET)),
                 error_messages={"required": missing})


def day(label: str, hint: str = "", missing: str = "请写明日期。") -> DayField:
    """Return a field for a day."""
    return DayField(label=label, help_text=hint, error_messages={"required": missing, "invalid": "日期写成“2026/3/1”（年、月、日）的样子，或者在日历里选。"})


def chosen(label: str, choices: Any, missing: str = "", *, hint: str = "", initial: Any = None) -> forms.ChoiceField:
    """Return a field for one of some choices; needed where it is said what is missing."""
    return forms.ChoiceField(label=label, choices=list(choices), required=bool(missing), help_text=hint, initial=initial,
                             error_messages={"required": missing, "invalid_choice": f"{label}不在可选范围内，请重新选择。"})
