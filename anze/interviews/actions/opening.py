"""A trigger is answered: an interview proposed over it, joined to one, or declined; a unit interviews somebody without a trigger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.interviews.actions.people import put
from anze.interviews.actions.stepping import needed, ready, take
from anze.interviews.codes import ANSWERS, SUBJECTS
from anze.interviews.models import Answer, Interview
from anze.interviews.policies import JOINABLE, STATES
from anze.interviews.queries.saying import reason_of, said_of
from anze.interviews.queries.triggers import Trigger, keys_of
from anze.interviews.told import Case, Whom
from anze.law.known import Known
from anze.law.provisions import provision_label
from anze.people.models import Account, Unit
from anze.people.moment import day_of
from anze.record.actions import Change, hold, record


def propose(by: Account, now: datetime, trigger: Trigger, known: Known, *, reason: str, people: Sequence[Whom]) -> Interview:
    """Open an interview over a trigger and return it. Raises ValidationError where the trigger was answered or nobody is to be interviewed."""
    committee, unit = _places(trigger, known)
    with transaction.atomic():
        hold()
        found = _opened(by, now, Case(committee=committee, unit=unit, rule=trigger.rule, reason=needed(reason, "reason", "请写明事由。")), people)
        _answer(by, now, trigger, known, "open", interview=found)
    return found


def join(by: Account, now: datetime, trigger: Trigger, known: Known, interview: Interview, *, reason: str = "", facts: str = "") -> Answer:
    """Join a trigger to an interview of the same unit that has not been held: its facts (`facts`, or as the trigger says them) come to the
    reason. Raises ValidationError where that cannot be."""
    with transaction.atomic():
        hold()
        found: Any = Interview.objects.with_state().select_related("unit").get(pk=interview.pk)
        if found.unit.code != trigger.unit:
            raise ValidationError("只能并入同一个单位的约谈。")
        if found.state not in JOINABLE:
            raise ValidationError(f"{found.uid} 现在是“{STATES[found.state].label}”，不能再并入：并入的要在约谈时一并谈。请另行提请，或者写明理由不予约谈。")
        answer = _answer(by, now, trigger, known, "join", interview=found, reason=reason.strip())
        before, more = found.reason, facts.strip() or reason_of(answer.said)
        if more not in before:
            found.reason = f"{before.rstrip()}{more}"
            found.save(update_fields=["reason"])
        record(Change(at=now, actor=by, verb=ANSWERS["join"], object_type="interview", object_id=found.uid, unit=trigger.unit, happened_on=day_of(now),
                      provision=trigger.rule, before={"reason": before}, after={"reason": found.reason}, note=answer.reason))
        if found.state == "approved":  # what was approved was less: it is decided on anew
            take(by, now, found, "joined", note=more)
        return answer


def decline(by: Account, now: datetime, trigger: Trigger, known: Known, *, reason: str) -> Answer:
    """Say why nobody is interviewed over a trigger; it stays visible. Raises ValidationError without a reason."""
    with transaction.atomic():
        hold()
        return _answer(by, now, trigger, known, "decline", reason=needed(reason, "reason", "请写明不予约谈的理由，它会一直留在案上。"))


def reconsider(by: Account, now: datetime, answer: Answer, *, reason: str) -> None:
    """Take a refusal back: the trigger waits for an answer again. Raises ValidationError where it was no refusal or was taken back before."""
    reason = needed(reason, "reason", "请写明重新考虑的原因。")
    with transaction.atomic():
        hold()
        found = Answer.objects.current().filter(pk=answer.pk, kind="decline").select_related("unit").first()
        if found is None:
            raise ValidationError("这条不予约谈已经重新考虑过了。请刷新页面。")
        strike_answers(by, now, (found,), "重新考虑不予约谈", reason)


def strike_answers(by: Account, now: datetime, answers: Iterable[Answer], verb: str, reason: str) -> None:
    """Let answers stand no longer, within a transaction: their triggers, where they still stand, wait again."""
    for one in answers:
        one.struck_at, one.struck_reason = now, reason[:200]
        one.save(update_fields=["struck_at", "struck_reason"])
        record(Change(at=now, actor=by, verb=verb, object_type="interview_answer", object_id=one.key, unit=one.unit.code, provision=one.rule,
                      before={"answer": ANSWERS[one.kind], "interview": one.interview.uid if one.interview else None}, note=reason))


def order(by: Account, now: datetime, case: Case, people: Sequence[Whom]) -> Interview:
    """Propose an interview without a trigger: of a department, an enterprise, or of leaders below. Raises ValidationError."""
    with transaction.atomic():
        hold()
        needed(case.reason, "reason", "请写明事由。")
        if case.subject != "enterprise" and not case.unit.path.startswith(case.committee.path):
            raise ValidationError({"unit": f"{case.unit.name}不在{case.committee.name}之下，请另选单位。"})
        return _opened(by, now, case, people)


def resubmit(by: Account, now: datetime, interview: Interview, *, reason: str, note: str = "") -> Interview:
    """Propose again what was turned back, with the reason put anew."""
    with transaction.atomic():
        found = ready(interview, "resubmit")
        before = found.reason
        found.reason = needed(reason, "reason", "请写明事由。")
        found.save(update_fields=["reason"])
        take(by, now, found, "resubmit", note=note, before={"reason": before}, after={"reason": found.reason})
    return found


def drop(by: Account, now: datetime, interview: Interview, *, reason: str) -> None:
    """Take a proposal back; its triggers, where they still stand, wait again."""
    reason = needed(reason, "note", "请写明撤回提请的原因。")
    with transaction.atomic():
        found = ready(interview, "drop")
        take(by, now, found, "drop", note=reason)
        strike_answers(by, now, found.answers.current().select_related("unit", "interview"), "撤回对约谈情形的处理", reason)


def _places(trigger: Trigger, known: Known) -> tuple[Unit, Unit]:
    city = known.tree.city_of(trigger.unit)
    units = {one.code: one for one in Unit.objects.filter(code__in=[trigger.unit, city or ""])}
    if city is None or city not in units:
        raise ValidationError("名册里没有这个单位所在的市，不能确定由哪个安委会约谈。请先登记机构。")
    return units[city], units[trigger.unit]


def _opened(by: Account, now: datetime, case: Case, people: Sequence[Whom]) -> Interview:
    year = day_of(now).year
    serial = (Interview.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0) + 1
    found = Interview(uid=f"yt-{year}-{serial:04d}", year=year, serial=serial, committee=case.committee, unit=case.unit, subject=case.subject,
                      enterprise=case.enterprise.strip(), rule=case.rule, reason=case.reason.strip(), opened_at=now, opened_by=by)
    found.full_clean(exclude=("committee", "unit", "opened_by"))
    found.save()
    after: Mapping[str, Any] = {"committee": case.committee.name, "unit": case.unit.name, "subject": SUBJECTS[case.subject], "enterprise": found.enterprise,
                                "rule": provision_label(case.rule) if case.rule else "", "reason": found.reason, "interviewees": put(by, now, found, people)}
    take(by, now, found, "propose", after=after)
    return found


def _answer(by: Account, now: datetime, trigger: Trigger, known: Known, kind: str, *, interview: Interview | None = None, reason: str = "") -> Answer:
    standing = Answer.objects.current().filter(key__in=list(keys_of((trigger.key,)))).first()
    if standing is not None:
        raise ValidationError(f"这个约谈情形已经处理过了（{standing.get_kind_display()}）。请刷新页面查看。")
    committee, unit = _places(trigger, known)
    made = Answer(key=trigger.key, committee=committee, unit=unit, rule=trigger.rule, on=trigger.on, said=said_of(trigger, known), kind=kind,
                  interview=interview, reason=reason, recorded_at=now, recorded_by=by)
    made.full_clean(exclude=("committee", "unit", "interview", "recorded_by", "replaces"))
    made.save()
    record(Change(at=now, actor=by, verb=ANSWERS[kind], object_type="interview_answer", object_id=trigger.key, unit=unit.code, happened_on=trigger.on,
                  provision=trigger.rule, note=reason,
                  after={"answer": ANSWERS[kind], "interview": interview.uid if interview else None, "accidents": list(trigger.accidents)}))
    return made
