"""What is filled in of a scheme: its terms and units, an indicator."""

from decimal import Decimal
from typing import Any

from django import forms

from anze.assessments.codes import FIGURE_KINDS, FIGURE_RULES, FITTING, KINDS, RULES, SOURCES
from anze.assessments.forms.base import Asked, points, words
from anze.assessments.models import Assessment
from anze.assessments.told import Terms, ToldIndicator
from anze.duties.figures import figures
from anze.law.codes import ASSESSMENT_GRADES
from anze.people.models import Unit
from anze.register.forms.fields import DayField


class TermsForm(Asked):
    """The terms of a scheme and whom it covers."""

    title = forms.CharField(label="方案名称", max_length=80, error_messages={"required": "请写明方案名称。"})
    units = forms.MultipleChoiceField(label="被考核单位", widget=forms.CheckboxSelectMultiple,
                                      error_messages={"required": "请至少选一个被考核单位。", "invalid_choice": "名单刚有变动，请刷新页面再选。"})
    as_of = DayField(label="数据截止日", help_text="系统数据截至这一天，不能晚于提取数据的那天；“一票否决”不受它限制，按考核年度全年算。")
    self_due = DayField(label="自评截止日", help_text="晚于印发那天；到这一天为止（含当日）可以自评，过了才能登记逾期未自评。")
    excellent_from = points(f"“{ASSESSMENT_GRADES['excellent']}”不低于（分）")
    good_from = points(f"“{ASSESSMENT_GRADES['good']}”不低于（分）")
    fair_from = points(f"“{ASSESSMENT_GRADES['fair']}”不低于（分）", hint="再低的为“较差”。")
    bonus_cap = points("加分合计最多（分）")
    deduction_cap = points("扣分合计最多（分）")

    def __init__(self, data: Any = None, *, units: list[Unit], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.offered = {one.code: one for one in units}
        chosen: Any = self.fields["units"]
        chosen.choices = [(one.code, one.name) for one in units]

    def clean(self) -> dict[str, Any]:
        """Ask for limits that fall from the best grade down."""
        got = super().clean() or {}
        limits = [got.get(name) for name in ("excellent_from", "good_from", "fair_from")]
        if None not in limits and not limits[0] > limits[1] > limits[2] > 0:  # type: ignore[operator]
            self.add_error("excellent_from", "三条分数线要依次降低，都大于 0。")
        return got

    def terms(self) -> Terms:
        """Return the terms."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__slots__})

    def chosen(self) -> list[Unit]:
        """Return the units."""
        return [self.offered[code] for code in self.cleaned_data["units"]]


class NewForm(TermsForm):
    """A new scheme: of which year, copied from which."""

    year = forms.IntegerField(label="考核年度", min_value=2000, max_value=2100,
                              error_messages={"required": "请写明考核年度。", "invalid": "年度写成 2026 的样子。", "min_value": "年度写成 2026 的样子。",
                                              "max_value": "年度写成 2026 的样子。"})
    copied = forms.ModelChoiceField(Assessment.objects.none(), to_field_name="uid", label="指标沿用", required=False, empty_label="示范方案")
    field_order = ("year", "copied", "title", "units")

    def offer(self, earlier: list[Assessment]) -> None:
        """Offer the schemes that may be copied, the newest first and chosen."""
        field: Any = self.fields["copied"]
        field.queryset = Assessment.objects.filter(pk__in=[one.pk for one in earlier])
        field.choices = [("", "示范方案（指标和分值可以再改）"), *((one.uid, f"{one.year}年度：{one.title}") for one in earlier)]


class IndicatorForm(Asked):
    """An indicator of a scheme."""

    name = forms.CharField(label="指标", max_length=80, error_messages={"required": "请写明指标。"})
    kind = forms.ChoiceField(label="性质", choices=list(KINDS.items()))
    weight = points("分值", hint="计分指标的分值合计 100；加分、扣分写最多多少分。")
    source = forms.ChoiceField(label="数据来源", choices=list(SOURCES.items()))
    figure = forms.ChoiceField(label="系统数据", required=False, error_messages={"invalid_choice": "请选一项系统数据。"},
                               help_text="抽样核查的，选从哪一项的记录里抽。")
    rule = forms.ChoiceField(label="计分办法", choices=list(RULES.items()))
    each = points("每件多少分", required=False, hint="按件计分、扣分的填写。")
    target = points("目标完成率（%）", required=False, hint="按目标完成率计分的填写，如 95。")
    size = forms.IntegerField(label="每个单位抽几件", required=False, min_value=0, max_value=100, help_text="抽样核查的填写。",
                              error_messages={"invalid": "请写整数。", "max_value": "最多 100 件。", "min_value": "不能小于 0。"})
    asks = words("评分要求", rows=2, longest=300, hint="由人评分的，写明看什么、附什么佐证。")

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        offered: Any = self.fields["figure"]
        offered.choices = [("", "不用"), *((one.name, f"{one.label}（{FIGURE_KINDS[one.kind]}）") for one in figures())]

    def told(self) -> ToldIndicator:
        """Return the indicator; numbers that its rule does not use are left out. A rule that does not fit is refused by the verb."""
        got = self.cleaned_data
        kept = got | {"each": got["each"] if got["rule"] in {"each", "each_off"} else None, "target": got["target"] if got["rule"] == "target" else None,
                      "size": got["size"] if got["source"] == "sample" else 0, "figure": "" if got["source"] == "report" else got["figure"]}
        return ToldIndicator(**{name: kept[name] for name in ToldIndicator.__slots__ if name not in {"each", "target", "size"}},
                             each=kept["each"] or Decimal(0), target=kept["target"] or Decimal(0), size=kept["size"] or 0)


def fitting_words() -> list[str]:
    """Return which rules go with which kind, source and kind of figure, a sentence each."""
    found = []
    for (kind, source), rules in FITTING.items():
        if source == "report":
            found.append(f"{KINDS[kind]}、{SOURCES[source]}：{'、'.join(RULES[one] for one in rules)}")
        for figure, fits in FIGURE_RULES.items() if source != "report" else ():
            some = [RULES[one] for one in rules if one in fits]
            found += [f"{KINDS[kind]}、{SOURCES[source]}（{FIGURE_KINDS[figure]}）：{'、'.join(some)}"] if some else []
    return found
