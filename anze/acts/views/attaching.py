"""Files that come with a form: attached to the act that the form has made. An act is not refused for the sake of a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError

from anze.acts.actions.evidence import attach
from anze.acts.evidence.examine import examined
from anze.acts.evidence.refuse import Refusal
from anze.acts.models import Act


def take_in(request: Any, act: Act) -> list[str]:
    """Attach the files of a request and return a sentence for each that was refused; the page shown next says them too."""
    staged, refused = [], []
    for one in request.FILES.getlist("attached"):
        try:
            staged.append(examined(str(one.name), one.size or 0, one.chunks()))
        except Refusal as refusal:
            refused.append(f"附件没有附上——{str(one.name)[:60]}：{refusal}")
    try:
        if staged:
            attach(request.user, request.now, act, staged)
    except ValidationError as fault:
        refused += fault.messages
    for sentence in refused:
        messages.error(request, f"{sentence}。记录已经登记，可以在记录页上再传。")
    return refused
