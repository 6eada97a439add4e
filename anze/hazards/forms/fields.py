"""What the forms of this app share: what was typed goes back with what a verb refused; a production unit typed by name or number."""

from typing import Any

from django import forms

from anze.accounts.forms.named import NamedField
from anze.enterprises.forms.fields import CellField
from anze.enterprises.models import Enterprise
from anze.enterprises.queries.supervisors import Supervisors
from anze.enterprises.queries.visible import visible
from anze.law.question import Question
from anze.people.moment import day_of
from anze.register.forms.fields import DayField, Described


class Asked(Described):
    """A form that knows who fills it in and when."""

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.today = now, day_of(now)
        for field in self.fields.values():
            if isinstance(field, CellField):
                field.rights = self.rights
            if isinstance(field, EnterpriseField):
                field.rows = visible(self.rights, Supervisors(Question(self.today, self.today)))


class EnterpriseField(NamedField):
    """A production unit of the register that the account may see."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", "生产经营单位")
        more.setdefault("help_text", "写名称或编号；名册里没有的，写在“具体地点”里。")
        super().__init__(Enterprise.objects.none(), code="code", required=False, **more)

    def prepare_value(self, value: Any) -> Any:
        """Show a production unit by name and number."""
        return f"{value.name}（{value.code}）" if isinstance(value, Enterprise) else value


def words(label: str, missing: str = "", *, rows: int = 3, longest: int = 400, hint: str = "") -> forms.CharField:
    """Return a field for some sentences; needed where it is said what is missing."""
    return forms.CharField(label=label, required=bool(missing), max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint,
                           error_messages={"required": missing})


def day(label: str, hint: str = "") -> DayField:
    """Return a field for a day."""
    return DayField(label=label, help_text=hint)
