"""What is filled in about decisions and interviews of superiors."""

from typing import Any

from django import forms

from anze.accounts.forms.named import NamedField
from anze.interviews.codes import ORGANS, SUPERIORS
from anze.interviews.forms.base import Faulty, LinesField
from anze.interviews.queries.officers import named_officers
from anze.interviews.told import ToldSuperior
from anze.people.models import Unit
from anze.register.forms.fields import DayField


class SuperiorForm(Faulty):
    """An interview that a superior held."""

    unit = NamedField(Unit.objects.filter(closed_on=None), code="code", label="被约谈单位", help_text="写名称或代码。")
    by_level = forms.ChoiceField(label="约谈机关", choices=list(SUPERIORS.items()))
    by_name = forms.CharField(label="约谈机关名称", max_length=80, required=False, help_text="与上面不同的，写全称。")
    date = DayField(label="约谈日期")
    officers = LinesField(label="被约谈人", help_text="一行一人，写姓名或人员编号；同名的写编号。", error_messages={"required": "请至少写一位被约谈人。"})
    place = forms.CharField(label="地点", max_length=120, required=False)
    number = forms.CharField(label="通知文号", max_length=60, required=False)
    text = forms.CharField(label="事由", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """Find the officers who were named."""
        found = super().clean() or {}
        if found.get("officers"):
            found["officers"], faults = named_officers(found["officers"], found.get("unit"), found.get("date"))
            for fault in faults:
                self.add_error("officers", fault)
        return found

    def told(self) -> ToldSuperior:
        """Return what was told."""
        found = {name: self.cleaned_data[name] for name in ("unit", "by_level", "by_name", "date", "place", "number", "text")}
        return ToldSuperior(officers=tuple(self.cleaned_data["officers"]), **found)


class SuperiorChangeForm(SuperiorForm):
    """The same stated anew, and why."""

    reason = forms.CharField(label="更正的原因", max_length=200, error_messages={"required": "请写明更正的原因。"})


class DecisionForm(Faulty):
    """A decision of the city's Party committee or government."""

    unit = NamedField(Unit.objects.filter(level__in=("county", "zone"), closed_on=None), code="code", suggest=True, label="被约谈单位",
                      help_text="写名称或代码。")
    organ = forms.ChoiceField(label="决定机关", choices=list(ORGANS.items()))
    date = DayField(label="决定日期")
    number = forms.CharField(label="文号", max_length=60, required=False)
    text = forms.CharField(label="决定的事由", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text="未落实哪些安全生产工作部署。",
                           error_messages={"required": "请写明决定的事由。"})

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["unit"]
        field.offer()
