"""What is to be put right: required item by item, reported, reviewed, sent back or closed; poor work circulated and handed over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.interviews.actions.documents import issue_of, numbered
from anze.interviews.actions.stepping import needed, ready, take
from anze.interviews.models import Interview, Item, ItemReport, ItemReview, Step
from anze.interviews.queries.items import standing_items, stands
from anze.interviews.queries.readiness import lacking
from anze.interviews.told import Wanted
from anze.people.models import Account
from anze.people.moment import day_of

FARTHEST_DAYS: Final = 3 * 366  # a deadline farther off is a slip of the year


def require(by: Account, now: datetime, interview: Interview, items: Sequence[Wanted]) -> Step:
    """Lay down what is to be put right. Raises ValidationError for nothing, or a deadline that has passed."""
    if not items:
        raise ValidationError("请至少列一项整改事项。")
    with transaction.atomic():
        found = ready(interview, "require")
        faults = [fault for position, one in enumerate(items, 1) if (fault := _deadline_fault(position, one.deadline, day_of(now)))]
        if faults:
            raise ValidationError(faults)
        for position, one in enumerate(items, 1):
            _enter(by, now, found, position, one)
        return take(by, now, found, "require", after={"items": [one.plain() for one in items]})


def _deadline_fault(position: int, deadline: date, today: date) -> str:
    if deadline < today:
        return f"第 {position} 项的期限已经过去，请改正。"
    return f"第 {position} 项的期限在三年以后，请核对年份。" if deadline > today + timedelta(days=FARTHEST_DAYS) else ""


def _enter(by: Account, now: datetime, interview: Interview, position: int, told: Wanted, replaces: Item | None = None) -> Item:
    stays = replaces is not None and told.deadline == replaces.due  # a deadline that has passed may stay what it is
    if not stays and (fault := _deadline_fault(position, told.deadline, day_of(now))):
        raise ValidationError({"deadline": fault})
    made = Item(interview=interview, position=position, content=told.content.strip(), owner=told.owner, officer=told.officer, deadline=told.deadline,
                recorded_at=now, recorded_by=by, replaces=replaces)
    made.full_clean(exclude=("interview", "owner", "officer", "recorded_by", "replaces"))
    made.save()
    return made


def change_item(by: Account, now: datetime, item: Item, told: Wanted, *, reason: str) -> Item:
    """State an item anew, with the reason: what was reported of it and returned, and so where it stands, stays with it. Raises ValidationError
    where it was accepted or changed by another."""
    reason = needed(reason, "reason", "请写明更改的原因。")
    with transaction.atomic():
        found = ready(item.interview, "item")
        old = Item.objects.current().filter(pk=item.pk).first()
        if old is None or stands(old) == "accepted":
            raise ValidationError("这一项刚被改过，或者已经复核通过，不能再改。请刷新页面。")
        old.struck_at, old.struck_reason = now, reason[:200]
        old.save(update_fields=["struck_at", "struck_reason"])
        new = _enter(by, now, found, old.position, told, old)
        before = Wanted(old.content, old.owner, old.officer, old.due)
        old.reports.update(item=new)
        take(by, now, found, "item", note=reason, before=before.plain(), after=told.plain())
    return new


def report_item(by: Account, now: datetime, item: Item, *, on: date, text: str) -> ItemReport:
    """Report how an item was put right. Raises ValidationError for a day to come or before the item, and where it was accepted."""
    text = needed(text, "text", "请写明整改情况：做了什么，结果怎样。")
    with transaction.atomic():
        found = ready(item.interview, "item_report")
        now_item = Item.objects.current().filter(pk=item.pk).first()
        if now_item is None or stands(now_item) == "accepted":
            raise ValidationError("这一项刚被改过，或者已经复核通过，不用再报。请刷新页面。")
        if on > day_of(now):
            raise ValidationError({"on": "完成日期晚于今天，请改正。"})
        made = ItemReport.objects.create(item=now_item, on=on, text=text, at=now, by=by)
        take(by, now, found, "item_report", note=f"第 {now_item.position} 项：{text}"[:400], after={"position": now_item.position, "date": on.isoformat()})
    return made


def report(by: Account, now: datetime, interview: Interview, *, note: str = "") -> Step:
    """Hand the whole rectification in for review. Raises ValidationError naming the items that were not reported."""
    with transaction.atomic():
        found = ready(interview, "report")
        _complete(found, "report", now)
        return take(by, now, found, "report", note=note)


def _complete(interview: Interview, kind: str, now: datetime) -> None:
    if sentence := lacking(interview, kind, day_of(now)):
        raise ValidationError(sentence)


def send_back(by: Account, now: datetime, interview: Interview, *, returned: Mapping[int, str], note: str, deadline: date) -> Step:
    """Send items (by key, with why) back to be put right again by a new day; the other reported ones are accepted."""
    note = needed(note, "note", "请写明哪里没有整改到位。")
    if deadline < day_of(now):
        raise ValidationError({"deadline": "新的整改期限已经过去，请改成今天以后的日子。"})
    if deadline > day_of(now) + timedelta(days=FARTHEST_DAYS):
        raise ValidationError({"deadline": "新的整改期限在三年以后，请核对年份。"})
    with transaction.atomic():
        found = ready(interview, "send_back")
        items = {one.pk: one for one in standing_items(found)}
        if not returned or returned.keys() - items.keys():
            raise ValidationError("请勾选要退回的整改事项。")
        for key, item in items.items():
            _review(by, now, item, accepted=key not in returned, note=returned.get(key, ""), deadline=deadline if key in returned else None)
        return take(by, now, found, "send_back", note=note, after={"items": sorted(items[key].position for key in returned), "deadline": deadline.isoformat()})


def close(by: Account, now: datetime, interview: Interview, *, note: str = "") -> Step:
    """Accept everything that was reported and close the interview."""
    with transaction.atomic():
        found = ready(interview, "close")
        for item in standing_items(found):
            _review(by, now, item, accepted=True, note="")
        return take(by, now, found, "close", note=note)


def _review(by: Account, now: datetime, item: Item, *, accepted: bool, note: str, deadline: date | None = None) -> None:
    last = item.reports.order_by("-pk").first()
    if last is not None and not hasattr(last, "review"):
        ItemReview.objects.create(report=last, accepted=accepted, note=note[:300], deadline=deadline, at=now, by=by)


def circulate(by: Account, now: datetime, interview: Interview, *, note: str) -> Step:
    """Circulate that rectification was poor (通报), with the finding. Raises ValidationError where nothing was sent back and nothing is overdue."""
    note = needed(note, "note", "请写明整改不力的认定：哪些事项、为什么是整改不力。")
    with transaction.atomic():
        found = ready(interview, "circulate")
        _complete(found, "circulate", now)
        number = numbered(by, now, found, "circulation")
        step = take(by, now, found, "circulate", note=note, number=number.text, after={"number": number.text})
        issue_of(by, now, found, "circulation", number)
    return step


def hand_over(by: Account, now: datetime, interview: Interview, *, note: str) -> Step:
    """Pass poor rectification to discipline (移交), after it was circulated."""
    note = needed(note, "note", "请写明移交的问题线索和移交给哪个机关。")
    with transaction.atomic():
        found = ready(interview, "hand_over")
        _complete(found, "hand_over", now)
        return take(by, now, found, "hand_over", note=note)
