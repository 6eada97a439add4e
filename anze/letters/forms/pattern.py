"""A year's pattern on its page: numbers row by row, tasks and vetoes line by line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from anze.duties.figures import figures
from anze.letters.codes import WAYS
from anze.letters.forms.base import Faulty, LinesField, NumberField
from anze.letters.models import Goal, Pattern
from anze.letters.queries.outcomes import offered
from anze.letters.told import Wanted, said

SPARE = 2  # empty rows below those that are filled


class NumberForm(Faulty):
    """A number: what, counted how, not above or not below which limit."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label="目标", max_length=200, required=False)
    figure = forms.ChoiceField(label="取数", required=False)
    way = forms.ChoiceField(label="要求", choices=list(WAYS.items()))
    limit = NumberField(label="控制数", required=False)
    word = forms.CharField(label="单位", max_length=10, required=False, widget=forms.TextInput(attrs={"class": "amount"}))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["figure"]
        field.choices = [("", "不取数，年底登记实绩"), *((one.name, one.label) for one in offered())]

    def clean(self) -> dict[str, Any]:
        """A new number that is counted is called as what is counted; a row whose words were taken away is dropped."""
        found = super().clean() or {}
        if found.get("figure") and not found.get("text", "").strip() and not found.get("key"):
            found["text"] = next(one.label for one in figures() if one.name == found["figure"])
        if found.get("limit") is not None and not found.get("text", "").strip() and not found.get("key"):
            self.add_error("text", "请写明是什么目标。")
        return found

    def wanted(self) -> Wanted:
        """Return what was told."""
        got = self.cleaned_data
        return Wanted(kind="number", text=got["text"].strip(), figure=got["figure"], way=got["way"], limit=got["limit"], word=got["word"].strip(),
                      key=got["key"])


class Numbers(BaseFormSet[NumberForm]):
    """Rows of numbers; a row without words says nothing."""

    def wanted(self) -> list[Wanted]:
        """Return the rows that say something."""
        return [form.wanted() for form in self.forms if form.cleaned_data.get("text", "").strip()]


class WordsForm(Faulty):
    """Tasks and vetoes, a line each, and what else is required."""

    tasks = LinesField(label="工作任务", required=False, help_text="一行一项，序号自动编。")
    vetoes = LinesField(label="一票否决事项", required=False, help_text="一行一项。")
    text = forms.CharField(label="工作要求", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), help_text="印在目标后面；一行一段。")


class PatternForm:
    """The whole of a pattern: rows of numbers, and the rest."""

    def __init__(self, data: Any, pattern: Pattern) -> None:
        self.pattern, self.prefix = pattern, pattern.side
        self.goals: list[Goal] = list(pattern.goals.all())
        rows = [{"key": str(one.pk), "text": one.text, "figure": one.figure, "way": one.way, "limit": said(one.limit), "word": one.word}
                for one in self.goals if one.kind == "number"]
        made = formset_factory(NumberForm, formset=Numbers, extra=SPARE, max_num=40)
        self.numbers: Any = made(data, initial=rows, prefix=f"{self.prefix}-number")
        self.words = WordsForm(data, prefix=self.prefix, initial={"tasks": self._lines("task"), "vetoes": self._lines("veto"), "text": pattern.text})
        self.faults: list[str] = []

    def _lines(self, kind: str) -> str:
        return "\n".join(one.text for one in self.goals if one.kind == kind)

    def is_valid(self) -> bool:
        """Say whether everything holds; both parts are looked at, so that all faults are told at once."""
        good = [self.numbers.is_valid(), self.words.is_valid()]
        return all(good)

    def wanted(self) -> list[Wanted]:
        """Return every goal that was told; a task or veto that was there before keeps its place on record."""
        got = self.words.cleaned_data
        return [*self.numbers.wanted(), *self._words("task", got["tasks"]), *self._words("veto", got["vetoes"])]

    def _words(self, kind: str, lines: Sequence[str]) -> list[Wanted]:
        keys = {one.text: str(one.pk) for one in self.goals if one.kind == kind}
        return [Wanted(kind=kind, text=line, key=keys.pop(line, "")) for line in lines]

    def add_faults(self, fault: ValidationError) -> None:
        """Put what was refused on top."""
        self.faults += fault.messages
