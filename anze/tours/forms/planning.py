"""What is filled in to plan tours and to settle their groups."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from anze.law.codes import SIDES
from anze.people.models import Unit
from anze.register.forms.fields import DayField
from anze.tours.forms.base import Faulty, LinesField, words
from anze.tours.models import Tour
from anze.tours.queries.group import named_people, ties
from anze.tours.told import Plan, Someone, Visit


class GroupForm(Faulty):
    """Who is of the group; who is named first leads it."""

    people = LinesField(label="巡查组人员", help_text="一行一人，第一位是组长。写名册里的姓名或人员编号；不在名册的工作人员写账号。同名的写成“姓名（编号）”。",
                        error_messages={"required": "请写明巡查组人员，一行一人，第一位是组长。"})
    declared = forms.BooleanField(label="组员都已说明：与被巡查单位负责人没有亲属关系等应当回避的情形；有的，已经换人", required=True,
                                  error_messages={"required": "请先逐人核实回避情形，有应当回避的换人，再勾选。"})
    flag = forms.CharField(label="不回避的理由", max_length=200, required=False,
                           help_text="只有组员近年在被巡查单位任过职、仍要参加的才写；会一直留在案上。")

    def __init__(self, data: Any = None, *, superior: Unit, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.superior, self.today = superior, today

    def settle(self, units: Sequence[Unit], day: date) -> tuple[Someone, ...]:
        """Return the group for units from a day: names found, leader marked, reasons put to those who have a tie. Adds errors for names not found."""
        found, faults = named_people(self.cleaned_data.get("people", []), self.superior, day)
        for fault in faults:
            self.add_error("people", fault)
        why = self.cleaned_data.get("flag", "").strip()
        return tuple(replace(one, lead=place == 0, flag=why if why and any(ties(one, unit, day)[1] for unit in units) else "")
                     for place, one in enumerate(found))


class PlanForm(GroupForm):
    """A round's tours of some places by one group."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100, error_messages={"required": "请写明年度。", "invalid": "年度写成 2026 的样子。"})
    round = forms.IntegerField(label="第几轮", min_value=1, max_value=12, error_messages={"required": "请写明第几轮。", "invalid": "轮次写数字。"})
    units = forms.ModelMultipleChoiceField(Unit.objects.none(), to_field_name="code", label="被巡查单位", widget=forms.CheckboxSelectMultiple,
                                           error_messages={"required": "请至少选一个被巡查的单位。"})
    sides = forms.MultipleChoiceField(label="巡查对象", choices=list(SIDES.items()), widget=forms.CheckboxSelectMultiple, initial=list(SIDES),
                                      error_messages={"required": "请选党委、政府，或者两者。"})
    group = forms.CharField(label="巡查组名称", max_length=60, error_messages={"required": "请写明巡查组的名称。"})
    start = DayField(label="进驻日期")
    end = DayField(label="离场日期")
    field_order = ("year", "round", "units", "sides", "group", "people", "flag", "start", "end", "declared")

    def __init__(self, data: Any = None, *, offered: Any, labels: dict[str, str], **more: Any) -> None:
        super().__init__(data, **more)
        field: Any = self.fields["units"]
        field.queryset = offered
        field.choices = [(one.code, labels.get(one.code, one.name)) for one in offered]

    def plan(self) -> Plan:
        """Return what was told."""
        got = self.cleaned_data
        units = tuple(got["units"])
        visit = Visit(group=got["group"], start=got["start"], end=got["end"], people=self.settle(units, got["start"]))
        return Plan(superior=self.superior, units=units, year=got["year"], round=got["round"], sides=tuple(got["sides"]), visit=visit)


class ChangeForm(GroupForm):
    """Other dates or another group, and why."""

    group = forms.CharField(label="巡查组名称", max_length=60, error_messages={"required": "请写明巡查组的名称。"})
    start = DayField(label="进驻日期")
    end = DayField(label="离场日期")
    note = words("更改的原因", "请写明更改的原因。", longest=200, rows=2)
    field_order = ("group", "people", "flag", "start", "end", "note", "declared")

    def visit(self, tour: Tour) -> Visit:
        """Return what was told."""
        got = self.cleaned_data
        return Visit(group=got["group"], start=got["start"], end=got["end"], people=self.settle([tour.unit], got["start"]))


class RecuseForm(GroupForm):
    """Another group, and why."""

    note = words("调整的原因", "请写明调整的原因，如：某某提出与被巡查单位负责人有亲属关系，回避。", longest=200, rows=2)
    field_order = ("people", "flag", "note", "declared")


class NoticeForm(Faulty):
    """Whom to ask, and what else is asked for."""

    contact = forms.CharField(label="联系人", max_length=40, error_messages={"required": "请写明联系人。"})
    phone = forms.CharField(label="联系电话", max_length=40, error_messages={"required": "请写明联系电话。"})
    wish = words("其他要求", longest=300, rows=2)
