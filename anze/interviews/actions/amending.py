"""What was recorded of an interview that was held is corrected: on which day, who was there. Both decide the count of 第二十五条（五）.

Nothing is overwritten: a step gives the day anew; who was there otherwise than recorded is put down anew, and the former row is struck.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.documents.official import in_words
from anze.interviews.actions.documents import issue_of, numbered
from anze.interviews.actions.meeting import attended
from anze.interviews.actions.once import refuse_twice
from anze.interviews.actions.stepping import needed, ready, take
from anze.interviews.codes import CAME
from anze.interviews.models import Attendance, Interview, Interviewee, Step
from anze.interviews.queries.clashes import beside_own
from anze.interviews.queries.papers import minutes_differ
from anze.interviews.told import Amended, Presence
from anze.papers.models import Number
from anze.people.models import Account


def amend(by: Account, now: datetime, interview: Interview, told: Amended) -> Step:
    """Correct on which day an interview was held and how each interviewee was there. Raises ValidationError where nothing changes or it cannot have
    been so."""
    with transaction.atomic():
        step, number = _written(by, now, interview, told)
        if number is not None:
            issue_of(by, now, step.interview, "minutes", number)
    return step


def rehearse(interview: Interview, by: Account, now: datetime, told: Amended) -> None:
    """Try a correction and leave nothing of it. Raises ValidationError as `amend` does."""
    with transaction.atomic():
        _written(by, now, interview, told)
        transaction.set_rollback(True)


def _written(by: Account, now: datetime, interview: Interview, told: Amended) -> tuple[Step, Number | None]:
    """Write a correction within a transaction; return its step, and the number of the minutes that are issued anew."""
    reason, found = needed(told.reason, "reason", "请写明更正的原因。"), ready(interview, "amend")
    rows = {one.pk: one for one in found.interviewees.current().select_related("attendance", "officer", "unit")}
    if rows.keys() != told.presence.keys():
        raise ValidationError("到会情况刚被别人更正过。请刷新页面，在新的登记上更正。")
    if fault := _impossible(found, told.on):
        raise ValidationError({"on": fault})
    then = found.held_on
    changed = {key: one for key, one in told.presence.items() if _plain(rows[key].attendance) != _plain(one)}
    if told.on == then and not changed and not (told.anew and minutes_differ(found)):
        raise ValidationError("约谈日期和到会情况都没有变化。")
    other = refuse_twice(by, beside_own(found, _counted_anew(rows, told.presence, moved=told.on != then), told.on), told.another)
    before, after = ({rows[key].name: _words(one[key]) for key in changed} for one in ({key: rows[key].attendance for key in changed}, changed))
    for key, one in changed.items():
        _put_anew(by, now, rows[key], one, reason)
    number = numbered(by, now, found, "minutes") if told.anew and found.steps.filter(kind="minute").exists() else None
    said = [*([] if told.on == then else [f"约谈日期：{in_words(then)}改为{in_words(told.on)}。"]),
            *(f"{name}：{before[name]}改为{after[name]}。" for name in before), f"原因：{reason}", other]
    return take(by, now, found, "amend", on=told.on, note="\n".join(filter(None, said)), number=number.text if number else "",
                before={"date": then and then.isoformat(), "attendance": before}, after={"date": told.on.isoformat(), "attendance": after}), number


def _impossible(interview: Interview, on: date) -> str:
    notice, minutes = (interview.steps.filter(kind=kind).order_by("-pk").first() for kind in ("notify", "minute"))
    if notice is not None and on < notice.on:
        return f"约谈日期早于发出通知的日子（{in_words(notice.on)}），请改正。"
    if minutes is not None and on > minutes.on:
        return f"约谈日期晚于印发约谈纪要的日子（{in_words(minutes.on)}），请改正。"
    return ""


def _counted_anew(rows: Mapping[int, Interviewee], presence: Mapping[int, Presence], *, moved: bool) -> list[Any]:
    """Return the officers who count on that day now and did not before."""
    return [rows[key].officer for key, one in presence.items()
            if rows[key].officer is not None and one.came != "absent" and (moved or rows[key].attendance.came == "absent")]


def _plain(one: Attendance | Presence) -> tuple[str, str]:
    return one.came, one.stand_in.strip() if one.came == "stand_in" else ""


def _words(one: Attendance | Presence) -> str:
    """Return how somebody was there, in words: 委托他人到会（丙某）."""
    came, stand_in = _plain(one)
    return CAME[came] + (f"（{stand_in}）" if stand_in else "")


def _put_anew(by: Account, now: datetime, old: Interviewee, one: Presence, reason: str) -> None:
    old.struck_at, old.struck_reason = now, reason[:200]
    old.save(update_fields=["struck_at", "struck_reason"])
    new = Interviewee.objects.create(interview=old.interview, officer=old.officer, name=old.name, unit=old.unit, post=old.post, title=old.title,
                                     reason=old.reason, recorded_at=now, recorded_by=by, replaces=old)
    attended(new, one)
