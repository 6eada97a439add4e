"""What is filled in about rectification."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.base import ManyFiles
from anze.interviews.forms.base import Faulty
from anze.interviews.models import Item
from anze.interviews.told import Wanted
from anze.people.models import Officer, Unit
from anze.register.forms.fields import DayField


class ItemForm(Faulty):
    """An item of rectification."""

    content = forms.CharField(label="整改事项", max_length=400, error_messages={"required": "请写明整改事项。"})
    owner = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="责任单位", empty_label=None,
                                   error_messages={"required": "请选择责任单位。"})
    officer = forms.ModelChoiceField(Officer.objects.none(), to_field_name="code", label="责任人", required=False, empty_label="不指定")
    deadline = DayField(label="整改期限")

    def __init__(self, *args: Any, owners: Sequence[Unit], officers: Mapping[Officer, str], **more: Any) -> None:
        super().__init__(*args, **more)
        offered: dict[str, Mapping[Any, str]] = {"owner": {one: one.name for one in owners}, "officer": officers}
        for name, rows in offered.items():
            field: Any = self.fields[name]
            field.queryset = field.queryset.model.objects.filter(pk__in=[one.pk for one in rows])
            field.choices = [*([("", "不指定")] if name == "officer" else []), *((one.code, label) for one, label in rows.items())]

    def wanted(self) -> Wanted:
        """Return what was told."""
        found = self.cleaned_data
        return Wanted(found["content"], found["owner"], found["officer"], found["deadline"])


class ItemChangeForm(ItemForm):
    """An item stated anew, and why."""

    reason = forms.CharField(label="更改的原因", max_length=200, error_messages={"required": "请写明更改的原因。"})


class Items(BaseFormSet[ItemForm]):
    """Rows of items; a row without words says nothing."""

    def add_fields(self, form: ItemForm, index: int | None) -> None:
        """Let an empty row pass."""
        super().add_fields(form, index)
        form.empty_permitted, form.use_required_attribute = True, False

    def wanted(self) -> list[Wanted]:
        """Return the rows that say something."""
        return [form.wanted() for form in self.forms if form.has_changed() and form.cleaned_data.get("content")]


def items_form(data: Any, texts: Sequence[str], **choices: Any) -> Items:
    """Return rows for the problems that were stated, filled in, and two empty ones."""
    made = formset_factory(ItemForm, formset=Items, extra=len(texts) + 2, max_num=60)
    formset: Any = made(data, form_kwargs=choices, prefix="item")
    for form in formset.forms:
        form.fields["owner"].initial = choices["owners"][0].code if choices["owners"] else None
    for form, text in zip(formset.forms, texts if data is None else (), strict=False):
        form.fields["content"].widget.attrs["value"] = text  # as if typed: a row that is left as it is counts
    return formset


class ReportForm(Faulty):
    """How an item was put right."""

    on = DayField(label="完成日期")
    text = forms.CharField(label="整改情况", widget=forms.Textarea(attrs={"rows": 4}), max_length=3000, help_text="做了什么，结果怎样。",
                           error_messages={"required": "请写明整改情况：做了什么，结果怎样。"})
    attached = forms.FileField(label="佐证文件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT, "data-shrink": ""}),
                               help_text="可以不传。")


class SendBackForm(Faulty):
    """Which items are sent back, and why."""

    items = forms.MultipleChoiceField(label="退回的事项", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请勾选要退回的整改事项。"})
    deadline = DayField(label="新的整改期限")
    note = forms.CharField(label="退回的意见", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
                           error_messages={"required": "请写明哪里没有整改到位。"})

    def __init__(self, data: Any = None, *, items: Sequence[Item]) -> None:
        super().__init__(data)
        field: Any = self.fields["items"]
        field.choices = [(str(one.pk), f"{one.position}. {one.content}") for one in items]

    def returned(self) -> dict[int, str]:
        """Return the items that go back, with why."""
        return {int(key): self.cleaned_data["note"] for key in self.cleaned_data["items"]}
