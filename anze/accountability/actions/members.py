"""Who comes to a case and who leaves it: each with a reason, by somebody who is on it. Whoever recused himself never comes back (回避).

Everybody recuses himself; another is recused only by who approves, and who approves is chosen by who approves already (decision 0062): a handler who could
remove the approver would choose his own. Recusal waits for nobody: where nobody else is left in the role, the successor is named with it, or the case says
loudly that one is to be named. Only the last one on a case, and the last one who can approve, have to name who takes over.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import rights_of
from anze.accountability.actions.drafts import drop_case_drafts
from anze.accountability.actions.stepping import case_now, needed, step, written
from anze.accountability.codes import ROLES
from anze.accountability.models import Case, Member
from anze.accountability.policies import CASE, HANDLE, OPEN
from anze.accountability.queries.entitled import alone, not_to_add, not_to_end
from anze.people.models import Account


def add_member(by: Account, now: datetime, case: Case, account: Account, role: str, *, reason: str) -> Member:
    """Bring an account to a case. Raises ValidationError for who lacks the permission, is concerned himself, recused himself, or is on it already, and for
    a handler who would name who approves while somebody is there who can."""
    reason = needed(reason, "reason", "请写明为什么让这位同志参加办案。")
    with transaction.atomic():
        found = case_now(by, case, "member")
        if role not in ROLES:
            raise ValidationError({"role": "请选择角色。"})
        if words := not_to_add(by, found, role):
            raise ValidationError({"role": words})
        if not rights_of(account).may(OPEN if role == "approver" else HANDLE, unit=found.unit):
            raise ValidationError({"account": "这个账号没有在这个单位办理问责案件的权限。"})
        if account.officer_id and found.people.filter(officer=account.officer_id).exists():
            raise ValidationError({"account": "这位同志是本案的有关人员，不能参加办案。"})
        if found.members.filter(account=account, recused=True).exists():
            raise ValidationError({"account": "这位同志已经回避，不能再参加本案。"})
        if found.members.filter(account=account, ended_at=None).exists():
            raise ValidationError({"account": "这个账号已经在案内。"})
        if role == "approver" and found.state == "proposed" and account == found.proposed_by:
            raise ValidationError({"account": "这个案件是这位同志提请的，不能由他批准立案。请另外指定审批人。"})
        made: Member = written(Member(case=found, account=account, role=role, reason=reason, added_at=now, added_by=by))
        step(by, now, found, "member", note=f"{account.name}，{ROLES[role]}：{reason}", rows=[made])
    return made


def leave(by: Account, now: datetime, member: Member, *, reason: str, successor: Account | None = None) -> Member:
    """End a membership; `successor` comes in the same role. Raises ValidationError where nobody would be left in that role who can go on."""
    return _ended(by, now, member, "leave", reason, successor)


def recuse(by: Account, now: datetime, member: Member, *, reason: str, successor: Account | None = None) -> Member:
    """End a membership for good, because of a relation to the case: from then on the account knows nothing of it any more. `successor` comes in the same
    role; without one the case is left lacking. Raises ValidationError for another than who approves, and for the last member or the
    last who can approve without a successor."""
    return _ended(by, now, member, "recuse", reason, successor)


def _ended(by: Account, now: datetime, member: Member, kind: str, reason: str, successor: Account | None) -> Member:
    reason = needed(reason, "reason", "请写明原因。")
    with transaction.atomic():
        found = case_now(by, member.case, kind)
        row = found.members.select_related("account").filter(pk=member.pk, ended_at=None).first()
        if row is None:
            raise ValidationError("这位同志已经不在案内，请刷新页面。")
        if words := not_to_end(by, row, kind):
            raise ValidationError(words)
        if successor is not None:
            _succeeds(by, now, row, successor, kind)
        elif words := alone(row, kind):
            raise ValidationError({"successor": words})
        row.ended_at, row.ended_by, row.end_reason, row.recused = now, by, reason, kind == "recuse"
        drop_case_drafts(row.account, found)
        row.save(update_fields=["ended_at", "ended_by", "end_reason", "recused"])
        step(by, now, found, kind, note=f"{row.account.name}：{reason}", rows=[row])
    return row


def _succeeds(by: Account, now: datetime, row: Member, successor: Account, kind: str) -> None:
    try:
        add_member(by, now, row.case, successor, row.role, reason=f"接替{row.account.name}（{CASE.verbs[kind].label}）")
    except ValidationError as fault:
        raise ValidationError({"successor": fault.messages}) from fault
