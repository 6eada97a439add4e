"""The form of a case keeps what is typed, at its own address: whoever may not open the form may not keep a draft of it either.

A page says from which draft it began; where another window has kept or sent something since, nothing is overwritten unless the person says so. A form
that was refused is kept at once. Nothing is kept on the device.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect

from anze.accountability.actions.drafts import draft_of, empty_case_draft, save_case_draft
from anze.accountability.models import Case, CaseDraft
from anze.acts.forms.unseen import seen_only
from anze.people.moment import SHANGHAI

ASKED: Final = "keep_draft"  # the field that says that the form is not sent: "drop" throws its draft away, anything else keeps what it holds
SINCE: Final = "draft_since"  # from which draft the page began
_NOT_KEPT: Final = frozenset({"csrfmiddlewaretoken", ASKED, SINCE})
SENT: Final = "这张表已经在另一个窗口里提交了，或者草稿已经不要了，这里写的没有存上。还有用的请先复制，再重新打开这张表。"
SEND_AGAIN: Final = "这张表已经在另一个窗口里提交了，或者草稿已经不要了。仍要提交这里写的吗？"
SEND_ANYWAY: Final = "这张表在另一个窗口里也写过，提交以后那里存下的草稿删去。仍要提交这里写的吗？"


@dataclass(frozen=True, slots=True)
class OnPage:
    """What a page knows of the draft of its form: from which it began, and when that was kept where the form was filled with it."""

    stamp: str = ""
    put_back: datetime | None = None


def address_of(request: Any) -> str:
    """Return what the draft of a page's form is kept under: its address, with what the form is begun from."""
    return str(request.get_full_path())


def sent_off(request: Any) -> None:
    """Throw the draft of a page's form away: it was sent."""
    empty_case_draft(request.user, request.now, address_of(request))


def draft_kept(request: Any, case: Case | None = None, back: str = "") -> HttpResponse | None:
    """Keep the draft of the form that a page shows, or throw it away and lead back to it (`back`, where it is shown elsewhere); None where neither is
    asked for."""
    asked = request.POST.get(ASKED) if request.method == "POST" else None
    if not asked:
        return None
    if asked == "drop":
        sent_off(request)
        return redirect(back or request.get_full_path())
    if refusal := _overtaken(request):
        return refusal
    try:
        made = _saved(request, case)
    except ValidationError as fault:
        return JsonResponse({"fault": fault.messages[0]}, status=422)
    return JsonResponse({"saved": f"{made.saved_at.astimezone(SHANGHAI):%H:%M:%S}", "stamp": made.stamp})


def on_page(request: Any, form: Any, case: Case | None = None, address: str = "") -> OnPage:
    """Fill a form that is opened with what was typed into it before, and keep what was sent in one that was refused. Raises CannotOpen.

    `address`: where the form is sent, if that is another than the page's.
    """
    if form.is_bound and _overtaken(request):
        return OnPage(request.POST[SINCE])
    if form.is_bound:
        with suppress(ValidationError):  # too long to be kept: it stands on the page
            return OnPage(_saved(request, case).stamp)
    draft = draft_of(request.user, address or address_of(request))
    if form.is_bound or draft is None or not draft.typed:
        return OnPage(draft.stamp if draft else "")
    sent = QueryDict(mutable=True)
    for name, values in draft.data.items():
        sent.setlist(name, list(values))
    shown = {name: field.widget for name, field in form.fields.items() if not field.widget.is_hidden and not field.widget.needs_multipart_form}
    form.initial |= {name: widget.value_from_datadict(sent, {}, form.add_prefix(name)) for name, widget in shown.items()}
    if put_back := getattr(form, "put_back", None):
        put_back(sent)
    return OnPage(draft.stamp, draft.saved_at)


def _saved(request: Any, case: Case | None) -> CaseDraft:
    data = {name: values for name, values in seen_only(request.POST)[0].lists() if name not in _NOT_KEPT}
    return save_case_draft(request.user, request.now, address_of(request), data, case)


def _overtaken(request: Any) -> HttpResponse | None:
    """Refuse to keep what stands in a window that began before another one kept or sent something."""
    draft, since = draft_of(request.user, address_of(request)), request.POST.get(SINCE)
    if draft is None or since in {None, draft.stamp}:
        return None
    if not draft.typed:
        return JsonResponse({"fault": SENT, "overtaken": SEND_AGAIN}, status=409)
    fault = f"这张表在另一个窗口（或者刚离开的页面）里也写过，{draft.saved_at.astimezone(SHANGHAI):%H:%M:%S} 存的没有覆盖；这里写的没有存上。"
    return JsonResponse({"fault": fault, "overtaken": SEND_ANYWAY, "stamp": draft.stamp}, status=409)
