"""How a form of the register is answered: shown, refused with everything kept, overtaken with the differences shown, or saved."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from anze.register.actions import Overtaken
from anze.register.forms.fields import Described
from anze.register.queries.history import SAID, said

Save = Callable[[dict[str, Any]], tuple[str, str]]
Against = Callable[[Any, Described], list[tuple[str, str, str]]]  # label, on record, typed


def edited(request: Any, form: Described, save: Save, *, title: str, button: str, back: str, template: str = "register/form.html",
           moved: Callable[[Any], str] | None = None, compare: Collection[str] = (), against: Against | None = None, **more: Any) -> HttpResponse:
    """Answer a page with one form. `save` does the verb and gives what to say and where to go; what it refuses stands in the form.

    `moved` gives the address at which the record that took the place of an overtaken one is changed; `compare` the fields that are about it
    (all that bear its names, unless given). `against` finds the differences for rows that are none of the register's own.
    """
    page: dict[str, Any] = {"title": title, "button": button, "back": back, "form": form, **more}
    if request.method == "POST" and form.is_valid():
        try:
            sentence, address = save(form.cleaned_data)
        except Overtaken as late:
            form.add_faults(late)
            if late.now_stands is not None:
                differences = against(late.now_stands, form) if against else compared(late.now_stands, form, compare)
                page |= {"differences": differences, "action": moved(late.now_stands) if moved else ""}
                _rebase(form, late.now_stands.pk)
        except ValidationError as fault:
            form.add_faults(fault)
        else:
            messages.success(request, sentence)
            return redirect(address)
    return render(request, template, page)


def compared(now_stands: Any, form: Described, names: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """Return where what was typed differs from what now stands on record: label, on record, typed."""
    found = []
    for name, label in SAID[type(now_stands)].items():
        if name in form.cleaned_data and (not names or name in names):
            typed, stands = _typed(now_stands, name, form.cleaned_data), said(now_stands, name)
            if typed != stands:
                found.append((label, stands or "（空）", typed or "（空）"))
    return found


def _typed(row: Any, name: str, data: Mapping[str, Any]) -> str:
    return said(type(row)(**{name: data[name]}), name)


def _rebase(form: Described, pk: int) -> None:
    held: Any = form.data
    data = held.copy()
    for name in ("based_on", "leaving"):
        if data.get(name):
            data[name] = str(pk)
    form.data = data
