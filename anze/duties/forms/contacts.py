"""Forms of contact points."""

from typing import Any

from django import forms

from anze.duties.codes import SECTORS
from anze.law.codes import TARGETS
from anze.people.models import Officer, Unit


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SectorInput(forms.TextInput):
    """A sector: the usual names are offered, another may be written."""

    template_name = "duties/contacts/sector_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the widget's template shows."""
        return super().get_context(name, value, attrs) | {"sectors": SECTORS}


class OfficerField(forms.ModelChoiceField):
    """An officer with the post that tells two of one name apart."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name with the post and unit."""
        posts = "、".join(tenure.in_full for tenure in getattr(obj, "posts_now", ()))
        return f"{obj.name}（{posts or obj.code}）"


class ContactForm(forms.Form):
    """A contact point: whose, with what, from when."""

    officer = OfficerField(label="领导干部", queryset=Officer.objects.none())
    target = forms.ChoiceField(label="联系对象", choices=list(TARGETS.items()))
    unit = forms.ModelChoiceField(label="联系的县（市、区）或镇", queryset=Unit.objects.none(), required=False, help_text="联系行业及部门的不填。")
    sector = forms.CharField(label="联系的行业", max_length=40, required=False, widget=SectorInput(), help_text="联系行业及部门的才填。")
    department = forms.ModelChoiceField(label="联系的部门", queryset=Unit.objects.none(), required=False)
    start = forms.DateField(label="自", widget=DayInput())
    document = forms.CharField(label="依据文件", max_length=120, required=False, help_text="如安排挂点联系的文件和文号。")

    def __init__(self, *args: Any, officers: Any, places: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields
        chosen["officer"].queryset, chosen["unit"].queryset, chosen["department"].queryset = officers, places, departments

    def clean(self) -> dict[str, Any]:
        """Ask for a place or for a sector, whichever the target is of."""
        data = super().clean() or {}
        if data.get("target") == "sector":
            data["unit"] = None
            if not data.get("sector"):
                self.add_error("sector", "请写行业名称。")
        elif data.get("target"):
            data["sector"], data["department"] = "", None
            if not data.get("unit"):
                self.add_error("unit", "请选择所联系的地方。")
        return data


class ChangeForm(ContactForm):
    """A contact point stated anew, or moved to another place from a day on, with the reason."""

    how = forms.ChoiceField(label="怎么改", choices=[("move", "换挂点：原来的到前一天为止，新的从所写日期起"), ("correct", "登记错了：更正原记录")],
                            widget=forms.RadioSelect, initial="move")
    end = forms.DateField(label="至", widget=DayInput(), required=False, help_text="还在联系的不填。")
    reason = forms.CharField(label="更改原因", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].disabled = self.fields["target"].disabled = True


class EndForm(forms.Form):
    """The last day of a contact point and why."""

    end = forms.DateField(label="最后一天", widget=DayInput())
    reason = forms.CharField(label="原因", max_length=200, help_text="如：职务调整、该镇移出问题突出镇名单。")
