"""The day's digests are made: one a person, on working days only, whatever the number of workers; accidents are told at once, on any day."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from anze.duties import sources
from anze.duties.models import Message
from anze.duties.policies import TOPICS
from anze.duties.queries.digests import Line, Lines, day_off_lines, digest_lines, urgent_lines
from anze.duties.queries.workdays import workday
from anze.people.models import Account
from anze.people.moment import day_of
from anze.record.actions import Change, record
from anze.record.models import Entry

PART: Final = 500
AT_ONCE: Final = "生成事故提醒"
SETTLED: Final = timedelta(minutes=10)
ADDED: Final = ("lines", "title", "read_at")
SENDING: Final = ("attempts", "tried_at", "next_try_at", "sent_at", "channel", "fault")


def make_digests(now: datetime) -> int:
    """Make the day's message of everyone who is to be told something; return how many are new. On a day off only of what is told at once.

    Whoever was urged before the digest has a message already: it is added to, and nothing is sent a second time.
    """
    today, since, until = day_of(now), told_until(now), now - SETTLED
    more = list(sources.urgent(since, until))
    lines = digest_lines(today, more) if workday(today).working else day_off_lines(today, more)
    return _keep(now, lines, "生成每日提醒")


def tell_at_once(now: datetime) -> int:
    """Tell accidents and what follows from them, whatever the day, where some came since the last message; return how many people are told.

    The next digest goes on where this one ends. What is minutes old still waits: a slip is often put right, an import is still being written.
    """
    since, until = told_until(now), now - SETTLED
    if not Entry.objects.filter(object_type__in=sources.urgent_types(), at__gte=since, at__lt=until).exists():
        return 0
    lines = urgent_lines(sources.urgent(since, until))
    _keep(now, lines, AT_ONCE, always=True)
    return len(lines)


def told_until(now: datetime) -> datetime:
    """Return the moment until which all that is urgent was told: the last message's, at most a week ago; a day ago where none was made."""
    last = Entry.objects.filter(object_type="message", verb__in=("生成每日提醒", AT_ONCE), at__lte=now).order_by("-seq").values_list("at", flat=True).first()
    return max(last, now - timedelta(days=7)) - SETTLED if last else now - timedelta(days=1) - SETTLED


def _keep(now: datetime, lines: Lines, verb: str, *, always: bool = False) -> int:
    """Keep everyone's lines in the message of the day; return how many messages are new."""
    today = day_of(now)
    with transaction.atomic():
        list(Account.objects.select_for_update().filter(pk__in=list(lines)).order_by("pk").values_list("pk", flat=True))  # one writer of a message at a time
        there = {one.account_id: one for one in Message.objects.select_for_update().filter(on=today, account__in=list(lines))}
        fresh = [Message(account_id=account, kind="digest", on=today, title=title_of(said), lines=[line.plain() for line in said], made_at=now)
                 for account, said in lines.items() if account not in there]
        Message.objects.bulk_create(fresh, batch_size=PART, ignore_conflicts=True)
        added = [one for account, one in there.items() if add_lines(one, lines[account])]
        Message.objects.bulk_update(added, [*ADDED, *SENDING], batch_size=PART)
        if fresh or added or always:
            record(Change(at=now, actor=None, verb=verb, object_type="message", object_id=today.isoformat(), happened_on=today,
                          after={"made": len(fresh), "added_to": len(added)}))
    return len(fresh)


def title_of(lines: list[Line]) -> str:
    """Return a message's title: how much of what."""
    counts = {label: sum(line.topic == topic for line in lines) for topic, label in TOPICS.items()}
    return "安责提醒：" + "，".join(f"{label} {count} 项" for label, count in counts.items() if count)


def add_lines(message: Message, lines: list[Line]) -> bool:
    """Add to a message the lines that it does not have; say whether there were any. It counts as unread again.

    It goes out again only for what is urgent, or with the day's digest behind it: with the new lines alone.
    """
    kept: list[dict[str, Any]] = message.lines
    there = {(one.get("key") or one["text"]) for one in kept}
    fresh = [line for line in lines if (line.key or line.text) not in there]
    if fresh:
        digest = all(one.get("urgent") for one in kept)
        if (message.channel or (message.attempts and message.next_try_at is None)) and (digest or any(line.urgent for line in fresh)):
            kept = [one | {"sent": True} for one in kept]
            message.attempts, message.channel, message.fault = 0, "", ""
            message.tried_at = message.next_try_at = message.sent_at = None
        message.lines = [*kept, *(line.plain() for line in fresh)]
        message.title = title_of([Line(**one) for one in message.lines])
        message.read_at = None
    return bool(fresh)
