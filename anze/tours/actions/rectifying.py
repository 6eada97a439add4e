"""What is to be put right: required item by item, reported, reviewed, sent back or closed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from anze.people.models import Account
from anze.people.moment import day_of
from anze.tours.actions.stepping import needed, ready, take
from anze.tours.models import Finding, Item, ItemReport, ItemReview, Step, Tour
from anze.tours.queries.items import standing_items, stands
from anze.tours.told import Wanted

FARTHEST_DAYS: Final = 3 * 366  # a deadline farther off is a slip of the year


def require(by: Account, now: datetime, tour: Tour, items: Sequence[Wanted]) -> Step:
    """Lay down what is to be put right. Raises ValidationError where a finding has no item, or a deadline has passed."""
    with transaction.atomic():
        found = ready(tour, "require")
        if not items:
            raise ValidationError("请至少列一项整改事项。没有发现问题的，直接办结。")
        left = {one.pk: one.position for one in found.findings.current()}
        missing = sorted(left[key] for key in left.keys() - {one.finding for one in items})
        faults = [f"第 {'、'.join(map(str, missing))} 个问题还没有列整改事项。"] if missing else []
        faults += [fault for position, one in enumerate(items, 1) if (fault := _deadline_fault(position, one.deadline, day_of(now)))]
        if faults:
            raise ValidationError(faults)
        for position, one in enumerate(items, 1):
            _enter(by, now, found, position, one)
        return take(by, now, found, "require", after={"items": [one.plain() for one in items]})


def _deadline_fault(position: int, deadline: date, today: date) -> str:
    if deadline < today:
        return f"第 {position} 项的期限已经过去，请改正。"
    return f"第 {position} 项的期限在三年以后，请核对年份。" if deadline > today + timedelta(days=FARTHEST_DAYS) else ""


def _enter(by: Account, now: datetime, tour: Tour, position: int, told: Wanted, replaces: Item | None = None) -> Item:
    finding = Finding.objects.filter(tour=tour, pk=told.finding).first() if told.finding else None
    made = Item(tour=tour, finding=finding, position=position, content=told.content.strip(), owner=told.owner, officer=told.officer, deadline=told.deadline,
                recorded_at=now, recorded_by=by, replaces=replaces)
    made.full_clean(exclude=("tour", "finding", "owner", "officer", "recorded_by", "replaces"))
    made.save()
    return made


def change_item(by: Account, now: datetime, item: Item, told: Wanted, *, reason: str) -> Item:
    """State an item anew, with the reason; raises ValidationError where it was accepted or changed by another."""
    reason = needed(reason, "reason", "请写明更改的原因。")
    with transaction.atomic():
        found = ready(item.tour, "item")
        old = Item.objects.current().filter(pk=item.pk).select_related("owner", "officer").first()
        if old is None or stands(old) == "accepted":
            raise ValidationError("这一项刚被改过，或者已经复核通过，不能再改。请刷新页面。")
        if fault := _deadline_fault(old.position, told.deadline, day_of(now)):
            raise ValidationError({"deadline": fault})
        old.struck_at, old.struck_reason = now, reason[:200]
        old.save(update_fields=["struck_at", "struck_reason"])
        before = Wanted(old.content, old.owner, old.officer, old.deadline, old.finding_id)
        new = _enter(by, now, found, old.position, Wanted(told.content, told.owner, told.officer, told.deadline, old.finding_id), old)
        take(by, now, found, "item", note=reason, before=before.plain(), after=told.plain())
    return new


def report_item(by: Account, now: datetime, item: Item, *, on: date, text: str) -> ItemReport:
    """Report how an item was put right. Raises ValidationError for a day to come or before the feedback, and where it was accepted."""
    text = needed(text, "text", "请写明整改情况：做了什么，结果怎样。")
    with transaction.atomic():
        found = ready(item.tour, "item_report")
        now_item = Item.objects.current().filter(pk=item.pk).first()
        if now_item is None or stands(now_item) == "accepted":
            raise ValidationError("这一项刚被改过，或者已经复核通过，不用再报。请刷新页面。")
        left = found.steps.get(kind="leave").on
        if on > day_of(now):
            raise ValidationError({"on": "完成日期晚于今天，请改正。"})
        if on < left:
            raise ValidationError({"on": f"完成日期早于巡查组离场的日子（{left.year}年{left.month}月{left.day}日），请改正。"})
        made = ItemReport.objects.create(item=now_item, on=on, text=text, at=now, by=by)
        take(by, now, found, "item_report", note=f"第 {now_item.position} 项：{text}"[:400], after={"position": now_item.position, "date": on.isoformat()})
    return made


def report(by: Account, now: datetime, tour: Tour, *, note: str = "") -> Step:
    """Hand the whole rectification in for review. Raises ValidationError naming the items that were not reported."""
    with transaction.atomic():
        found = ready(tour, "report")
        missing = [str(one.position) for one in standing_items(found) if stands(one) not in {"reported", "accepted"}]
        if missing:
            raise ValidationError(f"第 {'、'.join(missing)} 项还没有报告整改情况，请先逐项报告再报送。")
        return take(by, now, found, "report", note=note)


def send_back(by: Account, now: datetime, tour: Tour, *, returned: Mapping[int, str], note: str) -> Step:
    """Send items (by key, with why) back to be put right again; the other reported ones are accepted."""
    note = needed(note, "note", "请写明哪里没有整改到位。")
    with transaction.atomic():
        found = ready(tour, "send_back")
        items = {one.pk: one for one in standing_items(found)}
        if not returned or returned.keys() - items.keys():
            raise ValidationError("请勾选要退回的整改事项。")
        for key, item in items.items():
            _review(by, now, item, accepted=key not in returned, note=returned.get(key, ""))
        return take(by, now, found, "send_back", note=note, after={"items": sorted(items[key].position for key in returned)})


def close(by: Account, now: datetime, tour: Tour, *, note: str = "") -> Step:
    """Accept everything that was reported and close the tour; where nothing was found, as soon as that was fed back."""
    with transaction.atomic():
        found = ready(tour, "close")
        if not found.items.current().exists() and found.findings.current().exists():
            raise ValidationError("发现的问题还没有列整改事项，不能办结。请先下达整改。")
        for item in standing_items(found):
            _review(by, now, item, accepted=True, note="")
        return take(by, now, found, "close", note=note)


def _review(by: Account, now: datetime, item: Item, *, accepted: bool, note: str) -> None:
    last = item.reports.order_by("-pk").first()
    if last is not None and not hasattr(last, "review"):
        ItemReview.objects.create(report=last, accepted=accepted, note=note[:300], at=now, by=by)
