"""An act is recorded, or recorded anew in the place of one that was wrong; once, however often it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.acts.actions.evidence import carry_over
from anze.acts.actions.withdrawing import strike
from anze.acts.facts import facts_of
from anze.acts.models import Act, ActFact, Participant, Problem, Topic
from anze.acts.policies import faults_of, taken_back
from anze.acts.queries.serves import Served, serves
from anze.acts.told import Told, told_of
from anze.law.codes import ACT_TYPES, BODIES, DOCUMENTS
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, hold, record

REASON_LONGEST: Final = 200
PROVISIONS_SHOWN: Final = 40  # characters of an entry's provision; all of them stand in its values


def record_act(by: Account | None, now: datetime, told: Told, *, device_key: str = "", typed_at: datetime | None = None) -> Act:
    """Record what is told and return the act. The same `device_key` again gives the act of the first time, and nothing is written.

    `typed_at` is the device's time, kept as information; the act is on record from `now`. Raises ValidationError by field.
    """
    with transaction.atomic():
        hold()
        already = _already(by, device_key)
        return already or _recorded(by, now, told, "登记履职", device_key=device_key or None, typed_at=typed_at)


def correct_act(by: Account, now: datetime, act: Act, told: Told, *, reason: str, device_key: str = "") -> Act:
    """Record an act anew: the old one is withdrawn with the reason, the new one replaces it, on record from now, with the same files.

    Raises ValidationError without a reason, where the act was withdrawn before, or as `record_act` does.
    """
    if not reason.strip():
        raise ValidationError({"reason": "请写明更正的原因，它会和原记录一起留下。"})
    if len(reason.strip()) > REASON_LONGEST:
        raise ValidationError({"reason": f"更正的原因最多 {REASON_LONGEST} 字，现在有 {len(reason.strip())} 字，请缩短。"})
    with transaction.atomic():
        hold()
        already = _already(by, device_key)
        if already:
            return already
        old = Act.objects.select_related("withdrawal", "unit", "on_behalf_of").get(pk=act.pk)
        if hasattr(old, "withdrawal"):
            raise ValidationError(f"{taken_back(old)}请打开最新的一条再更正。")
        strike(by, now, old, verb="更正撤回", reason=reason.strip())
        made = _recorded(by, now, told, "更正登记", device_key=device_key or None, replaces=old, note=reason.strip())
        carry_over(by, now, old, made)
        return made


def _already(by: Account | None, device_key: str) -> Act | None:
    found = Act.objects.filter(device_key=device_key).select_related("unit").first() if device_key else None
    if found and found.recorded_by_id != (by.pk if by else None):
        raise ValidationError("这条内容已由另一个账号提交过。请刷新页面重新填写。")
    return found


def _recorded(by: Account | None, now: datetime, told: Told, verb: str, *, replaces: Act | None = None, note: str = "", **fields: Any) -> Act:
    faults = faults_of(told, now)
    if faults:
        raise ValidationError(faults)
    served = serves(told, now)
    act = Act(uid=_number(told, now), recorded_at=now, recorded_by=by, replaces=replaces, backfilled=any(one.late for one in served),
              **(told.columns() | {"title": title_of(told)} | fields))
    # What the constraints ask is asked by the choices of the fields and by `faults_of`; the database itself asks it again as the row is written.
    act.full_clean(exclude=("unit", "on_behalf_of", "recorded_by", "visited", "replaces", "bodies"), validate_unique=False, validate_constraints=False)
    act.save()
    _parts(act, told)
    said = told_of(act)
    entry = record(Change(at=now, actor=by, verb=verb, object_type="act", object_id=act.uid, unit=told.unit.code, happened_on=told.date, note=note,
                          on_behalf=told.on_behalf_of.code if told.on_behalf_of else "", provision=_provisions(served), after=said.plain(),
                          values={"serves": sorted({one.provision for one in served}), "replaces": replaces.uid if replaces else ""}))
    ActFact.objects.bulk_create(facts_of(act, entry.seq, said))
    return act


def _parts(act: Act, told: Told) -> None:
    """Save who took part, the agenda, the problems and the other units that met."""
    Participant.objects.bulk_create(Participant(act=act, officer=officer, part=part) for officer, part in told.participants)
    Topic.objects.bulk_create(Topic(act=act, position=place, title=topic.title, code=topic.code, special=topic.special)
                              for place, topic in enumerate(told.topics, 1))
    Problem.objects.bulk_create(Problem(act=act, position=place, text=one.text, owner=one.owner, follow_up_unit=one.follow_up_unit, deadline=one.deadline)
                                for place, one in enumerate(told.problems, 1))
    if told.joint_with:
        act.joint_with.set(told.joint_with)


def _number(told: Told, now: datetime) -> str:
    """Return the next receipt number of the unit on this day: YD-20261125-0007. The ledger is held, so no two are given the same."""
    start = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    head = f"{told.unit.code.upper()}-{start:%Y%m%d}"
    number = Act.objects.filter(unit=told.unit, recorded_at__gte=start).count() + 1
    while Act.objects.filter(uid=f"{head}-{number:04d}").exists():
        number += 1
    return f"{head}-{number:04d}"


def _provisions(served: Sequence[Served]) -> str:
    """Return the provisions served, as many as an entry of the ledger shows."""
    shown = ""
    for provision in sorted({one.provision for one in served}):
        longer = f"{shown} {provision}".strip()
        if len(longer) > PROVISIONS_SHOWN:
            break
        shown = longer
    return shown


def title_of(told: Told) -> str:
    """Return what the act is called where nobody gave it a title."""
    if told.title:
        return told.title
    if told.type == "meeting":
        return "、".join(BODIES[body] for body in told.bodies) or "安全生产会议"
    if told.type == "inspection":
        return f"{told.visited.name if told.visited else ''}{told.place}安全生产排查"[:120]
    if told.type == "document":
        return DOCUMENTS[told.kind]
    return f"{told.year}年度安全生产专项资金" if told.type == "budget" else ACT_TYPES[told.type]
