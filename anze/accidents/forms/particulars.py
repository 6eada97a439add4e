"""The form of an accident's particulars: one page, to register it and to correct it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.dateparse import parse_datetime

from anze.access.rights import Rights
from anze.accidents.codes import SECTORS, SOURCES, TRADES
from anze.accidents.forms.fields import VerbForm, choice_field, count_field, moment_field, sum_field, text_field
from anze.accidents.queries.firms import named
from anze.accidents.queries.offered import grouped, places, type_table
from anze.accidents.told import Told
from anze.enterprises.models import Enterprise
from anze.people.models import Unit
from anze.people.moment import SHANGHAI, day_of

_PEOPLE: Final = ("deaths", "serious_injuries", "missing")
_NUMBERS: Final = (*_PEOPLE, "loss")


class ParticularsForm(VerbForm):
    """What is told of an accident. `first`, `figures`, `rest` and `more` say where the fields stand on the page."""

    first: Final = ("unit", "happened_at", "address", "enterprise", "sector", "nature", "road_or_fire")
    figures: Final = _NUMBERS
    rest: Final = ("source", "account")
    more: Final = ("learned_at", "credit_code", "trade", "longitude", "latitude")

    unit = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="发生地", empty_label=None,
                                  error_messages={"required": "请选择发生地。", "invalid_choice": "您不能为这个地方登记事故，请重新选择。"})
    happened_at = moment_field("发生时间")
    address = text_field("具体地点", 200)
    enterprise = text_field("事故发生单位", 120, help_text="写两个字以上，本地登记的生产经营单位列出来供选；没有登记的照写全称。")
    sector = choice_field("行业（领域）", [(sector, sector) for sector in SECTORS])
    nature = choice_field("事故类别", [])
    road_or_fire = forms.BooleanField(label="属于道路交通事故或者火灾事故", required=False)
    deaths = count_field("死亡人数")
    serious_injuries = count_field("重伤人数", help_text="含急性工业中毒")
    missing = count_field("失踪人数", help_text="下落不明的，查明前不计入等级")
    loss = sum_field("直接经济损失（万元）", help_text="还在核实的空着")
    source = choice_field("信息来源", list(SOURCES.items()))
    account = text_field("事故经过", 5000, rows=4)
    learned_at = moment_field("单位负责人接报时间", required=False, help_text="报告时限从这时起算；不填按发生时间起算。")
    credit_code = text_field("统一社会信用代码", 18)
    trade = choice_field("细分行业", [("", "不填"), *((trade, trade) for trade in TRADES)], required=False)
    longitude = forms.DecimalField(label="经度", required=False, max_digits=9, decimal_places=6, help_text="如 113.412345",
                                   error_messages={"invalid": "请写数字，如 113.412345。"})
    latitude = forms.DecimalField(label="纬度", required=False, max_digits=9, decimal_places=6, help_text="如 24.185432",
                                  error_messages={"invalid": "请写数字，如 24.185432。"})
    another = forms.BooleanField(label="不是同一起", required=False)
    device_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, rights: Rights, now: datetime, initial: Mapping[str, Any] | None = None,
                 permission: str = "accident.record") -> None:
        begin = {"sector": SECTORS[0], "source": "enterprise", "device_key": str(uuid4())}
        super().__init__(data, initial=begin | dict(initial or {}))
        self.fixed: list[tuple[str, str]] = []
        self.rights, self.today = rights, day_of(now)
        self.firm: Enterprise | None = None
        self.fields["enterprise"].widget.attrs |= {"list": "known-enterprises", "autocomplete": "off"}
        self.fields["happened_at"].widget.attrs["max"] = now.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
        self._offer_places(rights, permission)
        self.table = type_table(self._day(now))
        nature: Any = self.fields["nature"]
        nature.choices = [("", "请选择"), *((name, name) for _, name in self.table.types)]
        nature.help_text = f"{self.table.number}，{self.table.count}类"
        if not self.table.complete:
            self.fields["nature"] = text_field("事故类别", 40, required=True, help_text=f"{self.table.number}的类别尚未录全，请按正式文本填写。")

    def _offer_places(self, rights: Rights, permission: str) -> None:
        field: Any = self.fields["unit"]
        field.queryset = places(rights, permission)
        offered = grouped(field.queryset)
        every = [choice for _, some in offered for choice in some]
        field.choices = [("", "请选择"), *offered]
        if len(every) == 1:
            field.widget = forms.HiddenInput()
            self.initial["unit"] = every[0][0]
            self.fixed.append((str(field.label), every[0][1]))

    def _day(self, now: datetime) -> date:
        """Return the day of the accident as far as it is told: which table of types is offered depends on it."""
        given = self.data.get("happened_at", "") if self.is_bound else self.initial.get("happened_at")
        try:
            found = given if isinstance(given, datetime) else parse_datetime(str(given or ""))
        except ValueError:
            found = None
        if found is None:
            return day_of(now)
        return day_of(found) if found.tzinfo else found.date()

    @property
    def groups(self) -> dict[str, list[Any]]:
        """Return the groups of fields for the page; what is hidden is in none."""
        return {name: [self[field] for field in getattr(self, name) if not self[field].is_hidden] for name in ("first", "figures", "rest", "more")}

    def clean(self) -> dict[str, Any]:
        """Take the credit code of the production unit that is called just so, where nobody typed one: registering only, nothing is corrected unasked."""
        cleaned = super().clean() or {}
        place, typed = cleaned.get("unit"), cleaned.get("enterprise", "")
        if place is not None and typed and not cleaned.get("credit_code") and "reason" not in self.fields:
            self.firm = named(typed, place, self.rights, self.today)
            cleaned["credit_code"] = self.firm.credit_code if self.firm else ""
        return cleaned

    @property
    def faulty_figures(self) -> list[str]:
        """Return what is wrong with the numbers that were typed: with such there is no grade."""
        return [f"{self[name].label}：{sentence}" for name in _NUMBERS for sentence in self.errors.get(name, ())]

    def told(self) -> Told:
        """Return what is told. Needs a unit and a moment; numbers that nobody wrote are none, a loss that nobody wrote is unknown."""
        got = dict(self.cleaned_data)
        numbers: dict[str, Any] = {name: got.get(name) or 0 for name in _PEOPLE}
        words = ("address", "enterprise", "credit_code", "sector", "trade", "nature", "source", "account")
        rest: dict[str, Any] = {name: got.get(name) or "" for name in words}
        return Told(unit=got["unit"], happened_at=got["happened_at"], learned_at=got.get("learned_at"), longitude=got.get("longitude"),
                    latitude=got.get("latitude"), road_or_fire=bool(got.get("road_or_fire")), loss=got.get("loss"), **numbers, **rest)


class CorrectionForm(ParticularsForm):
    """The particulars stated anew, with the reason. `based_on` is the statement that the form was opened on."""

    reason = text_field("更正的原因", 200, required=True, help_text="如：现场勘查后核实，附件文号。最多200字")
    based_on = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(told: Told) -> dict[str, Any]:
    """Return what a form of these particulars begins with."""
    found = told.columns() | {"unit": told.unit.code}
    return {name: value for name, value in found.items() if value not in (None, "")}
