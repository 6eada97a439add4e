"""The first steps of a new site: units, people, duties, reminders."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from anze.access.guard import needs
from anze.people.divisions import divisions, related_bodies
from anze.register.actions import found, load_divisions
from anze.register.forms.units import FoundUnit
from anze.register.queries import start


@needs("register.found")
def index(request: Any) -> HttpResponse:
    """Show the steps; take the first units while there are none: all of 清远市, or one of one's own."""
    form = FoundUnit(request.POST if request.POST.get("do") == "found" else None)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "load":
                messages.success(request, f"已载入清远市的{load_divisions(request.user, request.now)}个单位。")
                return redirect("register:start")
            if form.is_valid():
                made = found(request.user, request.now, **form.cleaned_data)
                messages.success(request, f"已登记{made.name}。")
                return redirect("register:start")
        except ValidationError as fault:
            for name, errors in (fault.error_dict if hasattr(fault, "error_dict") else {None: fault}).items():
                if form.is_bound:
                    form.add_error(name if name in form.fields else None, errors)
                else:
                    messages.error(request, " ".join(fault.messages))
    return render(request, "register/start.html", {
        "steps": start.steps(request.rights.reach("register.found")), "empty": start.is_empty(), "form": form,
        "shipped": len(divisions()) + len(related_bodies()),
        "office": request.rights.may("register.change"),
    })
