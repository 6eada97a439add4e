"""What the group looked at: lines of the checklist, acts of the sample. A sending that says nothing new writes nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account
from anze.tours.actions.stepping import entry, ready
from anze.tours.codes import OUTCOMES, VERDICTS
from anze.tours.models import Check, Draw, Tour, Verification
from anze.tours.policies import VERBS
from anze.tours.queries.checklist import last_checks
from anze.tours.queries.samples import last_verifications
from anze.tours.told import Marked, post_words


def check(by: Account, now: datetime, tour: Tour, marks: Sequence[Marked]) -> int:
    """Write what lines of the checklist (post, clause, words) were found to be; return how many changed.

    Raises ValidationError for a line that another has marked meanwhile, saying how; and where something not kept is not said.
    """
    with transaction.atomic():
        found = ready(tour, "check")
        changed = _changed(marks, last_checks(found), OUTCOMES, {"partly", "not_kept"}, lambda one: f"{post_words(one.key[0])}：{one.key[2][:20]}")
        for one in changed:
            made = Check(tour=found, post=one.key[0], clause=one.key[1], quote=one.key[2], outcome=one.outcome, note=one.note, at=now, by=by)
            made.full_clean(exclude=("tour", "by"))
            made.save()
        if changed:
            entry(by, now, found, VERBS["check"].label, after={"lines": [
                f"{post_words(one.key[0])} {one.key[1]} {OUTCOMES.get(one.outcome, '（不再标）')}{f'：{one.note}' if one.note else ''}" for one in changed]})
    return len(changed)


def verify(by: Account, now: datetime, draw: Draw, marks: Sequence[Marked]) -> int:
    """Write what acts of the sample were found to be; return how many changed. Raises ValidationError as `check` does."""
    with transaction.atomic():
        found = ready(draw.tour, "verify")
        if draw.struck_at is not None or not Draw.objects.current().filter(pk=draw.pk).exists():
            raise ValidationError("样本刚重抽过，请刷新页面，在新的样本上核实。")
        changed = _changed(marks, last_verifications(draw), VERDICTS, {"unverified", "contradicted"}, lambda one: one.key[0])
        for one in changed:
            made = Verification(draw=draw, act=one.key[0], verdict=one.outcome, note=one.note, at=now, by=by)
            made.full_clean(exclude=("draw", "by"))
            made.save()
        if changed:
            entry(by, now, found, VERBS["verify"].label, after={"lines": [
                f"{one.key[0]} {VERDICTS.get(one.outcome, '（不再标）')}{f'：{one.note}' if one.note else ''}" for one in changed]})
    return len(changed)


def _changed(marks: Sequence[Marked], standing: Mapping[tuple[str, ...], Any], words: Mapping[str, str], ask: set[str], name: Any) -> list[Marked]:
    """Return the marks that say something else than what stands."""
    changed, faults = [], []
    for one in marks:
        now = standing.get(one.key)
        if (one.outcome, one.note) == ((now.mark, now.note) if now else ("", "")):
            continue
        if now is not None and now.pk != one.seen:
            faults.append(f"{name(one)}：{now.by.name}刚标为“{words.get(now.mark, '（空）')}”{f'（{now.note}）' if now.note else ''}。请看过再改，您写的还在。")
        elif one.outcome in ask and not one.note:
            faults.append(f"{name(one)}：标为“{words[one.outcome]}”的，请写一句说明。")
        elif one.note and not one.outcome:
            faults.append(f"{name(one)}：写了说明，请选结果。")
        else:
            changed.append(one)
    if faults:
        raise ValidationError(faults)
    return changed
