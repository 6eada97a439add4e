"""How a small workbook is taken in on its page: all of it or nothing, every wrong cell named at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from anze.duties.forms.upload import UploadForm


def uploaded(request: Any, take: Callable[[bytes], tuple[int, int, int]], *, title: str, back: str, export: str,
             export_address: str = "") -> HttpResponse:
    """Answer the page on which a workbook is uploaded; `take` takes its bytes in and says how many rows are new, changed, as they were."""
    form = UploadForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            new, changed, same = take(form.cleaned_data["file"].read())
        except ValidationError as fault:
            faults = list(fault.messages)
        else:
            messages.success(request, f"已导入：新增 {new} 行，更改 {changed} 行，没有变化 {same} 行。")
            return redirect(back)
    return render(request, "duties/contacts/import.html", {"form": form, "faults": faults, "back": back, "title": title, "export": export,
                                                                 "export_address": export_address})
