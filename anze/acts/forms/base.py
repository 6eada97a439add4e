"""The form of every act: where, when, for whom, with which files; fitted to what the account may record."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any, ClassVar, Final, Self
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from anze.access.rights import Rights
from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.start import Start
from anze.acts.forms.unseen import SAID
from anze.acts.queries.entitled import may_lead, refusal
from anze.acts.queries.offered import Holder, department_heads, holders
from anze.acts.told import Told
from anze.people.models import Officer, Unit
from anze.people.moment import day_of

STRANGER: Final = "勾选的人当日不在本单位任职。请核对发生日期后重新勾选。"


class ManyFiles(forms.FileInput):
    """An input for several files."""

    allow_multiple_selected = True


class ActForm(forms.Form):
    """What every act says: where, when, for whom. `first`, `people` and `more` say where the fields stand on the page."""

    type: ClassVar[str]
    first: ClassVar[tuple[str, ...]] = ("on_behalf_of", "unit", "date")
    people: ClassVar[tuple[str, ...]] = ()
    rest: ClassVar[tuple[str, ...]] = ()
    more: ClassVar[tuple[str, ...]] = ()
    tail: ClassVar[tuple[str, ...]] = ("attached",)

    on_behalf_of = forms.ModelChoiceField(Officer.objects.all(), to_field_name="code", label="代哪位领导登记", required=False, empty_label=None)
    unit = forms.ModelChoiceField(Unit.objects.all(), to_field_name="code", label="单位", empty_label=None,
                                  error_messages={"required": "请选择单位。", "invalid_choice": "您不能为这个单位登记，请重新选择。"})
    date = forms.DateField(label="发生日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                           error_messages={"required": "请写明发生日期。", "invalid": "日期写得不对，请写成 2026-11-25 这样。"})
    attached = forms.FileField(label="照片或文件", required=False, help_text="可以不传。照片在手机上缩小、去掉位置后再上传。",
                            widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT, "data-shrink": ""}))
    device_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    typed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, rights: Rights, now: datetime, start: Start, initial: Mapping[str, Any] | None = None,
                 mended: frozenset[str] = frozenset()) -> None:
        begin = {"unit": start.unit.code if start.unit else "", "date": start.day, "on_behalf_of": start.officer.code if start.officer else "",
                 "device_key": str(uuid4())}
        super().__init__(data, initial=begin | dict(initial or {}))
        self.rights, self.now, self.start, self.mended = rights, now, start, mended
        self.fields["date"].widget.attrs["max"] = day_of(now).isoformat()
        self.at = start.unit
        self.holders: list[Holder] = holders([start.unit], start.day) if start.unit else []
        self.fixed: list[tuple[str, str]] = []
        self._choices("unit", start.units, {unit.code: unit.name for unit in start.units})
        self._choices("on_behalf_of", start.leaders, {one.code: one.name for one in start.leaders})
        if start.leaders and not rights.reach("act.record").units and rights.account.officer_id is None:
            self.fields["on_behalf_of"].required = True
        elif start.leaders:
            self.fields["on_behalf_of"].choices = [("", "不代领导登记"), *((one.code, one.name) for one in start.leaders)]  # type: ignore[attr-defined]
            self.initial["on_behalf_of"] = start.officer.code if start.officer in start.leaders else ""
        self.arrange()

    def _choices(self, name: str, rows: list[Any], labels: dict[str, str]) -> None:
        """Offer `rows`; one alone is stated, not asked; none is left out."""
        if not rows and name != "unit":
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.queryset = field.queryset.filter(pk__in=[one.pk for one in rows])
        field.choices = list(labels.items())
        if len(rows) == 1:
            field.widget = forms.HiddenInput()
            self.fixed.append((field.label, labels[rows[0].code]))
            self.initial[name] = rows[0].code

    def arrange(self) -> None:
        """Fit the fields of the kind to the unit and the day."""

    def offer(self, name: str, people: list[Holder], ticked: list[str] | None = None) -> None:
        """Offer people by their titles."""
        field: Any = self.fields[name]
        field.queryset = Officer.objects.filter(tenures__unit=self.at, tenures__struck_at=None).distinct()
        field.choices = [(one.code, one.label) for one in people]
        if ticked is not None:
            self.initial.setdefault(name, ticked)

    def offer_beside(self, name: str) -> None:
        """Offer those who head the unit's departments; a unit that has none is not asked."""
        found = department_heads(self.at, self.start.day) if self.at else []
        if not found:
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.queryset = Officer.objects.filter(tenures__unit__parent=self.at, tenures__struck_at=None).distinct()
        field.choices = [(one.code, one.label) for one in found]

    def leading(self) -> list[Holder]:
        """Return whom this account may record as leading, calling or author."""
        allowed = may_lead(self.rights, self.at) if self.at else frozenset()
        return [one for one in self.holders if allowed is None or one.pk in allowed]

    def group(self, names: tuple[str, ...]) -> list[Any]:
        """Return the fields of a group that are to be seen."""
        return [self[name] for name in names if name in self.fields and not self[name].is_hidden]

    @property
    def key(self) -> str:
        """The key under which what was sent is recorded once, and its files wait while it is mended."""
        return str(self.data.get("device_key", ""))[:40]

    @property
    def fitted(self) -> str:
        """Say to which unit, day and leader the people on offer are fitted."""
        return f"{self.at.code if self.at else ''} {self.start.day} {self.start.officer.code if self.start.officer else ''}"

    @property
    def groups(self) -> dict[str, list[Any]]:
        """Return the groups of fields for the page."""
        return {name: self.group(getattr(self, name)) for name in ("first", "people", "rest", "more", "tail")}

    def clean(self) -> dict[str, Any]:
        """Refuse what the account may not record."""
        cleaned = super().clean() or {}
        for name in sorted(self.mended & self.fields.keys()):
            if not self[name].is_hidden:
                self.add_error(name, SAID)
        if not self.errors and (sentence := refusal(self.rights, self.told())):
            self.add_error(None, sentence)
        return cleaned

    def take(self, fault: ValidationError) -> None:
        """Show what a verb refused at the fields it names; what stands in no field of the page, on top."""
        by_field = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
        for name, sentences in by_field.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields and not self[name].is_hidden else None, sentence)

    def filled(self) -> QueryDict:
        """Return what the form would send if it were sent as it begins."""
        found = QueryDict(mutable=True)
        for field in self:
            value = self.get_initial_for_field(field.field, field.name)
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for number, row in enumerate(value):
                    found.update({f"{field.name}-{number}-{cell}": text for cell, text in row.items()})
            elif isinstance(value, list | tuple):
                found.setlist(field.name, [str(one) for one in value])
            elif value not in (None, ""):
                found[field.name] = str(value)
        return found

    def as_sent(self) -> Self:
        """Return this form as if it had been sent as it begins: whom it offers is read once."""
        sent = copy(self)
        sent.data, sent.files, sent.is_bound = self.filled(), MultiValueDict(), True
        sent._errors, sent._bound_fields_cache = None, {}  # type: ignore[attr-defined]
        return sent

    def told(self) -> Told:
        """Return what is told. Needs a unit and a date."""
        got = self.cleaned_data.get
        return Told(type=self.type, unit=self.cleaned_data["unit"], date=self.cleaned_data["date"], on_behalf_of=got("on_behalf_of"), **self.said())

    def said(self) -> dict[str, Any]:
        """Return what this kind tells beyond what every act tells."""
        return {}


def marked(field: Any, mark: str) -> None:
    """Let a field that is not always required say when it is, in the place of 选填."""
    field.mark = mark


def people_field(label: str, *, required: bool = False, **options: Any) -> forms.ModelMultipleChoiceField:
    """Return a field that ticks people; whom it offers is set when the form is fitted to its unit and day."""
    return forms.ModelMultipleChoiceField(Officer.objects.none(), to_field_name="code", label=label, required=required,
                                          widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": STRANGER}, **options)
