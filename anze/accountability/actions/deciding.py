"""A decision is drafted, and another person approves it or sends it back (第二十六、三十、三十二、三十三条). Approved, its measures come on record."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.accountability.actions.stepping import needed, other_than, person_now, step, written
from anze.accountability.models import Case, Concerned, Decision, Measure, Step
from anze.accountability.queries.days import BEFORE_DECISION, too_early
from anze.accountability.queries.doubling import doubled
from anze.accountability.queries.drafts import wanted_of
from anze.accountability.queries.frozen import digest_of_text, resting
from anze.accountability.queries.sound import changed_since, open_questions, returnable, unheard, unsound
from anze.accountability.queries.standing import states_of
from anze.accountability.queries.wording import drafted_text
from anze.accountability.told import Drafted, Wanted
from anze.law.national.combining import Received, effect_end
from anze.law.national.effects import measure_class
from anze.people.models import Account
from anze.people.moment import day_of

CHANGED: Final = "拟定以后情况有变化，而决定书的正文在拟定时已经固定，不会跟着变。请退回，由承办人重新拟定；后来误登记的，由承办人撤下以后再批准。"


def draft(by: Account, now: datetime, one: Concerned, told: Drafted) -> Decision:
    """Draft a decision and return it. Raises ValidationError that names every fault (`queries/sound.py`): no fact with evidence, no test of 第三十条 where
    an accident is answered for, measures that are none, a second one of a scheme without a mark, a body that may not (第三十三条)."""
    today = day_of(now)
    if faults := unsound(one, told, today):
        raise ValidationError(faults)
    with transaction.atomic():
        found = person_now(by, one, "draft")
        _free(found)
        wanted = json.dumps({"measures": [each.plain() for each in told.measures], "double": told.double.strip(), "against": told.against.strip(),
                             "authority": told.authority.strip(), **open_questions(found, told, today)}, ensure_ascii=False)
        made: Decision = written(Decision(concerned=found, kind=told.kind, reasons=told.reasons.strip(), wanted=wanted, by=told.by, body=told.body.strip(),
                                          drafted_at=now, drafted_by=by))
        made.text, made.rests = drafted_text(made), resting(found)
        made.save(update_fields=["text", "rests"])
        step(by, now, found.case, "draft", concerned=found, rows=[made])
    return made


def _free(one: Concerned) -> None:
    """Raise ValidationError where a draft waits already, what was told further is not answered yet, or the case is closed."""
    states = states_of(one)
    if "drafted" in states:
        raise ValidationError("这个人还有一份决定待审批。请等那一份批准或者退回以后，再拟定另一份。")
    if "notified" in states:
        raise ValidationError("已经再次告知，陈述申辩还没有听取。请等本人提出，或者期满以后记明，再拟定决定。")
    if Case.objects.in_state("closed").filter(pk=one.case_id).exists():
        raise ValidationError("案件已经结案，不能再拟定决定。")


def send_back(by: Account, now: datetime, one: Concerned, *, note: str) -> Step:
    """Send a draft back, with why; another than the drafter does so. An approved one too as long as it is not served and what it rests on has changed: its
    measures are struck then, of which nobody was told."""
    note = needed(note, "note", "请写明退回的理由。")
    with transaction.atomic():
        found = person_now(by, one, "return")
        decision = next(iter(returnable(found)), None)
        if decision is None:
            raise ValidationError("批准了的决定，只有所依据的事实、证据、情节在批准以后有变化的，才能退回。请刷新页面。")
        other_than(by, decision.drafted_by, "这个决定是您拟定的，不能由您退回、批准。请由另一位审批人、审核人办理。")
        struck = list(decision.measures.current())
        for measure in struck:
            measure.struck_at, measure.struck_reason = now, "批准以后、送达以前退回"
            measure.save(update_fields=["struck_at", "struck_reason"])
        decision.returned_at = now
        decision.save(update_fields=["returned_at"])
        return step(by, now, found.case, "return", concerned=found, note=note, rows=[decision, *struck], proposed_by=decision.drafted_by)


def withdraw_draft(by: Account, now: datetime, one: Concerned, *, note: str = "") -> Step:
    """Take back a draft that nobody approved yet; only its drafter does so, and drafts anew from it."""
    with transaction.atomic():
        found = person_now(by, one, "undraft")
        decision = _drafted(found)
        if decision.drafted_by != by:
            raise ValidationError(f"这份决定是{decision.drafted_by.name}拟定的，由拟定的人撤回；审批人、审核人可以退回。")
        decision.returned_at, decision.withdrawn = now, True
        decision.save(update_fields=["returned_at", "withdrawn"])
        return step(by, now, found.case, "undraft", concerned=found, note=note, rows=[decision])


def decide(by: Account, now: datetime, one: Concerned, *, on: date, note: str = "", digest: str | None = None) -> Decision:
    """Approve a draft: from `on`, the day of the decision, its measures take effect. `digest`: of the words that the approver read (None: not asked).

    Raises ValidationError for the drafter, other words than he read, a day to come, measures within the time in which the person may state his case, and for
    what forbids the decision now though it did not when it was drafted."""
    if on > day_of(now):
        raise ValidationError({"on": "决定日期晚于今天，请改正。"})
    with transaction.atomic():
        found = person_now(by, one, "decide")
        decision = _drafted(found)
        other_than(by, decision.drafted_by, "这个决定是您拟定的，不能由您退回、批准。请由另一位审批人、审核人办理。")
        if digest is not None and digest != digest_of_text(decision):
            raise ValidationError(f"您看过的决定书正文不是现在待审批的这一份（摘要 {digest_of_text(decision)[:16]}）。请先看完上面的正文，再批准。")
        if words := too_early(found, on, BEFORE_DECISION):
            raise ValidationError({"on": f"决定日期{words}"})
        if words := unheard(found, decision, on):
            raise ValidationError({"on": words})
        if now_other := changed_since(found, decision, on):
            raise ValidationError([*now_other, CHANGED])
        decision.decided_at, decision.decided_by, decision.decided_on = now, by, on
        decision.save(update_fields=["decided_at", "decided_by", "decided_on"])
        told = wanted_of(decision)
        measures = impose(by, now, decision, [Wanted(**each) for each in told["measures"]], on, marked=bool(told["double"]))
        step(by, now, found.case, "decide", concerned=found, on=on, note=note, rows=[decision, *measures], proposed_by=decision.drafted_by)
    return decision


def _drafted(one: Concerned) -> Decision:
    found = one.decisions.filter(decided_at=None, returned_at=None).select_related("drafted_by").order_by("-pk").first()
    if found is None:
        raise ValidationError("没有待审批的决定，请刷新页面。")
    return found


def impose(by: Account, now: datetime, decision: Decision, measures: Iterable[Wanted], on: date, *, marked: bool) -> list[Measure]:
    """Put the measures of a decision on record, each with the end of its effect as the law computes it. Within the caller's transaction."""
    one, measures = decision.concerned, list(measures)
    again = {said.partition("：")[0] for said in doubled(one, [wanted.kind for wanted in measures], on, but=decision)} if marked else set()
    return [written(Measure(concerned=one, decision=decision, kind=wanted.kind, scheme=measure_class(wanted.kind, on), months=wanted.months, date=on,
                            until=effect_end(Received(wanted.kind, on, wanted.months)), accident=one.case.accident, doubled=wanted.kind in again,
                            recorded_at=now, recorded_by=by)) for wanted in measures]
