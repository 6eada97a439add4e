"""What is filled in: whose pack is wanted, of which day; until when what became known since is told. What is wrong is said, never put right in silence."""

from datetime import date
from typing import Any

from django import forms

from anze.dossiers.asked import MOST_YEARS, YEARS
from anze.law.findings import in_words
from anze.people.moment import FIRST_DAY
from anze.register.forms.fields import DayField

YEARS_WANTED = f"请写 1 到 {MOST_YEARS} 的整数。"


class DayForm(forms.Form):
    """As of which day."""

    day = DayField(label="哪一天")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        _name_what_is_no_day(self, "day")

    def clean_day(self) -> date:
        """Refuse a day that has not come, or lies before all records."""
        day: date = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= self.today:
            raise forms.ValidationError(f"{in_words(day)}不在可以查的范围：请写{in_words(FIRST_DAY)}到今天（{in_words(self.today)}）的日期。")
        return day


class FindForm(DayForm):
    """Whom, by name, code or unit; as of which day."""

    q = forms.CharField(label="姓名、编号或者单位", max_length=40, error_messages={"required": "请写姓名、人员编号或者单位名称。"})
    day = DayField(label="哪一天", help_text="事故当日，或者要查的任何一天。")
    field_order = ("q", "day")


class AskForm(forms.Form):
    """How the pack of a person and day is narrowed: until when what became known since is told, how many years back."""

    known_at = DayField(label="后来知道的，截至")
    years = forms.IntegerField(label="往前列几年", min_value=1, max_value=MOST_YEARS, error_messages=dict.fromkeys(
        ("required", "invalid", "min_value", "max_value"), YEARS_WANTED))

    def __init__(self, given: Any, *, day: date, today: date) -> None:
        """Take what an address or a form gives; today and five years where it gives nothing at all."""
        super().__init__({"known_at": given.get("known_at", today.isoformat()), "years": given.get("years", str(YEARS))}, auto_id="%s")
        self.day, self.today = day, today
        self.fields["known_at"].widget.attrs |= {"min": day.isoformat(), "max": today.isoformat()}
        _name_what_is_no_day(self, "known_at")

    def clean_known_at(self) -> date:
        """Refuse a day before the one asked about, and one that has not come."""
        known_at: date = self.cleaned_data["known_at"]
        if not self.day <= known_at <= self.today:
            raise forms.ValidationError(f"{in_words(known_at)}不行：请写{in_words(self.day)}（要查的那一天）到今天（{in_words(self.today)}）的日期。")
        return known_at


def _name_what_is_no_day(form: forms.Form, name: str) -> None:
    """Say in the message what was given: a browser's own calendar shows nothing of a value that is no day."""
    given = str(form.data.get(form.add_prefix(name), ""))[:20]
    invalid = f"“{given}”不是日期。请写成“2026/3/1”（年、月、日）的样子，或者在日历里选。"
    form.fields[name].error_messages = {**form.fields[name].error_messages, "invalid": invalid}
