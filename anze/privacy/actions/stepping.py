"""What every verb of a request does alike: hold the ledger, look where the request stands, add the step and its entry."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from anze.people.models import Account
from anze.privacy.codes import OBJECT
from anze.privacy.models import DataRequest, Step
from anze.privacy.policies import OWN, SAME, VERBS, refusal
from anze.record.actions import Change, hold, record


def ready(request: DataRequest, kind: str) -> Any:
    """Return the request as it stands now, held against others until the transaction ends. Raises ValidationError where the verb may not be taken."""
    hold()
    found: Any = DataRequest.objects.with_state().select_related("unit", "officer", "filed_by").get(pk=request.pk)
    words = refusal(kind, found.state)
    if words:
        raise ValidationError(words)
    return found


def take(by: Account, now: datetime, request: DataRequest, kind: str, *, note: str = "", ground: str = "", entry: int | None = None,
         decided_by: Account | None = None, filed_by: Account | None = None) -> Step:
    """Add a step with its entry in the ledger, which says which request and never its words. Raises ValidationError for the same person twice."""
    if by == filed_by:
        raise ValidationError(OWN)
    if by == decided_by:
        raise ValidationError(SAME)
    step = Step(request=request, kind=kind, at=now, by=by, note=note.strip(), ground=ground, entry=entry, decided_by=decided_by, filed_by=filed_by)
    step.full_clean(exclude=("request", "by", "decided_by", "filed_by"))
    step.save()
    record(Change(at=now, actor=by, verb=VERBS[kind].label, object_type=OBJECT, object_id=str(request.uid), on_behalf=request.officer.code,
                  unit=request.unit.code, after={"kind": request.get_kind_display(), **({"ground": ground} if ground else {}),
                                                 **({"seq": entry} if entry else {})}))
    return step
