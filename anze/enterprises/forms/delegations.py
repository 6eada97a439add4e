"""Forms about delegated enforcement."""

from typing import Any

from django import forms

from anze.enterprises.forms.fields import GroupedField, departments_for, places_for
from anze.people.models import Unit
from anze.register.forms.fields import DayField, Described, reason_field


class RenewForm(Described):
    """A delegation from a day to a day."""

    matter = forms.CharField(label="委托事项", max_length=120, help_text="如：工贸行业安全生产行政检查和简易程序处罚")
    scope = forms.CharField(label="范围", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="哪些行业、哪些处罚种类和幅度。")
    number = forms.CharField(label="委托书文号", max_length=80)
    start = DayField(label="自")
    end = DayField(label="至", help_text="最后有效的一天。")


class DelegationForm(RenewForm):
    """A delegation: who holds it, from whom."""

    unit = GroupedField(label="受委托的镇（街道、园区）", queryset=Unit.objects.none())
    organ = GroupedField(label="委托机关", queryset=Unit.objects.none())
    field_order = ("unit", "organ", "matter", "scope", "number", "start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = self.rights.reach("enterprise.change")
        self.fields["unit"].offer(places_for(reach).exclude(level__in=("city", "county")))  # type: ignore[attr-defined]
        self.fields["organ"].offer(departments_for(reach))  # type: ignore[attr-defined]


class ChangeDelegation(DelegationForm):
    """A delegation corrected, with the reason."""

    reason = reason_field()


class EndDelegation(Described):
    """The last day of a delegation that is taken back early, and why."""

    end = DayField(label="最后一天")
    reason = reason_field("如：收回委托的文号")
