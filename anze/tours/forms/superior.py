"""What is filled in about tours that superiors made."""

from typing import Any

from django import forms

from anze.accounts.forms.named import NamedField
from anze.people.models import Unit
from anze.register.forms.fields import DayField
from anze.tours.forms.base import Faulty, words
from anze.tours.told import ToldSuperior

NAMES = ("unit", "by_name", "start", "end", "number", "found", "put_right", "text")


class SuperiorForm(Faulty):
    """A tour that a superior made."""

    unit = NamedField(Unit.objects.filter(closed_on=None).exclude(level="department"), code="code", label="被巡查单位", help_text="写名称或代码。")
    by_name = forms.CharField(label="巡查机关", max_length=80, help_text="写全称，如：省安全生产第三巡查组", error_messages={"required": "请写明巡查机关。"})
    start = DayField(label="进驻日期")
    end = DayField(label="离场日期")
    number = forms.CharField(label="反馈文号", max_length=60, required=False)
    found = forms.IntegerField(label="反馈问题数", min_value=0, max_value=9999, initial=0)
    put_right = forms.IntegerField(label="已整改数", min_value=0, max_value=9999, initial=0)
    text = words("反馈意见摘要", longest=3000)

    def told(self) -> ToldSuperior:
        """Return what was told."""
        got: dict[str, Any] = self.cleaned_data
        return ToldSuperior(**{name: got[name] for name in NAMES})


class SuperiorChangeForm(SuperiorForm):
    """The same stated anew, and why."""

    reason = words("更正的原因", "请写明更正的原因。", longest=200, rows=2)
