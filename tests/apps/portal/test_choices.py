"""Whatever a form offers to choose from speaks Chinese, the option that chooses nothing included."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import pytest
from django import forms
from django.apps import apps
from django.forms.renderers import get_default_renderer

from tests.cast import Cast


def every_form() -> list[type[forms.BaseForm]]:
    """Return every form class of ours."""
    for app in apps.get_app_configs():
        if app.name.startswith("anze.") and find_spec(f"{app.name}.forms"):
            module = import_module(f"{app.name}.forms")
            for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
                import_module(f"{module.__name__}.{found.name}")
    return sorted(set(_below(forms.BaseForm)), key=lambda one: (one.__qualname__, one.__module__))


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in form.__subclasses__():
        yield from _below(one)
        if one.__module__.startswith("anze."):
            yield one


CHOOSING = [(form, name) for form in every_form() for name, field in getattr(form, "base_fields", {}).items() if isinstance(field, forms.ChoiceField)]


def test_the_walk_finds_the_forms_of_every_app() -> None:
    assert len(CHOOSING) >= 25
    assert {form.__module__.split(".")[1] for form, _ in CHOOSING} >= {"register", "duties", "acts", "accounts", "record"}


@pytest.mark.parametrize(("form", "name"), CHOOSING, ids=lambda one: getattr(one, "__qualname__", one))
def test_no_option_is_called_by_dashes(cast: Cast, form: type[forms.BaseForm], name: str) -> None:
    field = form.base_fields[name]  # type: ignore[attr-defined]
    drawn = field.widget.render(name, None, renderer=get_default_renderer())
    empty = re.findall(r'<option value=""[^>]*>([^<]*)</option>', drawn)
    assert "---" not in drawn
    assert [words for words in empty if not re.search(r"[一-鿿]", words)] == []
