"""A case is proposed, and another person, named by the proposer, approves or refuses; closed when everybody on it is done (第二十五、三十三条)."""

from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import rights_of
from anze.accountability.actions.stepping import case_now, needed, other_than, step, written
from anze.accountability.models import Case, Member, Step
from anze.accountability.policies import OPEN
from anze.accountability.queries.closing import unfinished
from anze.accountability.queries.happened import day_faults
from anze.accountability.told import Proposal
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import hold

SENT_AGAIN: Final = timedelta(minutes=10)


def propose(by: Account, now: datetime, told: Proposal) -> Case:
    """Propose a case and return it. Its members are the proposer and the one he names to approve, and nobody else.

    Raises ValidationError that names every fault at once: a day to come, oneself as approver, somebody without the permission.
    """
    faults: dict[str, str] = {}
    faults |= day_faults(told.rule, told.day, told.accident, day_of(now))
    if told.approver == by:
        faults["approver"] = "提请立案的人不能自己批准，请指定另一位同志审批。"
    elif not rights_of(told.approver).may(OPEN, unit=told.unit):
        faults["approver"] = "这个账号没有批准立案的权限，请另外指定。"
    for name, words in (("title", "请写明案由。"), ("reasons", "请写明提请立案的理由。")):
        if not getattr(told, name).strip():
            faults[name] = words
    if faults:
        raise ValidationError(faults)
    with transaction.atomic():
        hold()
        if (again := _sent_again(by, now, told)) is not None:
            return again
        made = written(Case(unit=told.unit, organ=told.organ, rule=told.rule, accident=told.accident, day=told.day, title=told.title.strip(),
                            ground=told.ground.strip(), ground_key=told.ground_key, reasons=told.reasons.strip(), proposed_at=now, proposed_by=by,
                            approver=told.approver))
        members = [written(Member(case=made, account=who, role=role, reason=why, added_at=now, added_by=by))
                   for who, role, why in ((by, "handler", "提请立案"), (told.approver, "approver", "提请时指定的审批人"))]
        step(by, now, made, "propose", rows=[made, *members])
    return made


def _sent_again(by: Account, now: datetime, told: Proposal) -> Case | None:
    """Return the case that this account proposed in the same words a moment ago: a form that was sent twice makes one case."""
    last = Case.objects.filter(proposed_by=by, unit=told.unit, rule=told.rule, day=told.day, proposed_at__gt=now - SENT_AGAIN).order_by("-pk").first()
    return last if last and (last.title, last.reasons) == (told.title.strip(), told.reasons.strip()) else None


def approve(by: Account, now: datetime, case: Case, *, note: str = "") -> Step:
    """Approve a case. Raises ValidationError for the proposer, and for whoever is not its approver."""
    with transaction.atomic():
        found = case_now(by, case, "approve")
        return step(by, now, found, "approve", note=note, proposed_by=_another(by, found))


def refuse(by: Account, now: datetime, case: Case, *, note: str) -> Step:
    """Refuse a case, with why. As `approve`."""
    note = needed(note, "note", "请写明不予批准的理由。")
    with transaction.atomic():
        found = case_now(by, case, "refuse")
        return step(by, now, found, "refuse", note=note, proposed_by=_another(by, found))


def withdraw(by: Account, now: datetime, case: Case, *, note: str = "") -> Step:
    """Take back a proposal that nobody approved or refused yet; only the proposer does so."""
    with transaction.atomic():
        found = case_now(by, case, "withdraw")
        if found.proposed_by != by:
            raise ValidationError(f"这个案件是{found.proposed_by.name}提请的，由提请的人撤回；审批人可以不予批准。")
        return step(by, now, found, "withdraw", note=note)


def _another(by: Account, case: Case) -> Account:
    if not case.members.filter(account=by, role="approver", ended_at=None).exists():
        raise ValidationError("立案由审批人批准。")
    return other_than(by, case.proposed_by, "这个案件是您提请的，不能由您批准。")


def close(by: Account, now: datetime, case: Case, *, note: str = "") -> Step:
    """Close a case. Raises ValidationError that names everybody of whom something is still to be done, or where nobody is on it."""
    with transaction.atomic():
        found = case_now(by, case, "close")
        if words := unfinished(found):
            raise ValidationError(words)
        return step(by, now, found, "close", note=note)
