"""Roles and 代录 are given and taken back by the security administrator, never to himself; every change ends the account's sessions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access import sessions
from anze.access.log import line
from anze.access.models import Grant, RecordsFor
from anze.access.roles import ADMINISTRATORS, ROLES
from anze.accounts.actions.asking import must
from anze.people.models import Account, Officer, Unit
from anze.record.actions import Change, record

APART: Final = ("discipline", "organisation")  # what one learns in cases under way is not for the other's use (第三十一条)


def give_grant(by: Account | None, now: datetime, *, account: Account, role: str, unit: Unit | None = None, officer: Officer | None = None,
               reason: str = "", address: str | None = None) -> Grant:
    """Give the account a role on a unit (none for administrators); a leader is also said to be which officer.

    `reason` goes into the ledger; who would both appoint and investigate in one place needs one.

    Raises ValidationError where the roles exclude each other, are held already, or something is missing.
    """
    must(by, "grant.give", account=account)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        grant = Grant(account=account, role=role, unit=unit, given_at=now, given_by=by)
        _separate(account, role)
        _reasoned(account, role, unit, reason)
        _bind(account, role, officer)
        grant.full_clean()
        grant.save()
        after = {"role": role, "unit": unit.code if unit else None} | ({"officer": account.officer.code} if role == "leader" and account.officer else {})
        _written(by, now, account, "授权", address, unit=unit, after=after, reason=reason.strip())
    return grant


def end_grant(by: Account | None, now: datetime, grant: Grant, *, reason: str = "", address: str | None = None) -> None:
    """Take a role back; the grant stays with when and by whom it ended."""
    must(by, "grant.give", account=grant.account)
    with transaction.atomic():
        _open(grant)
        grant.ended_at, grant.ended_by = now, by
        grant.save(update_fields=["ended_at", "ended_by"])
        before = {"role": grant.role, "unit": grant.unit.code if grant.unit else None}
        _written(by, now, grant.account, "收回授权", address, unit=grant.unit, before=before, reason=reason)


def allow_recording(by: Account | None, now: datetime, *, account: Account, officer: Officer, address: str | None = None) -> RecordsFor:
    """Let a secretary record for a leader (代录). Raises ValidationError where the account is no secretary's or may already."""
    must(by, "grant.give", account=account)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        if not Grant.objects.in_force().filter(account=account, role="secretary").exists():
            raise ValidationError(f"{account.name}还不是秘书。请先授予“{ROLES['secretary']}”的角色。")
        found = RecordsFor(account=account, officer=officer, given_at=now, given_by=by)
        found.full_clean()
        found.save()
        _written(by, now, account, "准许代录", address, officer=officer, after={"records_for": officer.code})
    return found


def end_recording(by: Account | None, now: datetime, records_for: RecordsFor, *, reason: str = "", address: str | None = None) -> None:
    """End that a secretary records for a leader."""
    must(by, "grant.give", account=records_for.account)
    with transaction.atomic():
        _open(records_for)
        records_for.ended_at, records_for.ended_by = now, by
        records_for.save(update_fields=["ended_at", "ended_by"])
        _written(by, now, records_for.account, "停止代录", address, officer=records_for.officer, before={"records_for": records_for.officer.code},
                 reason=reason)


def _open(given: Grant | RecordsFor) -> None:
    """Hold what is to be taken back; raise ValidationError where another did so already."""
    if not type(given).objects.in_force().select_for_update(of=("self",)).filter(pk=given.pk).exists():
        raise ValidationError("这一条已经被收回了。请刷新页面看现在的情况。")


def _separate(account: Account, role: str) -> None:
    """Nobody holds two of the three administrators, nor one of them together with business."""
    held = set(Grant.objects.in_force().filter(account=account).values_list("role", flat=True))
    recording = role in ADMINISTRATORS and RecordsFor.objects.in_force().filter(account=account).exists()
    if recording or (held and (role in ADMINISTRATORS or held & ADMINISTRATORS)):
        names = "、".join(ROLES[one] for one in sorted(held)) or "代录"
        raise ValidationError(f"{account.name}已有“{names}”，不能再授予“{ROLES[role]}”：三个管理员不得由一人兼任，也不得兼办业务。"
                              "请另开账号，或者先收回原来的授权。")


def _reasoned(account: Account, role: str, unit: Unit | None, reason: str) -> None:
    """Raise ValidationError where one account would look into cases and vet for appointments in the same place, and nobody says why."""
    if role not in APART or reason.strip():
        return
    other = next(one for one in APART if one != role)
    if Grant.objects.in_force().filter(account=account, role=other, unit=unit).exists():
        raise ValidationError({"reason": f"{account.name}在{unit.name if unit else '这里'}已是“{ROLES[other]}”，一个人同时办案又考察。"
                                         "请另开账号；确需一人兼的，请写明原因。"})


def _bind(account: Account, role: str, officer: Officer | None) -> None:
    """A leader's account is that of one officer, and stays so."""
    if role != "leader" or officer is None or account.officer_id == officer.pk:
        if role == "leader" and account.officer_id is None:
            raise ValidationError({"officer": "领导干部的账号要写明是哪一位，请选人。"})
        return
    if account.officer_id is not None:
        raise ValidationError({"officer": "这个账号已经是另一位领导干部的。请给这位另开账号。"})
    if Account.objects.filter(officer=officer).exists():
        raise ValidationError({"officer": f"{officer.name}已有自己的账号，请直接给那个账号授权。"})
    if Officer.objects.filter(code__iexact=account.folded).exclude(pk=officer.pk).exists():
        raise ValidationError({"officer": f"账号“{account.username}”是另一位领导干部的人员编号，不能作{officer.name}的账号。"
                                         f"请系统管理员给{officer.name}另开账号。"})
    account.officer = officer
    account.save(update_fields=["officer"])


def _written(by: Account | None, now: datetime, account: Account, verb: str, address: str | None, *, unit: Unit | None = None,
             officer: Officer | None = None, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, reason: str = "") -> None:
    sessions.end_all(account, now, "授权有变")
    record(Change(at=now, actor=by, verb=verb, object_type="grant", object_id=account.username, on_behalf=officer.code if officer else "",
                  unit=unit.code if unit else "", before=before, after=after, note=reason))
    role = (after or before or {}).get("role")
    what = ROLES[str(role)] if role else "代录" + (officer.name if officer else "")
    line(now, by, verb, "成功", object=f"{account.username} {what}{' ' + unit.name if unit else ''}", address=address)
