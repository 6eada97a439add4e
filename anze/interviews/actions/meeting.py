"""The interview is called and held: notice, change of time and place, who came, what was stated and promised, the minutes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.interviews.actions.documents import issue_of, numbered
from anze.interviews.actions.lapsing import despite
from anze.interviews.actions.once import refuse_twice
from anze.interviews.actions.stepping import needed, ready, take
from anze.interviews.codes import CAME
from anze.interviews.models import Attendance, Interview, Interviewee, Meeting, Point, Step
from anze.interviews.policies import VERBS
from anze.interviews.queries.clashes import beside_own
from anze.interviews.told import Presence
from anze.people.models import Account
from anze.people.moment import SHANGHAI, day_of

FARTHEST_DAYS: Final = 366  # a meeting farther off is a slip of the year


def notify(by: Account, now: datetime, interview: Interview, *, meets_at: datetime, place: str, contact: str, phone: str, lapsed: str = "") -> Step:
    """Send the notice: time and place are set, the document gets its number and is issued. `lapsed`: why, though the ground stands no more. Raises
    ValidationError for a time gone by."""
    with transaction.atomic():
        found = ready(interview, "notify")
        note = despite(now, found, lapsed)
        _in_time(meets_at, now, "约谈时间已经过去，请改成以后的时间。")
        _meeting(by, now, found, meets_at, place, contact, phone)
        number = numbered(by, now, found, "notice")
        step = take(by, now, found, "notify", note=note, number=number.text,
                    after={"meets_at": meets_at.isoformat(), "place": place, "number": number.text})
        issue_of(by, now, found, "notice", number)
    return step


def reschedule(by: Account, now: datetime, interview: Interview, *, meets_at: datetime, place: str, contact: str, phone: str, note: str) -> Step:
    """Set another time or place, with the reason; the former stays on record. A time gone by is taken where the interview came earlier than
    appointed: never one before the notice was sent."""
    note = needed(note, "note", "请写明改期的原因。")
    with transaction.atomic():
        found = ready(interview, "reschedule")
        old = found.meetings.current().get()
        if (old.at, old.place, old.contact, old.phone) == (meets_at, place, contact, phone):
            raise ValidationError("时间、地点和联系人都没有变。")
        _in_time(meets_at, found.steps.get(kind="notify").at.replace(second=0, microsecond=0), "约谈时间早于发出通知的时间，请改正。")
        old.struck_at, old.struck_reason = now, note[:200]
        old.save(update_fields=["struck_at", "struck_reason"])
        _meeting(by, now, found, meets_at, place, contact, phone)
        return take(by, now, found, "reschedule", note=note, before={"meets_at": old.at.isoformat(), "place": old.place},
                    after={"meets_at": meets_at.isoformat(), "place": place})


def _in_time(meets_at: datetime, since: datetime, words: str) -> None:
    if meets_at < since:
        raise ValidationError({"meets_at": words})


def _meeting(by: Account, now: datetime, interview: Interview, meets_at: datetime, place: str, contact: str, phone: str) -> None:
    if meets_at > now + timedelta(days=FARTHEST_DAYS):
        raise ValidationError({"meets_at": "约谈时间在一年以后，请核对年份。"})
    made = Meeting(interview=interview, at=meets_at, place=needed(place, "place", "请写明约谈地点。"), contact=contact.strip(), phone=phone.strip(),
                   recorded_at=now, recorded_by=by)
    made.full_clean(exclude=("interview", "recorded_by", "replaces"))
    made.save()


def hold_interview(by: Account, now: datetime, interview: Interview, *, on: date, presence: Mapping[int, Presence], problems: Sequence[str],
                   commitments: Sequence[str], note: str = "", another: str = "", lapsed: str = "") -> Step:
    """Record that the interview was held: how each interviewee (by key) was there, the problems stated, the commitments made. `another`: why it is
    another one than those on record of the same people and day; `lapsed`: why it was held though its ground stands no more.

    Raises ValidationError where somebody is left out, the day lies before the notice or the time appointed, or nothing was stated.
    """
    with transaction.atomic():
        found = ready(interview, "hold")
        if fault := _too_early(found, on, now):
            raise ValidationError({"on": fault})
        people = {one.pk: one for one in found.interviewees.current().select_related("officer")}
        if people.keys() != presence.keys():
            raise ValidationError("被约谈人刚被改过，到会情况对不上。请刷新页面重新填写。")
        if not any(problems):
            raise ValidationError({"problems": "请写明约谈时指出的问题，一行一个。"})
        still = despite(now, found, lapsed)
        there: Any = [people[key].officer for key, one in presence.items() if one.came != "absent" and people[key].officer is not None]
        told = refuse_twice(by, beside_own(found, there, on), another)
        for key, one in presence.items():
            attended(people[key], one)
        for kind, texts in (("problem", problems), ("commitment", commitments)):
            _points(found, kind, texts)
        came = {people[key].name: CAME[one.came] + (f"（{one.stand_in}）" if one.stand_in else "") for key, one in presence.items()}
        return take(by, now, found, "hold", on=on, note="\n".join(filter(None, (note, told, still))),
                    after={"attendance": came, "problems": list(problems), "commitments": list(commitments)})


def attended(interviewee: Interviewee, one: Presence) -> None:
    """Put down how an interviewee was there, within a transaction."""
    made = Attendance(interviewee=interviewee, came=one.came, stand_in=one.stand_in.strip() if one.came == "stand_in" else "", note=one.note.strip())
    made.full_clean(exclude=("interviewee",))
    made.save()


def _too_early(interview: Interview, on: date, now: datetime) -> str:
    """Say why an interview cannot have been held on a day: before the notice was sent, or before the time that was appointed."""
    notice, meeting = interview.steps.get(kind="notify"), interview.meetings.current().get()
    if on < notice.on:
        return f"约谈日期早于发出通知的日子（{notice.on:%Y年%-m月%-d日}），请改正。"
    if on < day_of(meeting.at) or meeting.at > now:
        here = meeting.at.astimezone(SHANGHAI)
        return (f"通知定的约谈时间是{here:%Y年%-m月%-d日 %H:%M}，不能登记为在这以前约谈。确实提前约谈的，请先“{VERBS['reschedule'].label}”，"
                "写明实际的时间和原因，再登记约谈情况。")
    return ""


def _points(interview: Interview, kind: str, texts: Sequence[str]) -> None:
    for position, text in enumerate(filter(None, (one.strip() for one in texts)), 1):
        made = Point(interview=interview, kind=kind, position=position, text=text)
        made.full_clean(exclude=("interview",))
        made.save()


def minute(by: Account, now: datetime, interview: Interview, *, note: str = "", lapsed: str = "") -> Step:
    """Issue the minutes (约谈纪要) of what was recorded, with a number. `lapsed`: why, though the ground stands no more."""
    with transaction.atomic():
        found = ready(interview, "minute")
        held_on = found.held_on
        if held_on is not None and day_of(now) < held_on:
            raise ValidationError(f"约谈纪要的日期不能早于约谈日期（{held_on:%Y年%-m月%-d日}）。请核对服务器的时间，改正后再印发。")
        note = "\n".join(filter(None, (note, despite(now, found, lapsed))))
        number = numbered(by, now, found, "minutes")
        step = take(by, now, found, "minute", note=note, number=number.text, after={"number": number.text, "year": day_of(now).year})
        issue_of(by, now, found, "minutes", number)
    return step
