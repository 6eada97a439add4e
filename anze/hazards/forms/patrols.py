"""A patrol on a phone: what is usual is filled in already; a danger found is three fields."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms

from anze.acts.forms.base import marked
from anze.enterprises.models import Cell, Enterprise
from anze.hazards.codes import LEVELS
from anze.hazards.forms.fields import Asked, day, words
from anze.hazards.policies import USUAL_DAYS
from anze.hazards.told import Stated
from anze.people.models import Unit

MOST = 150  # production units offered to be ticked


class PatrolForm(Asked):
    """A patrol of a town."""

    cell = forms.ModelChoiceField(Cell.objects.none(), label="网格", required=False, empty_label="不分网格")
    on = day("巡查日期")
    people = forms.CharField(label="巡查人员", max_length=120, error_messages={"required": "请写明巡查人员。"}, help_text="姓名，用顿号隔开")
    enterprises = forms.ModelMultipleChoiceField(Enterprise.objects.none(), label="所到单位", required=False, widget=forms.CheckboxSelectMultiple)
    text = words("巡查情况", rows=2)
    device_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    typed_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Unit, people: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        offered: Any = self.fields
        offered["cell"].queryset = Cell.objects.standing().filter(unit=unit, end=None).order_by("code")
        offered["enterprises"].queryset = Enterprise.objects.standing().filter(unit=unit).exclude(state="deregistered").order_by("name")
        offered["enterprises"].choices = [(one.pk, one.name) for one in offered["enterprises"].queryset[:MOST]]
        self.initial.update({"on": self.today, "people": people, "device_key": uuid4().hex})
        only = list(offered["cell"].queryset[:2])
        if len(only) == 1:
            self.initial.setdefault("cell", only[0].pk)

    def told(self) -> dict[str, Any]:
        """Return what was filled in."""
        return {name: self.cleaned_data[name] for name in ("cell", "on", "people", "enterprises", "text", "device_key", "typed_at")}


class FoundForm(Asked):
    """A danger that the patrol found; a row that says nothing is none."""

    text = forms.CharField(label="发现的隐患", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    level = forms.ChoiceField(label="等级", choices=list(LEVELS.items()), initial="general")
    enterprise = forms.ModelChoiceField(Enterprise.objects.none(), label="在哪个单位", required=False, empty_label="不在名册上",
                                        help_text="选了的，单位就是整改责任单位，也算所到单位。")
    owner = forms.CharField(label="整改责任单位", max_length=80, required=False,
                            help_text="“在哪个单位”和“整改责任单位”要填一个：选了单位的不用写，单位不在名册上的写在这里。")
    deadline = day("整改期限")

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marked(self.fields["owner"], "与“在哪个单位”填一个")
        offered: Any = self.fields["enterprise"]
        offered.queryset = Enterprise.objects.standing().filter(unit=unit).exclude(state="deregistered").order_by("name")
        self.fields["deadline"].initial = self.today + timedelta(days=USUAL_DAYS)

    def clean(self) -> dict[str, Any]:
        """Ask who puts it right, where something was found."""
        found = super().clean() or {}
        if found.get("text", "").strip() and not found.get("owner", "").strip() and not found.get("enterprise"):
            self.add_error("owner", "请选单位，或者写明整改责任单位。")
        return found

    def stated(self, cell: Cell | None) -> Stated | None:
        """Return the danger; None for an empty row."""
        got = self.cleaned_data
        if not got["text"].strip():
            return None
        firm = got["enterprise"]
        return Stated(level=got["level"], text=got["text"].strip(), owner=got["owner"].strip() or (firm.name[:80] if firm else ""), deadline=got["deadline"],
                      enterprise=firm, cell=cell)
