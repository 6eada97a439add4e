"""Items as they are filled in: several rows of one origin at once."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.forms import BaseFormSet, formset_factory

from anze.people.models import Unit
from anze.supervision.codes import ANSWERS, ORIGINS
from anze.supervision.forms.base import Asked, UnitNamedField, UnitsField, day, words
from anze.supervision.told import Origin, Wanted

ROWS: Final = 5


class HeadForm(Asked):
    """What all the rows share: who supervises, where they come from, by which post people answer, whom undertakers may ask."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="交办单位", to_field_name="code", empty_label=None,
                                  error_messages={"required": "请选择交办单位。"})
    origin = forms.ChoiceField(label="来源", choices=[(code, ORIGINS[code]) for code in ("document", "other")], initial="other")
    document = forms.CharField(label="来文文号", max_length=60, required=False)
    issuer = forms.CharField(label="来文单位", max_length=80, required=False)
    issued_on = day("来文日期", required=False)
    answering = forms.ChoiceField(label="责任人", choices=list(ANSWERS.items()), initial="gov", help_text="交办当天在任的，自动列为责任人；以后可以更换。")
    contact = forms.CharField(label="联系人", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    device_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Any, fixed: bool, contact: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = places
        if len(places) == 1:
            chosen.widget, chosen.initial = forms.HiddenInput(), places[0].code
        if fixed:
            for name in ("origin", "document", "issuer", "issued_on"):
                del self.fields[name]
        self.initial.setdefault("device_key", uuid4().hex)
        self.initial.setdefault("contact", contact)

    def clean(self) -> dict[str, Any]:
        """A superior's document is told whole."""
        found = super().clean() or {}
        if found.get("origin") == "other" and any(found.get(name) for name in ("document", "issuer", "issued_on")):
            self.add_error("origin", "填了来文的，来源请选“上级文件”；不是上级文件的，请清空来文文号、单位和日期。")
        if found.get("origin") == "document":
            for name, words_ in (("document", "请写明来文文号。"), ("issuer", "请写明来文单位。"), ("issued_on", "请写明来文日期。")):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, words_)
            if found.get("issued_on") and found["issued_on"] > self.today:
                self.add_error("issued_on", "来文日期晚于今天，请改正。")
        return found

    def told_origin(self) -> Origin:
        """Return the origin that was filled in."""
        got = self.cleaned_data
        if got["origin"] != "document":
            return Origin()
        return Origin(kind="document", document=got["document"], issuer=got["issuer"], issued_on=got["issued_on"])


class RowForm(Asked):
    """An item."""

    title = forms.CharField(label="督办事项", max_length=80, error_messages={"required": "请写明督办事项。"}, help_text="一句话，写在督办单上。")
    text = words("办理要求", rows=2, longest=600)
    main = UnitNamedField(label="主办单位", help_text="写名称或代码。", error_messages={"required": "请写明主办单位。"})
    assists = UnitsField(label="协办单位", required=False, help_text="没有不填；几家用顿号隔开。")
    due = day("办理期限")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("main", "assists"):
            named: Any = self.fields[name]
            named.rows = units

    def wanted(self, answering: str, key: str | None = None) -> Wanted:
        """Return what was told."""
        got = self.cleaned_data
        return Wanted(title=got["title"].strip(), text=got["text"].strip(), due=got["due"], main=got["main"], assists=got["assists"],
                      answering=answering, key=key)


class ChangeForm(RowForm):
    """An item stated anew."""

    answering = forms.ChoiceField(label="责任人", choices=list(ANSWERS.items()))


class JoinForm(Asked):
    """One more unit."""

    unit = UnitNamedField(label="承办单位", help_text="写名称或代码。", error_messages={"required": "请写明承办单位。"})
    due = day("办理期限")
    note = words("原因", "请写明增加承办单位的原因。", longest=200)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields["unit"]
        named.rows = units


class Rows(BaseFormSet[RowForm]):
    """Rows of items; a row in which nothing is written is none."""

    def add_fields(self, form: RowForm, index: int | None) -> None:
        """Let an empty row pass, but not if it is the first."""
        super().add_fields(form, index)
        form.empty_permitted, form.use_required_attribute = bool(index), False

    def wanted(self, answering: str, key: str) -> list[Wanted]:
        """Return the rows that say something."""
        return [form.wanted(answering, f"{key}-{place}"[:48]) for place, form in enumerate(self.forms) if form.cleaned_data.get("title")]


def rows_form(data: Any, initial: Sequence[dict[str, Any]], **about: Any) -> Any:
    """Return the rows; those that are begun already come first."""
    made = formset_factory(RowForm, formset=Rows, extra=max(ROWS - len(initial), 1), max_num=40)
    return made(data, initial=list(initial), form_kwargs=about, prefix="item")
