"""What is stated of a production unit, in the words of its pages."""

from typing import Any

from anze.enterprises.models import EnterpriseVersion
from anze.enterprises.models.enterprise import STATED
from anze.register.forms.fields import Described


def said(row: Any, name: str) -> str:
    """Return a stated field as a reader sees it; empty for nothing."""
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    return str(value) if value not in (None, "") else ""


def label(name: str) -> str:
    """Return what a field is called."""
    found: Any = EnterpriseVersion._meta.get_field(name)
    return str(found.verbose_name)


def differences(now_stands: Any, form: Described) -> list[tuple[str, str, str]]:
    """Return where what was typed differs from what now stands on record: label, on record, typed."""
    typed = EnterpriseVersion(**{name: form.cleaned_data[name] for name in STATED if name in form.cleaned_data})
    pairs = [(label(name), said(now_stands, name), said(typed, name)) for name in STATED if name in form.cleaned_data]
    return [(what, stands or "（空）", new or "（空）") for what, stands, new in pairs if stands != new]
