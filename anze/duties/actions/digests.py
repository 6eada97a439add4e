"""The day's digests are made: one a person, on working days only, whatever the number of workers."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from anze.duties.models import Message
from anze.duties.policies import TOPICS
from anze.duties.queries.digests import Line, digest_lines, urgent_lines
from anze.duties.queries.workdays import workday
from anze.people.moment import day_of
from anze.record.actions import Change, record

AT_ONCE: Final = 500


def make_digests(now: datetime) -> int:
    """Make the day's message of everyone who is to be told something; return how many are new. On a day off only of accidents.

    Whoever was urged before the digest has a message already: it is added to, and nothing is sent a second time.
    """
    today = day_of(now)
    lines = digest_lines(today) if workday(today).working else urgent_lines(today)
    with transaction.atomic():
        there = {one.account_id: one for one in Message.objects.select_for_update().filter(on=today, account__in=list(lines))}
        fresh = [Message(account_id=account, kind="digest", on=today, title=title_of(said), lines=[line.plain() for line in said], made_at=now)
                 for account, said in lines.items() if account not in there]
        Message.objects.bulk_create(fresh, batch_size=AT_ONCE, ignore_conflicts=True)
        added = [one for account, one in there.items() if add_lines(one, lines[account])]
        Message.objects.bulk_update(added, ["lines", "title", "read_at"], batch_size=AT_ONCE)
        if fresh or added:
            record(Change(at=now, actor=None, verb="生成每日提醒", object_type="message", object_id=today.isoformat(), happened_on=today,
                          after={"made": len(fresh), "added_to": len(added)}))
    return len(fresh)


def title_of(lines: list[Line]) -> str:
    """Return a message's title: how much of what."""
    counts = {label: sum(line.topic == topic for line in lines) for topic, label in TOPICS.items()}
    return "安责提醒：" + "，".join(f"{label} {count} 项" for label, count in counts.items() if count)


def add_lines(message: Message, lines: list[Line]) -> bool:
    """Add to a message the lines that it does not have; say whether there were any. It counts as unread again."""
    kept: list[dict[str, Any]] = message.lines
    there = {(one.get("key") or one["text"]) for one in kept}
    fresh = [line for line in lines if (line.key or line.text) not in there]
    if fresh:
        message.lines = [*kept, *(line.plain() for line in fresh)]
        message.title = title_of([Line(**one) for one in message.lines])
        message.read_at = None
    return bool(fresh)
