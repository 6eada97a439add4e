"""Forms about production units."""

from typing import Any

from django import forms
from django.db.models import Q

from anze.enterprises.codes import RISKS, STATES
from anze.enterprises.credit import tidy
from anze.enterprises.forms.fields import CellField, GroupedField, SectorInput, departments_for, places_for
from anze.enterprises.models import Kind
from anze.people.models import Unit
from anze.register.forms.fields import DayField, Described, reason_field

CHANGE = "enterprise.change"


class EnterpriseForm(Described):
    """What is said of a production unit, as it is from a day on."""

    name = forms.CharField(label="单位名称", max_length=100, help_text="按营业执照写全称；没有营业执照的写招牌或者户主姓名加行当。")
    credit_code = forms.CharField(label="统一社会信用代码", max_length=30, required=False, help_text="18 位，会核对校验位；没有的（如小作坊）不填。")
    unit = GroupedField(label="所在镇（街道、园区）", queryset=Unit.objects.none())
    address = forms.CharField(label="地址", max_length=200, required=False)
    kind = forms.ModelChoiceField(label="类别", queryset=Kind.objects.none(), required=False, empty_label="暂不确定",
                                  help_text="监管部门按类别和所在地从监管分工表得出；暂不确定的列入监管缺口。")
    sector = forms.CharField(label="行业", max_length=40, required=False, widget=SectorInput())
    industry = forms.CharField(label="国民经济行业", max_length=60, required=False, help_text="小类代码和名称，如：C3031 粘土砖瓦及建筑砌块制造")
    risk = forms.ChoiceField(label="风险等级", choices=[("", "未评定"), *RISKS.items()], required=False, help_text="按最近一次分级评定填写。")
    cell = CellField(label="网格", required=False, help_text="写网格编号或者名称。")
    department = GroupedField(label="另行指定的监管部门", queryset=Unit.objects.none(), required=False, help_text="只有不按监管分工表来的才填。")
    department_reason = forms.CharField(label="另行指定的原因", max_length=200, required=False, help_text="如：某会议纪要文号。")
    contact = forms.CharField(label="联系人", max_length=40, required=False, help_text="个人信息：只有安委办和监管部门看得到。")
    phone = forms.CharField(label="联系电话", max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    state = forms.ChoiceField(label="状态", choices=list(STATES.items()), initial="open")
    start = DayField(label="以上情况从哪一天起", help_text="新开业的写开业日；说不清的写登记当天。")

    def __init__(self, *args: Any, today: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach, chosen = self.rights.reach(CHANGE), self.fields
        chosen["unit"].offer(places_for(reach))  # type: ignore[attr-defined]
        chosen["department"].offer(departments_for(reach))  # type: ignore[attr-defined]
        chosen["kind"].queryset = Kind.objects.filter(Q(closed_on=None) | Q(closed_on__gte=today))  # type: ignore[attr-defined]

    def clean_credit_code(self) -> str:
        """Return the code in capitals without white space."""
        return tidy(self.cleaned_data["credit_code"])


class ChangeEnterprise(EnterpriseForm):
    """A production unit stated anew from a day on, with the reason."""

    reason = reason_field("如：某日排查核实，或者更正录入错误")
    based_on = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label = "从哪一天起这样"
        self.fields["start"].help_text = "在这一天以前仍是原来的情况；登记错了要更正的，写原来的起始日期。"


class TakeOff(Described):
    """Why a production unit is taken off."""

    reason = reason_field("如：与编号某某的重复登记。已经关停的不要撤下，请把状态改为“注销”。")
