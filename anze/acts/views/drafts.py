"""Drafts are kept by themselves while somebody types, and thrown away when not wanted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from anze.access.guard import needs
from anze.acts.actions.drafts import drop_draft, drop_registered, save_draft
from anze.acts.forms.unseen import NULL, seen_only
from anze.people.moment import SHANGHAI

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "device_key", "typed_at", "draft_form", "aside"})


@needs("signed_in")
@require_POST
def save(request: Any) -> HttpResponse:
    """Keep what was typed: `draft_form` names the form, everything else is its fields."""
    form = request.POST.get("draft_form", "").replace(NULL, "")[:80]
    if not form:
        return JsonResponse({"fault": "没有写明是哪张表单。"}, status=422)
    data = {name: values for name, values in seen_only(request.POST)[0].lists() if name not in NOT_KEPT}
    try:
        draft = save_draft(request.user, request.now, form, data)
    except ValidationError as fault:
        return JsonResponse({"fault": fault.messages[0]}, status=422)
    if drop_registered(request.user, form, request.POST.get("device_key", "").replace(NULL, "")[:40]):
        return JsonResponse({"saved": ""})
    return JsonResponse({"saved": draft.saved_at.astimezone(SHANGHAI).strftime("%H:%M:%S")})


@needs("signed_in")
@require_POST
def drop(request: Any) -> HttpResponse:
    """Throw a draft away and go back to the form, empty."""
    drop_draft(request.user, request.POST.get("draft_form", ""))
    back = request.POST.get("back", "/")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "/")
