"""What speaks for and against a person: circumstances tied to their evidence (第二十八、二十九条), the test of full performance (第三十条)."""

import json
from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import rights_of
from anze.accountability.actions.stepping import needed, person_now, step, written
from anze.accountability.models import Circumstance, Concerned, Evidence, Tested
from anze.accountability.queries.law import tests
from anze.accountability.queries.repeated import to_take_on
from anze.accountability.queries.tested import WHY_AGAIN, decided_before
from anze.accountability.queries.testing import test_of
from anze.accountability.queries.weighed import unweighable
from anze.people.models import Account
from anze.people.moment import day_of


def add_circumstance(by: Account, now: datetime, one: Concerned, *, rule: str, on: date, text: str, evidence: Collection[Evidence]) -> Circumstance:
    """Enter an aggravating or mitigating fact with its evidence. Raises ValidationError that names every fault (`queries/weighed.py`): none, what the
    regulation does not name, a day on which that cannot have been."""
    faults = unweighable(one, rule=rule or "0", on=on, evidence=evidence, today=day_of(now))
    if not text.strip():
        faults["text"] = ["请写明具体情况。"]
    if faults:
        raise ValidationError(faults)
    with transaction.atomic():
        found = person_now(by, one, "circumstance")
        if any(piece.case_id != found.case_id or piece.struck_at for piece in evidence):
            raise ValidationError({"evidence": "所选的证据不在本案，或者刚被撤下。请刷新页面。"})
        made: Circumstance = written(Circumstance(concerned=found, rule=rule, date=on, text=text.strip(), recorded_at=now, recorded_by=by))
        made.evidence.set(evidence)
        step(by, now, found.case, "circumstance", concerned=found, rows=[made])
    return made


def repeat(by: Account, now: datetime, one: Concerned, *, measure: int, note: str = "") -> Circumstance:
    """Take on that the person was held accountable before, within the same term (第二十八条第四款): the measure on record is the evidence. Whether the problem
    is a similar one, the body that decides judges. Raises ValidationError for a measure that is none, or was taken on."""
    with transaction.atomic():
        found = person_now(by, one, "repeat")
        before = next((each for each in to_take_on(found, day_of(now)) if each.measure.pk == measure), None)
        if before is None:
            raise ValidationError("查不到这项前次处理，或者已经登记。请刷新页面。")
        text = f"{before.words}；同一任期内又发生本案的问题。{note.strip()}"
        piece = written(Evidence(case=found.case, kind="other", text=f"在案的前次处理：{before.words}。", recorded_at=now, recorded_by=by))
        made: Circumstance = written(Circumstance(concerned=found, rule=before.rule, date=found.case.day, text=text, measure=before.measure, recorded_at=now,
                                                  recorded_by=by))
        made.evidence.set([piece])
        step(by, now, found.case, "repeat", concerned=found, rows=[piece, made])
    return made


def test(by: Account, now: datetime, one: Concerned, *, note: str = "") -> Tested:
    """Have the law core test whether the person had fully performed on the day of the facts, by what was on record that day, and keep what it found beside
    what earlier tests found. Raises ValidationError where a decision stands that was approved and it is not said why it is made once more."""
    with transaction.atomic():
        found = person_now(by, one, "test")
        if not tests(found.case):
            raise ValidationError("本案没有事故，不作尽职免责检验：第三十条说的是职责范围内发生的生产安全事故。")
        if decided_before(found):
            note = needed(note, "note", WHY_AGAIN)
        exempt, result = test_of(found, day_of(now), rights_of(by))
        made: Tested = written(Tested(concerned=found, at=now, by=by, exempt=exempt, result=json.dumps(result, ensure_ascii=False)))
        step(by, now, found.case, "test", concerned=found, note=note, rows=[made])
    return made
