"""The forms of what is done with an accident after it was registered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from anze.accidents.codes import FALSE_REPORTS, INVESTIGATORS, OUTCOMES, TIERS
from anze.accidents.forms.fields import (
    VerbForm,
    choice_field,
    count_field,
    day_field,
    days_field,
    moment_field,
    sum_field,
    text_field,
)
from anze.accidents.models import Accident
from anze.accidents.queries.entitled import Entitled
from anze.law.national.investigation import investigated_by
from anze.people.models import Unit


class OfAccident(VerbForm):
    """A verb's form for one accident, on a day."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, accident: Accident, today: date, allowed: Entitled | None = None,
                 initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.accident, self.allowed = accident, allowed
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget.attrs |= {"max": today.isoformat(), "min": accident.date.isoformat()}
                if field.required:
                    self.initial.setdefault(name, today)
        self.arrange()

    def arrange(self) -> None:
        """Fit the fields to the accident."""

    def told(self) -> dict[str, Any]:
        """Return what the verb takes."""
        return dict(self.cleaned_data)


class FiguresForm(OfAccident):
    """Totals as they are now; what did not change stays empty."""

    on = day_field("变化日期", help_text="人数或者损失实际变化的那一天，不是登记的那一天")
    deaths = count_field("死亡人数（合计）")
    serious_injuries = count_field("重伤人数（合计，含急性工业中毒）")
    missing = count_field("失踪人数（合计）")
    loss = sum_field("直接经济损失（合计，万元）")
    note = text_field("依据和说明", 200, help_text="如：医院死亡证明、损失评估报告")

    def arrange(self) -> None:
        """Say how the figures stand now."""
        for name in ("deaths", "serious_injuries", "missing", "loss"):
            value = getattr(self.accident, name)
            self.fields[name].help_text = "现在没有填" if value is None else f"现在是 {value:f}" if name == "loss" else f"现在是 {value}"

    def told(self) -> dict[str, Any]:
        """Return the day, the figures and the note."""
        got = self.cleaned_data
        return {"on": got["on"], "note": got["note"], "figures": {name: got[name] for name in ("deaths", "serious_injuries", "missing", "loss")}}


class NoticeForm(OfAccident):
    """The public notice of a write-off: it begins today or later."""

    start = day_field("公示起始日")
    place = text_field("公示处", 120, help_text="如：市应急管理局网站")
    reason = text_field("核销理由", 300, required=True, rows=3, help_text="如：经认定不属于生产安全事故，认定文书的文号")

    def arrange(self) -> None:
        """Let no day before today be chosen, and any after it."""
        day = self.fields["start"].widget.attrs
        day["min"] = day.pop("max")


class WriteOffForm(OfAccident):
    """The decision to write an accident off."""

    on = day_field("核销日期")
    organ = text_field("决定机关", 80, required=True)
    document = text_field("核销文号", 80)


class ReportForm(OfAccident):
    """A report made to a tier."""

    to = choice_field("报告对象", list(TIERS.items()))
    made_at = moment_field("报告时间")
    made_by = text_field("报告单位", 80)
    supplementary = forms.BooleanField(label="这是补报（伤亡等情况变化后再报告）", required=False)
    note = text_field("方式和说明", 200, help_text="如：电话快报、书面续报")


class OpenedForm(OfAccident):
    """The investigation group is set up."""

    on = day_field("成立日期")
    tier = choice_field("负责调查的政府", list(INVESTIGATORS.items()))
    organ = text_field("牵头机关", 80)
    document = text_field("文号", 80)
    note = text_field("说明", 300, help_text="如：授权市应急管理局组织调查；上级提级调查")

    def arrange(self) -> None:
        """Begin with the tier that the grade names (第十九条)."""
        self.initial.setdefault("tier", investigated_by(self.accident.grade, self.accident.date))


class ExtendedForm(OfAccident):
    """A term is extended."""

    on = day_field("批准日期")
    days = days_field("延长日数")
    organ = text_field("批准机关", 80)
    document = text_field("文号", 80)
    note = text_field("特殊情况", 300)


