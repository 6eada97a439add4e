"""What the person concerned handed in on paper — his statement, a review or appeal — entered for him by whoever handles the case (代为登记): those who moved or
retired have no account any more (第三十一条). The scan goes with it, and his times are judged by the day on which the paper was received."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError

from anze.accountability.actions.answering import way_of
from anze.accountability.actions.keeping import case_files, sealed_from
from anze.accountability.actions.stepping import person_now, step, written
from anze.accountability.codes import REVIEWS
from anze.accountability.models import Concerned, Remedy, Statement
from anze.accountability.queries.standing import too_late_to_state
from anze.acts.actions.evidence import put_in_place
from anze.acts.evidence.store import Staged
from anze.documents.official import in_words
from anze.people.models import Account
from anze.people.moment import day_of


def enter_statement(by: Account, now: datetime, one: Concerned, *, on: date, text: str, files: Sequence[Staged]) -> Statement:
    """Enter what he stated on paper, received on a day. Raises ValidationError that names every fault: no words, no scan, a day to come or before he was
    told, and after the time of the notice where a decision is drafted. That this was all he has to say is never entered for him."""
    faults = _faults(now, on, text, files)
    sealed = sealed_from(files)
    with put_in_place([shut for _, _, shut in sealed]):
        found = person_now(by, one, "enter_statement")
        first = found.served.filter(kind="notice").order_by("on", "pk").first()
        if first is not None and on < first.on:
            faults.setdefault("on", []).append(f"收到日期早于{in_words(first.on)}的告知，请核对。")
        if shut := too_late_to_state(found, on):
            faults.setdefault("on", []).append(shut)
        if faults:
            raise ValidationError(faults)
        made: Statement = written(Statement(concerned=found, text=text.strip(), received_on=on, at=now, by=by))
        step(by, now, found.case, "enter_statement", concerned=found, on=on,
             rows=[made, *case_files(found.case, sealed, by=by, now=now, statement=made)])
    return made


def enter_contest(by: Account, now: datetime, one: Concerned, *, on: date, scheme: str, route: str, text: str, files: Sequence[Staged],
                  about: int = 0) -> Remedy:
    """Enter that he asked on paper for review, or appealed, received on a day by the body that hears it. Raises ValidationError that names every fault: as
    `enter_statement`, and for a way that is not open to him or whose time was over that day."""
    faults = _faults(now, on, text, files)
    kind = "enter_review" if route in REVIEWS else "enter_appeal"
    sealed = sealed_from(files)
    with put_in_place([shut for _, _, shut in sealed]):
        found = person_now(by, one, kind)
        try:
            decision, way = way_of(found, scheme, route, about, on)
        except ValidationError as fault:
            raise ValidationError(faults | fault.message_dict) from fault
        if on < way.received:
            faults.setdefault("on", []).append(f"收到日期早于{in_words(way.received)}的送达，请核对。")
        if faults:
            raise ValidationError(faults)
        made: Remedy = written(Remedy(concerned=found, decision=decision, scheme=scheme, kind=route, text=text.strip(), on=on, received_on=on, due=way.until,
                                      answer_due=way.answered_by(on), at=now, by=by))
        step(by, now, found.case, kind, concerned=found, on=on, rows=[made, *case_files(found.case, sealed, by=by, now=now, remedy=made)])
    return made


def _faults(now: datetime, on: date, text: str, files: Sequence[Staged]) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    if not text.strip():
        faults["text"] = ["请照纸面写明内容。"]
    if on > day_of(now):
        faults["on"] = ["收到日期晚于今天，请改正。"]
    if not files:
        faults["attached"] = ["请附上纸面的扫描件或者照片。"]
    return faults
