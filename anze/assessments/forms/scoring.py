"""What is filled in when units assess themselves and when they are checked: one form for a unit, one for all points and samples."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from anze.assessments.actions.checking import Found
from anze.assessments.forms.base import Asked, points, words
from anze.assessments.models import Checked, Given, Indicator, Sample, SelfReport
from anze.assessments.told import Points, Said
from anze.people.models import Account, Unit

PASSED: Final = {"yes": "属实", "no": "不属实"}


class SelfForm(Asked):
    """What a unit says of itself: of each indicator a word, where points are given also the points it claims. Nothing is filled in beforehand."""

    def __init__(self, data: Any = None, *, indicators: Sequence[Indicator]) -> None:
        super().__init__(data)
        self.indicators = list(indicators)
        for one in self.indicators:
            if one.source == "report":
                field = points(f"{one.name}：自评分（最多 {one.weight.normalize():f} 分）", one.weight, required=one.kind == "score")
                field.error_messages["required"] = f"请写“{one.name}”的自评分，没有做的写 0。"
                self.fields[f"claimed-{one.key}"] = field
            self.fields[f"text-{one.key}"] = words("说明", rows=2)
            self.fields[f"text-{one.key}"].label = f"{one.name}：说明"
        self.fields["note"] = words("总的自评", rows=3)

    def rows(self) -> list[tuple[Indicator, Any, Any]]:
        """Return each indicator with its fields."""
        return [(one, self[f"claimed-{one.key}"] if one.source == "report" else None, self[f"text-{one.key}"]) for one in self.indicators]

    def said(self) -> list[Said]:
        """Return what the unit says."""
        got = self.cleaned_data
        return [Said(one.key, got.get(f"claimed-{one.key}"), got[f"text-{one.key}"]) for one in self.indicators]


class ScoringForm(Asked):
    """All points and all samples of an assessment on one page. What a unit claimed stands beside, nothing is filled in beforehand; a sampled record is
    neither true nor false until somebody says so."""

    def __init__(self, data: Any = None, *, units: Sequence[Unit], indicators: Sequence[Indicator], samples: Sequence[Sample], given: Sequence[Given],
                 reports: Sequence[SelfReport], again: bool,
                 pages: Mapping[tuple[int, str, str], str] | None = None) -> None:
        super().__init__(data)
        self.units, self.indicators, self.samples = list(units), [one for one in indicators if one.source == "report"], list(samples)
        self.pages = pages or {}
        had = {(one.unit_id, one.indicator.key): one for one in given}
        self.reports = {(one.unit_id, one.indicator.key): one for one in reports}
        for unit in self.units:
            for one in self.indicators:
                row, name = had.get((unit.pk, one.key)), f"{unit.code}-{one.key}"
                self.fields[name] = points("得分", one.weight, required=False)
                said = self.fields[name].error_messages
                said |= {code: f"{unit.name}“{one.name}”：{words}" for code, words in said.items()}  # the list on top has no cell beside it
                self.fields[f"{name}-note"] = forms.CharField(required=False, max_length=200, label="理由")
                self.fields[name].initial = row.points if row else None
                self.fields[f"{name}-note"].initial = row.note if row else ""
                self._say(name, f"{unit.name}，{one.name}：得分", f"{unit.name}，{one.name}：理由")
        self._samples({(one.sample_id, one.key): one for one in Checked.objects.current().filter(sample__in=[one.pk for one in self.samples])})
        if again:
            self.fields["note"] = words("更改的原因", "初步结果已经送达，更改评分请写明原因。", rows=2)

    def _say(self, name: str, label: str, beside: str) -> None:
        self.fields[name].widget.attrs |= {"aria-label": label, "class": "points"}
        self.fields[f"{name}-note"].widget.attrs |= {"aria-label": beside, "placeholder": "理由（可空）"}

    def _samples(self, had: dict[tuple[int, str], Checked]) -> None:
        for sample in self.samples:
            for place, (key, label) in enumerate(sample.items):
                row, name = had.get((sample.pk, key)), f"s{sample.pk}-{place}"
                self.fields[name] = forms.ChoiceField(required=False, label=f"核查：{label}", choices=list(PASSED.items()), widget=forms.RadioSelect,
                                                      initial=("yes" if row.passed else "no") if row else None)
                self.fields[f"{name}-note"] = forms.CharField(required=False, max_length=200, label="情况", initial=row.note if row else "")
                self.fields[f"{name}-note"].widget.attrs |= {"aria-label": f"情况：{label}", "placeholder": "不属实的写明情况"}

    def points_of(self) -> list[tuple[Indicator, list[tuple[Unit, Any, Any, SelfReport | None]]]]:
        """Return each indicator with the fields of each unit and what the unit said of itself."""
        return [(one, [(unit, self[f"{unit.code}-{one.key}"], self[f"{unit.code}-{one.key}-note"], self.reports.get((unit.pk, one.key)))
                       for unit in self.units]) for one in self.indicators]

    def samples_of(self) -> list[tuple[Sample, list[tuple[str, str, Any, Any]]]]:
        """Return each sample with what is to be checked in it and the page of its original record."""
        return [(one, [(label, self.pages.get((one.unit_id, one.indicator.figure, key), ""), self[f"s{one.pk}-{place}"], self[f"s{one.pk}-{place}-note"])
                       for place, (key, label) in enumerate(one.items)])
                for one in self.samples]

    def clean(self) -> dict[str, Any]:
        """Ask for a word where a record does not hold."""
        got = super().clean() or {}
        for sample in self.samples:
            for place, (_, label) in enumerate(sample.items):
                if got.get(f"s{sample.pk}-{place}") == "no" and not (got.get(f"s{sample.pk}-{place}-note") or "").strip():
                    self.add_error(f"s{sample.pk}-{place}-note", f"“{label}”不属实的，请写明情况。")
        return got

    def told(self) -> tuple[list[Points], list[Found]]:
        """Return points and findings; a field left empty gives none."""
        got = self.cleaned_data
        given = [Points(unit, one.key, got[f"{unit.code}-{one.key}"], got[f"{unit.code}-{one.key}-note"]) for unit in self.units for one in self.indicators
                 if got[f"{unit.code}-{one.key}"] is not None]
        found = [Found(one, key, said == "yes", got[f"s{one.pk}-{place}-note"] if said == "no" else "")
                 for one in self.samples for place, (key, _) in enumerate(one.items) if (said := got[f"s{one.pk}-{place}"])]
        return given, found


class AbsentForm(Asked):
    """That an indicator does not apply to a unit, or does again."""

    note = words("理由", "请写明理由。", rows=2, longest=200)


class RecuseForm(Asked):
    """Who keeps out of the scores of which unit, and why."""

    account = forms.ModelChoiceField(Account.objects.none(), label="回避的人", empty_label=None, error_messages={"required": "请选回避的人。",
                                                                                                             "invalid_choice": "请重新选。"})
    unit = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="被考核单位", empty_label=None,
                                  error_messages={"required": "请选被考核单位。", "invalid_choice": "请重新选。"})
    reason = words("回避的原因", "请写明回避的原因，如：近亲属在该单位任职。", rows=2, longest=200)