class AppraisalForm(OfAccident):
    """A technical appraisal, whose days are not counted."""

    on = day_field("鉴定开始日期")
    until = day_field("鉴定结束日期", required=False, help_text="还没有结束的先空着；结束后撤下这一条，重新登记起止。")
    organ = text_field("鉴定机构", 80)
    note = text_field("鉴定事项", 300)


class SubmittedForm(OfAccident):
    """The report is handed in."""

    on = day_field("提交日期")
    organ = text_field("提交给", 80)
    document = text_field("文号", 80)
    note = text_field("说明", 300)


class ApprovalForm(OfAccident):
    """The reply, with responsibility by area."""

    on = day_field("批复日期")
    organ = text_field("批复机关", 80, required=True)
    organ_sure = forms.BooleanField(label="批复机关的级别已经核对", required=False, widget=forms.HiddenInput)  # a tick once it is asked
    document = text_field("批复文号", 80, help_text="认定责任不在本地区的要写明")
    conclusion = text_field("原因、性质和责任认定", 5000, rows=5, help_text="认定责任不在本地区的要写明；批复文件归入案卷，用途选“批复”。")
    responsible = forms.ModelMultipleChoiceField(Unit.objects.none(), to_field_name="code", label="负有责任的地区", required=False,
                                                 widget=forms.CheckboxSelectMultiple)
    outside = forms.ModelMultipleChoiceField(Unit.objects.none(), to_field_name="code", label="责任不在本地区的", required=False,
                                             widget=forms.CheckboxSelectMultiple)
    reason = text_field("更正的原因", 200, help_text="第一次登记批复不用填；更正先前的批复要写明。")

    def arrange(self) -> None:
        """Offer as responsible the county of the accident and all its towns; as not responsible the places in which the accident lies."""
        above = [part for part in self.accident.unit.path.split("/") if part]
        places = Unit.objects.exclude(level__in=("city", "department"))
        units = places.filter(pk__in=above)
        top = units.order_by("path").first() or self.accident.unit
        every = places.filter(path__startswith=top.path).filter(Q(closed_on=None) | Q(closed_on__gte=self.accident.date))
        relieved = [unit for unit in units.select_related("parent") if self.allowed is None or self.allowed.may_relieve(unit)]
        for name, known, offered in (("responsible", every, every), ("outside", units, relieved)):
            field: Any = self.fields[name]
            field.queryset = known
            field.choices = [(unit.code, unit.name) for unit in offered]
        others = [f"{unit.name}由{unit.parent.name}安委办登记" for unit in units.select_related("parent") if unit not in relieved and unit.parent]
        own = f"本级不能免除自己的：{'，'.join(others)}。" if others else ""
        self.fields["outside"].help_text = f"勾选的地区不因这起事故被“一票否决”（第二十七条第三款）。{own}"
        self.fields["organ"].help_text = (f"写人民政府的全称。这起事故由{INVESTIGATORS[investigated_by(self.accident.grade, self.accident.date)]}负责调查，"
                                          "由它或者上级批复。")

    def take(self, fault: ValidationError) -> None:
        """Ask to have the level of the government confirmed once its name did not tell."""
        if hasattr(fault, "error_dict") and "organ_sure" in fault.error_dict:
            self.fields["organ_sure"].widget = forms.CheckboxInput()
        super().take(fault)


class ConcealmentForm(OfAccident):
    """A finding of 漏报, 谎报 or 瞒报."""

    kind = choice_field("认定", list(FALSE_REPORTS.items()), widget=forms.RadioSelect)
    on = day_field("认定日期")
    organ = text_field("认定机关", 80, required=True)
    whose = text_field("责任单位或者人员", 120, required=True)
    evidence = text_field("证据", 2000, required=True, rows=4, help_text="写明证据名称、编号和它证明什么。")
    document = text_field("文号", 80)


class ReviewForm(OfAccident):
    """The review of measures."""

    on = day_field("评估日期")
    organ = text_field("评估机关", 80, required=True)
    outcome = choice_field("落实情况", list(OUTCOMES.items()), widget=forms.RadioSelect)
    published_on = day_field("向社会公开日期", required=False, help_text="还没有公开的先空着。")
    note = text_field("评估意见", 2000, rows=4)


class ReasonForm(OfAccident):
    """Why something is taken off."""

    reason = text_field("原因", 200, required=True)
