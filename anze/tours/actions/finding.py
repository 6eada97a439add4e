"""Problems that were found are written down, stated anew, struck; then the feedback is proposed and decided on by another."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from anze.acts.pack import pack_in_force
from anze.law.codes import POSTS
from anze.people.models import Account, Tenure
from anze.people.moment import day_of
from anze.tours.actions.documents import issue_of, numbered
from anze.tours.actions.stepping import needed, other_person, ready, take
from anze.tours.models import Finding, Step, Tour
from anze.tours.queries.unfinished import unfinished
from anze.tours.told import Found


def find(by: Account, now: datetime, tour: Tour, told: Found) -> Finding:
    """Write a problem down and return it. Raises ValidationError for a person who held no post there that day, a day to come, no provision."""
    with transaction.atomic():
        found = ready(tour, "find")
        last = found.findings.aggregate(last=Max("position"))["last"] or 0
        made = _entered(by, now, found, told, last + 1)
        take(by, now, found, "find", note=told.text[:400], after={"position": made.position} | told.plain())
    return made


def _entered(by: Account, now: datetime, tour: Tour, told: Found, position: int, replaces: Finding | None = None) -> Finding:
    faults: dict[str, str] = {}
    if not told.text.strip():
        faults["text"] = "请写明问题。"
    if told.provision not in {clause.id for clause in pack_in_force().clauses}:
        faults["provision"] = "请选依据的条款。"
    if told.happened_on and told.happened_on > day_of(now):
        faults["happened_on"] = "发生日期晚于今天，请改正。"
    if not told.unit.path.startswith(tour.unit.path):
        faults["unit"] = f"责任单位应当是{tour.unit.name}或者它所辖的。"
    held = None
    if told.officer is not None and not faults:
        held = _post(told, tour, now)
        if held is None:
            day = told.happened_on or day_of(now)
            faults["officer"] = f"{told.officer.name}{day.year}年{day.month}月{day.day}日不在{tour.unit.name}任职。请核对发生日期和责任人。"
    if faults:
        raise ValidationError(faults)
    made = Finding(tour=tour, position=position, text=told.text.strip(), provision=told.provision, unit=told.unit, officer=told.officer,
                   post=held.post if held else "", title=(held.title or POSTS[held.post]) if held else "", happened_on=told.happened_on, act=told.act,
                   recorded_at=now, recorded_by=by, replaces=replaces)
    made.full_clean(exclude=("tour", "unit", "officer", "recorded_by", "replaces"))
    made.save()
    return made


def _post(told: Found, tour: Tour, now: datetime) -> Tenure | None:
    """Return the tenure by which the person answers: on the day it happened, today where no day was given; the one the provision binds first."""
    clause = next(one for one in pack_in_force().clauses if one.id == told.provision)
    rows = Tenure.objects.current().held_on(told.happened_on or day_of(now)).filter(officer=told.officer, unit__path__startswith=tour.unit.path)
    bound = getattr(clause, "posts", ())
    return next(iter(sorted(rows.order_by("pk"), key=lambda one: (one.unit_id != told.unit.pk, one.post not in bound))), None)


def told_of(finding: Finding) -> Found:
    """Return what a problem says, as it was told."""
    return Found(text=finding.text, provision=finding.provision, unit=finding.unit, officer=finding.officer, happened_on=finding.happened_on, act=finding.act)


def _standing(finding: Finding) -> Finding:
    found = Finding.objects.current().select_related("unit", "officer").filter(pk=finding.pk).first()
    if found is None:
        raise ValidationError("这个问题刚被别人改过或者撤下。请刷新页面，在新的上面改。")
    return found


def restate(by: Account, now: datetime, finding: Finding, told: Found, *, reason: str) -> Finding:
    """State a problem anew, with the reason; the former statement stays on record."""
    reason = needed(reason, "reason", "请写明更改的原因。")
    with transaction.atomic():
        tour = ready(finding.tour, "find")
        old = _standing(finding)
        old.struck_at, old.struck_reason = now, reason[:200]
        old.save(update_fields=["struck_at", "struck_reason"])
        made = _entered(by, now, tour, told, old.position, old)
        take(by, now, tour, "find", note=reason, before=told_of(old).plain(), after={"position": old.position} | told.plain())
    return made


def strike(by: Account, now: datetime, finding: Finding, *, reason: str) -> Step:
    """Take a problem off, with the reason; it stays on record."""
    reason = needed(reason, "reason", "请写明撤下的原因。")
    with transaction.atomic():
        tour = ready(finding.tour, "find")
        old = _standing(finding)
        old.struck_at, old.struck_reason = now, reason[:200]
        old.save(update_fields=["struck_at", "struck_reason"])
        return take(by, now, tour, "find", note=f"撤下第 {old.position} 个问题：{reason}", before=told_of(old).plain())


def propose(by: Account, now: datetime, tour: Tour, *, note: str, reason: str = "") -> Step:
    """Propose the feedback, with the words of the whole. What was left undone is put on record with the reason; whoever decides sees both.

    Raises ValidationError where something was left undone and nobody says why.
    """
    note = needed(note, "note", "请写明总体情况。")
    with transaction.atomic():
        found = ready(tour, "propose")
        left = unfinished(found, day_of(now))
        if left and not reason.strip():
            raise ValidationError({"reason": f"{'；'.join(left)}。请先做完，或者写明为什么不做。"})
        words = f"{'；'.join(left)}。原因：{reason.strip()}"[:800] if left else ""
        return take(by, now, found, "propose", note=note, left=words, after={"open": left, "reason": reason.strip()} if left else None)


def turn_back(by: Account, now: datetime, tour: Tour, *, note: str) -> Step:
    """Give the feedback back to be mended, with what is to be mended."""
    note = needed(note, "note", "请写明要修改什么。")
    with transaction.atomic():
        found = ready(tour, "turn_back")
        return take(by, now, found, "turn_back", note=note, proposed_by=other_person(by, found))


def feed_back(by: Account, now: datetime, tour: Tour, *, note: str = "") -> Step:
    """Decide on the feedback: it gets its number and is issued, and the unit visited reads what was found. Never by whoever proposed it."""
    with transaction.atomic():
        found = ready(tour, "feed_back")
        proposer = other_person(by, found)
        number = numbered(by, now, found, "feedback")
        step = take(by, now, found, "feed_back", note=note, number=number.text, proposed_by=proposer,
                    after={"number": number.text, "findings": found.findings.current().count()})
        issue_of(by, now, found, "feedback", number)
    return step
