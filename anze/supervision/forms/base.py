"""What the forms of supervision share: who fills them in and when; units typed by name or code, several of them in one line."""

import re
from typing import Any

from django import forms

from anze.accounts.forms.named import NamedField
from anze.people.models import Unit
from anze.people.moment import day_of
from anze.register.forms.fields import DayField, Described

SUGGESTED = {"list": "units-suggested", "autocomplete": "off"}  # one list on a page serves every field


class Asked(Described):
    """A form that knows who fills it in and when."""

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.today = now, day_of(now)


class UnitNamedField(NamedField):
    """A unit that may be an undertaker, typed by name or code."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs=SUGGESTED))
        super().__init__(Unit.objects.none(), code="code", **more)

    def prepare_value(self, value: Any) -> Any:
        """Show a unit by its name."""
        return value.name if isinstance(value, Unit) else value


class UnitsField(UnitNamedField):
    """Several units, typed in one line between 、; gives them as a tuple."""

    def clean(self, value: Any) -> Any:
        """Find each. Raises ValidationError that says of every one what is wrong."""
        found, faults = [], []
        for text in re.split(r"[、，,；;\s]+", str(value or "")):
            if text:
                try:
                    found.append(super().clean(text))
                except forms.ValidationError as fault:
                    faults += fault.messages
        if faults:
            raise forms.ValidationError(faults)
        return tuple(found)

    def prepare_value(self, value: Any) -> Any:
        """Show units by their names."""
        return "、".join(one.name for one in value) if isinstance(value, tuple | list) else value


def words(label: str, missing: str = "", *, rows: int = 3, longest: int = 400, hint: str = "") -> forms.CharField:
    """Return a field for some sentences; needed where it is said what is missing."""
    return forms.CharField(label=label, required=bool(missing), max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint,
                           error_messages={"required": missing})


def day(label: str, hint: str = "", *, required: bool = True) -> DayField:
    """Return a field for a day."""
    return DayField(label=label, help_text=hint, required=required)
