"""Forms about kinds and who supervises them."""

from typing import Any

from django import forms

from anze.enterprises.forms.fields import GroupedField, SectorInput, departments_for
from anze.enterprises.models import Kind
from anze.people.models import Unit
from anze.register.forms.fields import DayField, Described, reason_field


class KindForm(Described):
    """A kind of production units."""

    name = forms.CharField(label="类别", max_length=40)
    sector = forms.CharField(label="行业", max_length=40, required=False, widget=SectorInput(), help_text="新登记的单位按它预填行业。")
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="哪些单位属于这一类。")
    position = forms.IntegerField(label="次序", min_value=0, max_value=9999, required=False)


class ChangeKind(KindForm):
    """A kind stated anew, or put out of use."""

    closed_on = DayField(label="停用日期", required=False, help_text="最后使用的一天；还在用的不填。")
    reason = reason_field("如：文件文号", required=False)


class ChargeForm(Described):
    """Which department supervises a kind in a place."""

    place = GroupedField(label="地方", queryset=Unit.objects.none(), help_text="在哪一级定的：市、县（市、区）还是镇。")
    kind = forms.ModelChoiceField(label="类别", queryset=Kind.objects.filter(closed_on=None), empty_label="请选择")
    department = GroupedField(label="监管部门", queryset=Unit.objects.none())
    start = DayField(label="自")
    end = DayField(label="至", required=False, help_text="最后一天；没有期限的不填。")
    document = forms.CharField(label="依据文件", max_length=120, required=False, help_text="如：政府办印发的分工文件文号。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = self.rights.reach("enterprise.change")
        self.fields["place"].offer(Unit.objects.places().filter(reach.of_units()))  # type: ignore[attr-defined]
        self.fields["department"].offer(departments_for(reach))  # type: ignore[attr-defined]


class ChangeCharge(ChargeForm):
    """A charge corrected, with the reason."""

    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].disabled = self.fields["kind"].disabled = True


class EndCharge(Described):
    """The last day of a charge and why."""

    end = DayField(label="最后一天")
    reason = reason_field("如：新的分工文件文号")


class Strike(Described):
    """Why a row is taken off."""

    reason = reason_field("如：登记重复，或者录错了")
