"""A leader signs for the duty list of a post (签收): what was read is bound by its digest."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.duties.models import Acknowledgement
from anze.duties.queries.dutylists import list_of
from anze.duties.world import world
from anze.law.codes import POSTS
from anze.law.question import Question
from anze.people.models import Account, Tenure, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, record


def acknowledge(by: Account, now: datetime, *, unit: Unit, post: str, digest: str) -> Acknowledgement:
    """Sign for the list whose words have `digest`. Raises ValidationError for whoever does not hold the post, or where the list has changed since."""
    today = day_of(now)
    officer = by.officer
    if officer is None or not Tenure.objects.current().held_on(today).filter(officer=officer, unit=unit, post=post).exists():
        raise ValidationError("只有在任的本人可以签收自己的职责清单。")
    current = list_of(world(Question(today, today), today), unit, post)
    if current.digest != digest:
        raise ValidationError("清单在您打开以后有了变化。请看过新的清单再签收。")
    with transaction.atomic():
        found, made = Acknowledgement.objects.get_or_create(officer=officer, unit=unit, post=post, digest=digest, defaults={"at": now, "by": by})
        if made:
            record(Change(at=now, actor=by, verb="签收职责清单", object_type="acknowledgement", object_id=str(found.pk), unit=unit.code,
                          on_behalf=officer.code, happened_on=today, after={"post": POSTS[post], "digest": digest}))
    return found
