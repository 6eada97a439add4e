"""Try a verb for a form: what is refused goes to the form and into the security log."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError

from anze.access.log import note

Result = TypeVar("Result")


def attempted(request: Any, form: forms.BaseForm, action: str, about: str, verb: Callable[[], Result]) -> Result | None:
    """Return what `verb` gives; None where it was refused, the reasons then stand on the form. What may not be done at all is raised on."""
    try:
        return verb()
    except ValidationError as refused:
        note(request, action, "拒绝", account=request.user, object=about)
        known = isinstance(getattr(refused, "error_dict", None), dict) and set(refused.error_dict) <= set(form.fields) | {"__all__"}
        form.add_error(None, refused if known or not hasattr(refused, "error_dict") else ValidationError(refused.messages))
    except PermissionDenied:
        note(request, action, "拒绝", account=request.user, object=about)
        raise
    return None
