"""Files that come with a form: attached to the act that the form has made, or set aside while it is mended.

An act is not refused for the sake of a file.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError

from anze.acts.actions.evidence import attach
from anze.acts.actions.setting_aside import drop_set_aside, set_aside
from anze.acts.evidence.examine import all_examined
from anze.acts.evidence.store import Staged
from anze.acts.forms.base import ActForm
from anze.acts.models import Act
from anze.acts.queries.evidence import aside_of, gone_from_aside


def sent_files(request: Any, name: str) -> tuple[list[Staged], list[str]]:
    """Return the files of a request that may be kept, staged, and a sentence for each that may not: all faults at once."""
    staged, refused = all_examined((str(one.name), one.size or 0, one.chunks()) for one in request.FILES.getlist(name))
    limit = settings.EVIDENCE_MAX_BYTES // 1_000_000
    return staged, refused + [f"{one[:60]}：文件超过 {limit} MB。请压缩图片，或把文件拆开后上传。" for one in getattr(request, "too_big", ())]


def take_in(request: Any, act: Act, key: str) -> list[str]:
    """Attach what was set aside under the form's key and the files of a request; return a sentence for each that was refused, which
    the page shown next says too."""
    gone = gone_from_aside(request.user, key, request.POST.getlist("aside")) if act.recorded_at == request.now else 0
    staged, refused = sent_files(request, "attached")
    if gone:
        refused.append(f"先前选好的 {gone} 个文件存放超过 24 小时，已经清理。")
    try:
        if staged or (key and aside_of(request.user, key).exists()):
            attach(request.user, request.now, act, staged, key=key)
    except ValidationError as fault:
        refused += fault.messages
    refused = [f"附件没有附上——{sentence}" for sentence in refused]
    for sentence in refused:
        messages.error(request, f"{sentence}记录已经登记，可以在记录页上再传。")
    return refused


def keep_for_later(request: Any, form: ActForm) -> None:
    """Set aside the files of a form that is shown again, let go of the one that is not wanted, and say in the form what was refused."""
    unwanted = request.POST.get("drop_file", "")
    if unwanted.isascii() and unwanted.isdigit() and len(unwanted) < 16:
        drop_set_aside(request.user, form.key, int(unwanted))
    staged, refused = sent_files(request, "attached")
    try:
        if staged:
            set_aside(request.user, request.now, form.key, staged)
    except ValidationError as fault:
        refused += fault.messages
    for sentence in refused:
        form.add_error("attached", sentence)
