"""What is filled in to answer a trigger, and to propose an interview without one."""

from collections.abc import Sequence
from typing import Any

from django import forms

from anze.accounts.forms.named import NamedField
from anze.interviews.codes import SUBJECTS
from anze.interviews.forms.base import Faulty, LinesField
from anze.interviews.models import Interview
from anze.interviews.queries.people import Candidate
from anze.interviews.told import Case, Whom
from anze.people.models import Unit


class PeopleForm(Faulty):
    """Whom an interview is with: those whom the provision names are ticked; whoever differs from that says why."""

    people = forms.MultipleChoiceField(label="被约谈人", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选一位被约谈人。"})
    why = forms.CharField(label="与条文所指人员不同的理由", max_length=200, required=False, help_text="只按条文所指的人员约谈的，不用写。")

    def __init__(self, data: Any = None, *, candidates: Sequence[Candidate], unit: Unit, chosen: Sequence[str] | None = None, **more: Any) -> None:
        named = [one.officer.code for one in candidates if one.named]
        super().__init__(data, initial={"people": named if chosen is None else list(chosen)} | more.pop("initial", {}), **more)
        self.candidates, self.unit, self.named = list(candidates), unit, set(named)
        field: Any = self.fields["people"]
        field.choices = [(one.officer.code, _said(one)) for one in candidates]

    def clean(self) -> dict[str, Any]:
        """Ask why, where others are to be interviewed than the provision names."""
        found = super().clean() or {}
        chosen = set(found.get("people", []))
        if chosen and self.named and chosen != self.named and not found.get("why", "").strip():
            self.add_error("why", "所选的人和条文所指的不同，请写明理由。")
        return found

    def whom(self) -> list[Whom]:
        """Return those who were ticked."""
        wanted, why = set(self.cleaned_data["people"]), self.cleaned_data.get("why", "").strip()
        return [one.whom(self.unit, "" if one.named else why) for one in self.candidates if one.officer.code in wanted]

    def warnings(self) -> list[Candidate]:
        """Return whom one more interview would bring to the number of 第二十五条（五）."""
        return [one for one in self.candidates if one.times.number and one.times.near]


def _said(one: Candidate) -> str:
    marks = [one.title] + (["已不在任"] if one.gone else []) + ([] if one.named else ["条文未指"])
    often = f"——{one.times.span}已被约谈 {one.times.number} 次" if one.times.number else ""
    return f"{one.officer.name}（{'，'.join(filter(None, marks))}）{often}"


class ProposeForm(PeopleForm):
    """An interview over a trigger."""

    reason = forms.CharField(label="事由", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, error_messages={"required": "请写明事由。"})
    field_order = ("reason", "people", "why")


class JoinForm(Faulty):
    """The interview that a trigger joins."""

    interview = forms.ModelChoiceField(Interview.objects.none(), to_field_name="uid", label="并入哪次约谈", empty_label=None,
                                       error_messages={"required": "请选择约谈。", "invalid_choice": "这次约谈现在不能并入，请刷新页面。"})
    reason = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, data: Any = None, *, open_ones: Sequence[Interview], first: str = "") -> None:
        super().__init__(data, initial={"interview": first})
        field: Any = self.fields["interview"]
        field.queryset = Interview.objects.filter(pk__in=[one.pk for one in open_ones])
        field.choices = [(one.uid, f"{one.uid} {one}") for one in open_ones]


class ReasonForm(Faulty):
    """Why."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, label: str = "理由", needed: str = "请写明理由。", hint: str = "") -> None:
        super().__init__(data)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint
        self.fields["reason"].error_messages["required"] = needed


class OrderForm(Faulty):
    """An interview without a trigger: whom, of which unit, why."""

    committee = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="约谈方", empty_label=None)
    subject = forms.ChoiceField(label="约谈对象", choices=list(SUBJECTS.items()), widget=forms.RadioSelect)
    unit = NamedField(Unit.objects.filter(closed_on=None), code="code", label="被约谈单位",
                      help_text="写名称或代码。约谈企业的，写企业所在的县（市、区）或者镇。")
    enterprise = forms.CharField(label="企业名称", max_length=120, required=False, help_text="只有约谈企业要填。")
    people = LinesField(label="被约谈人", help_text="一行一人：领导干部写姓名或人员编号；企业的人写“姓名 职务”。")
    reason = forms.CharField(label="事由", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, error_messages={"required": "请写明事由。"})

    def __init__(self, data: Any = None, *, committees: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field: Any = self.fields["committee"]
        field.queryset = committees

    def clean(self) -> dict[str, Any]:
        """An enterprise is named exactly where one is interviewed."""
        found = super().clean() or {}
        if found.get("subject") == "enterprise" and not found.get("enterprise", "").strip():
            self.add_error("enterprise", "请写明企业名称。")
        if found.get("subject") != "enterprise":
            found["enterprise"] = ""
        return found

    def case(self) -> Case:
        """Return what was told."""
        found = self.cleaned_data
        return Case(committee=found["committee"], unit=found["unit"], subject=found["subject"], enterprise=found["enterprise"], reason=found["reason"])
