"""Forms about the grid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anze.enterprises.codes import ROLES
from anze.enterprises.forms.fields import GroupedField
from anze.people.models import Unit
from anze.register.forms.fields import DayField, Described, OfficerField, reason_field


class CellForm(Described):
    """A cell of a town."""

    unit = GroupedField(label="所在镇（街道、园区）", queryset=Unit.objects.none())
    code = forms.SlugField(label="网格编号", max_length=40, help_text="自编，如 441881101-01；登记以后不能改。",
                           error_messages={"invalid": "编号只能用字母、数字、- 和 _。"})
    name = forms.CharField(label="网格名称", max_length=60, help_text="如：第一网格、工业园网格")
    extent = forms.CharField(label="范围", max_length=200, required=False, help_text="如：哪几个村（社区）、哪几条路以内")
    start = DayField(label="划定日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "unit" in self.fields:
            reach = self.rights.reach("enterprise.change")
            self.fields["unit"].offer(Unit.objects.places().filter(reach.of_units()))  # type: ignore[attr-defined]


class ChangeCell(CellForm):
    """A cell stated anew."""

    end = DayField(label="撤销日期", required=False, help_text="最后一天；还在用的不填。")
    reason = reason_field()
    based_on = forms.IntegerField(widget=forms.HiddenInput())
    unit = None  # type: ignore[assignment]
    code = None  # type: ignore[assignment]


class HolderForm(Described):
    """Who answers for a cell."""

    role = forms.ChoiceField(label="角色", choices=list(ROLES.items()))
    officer = OfficerField(label="领导干部", required=False)
    person = forms.CharField(label="姓名", max_length=40, required=False, help_text="不在名册上的人才填，如村（社区）干部。")
    title = forms.CharField(label="职务", max_length=60, required=False, help_text="如：某某村党总支书记")
    phone = forms.CharField(label="电话", max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    start = DayField(label="自")

    def clean(self) -> dict[str, Any]:
        """Ask for an officer or for a name, not both."""
        data = super().clean() or {}
        if "officer" in self.errors:
            return data
        if data.get("officer") and data.get("person"):
            raise ValidationError({"person": "已经从名册选了领导干部，这里不用再写姓名。请留一个。"})
        if not data.get("officer") and not data.get("person"):
            raise ValidationError({"officer": "请从名册选领导干部，或者在下面写明姓名。"})
        return data


class HandOver(HolderForm):
    """Who answers for it from a day on, in the same role."""

    role = None  # type: ignore[assignment]
    reason = reason_field("如：某某调整分工通知")


class EndHolder(Described):
    """The last day of whoever answers for a cell, and why."""

    end = DayField(label="最后一天")
    reason = reason_field("如：职务调整")
