"""The form of a case keeps what is typed, at its own address: whoever may not open the form may not keep a draft of it either."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect

from anze.accountability.actions.drafts import drop_case_draft, save_case_draft
from anze.accountability.models import Case, CaseDraft
from anze.acts.forms.unseen import seen_only
from anze.people.moment import SHANGHAI

ASKED: Final = "keep_draft"  # the field that says that the form is not sent: "drop" throws its draft away, anything else keeps what it holds
_NOT_KEPT: Final = frozenset({"csrfmiddlewaretoken", ASKED})


def form_of(request: Any) -> str:
    """Return what the draft of a page's form is kept under: its address, with what the form is begun from."""
    return str(request.get_full_path())[:300]


def draft_kept(request: Any, case: Case | None = None) -> HttpResponse | None:
    """Keep the draft of the form that a page shows, or throw it away; None where neither is asked for."""
    asked = request.POST.get(ASKED) if request.method == "POST" else None
    if not asked:
        return None
    if asked == "drop":
        drop_case_draft(request.user, form_of(request))
        return redirect(request.get_full_path())
    data = {name: values for name, values in seen_only(request.POST)[0].lists() if name not in _NOT_KEPT}
    try:
        made = save_case_draft(request.user, request.now, form_of(request), data, case)
    except ValidationError as fault:
        return JsonResponse({"fault": fault.messages[0]}, status=422)
    return JsonResponse({"saved": made.saved_at.astimezone(SHANGHAI).strftime("%H:%M:%S")})


def put_back(request: Any, form: Any) -> CaseDraft | None:
    """Fill a form that was not sent with what was typed before, and return that draft; None where there is none. Raises CannotOpen."""
    draft = None if form.is_bound else CaseDraft.objects.filter(account=request.user, form=form_of(request)).first()
    if draft is None:
        return None
    sent = QueryDict(mutable=True)
    for name, values in draft.data.items():
        sent.setlist(name, list(values))
    shown = {name: field.widget for name, field in form.fields.items() if not field.widget.is_hidden and not field.widget.needs_multipart_form}
    form.initial |= {name: widget.value_from_datadict(sent, {}, form.add_prefix(name)) for name, widget in shown.items()}
    return draft
