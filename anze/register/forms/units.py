"""Forms about units."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from anze.law.codes import FUNCTIONS, LEVELS, ZONE_LEVELS
from anze.people.models import Unit
from anze.register.actions.units import ABOVE
from anze.register.forms.fields import DayField, Described, UnitField, reason_field

_FUNCTION: Final = "负有监管职责的适用第十四条，其他行业主管的适用第十五条，其余适用第十六条。"
_DETERMINED: Final = "县（市、区）已经确定街道参照本办法执行（第二条第三款）。确定以后适用乡镇的职责，没有确定就不适用。"
_TREATED: Final = "高新区、开发区参照哪一级执行（第二条第二款）。"


class UnitFieldsForm(Described):
    """What is said of a unit, whichever level it is."""

    name = forms.CharField(label="名称", max_length=80)
    kind = forms.CharField(label="建制", max_length=20, required=False, help_text="如：镇、民族乡、街道、林场")
    function = forms.ChoiceField(label="部门类别", choices=list(FUNCTIONS.items()), required=False, initial="other", help_text=_FUNCTION)
    determined = forms.BooleanField(label="已确定参照执行", required=False, help_text=_DETERMINED)
    treated_as = forms.ChoiceField(label="比照层级", choices=list(ZONE_LEVELS.items()), required=False, initial="county", help_text=_TREATED)

    def keep_for(self, level: str) -> None:
        """Leave only the fields that are said of a unit of that level."""
        for name, of in (("function", "department"), ("determined", "subdistrict"), ("treated_as", "zone")):
            if level != of:
                del self.fields[name]


class AddUnit(UnitFieldsForm):
    """A new unit below one in reach."""

    code = forms.SlugField(label="代码", max_length=40, help_text="区划代码，或者自编的代码；登记以后不能改。",
                           error_messages={"invalid": "代码只能用字母、数字、- 和 _。"})
    level = forms.ChoiceField(label="级别", choices=list(LEVELS.items()))
    parent = UnitField(label="上级单位", queryset=Unit.objects.none(), help_text="部门的上级是它所属的党委、政府。")
    field_order = ("parent", "level", "name", "code", "kind", "function", "determined", "treated_as")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].within(self.rights, *(level for level in LEVELS if level != "department"))  # type: ignore[attr-defined]
        self.fields["level"].choices = [(code, name) for code, name in LEVELS.items() if ABOVE[code]]  # type: ignore[attr-defined]
        for name, of in (("function", "部门"), ("determined", "街道"), ("treated_as", "高新区、开发区")):
            self.fields[name].help_text = f"只对{of}：{self.fields[name].help_text}"

    def clean_code(self) -> str:
        """Refuse a code that is taken, whether or not the unit lies in reach."""
        code: str = self.cleaned_data["code"]
        if Unit.objects.filter(code=code).exists():
            raise ValidationError("这个代码已有单位使用，请核对，或者换一个。")
        return code

    def stated(self) -> dict[str, Any]:
        """Return what `add_unit` takes: what is said only of another level is left out."""
        data = dict(self.cleaned_data)
        level = data["level"]
        for name, of in (("function", "department"), ("determined", "subdistrict"), ("treated_as", "zone")):
            if level != of or not data[name]:
                del data[name]
        return data


class ChangeUnit(UnitFieldsForm):
    """What is said of a unit, stated anew. `based_on` is the version that the form was opened on."""

    reason = reason_field("如：更名批复、县（市、区）确定街道参照执行的文件")
    based_on = forms.IntegerField(label="打开页面时的版本", widget=forms.HiddenInput)


class CloseUnit(Described):
    """The last day of a unit."""

    on = DayField(label="撤销日期", help_text="最后存在的一天。此前的履职、任期都保留。")
    reason = reason_field("如：撤并的批复文号")
    based_on = forms.IntegerField(label="打开页面时的版本", widget=forms.HiddenInput)

    def may_be_taken_back(self) -> None:
        """Let the day be left out, where the unit is closed already: the closing was a mistake."""
        self.fields["on"].required = False
        self.fields["on"].help_text = "最后存在的一天。撤销是登错了的，清空日期，单位恢复。"


class FoundUnit(forms.Form):
    """The first unit of a site, on top of all others."""

    name = forms.CharField(label="名称", max_length=80)
    code = forms.SlugField(label="代码", max_length=40, help_text="如行政区划代码",
                           error_messages={"invalid": "代码只能用字母、数字、- 和 _。"})
    level = forms.ChoiceField(label="级别", choices=[(code, LEVELS[code]) for code in ("city", "county")])
