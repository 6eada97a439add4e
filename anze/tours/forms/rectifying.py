"""What is filled in about rectification."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.base import ManyFiles
from anze.people.models import Officer, Unit
from anze.register.forms.fields import DayField
from anze.tours.forms.base import Faulty, words
from anze.tours.models import Finding, Item
from anze.tours.told import Wanted


class ItemForm(Faulty):
    """An item of rectification."""

    content = forms.CharField(label="整改事项", max_length=600, widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": "请写明整改事项。"})
    owner = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="责任单位", empty_label=None,
                                   error_messages={"required": "请选择责任单位。", "invalid_choice": "请在列出的单位里选。"})
    officer = forms.ModelChoiceField(Officer.objects.none(), to_field_name="code", label="责任人", required=False, empty_label="不指定")
    deadline = DayField(label="整改期限")
    finding = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: Sequence[Unit], officers: Sequence[Officer], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, rows in (("owner", owners), ("officer", officers)):
            field: Any = self.fields[name]
            field.queryset = field.queryset.model.objects.filter(pk__in=[one.pk for one in rows])
            field.choices = [*([("", "不指定")] if name == "officer" else []), *((one.code, one.name) for one in rows)]

    def has_changed(self) -> bool:
        """A row of several says something where it has words, even if they are those that it was filled in with."""
        return bool(str(self.data.get(self.add_prefix("content"), "")).strip()) if self.is_bound else super().has_changed()

    def wanted(self) -> Wanted:
        """Return what was told."""
        found = self.cleaned_data
        return Wanted(found["content"], found["owner"], found["officer"], found["deadline"], found.get("finding"))


class ItemChangeForm(ItemForm):
    """An item stated anew, and why."""

    reason = words("更改的原因", "请写明更改的原因。", longest=200, rows=2)


class Items(BaseFormSet[ItemForm]):
    """Rows of items; a row without words says nothing."""

    def add_fields(self, form: ItemForm, index: int | None) -> None:
        """Let an empty row pass."""
        super().add_fields(form, index)
        form.empty_permitted, form.use_required_attribute = True, False

    def wanted(self) -> list[Wanted]:
        """Return the rows that say something."""
        return [form.wanted() for form in self.forms if form.has_changed() and form.cleaned_data.get("content")]


def items_form(data: Any, findings: Sequence[Finding], deadline: date, **choices: Any) -> Items:
    """Return a row for each finding, filled in with whose it is and the day up to which it is usually done, and an empty one."""
    made = formset_factory(ItemForm, formset=Items, extra=1, max_num=120)
    allowed = {one.pk for one in choices["officers"]}
    begin = [{"content": one.text, "owner": one.unit.code, "deadline": deadline, "finding": one.pk,
              "officer": one.officer.code if one.officer and one.officer_id in allowed else ""} for one in findings]
    formset: Any = made(data, initial=begin, form_kwargs=choices, prefix="item")
    return formset


class ReportForm(Faulty):
    """How an item was put right."""

    on = DayField(label="完成日期")
    text = words("整改情况", "请写明整改情况：做了什么，结果怎样。", rows=4, longest=3000, hint="做了什么，结果怎样。")
    attached = forms.FileField(label="佐证文件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT, "data-shrink": ""}),
                               help_text="可以不传。")


class SendBackForm(Faulty):
    """Which items are sent back, and why."""

    items = forms.MultipleChoiceField(label="退回的事项", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请勾选要退回的整改事项。"})
    note = words("退回的意见", "请写明哪里没有整改到位。", longest=300)

    def __init__(self, data: Any = None, *, items: Sequence[Item]) -> None:
        super().__init__(data)
        field: Any = self.fields["items"]
        field.choices = [(str(one.pk), f"{one.position}. {one.content}") for one in items]

    def returned(self) -> dict[int, str]:
        """Return the items that go back, with why."""
        return {int(key): self.cleaned_data["note"] for key in self.cleaned_data["items"]}
