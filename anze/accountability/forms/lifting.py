"""Measures are proposed to be lifted, as it is filled in."""

from typing import Any

from django import forms

from anze.accountability.codes import WAYS
from anze.accountability.forms.base import Asked, chosen, day, line, words
from anze.accountability.models import Measure
from anze.accountability.queries.lifting import lift_due, sent_back
from anze.accountability.queries.stopping import stoppable
from anze.documents.official import in_words


class LiftForm(Asked):
    """Measures are to be lifted, each once its own effect is over; where no rule fixes a period, which body found that it is, and by what."""

    measures = forms.ModelMultipleChoiceField(Measure.objects.none(), label="要解除的措施", widget=forms.CheckboxSelectMultiple, error_messages={
        "required": "请选择要解除的措施。", "invalid_choice": "请重新选择要解除的措施。"})
    on = day("解除日期", "从这一天起解除，不能晚于今天；影响期满的第二天起可以解除。")
    body = line("认定机关", longest=80, hint="写全称；一般是作出决定的机关，要是有权决定这项措施的（第三十三条）。")
    basis = words("认定的依据", rows=2, longest=400, hint="文号、会议或者决定，写进解除决定书。")
    way = chosen("送达方式", WAYS.items(), "请选择送达方式。")
    note = words("说明", rows=2, longest=400, hint="写进解除决定书；不写也可以。")

    def offer(self) -> None:
        """Offer the measures that may be lifted now, those whose effect is over chosen already; begin with what was sent back."""
        rows = lift_due(self.about, self.today)
        field: Any = self.fields["measures"]
        field.queryset = Measure.objects.filter(pk__in=[row.pk for row in rows]).order_by("date", "pk")
        field.label_from_instance = _lifted_when
        for name in ("body", "basis"):
            self.fields[name].mark = "没有规定期限、不自动解除的必写"  # type: ignore[attr-defined]
        if last := sent_back(self.about):
            self.initial.update({name: getattr(last, name) for name in ("on", "body", "basis", "way", "note")})
            self.initial.setdefault("measures", list(last.measures.values_list("pk", flat=True)))
        self.initial.setdefault("measures", [row.pk for row in rows if row.until and row.until < self.today])
        self.initial.setdefault("on", self.today)
        self.initial.setdefault("body", next((row.decision.body for row in rows if row.until is None or row.stops.exists()), ""))

    def told(self) -> dict[str, Any]:
        """Return what was filled in."""
        return dict(self.cleaned_data) | {"measures": list(self.cleaned_data["measures"])}


def _lifted_when(row: Measure) -> str:
    return f"{row.kind}（{f'影响期到{in_words(row.until)}' if row.until else '没有统一规定的影响期，由有权机关认定'}）"


class StopForm(Asked):
    """What keeps a measure from ending by itself is proposed to be put on record."""

    measure = forms.ModelChoiceField(Measure.objects.none(), label="哪一项措施", widget=forms.RadioSelect, empty_label=None, error_messages={
        "required": "请选择是哪一项措施。", "invalid_choice": "请重新选择是哪一项措施。"})
    on = day("发生日期", "要在这项措施的期间以内。")
    text = words("情形", "请写明是什么情形。", rows=4, hint="期内没有悔改表现，或者再发生应当给予政务处分的违法行为；写明查实的事实。")
    basis = words("认定的机关和依据", "请写明是哪个机关认定、依据什么（文号、会议或者决定）。", rows=2, longest=400)

    def offer(self) -> None:
        """Offer the measures that end by themselves, chosen already where there is one."""
        rows = stoppable(self.about)
        field: Any = self.fields["measure"]
        field.queryset = Measure.objects.filter(pk__in=[row.pk for row in rows]).order_by("date", "pk")
        field.label_from_instance = _lifted_when
        if len(rows) == 1:
            self.initial.setdefault("measure", rows[0].pk)
