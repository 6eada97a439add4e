"""Forms about officers, their tenures and how they move."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from anze.law.codes import POSTS
from anze.people.models import Officer, Tenure, Unit
from anze.register.forms.fields import DayField, Described, OfficerField, UnitField, reason_field
from anze.register.words import in_chinese

_ACTING: Final = "主持工作的，视同担任这个职务。"
_MEMBER: Final = "乡镇分管副职应当是党委委员（第十二条）。"


class PostFields(Described):
    """A post and how it is held."""

    post = forms.ChoiceField(label="职务类别", choices=[("", "请选择"), *POSTS.items()], error_messages={"required": "请选定职务类别。"})
    title = forms.CharField(label="职务名称", max_length=60, required=False, help_text="如：市委副书记、市长")
    start = DayField(label="任职日期")
    acting = forms.BooleanField(label="主持工作", required=False, help_text=_ACTING)
    party_committee_member = forms.BooleanField(label="党委委员", required=False, help_text=_MEMBER)


class AddTenure(PostFields):
    """A post that an officer of the register takes up."""

    officer = OfficerField(label="领导干部")
    unit = UnitField(label="单位", queryset=Unit.objects.none())
    end = DayField(label="免职日期", required=False, help_text="在任的不写。")
    field_order = ("officer", "unit", "post", "title", "start", "end", "acting", "party_committee_member")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].within(self.rights)  # type: ignore[attr-defined]


class AddOfficer(AddTenure):
    """An officer who is not on the register yet, with the first post."""

    officer = None  # type: ignore[assignment]
    name = forms.CharField(label="姓名", max_length=40)
    code = forms.SlugField(label="人员编号", max_length=40, allow_unicode=True, help_text="工号或自编号，用来区分同名的人；登记以后不能改。不要用身份证号。",
                           error_messages={"invalid": "编号只能用文字、数字、- 和 _。"})
    field_order = ("name", "code", "unit", "post", "title", "start", "end", "acting", "party_committee_member")  # type: ignore[assignment]

    def clean_code(self) -> str:
        """Refuse a code that is taken."""
        code: str = self.cleaned_data["code"]
        if Officer.objects.filter(code=code).exists():
            raise ValidationError("这个编号已有人使用。同一个人从外单位来的，不要再登记一次，请用“登记任职”；不是同一个人的，换一个编号。")
        return code


class Rename(Described):
    """An officer's name, corrected."""

    name = forms.CharField(label="姓名", max_length=40)
    reason = reason_field("如：原来录错，或者依法改名")
    based_on = forms.IntegerField(label="打开页面时的版本", widget=forms.HiddenInput)


class EndTenure(Described):
    """The last day of a tenure."""

    end = DayField(label="免职日期", help_text="任职的最后一天，当天仍算在任。")
    reason = reason_field("如：免职通知的文号")


class CorrectTenure(PostFields):
    """A tenure stated anew."""

    end = DayField(label="免职日期", required=False, help_text="在任的不写。")
    reason = reason_field()
    field_order = ("post", "title", "start", "end", "acting", "party_committee_member", "reason")


class Transfer(PostFields):
    """The last day in one post and the first in another."""

    end = DayField(label="原职务的最后一天")
    unit = UnitField(label="调往单位", queryset=Unit.objects.none(), help_text="只列出您可以修改的单位。调往别处的，先登记免职，由接收单位登记任职。")
    reason = reason_field("如：任免通知的文号")
    field_order = ("end", "unit", "post", "title", "start", "acting", "party_committee_member", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].within(self.rights)  # type: ignore[attr-defined]
        self.fields["start"].label = "新职务的任职日期"

    def clean(self) -> dict[str, Any]:
        """Refuse a first day in the new post before the last in the old one."""
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["start"] < data["end"]:
            self.add_error("start", "新职务的任职日期早于原职务的最后一天。两个职务确实兼任的，请用“登记任职”。")
        return data


class HandOver(Described):
    """Who leaves a post on which day, who comes from which day; either may be left out."""

    leaving = forms.ModelChoiceField(label="谁离任", queryset=Tenure.objects.none(), required=False, empty_label="无人离任（原来空缺，或者只是增加一人）")
    end = DayField(label="离任日期", required=False, help_text="任职的最后一天。")
    successor = OfficerField(label="谁接任", required=False,
                             help_text="写姓名或编号，从外单位来的写成“姓名（编号）”。还没有人接任的不写，职务就空缺；没有登记过的人，先登记人员。")
    start = DayField(label="接任日期", required=False, help_text="不写的，从离任次日起。")
    title = forms.CharField(label="接任者职务名称", max_length=60, required=False, help_text="如：市委副书记、市长")
    acting = forms.BooleanField(label="接任者主持工作", required=False, help_text=_ACTING)
    party_committee_member = forms.BooleanField(label="接任者是党委委员", required=False, help_text=_MEMBER)
    reason = reason_field("如：任免通知的文号")

    def __init__(self, *args: Any, seat: tuple[Unit, str], holders: list[Tenure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["leaving"]
        # Any entry of the post is understood, so that one replaced meanwhile is told apart from one that never was; only holders are offered.
        field.queryset = Tenure.objects.filter(unit=seat[0], post=seat[1]).select_related("officer", "unit")
        field.choices = [("", field.empty_label), *((one.pk, f"{one.officer.name}（{in_chinese(one.start)}起）") for one in holders)]

    def clean(self) -> dict[str, Any]:
        """Refuse half of either side."""
        data = super().clean() or self.cleaned_data
        if data.get("leaving") and not data.get("end") and "end" not in self.errors:
            self.add_error("end", "请写明离任的最后一天。")
        if data.get("end") and not data.get("leaving") and "leaving" not in self.errors:
            self.add_error("leaving", "写了离任日期，请选定谁离任。")
        if data.get("successor") and not data.get("start") and not data.get("end") and "start" not in self.errors:
            self.add_error("start", "请写明接任的第一天。")
        if not self.errors and not data.get("leaving") and not data.get("successor"):
            self.add_error("successor", "请写明谁离任，或者谁接任。")
        return data


class Withdraw(Described):
    """Why an entry is taken off the register."""

    reason = reason_field("如：重复登记、登错了人")
