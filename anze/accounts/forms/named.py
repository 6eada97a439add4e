"""A field in which one types a thing by its code or its name, with suggestions; what fits several is asked about, never guessed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.widgets import TextInput

SEVERAL = 6  # named in the message at most


class Suggesting(TextInput):
    """A text input with a list of suggestions (a datalist), which a browser filters while one types."""

    template_name = "accounts/suggesting.html"
    suggestions: Iterable[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the suggestions and the id that binds them to the input."""
        found = super().get_context(name, value, attrs)
        if self.suggestions:
            found["widget"]["attrs"]["list"] = f"{found['widget']['attrs'].get('id', name)}_list"
            found["suggestions"] = self.suggestions
        return found


class NamedField(forms.CharField):
    """Gives the one row of `rows` whose `code` (or else whose `name`) was typed."""

    widget = Suggesting

    def __init__(self, rows: QuerySet[Any], *, code: str, suggest: bool = False, **more: Any) -> None:
        super().__init__(max_length=120, **more)
        self.rows, self.code, self.suggest = rows, code, suggest
        self.coded = "账号" if code == "username" else "编号"  # what the code is called, the same in the hint and in what is refused

    def offer(self) -> None:
        """Fill in the suggestions: the names, with the code behind."""
        if self.suggest:
            self.widget.suggestions = [f"{row.name}（{getattr(row, self.code)}）" for row in self.rows.all()]

    def clean(self, value: Any) -> Any:
        """Find the row. Raises ValidationError where there is none, or more than one."""
        text = super().clean(value)
        if not text:
            return None
        written = text.rstrip("）)").replace("(", "（").rpartition("（")[2].strip()
        found = list(self.rows.filter(**{self.code: written})[:1]) or list(self.rows.filter(Q(name=text) | Q(**{self.code: text}))[:SEVERAL + 1])
        if not found:
            raise forms.ValidationError(f"没有找到“{text}”。请写全名或{self.coded}。")
        if len(found) > 1:
            several = "、".join(f"{_above(row)}{getattr(row, self.code)}" for row in found[:SEVERAL])
            raise forms.ValidationError(f"叫“{text}”的不止一个（{several}{'……' if len(found) > SEVERAL else ''}）。请改写{self.coded}。")
        return found[0]


def _above(row: Any) -> str:
    """Return where a unit lies, so that two of one name are told apart."""
    parent = getattr(row, "parent", None)
    return f"{parent.name}的：" if parent else ""
