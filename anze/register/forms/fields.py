"""Fields that the register's forms share: an officer typed by name or code, a unit in reach, a day, a reason."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse_lazy

from anze.access.rights import Rights
from anze.people.models import Officer, Unit
from anze.register.queries import scope
from anze.register.queries.posts import duty_level
from anze.register.queries.units import in_tree_order


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": "日期写成“2026/3/1”（年、月、日）的样子，或者在日历里选。", "required": "请写明日期。"})
        super().__init__(**kwargs)


class OfficerField(forms.CharField):
    """An officer of the register, typed as 姓名, 编号 or 姓名（编号）; suggestions come while typing."""

    def __init__(self, **kwargs: Any) -> None:
        suggest = {"list": "officers-suggested", "autocomplete": "off", "hx-get": reverse_lazy("register:suggest"), "hx-trigger": "input changed delay:200ms",
                   "hx-target": "#officers-suggested"}
        kwargs.setdefault("widget", forms.TextInput(attrs=suggest))
        kwargs.setdefault("help_text", "写姓名或编号；同名或从外单位来的，写成“姓名（编号）”。")
        super().__init__(max_length=100, **kwargs)
        self.rights: Rights | None = None

    def clean(self, value: Any) -> Any:
        """Return the officer; None for nothing typed."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return scope.named_officer(self.rights, typed) if self.rights else None
        except Http404 as nobody:
            raise ValidationError(str(nobody), code="unknown") from nobody


class UnitField(forms.ModelChoiceField):
    """A unit that the account may change, grouped by the county or zone it stands in."""

    def within(self, rights: Rights, *levels: str, open_only: bool = True) -> None:
        """Offer the units in reach of the account's changes, of these levels (any, if none is given)."""
        found = scope.units(rights, scope.CHANGE).select_related("parent")
        if open_only:
            found = found.filter(closed_on=None)
        self.queryset = found.filter(level__in=levels) if levels else found
        units = in_tree_order(self.queryset)
        grouped = [(name, [(unit.pk, unit.name) for unit in some]) for name, some in groupby(units, key=_group)]
        self.choices = [("", "请选择"), *grouped]


def _group(unit: Unit) -> str:
    return unit.parent.name if unit.parent and unit.level in {"town", "subdistrict", "department"} else unit.name


class Described(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rights = rights
        for field in self.fields.values():
            if isinstance(field, OfficerField):
                field.rights = rights

    def ask_what_fits(self, unit: Unit) -> None:
        """Ask for the seat on the Party committee only where 第十二条 does: in towns."""
        if duty_level(unit) != "town":
            self.fields.pop("party_committee_member", None)

    def add_faults(self, fault: ValidationError) -> None:
        """Take what a verb refused: beside the field it names if the form has it, on top otherwise."""
        if hasattr(fault, "error_dict"):
            for name, errors in fault.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, fault)


def reason_field(hint: str = "如：任免通知文号，或者为什么更正", required: bool = True) -> forms.CharField:
    """A field for the paper or the reason behind a change."""
    return forms.CharField(label="依据或原因", max_length=200, required=required, help_text=hint,
                           error_messages={"required": "请写明依据或原因，它会留在记录里。"})


def shown(officer: Officer) -> str:
    """Return an officer as the field shows one: 姓名（编号）."""
    return f"{officer.name}（{officer.code}）"
