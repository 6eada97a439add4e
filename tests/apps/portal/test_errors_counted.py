"""What stands above a form says how many things are wrong, and lists as many."""

import pytest
from django import forms
from django.template.loader import render_to_string


class Two(forms.Form):
    """Two fields, of which the first may be wrong twice."""

    one = forms.CharField(label="甲")
    other = forms.CharField(label="乙")


@pytest.mark.parametrize("many", [1, 2, 3])
def test_as_many_are_counted_as_are_listed(many: int) -> None:
    form = Two({"one": "一", "other": ""})
    for number in range(many):
        form.add_error("one", f"第{number}处")
    form.add_error(None, "整体")
    said = render_to_string("forms/errors.html", {"form": form})
    assert said.count("<li>") == many + 2 and f"有 {many + 2} 处要改" in said
