"""What superiors did is put on record: decisions to interview (第二十一条第二款（六）), interviews that they held (第二十五条（五）)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.interviews.actions.once import refuse_twice
from anze.interviews.actions.stepping import needed
from anze.interviews.codes import ORGANS
from anze.interviews.models import Decision, SuperiorInterview
from anze.interviews.queries.clashes import beside_superior, strangers
from anze.interviews.told import ToldSuperior
from anze.law.findings import in_words
from anze.people.models import Account, Officer, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record

SUPERIOR, DECISION = "superior_interview", "interview_decision"


def told_of(row: SuperiorInterview) -> ToldSuperior:
    """Return what a stored row says."""
    return ToldSuperior(unit=row.unit, by_level=row.by_level, by_name=row.by_name, officers=tuple(row.officers.order_by("code")), date=row.date,
                        place=row.place, number=row.number, text=row.text)


def record_superior(by: Account, now: datetime, told: ToldSuperior, *, another: str = "") -> SuperiorInterview:
    """Record an interview that a superior held and return it. `another`: why it is another one than those on record of the same day, held by others.

    Raises ValidationError for one on record already, a day to come, nobody interviewed, or somebody without a post there that day.
    """
    with transaction.atomic():
        hold()
        note = _fits(by, told, told.officers, another)
        year = told.date.year
        last = SuperiorInterview.objects.filter(uid__startswith=f"sj-{year}-").aggregate(last=Max("uid"))["last"]
        made = _written(by, now, f"sj-{year}-{int(str(last).rsplit('-', 1)[1]) + 1 if last else 1:04d}", told)
        _entry(by, now, "登记上级约谈", SUPERIOR, made, told.date, "25.5", after=told.plain(), note=note)
    return made


def _fits(by: Account, told: ToldSuperior, officers: Collection[Officer], another: str, but: str = "") -> str:
    """Return what the ledger says of other interviews that day. Raises ValidationError where one of the officers cannot have been interviewed so."""
    if missing := strangers(told.unit, officers, told.date):
        names = "、".join(f"{one.name}（{one.code}）" for one in missing)
        raise ValidationError({"officers": f"{names}{in_words(told.date)}在{told.unit.name}和它的下属单位没有任职，不能登记为这次的被约谈人。"
                                           "请核对单位、日期和人；确实在任、名册里没有登记的，请先在名册里登记任期。"})
    return refuse_twice(by, beside_superior(told, officers, but), another)


def correct_superior(by: Account, now: datetime, row: SuperiorInterview, told: ToldSuperior, *, reason: str, another: str = "") -> SuperiorInterview:
    """State such an interview anew, with the reason; the former statement stays on record. Who is new to it is looked at as when it is recorded."""
    reason = needed(reason, "reason", "请写明更正的原因。")
    with transaction.atomic():
        old = _struck(now, SuperiorInterview, row, reason)
        before = told_of(old)
        moved = (told.unit, told.date, told.by_level, told.by_name) != (before.unit, before.date, before.by_level, before.by_name)
        other = _fits(by, told, told.officers if moved else tuple(one for one in told.officers if one not in before.officers), another, old.uid)
        made = _written(by, now, old.uid, told, old)
        _entry(by, now, "更正上级约谈", SUPERIOR, made, told.date, "25.5", before=before.plain(), after=told.plain(),
               note="\n".join(filter(None, (reason, other))))
    return made


def strike_superior(by: Account, now: datetime, row: SuperiorInterview, *, reason: str) -> None:
    """Strike such an interview: it counts for nobody any more, and stays visible in the ledger."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        old = _struck(now, SuperiorInterview, row, reason)
        _entry(by, now, "撤下上级约谈", SUPERIOR, old, old.date, "25.5", before=told_of(old).plain(), note=reason)


def _struck(now: datetime, model: Any, row: Any, reason: str) -> Any:
    hold()
    old = model.objects.current().select_related("unit").filter(pk=row.pk).first()
    if old is None:
        raise ValidationError("这条记录刚被别人改过或者撤下。请刷新页面，在新的记录上修改。")
    old.struck_at, old.struck_reason = now, reason[:200]
    old.save(update_fields=["struck_at", "struck_reason"])
    return old


def _written(by: Account, now: datetime, uid: str, told: ToldSuperior, replaces: SuperiorInterview | None = None) -> SuperiorInterview:
    if told.date > day_of(now):
        raise ValidationError({"date": "约谈日期晚于今天，请改正。"})
    if not told.officers:
        raise ValidationError({"officers": "请至少写一位被约谈人。"})
    made = SuperiorInterview(uid=uid, unit=told.unit, by_level=told.by_level, by_name=told.by_name, date=told.date, place=told.place, number=told.number,
                             text=told.text, recorded_at=now, recorded_by=by, replaces=replaces)
    made.full_clean(exclude=("unit", "recorded_by", "replaces"))
    made.save()
    made.officers.set(told.officers)
    return made


def _entry(by: Account, now: datetime, verb: str, kind: str, row: Any, on: date, provision: str, **more: Any) -> None:
    record(Change(at=now, actor=by, verb=verb, object_type=kind, object_id=row.uid if kind == SUPERIOR else str(row.pk), unit=row.unit.code, happened_on=on,
                  provision=provision, **more))


def record_decision(by: Account, now: datetime, *, committee: Unit, unit: Unit, organ: str, date: date, text: str, number: str = "",
                    rule: str = "21.2.6") -> Decision:
    """Record that the city's Party committee or government decided an interview; from then on it is a trigger that waits for its answer."""
    with transaction.atomic():
        hold()
        if date > day_of(now):
            raise ValidationError({"date": "决定日期晚于今天，请改正。"})
        if Decision.objects.current().filter(unit=unit, date=date).exists():
            raise ValidationError("这个单位这一天已有约谈决定在案。")
        made = Decision(committee=committee, unit=unit, organ=organ, date=date, number=number, text=needed(text, "text", "请写明决定的事由。"), recorded_at=now,
                        recorded_by=by)
        made.full_clean(exclude=("committee", "unit", "recorded_by", "replaces"))
        made.save()
        _entry(by, now, "登记约谈决定", DECISION, made, date, rule, after=_decided(made))
    return made


def strike_decision(by: Account, now: datetime, decision: Decision, *, reason: str) -> None:
    """Strike a decision: it fires nothing any more; what was answered because of it says so."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        old = _struck(now, Decision, decision, reason)
        _entry(by, now, "撤下约谈决定", DECISION, old, old.date, "", before=_decided(old), note=reason)


def _decided(row: Decision) -> dict[str, Any]:
    return {"unit": row.unit.name, "organ": ORGANS[row.organ], "date": row.date.isoformat(), "number": row.number, "reason": row.text}


def officers_known(codes: Collection[str]) -> dict[str, Officer]:
    """Return officers by their codes."""
    return {one.code: one for one in Officer.objects.filter(code__in=codes)}
