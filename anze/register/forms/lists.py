"""Forms about problem towns and committees."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from anze.people.models import Unit
from anze.register.forms.fields import DayField, Described, OfficerField, UnitField, reason_field
from anze.register.queries.posts import duty_level


def _document(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, help_text="标题或文号", error_messages={"required": "请写明依据的文件。"})


class ListTown(Described):
    """A town that comes on the list."""

    unit = UnitField(label="镇", queryset=Unit.objects.none())
    start = DayField(label="列入日期")
    document = _document("列入文件")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].within(self.rights, "town", "subdistrict", "zone")  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit:
        """Refuse a zone that is treated as a county."""
        unit: Unit = self.cleaned_data["unit"]
        if duty_level(unit) != "town":
            raise ValidationError(f"{unit.name}参照县（市、区）执行，不能列入。")
        return unit


class DelistTown(Described):
    """The day and the paper that take a town off the list."""

    end = DayField(label="移出日期", help_text="在名单上的最后一天。")
    document = _document("移出文件")


class Directors(Described):
    """Who directs a committee from which day."""

    first = OfficerField(label="主任")
    second = OfficerField(label="第二主任", required=False, help_text="实行“双主任”制的写；只能是党委主要负责人（第四条第三款）。")
    start = DayField(label="起始日期", help_text="在案的主任到前一天为止。")
    reason = reason_field("如：调整安委会组成人员的通知", required=False)
    based_on = forms.IntegerField(label="打开页面时的版本", widget=forms.HiddenInput)
    checked = forms.CharField(widget=forms.HiddenInput, required=False)

    def directors(self) -> list[Any]:
        """Return the officers named, each once."""
        return list(dict.fromkeys(one for one in (self.cleaned_data["first"], self.cleaned_data["second"]) if one))

    def seal(self) -> str:
        """Return what the check was made on: another director or another day, and it has to be looked at again."""
        return "|".join([*(one.code for one in self.directors()), self.cleaned_data["start"].isoformat()])


class EndCommittee(Described):
    """The last day of a committee's directors."""

    end = DayField(label="终止日期")
    reason = reason_field("如：撤销安委会的文件")
