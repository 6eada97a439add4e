"""The day's messages go out: each through one channel, once; refused ones are tried again, doubtful ones are not."""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q, QuerySet

from anze.duties.actions.digests import title_of
from anze.duties.actions.robots import Uncertain, Undelivered, send_to_robot
from anze.duties.models import Message, Preference
from anze.duties.policies import LEASE, LINES_MAX, RETRIES, TOPICS
from anze.duties.queries.digests import Line
from anze.duties.queries.workdays import workday
from anze.people.models import Account
from anze.people.moment import day_of

BROKEN: Final = "发送中断，不能确定是否已发出，不再重发"
Sender = Callable[[Message], None]


def send_messages(now: datetime, limit: int = 200) -> int:
    """Send what is to go out today, at most `limit`; return how many a channel took. On a day off accidents alone go out.

    Each message is claimed before it is handed over, so that of several workers one sends it. If that one dies in between, nobody knows
    whether it went out: it stays in the inbox and is not sent again, for a person gets at most one digest a day.
    """
    working = workday(day_of(now)).working
    _give_up(now)
    sent = 0
    for message in _waiting(now).select_related("account")[:limit]:
        if (working or any(line.get("urgent") for line in unsent(message))) and _claim(message, now):
            sent += _sent(message, now)
    return sent


def _waiting(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(Q(attempts=0) | Q(next_try_at__lte=now), on=day_of(now), sent_at=None, channel="").order_by("pk")


def _give_up(now: datetime) -> None:
    """Mark the messages whose worker died while sending them."""
    Message.objects.filter(sent_at=None, channel="", attempts__gt=0, next_try_at=None, tried_at__lt=now - LEASE).update(channel="page", fault=BROKEN)


def _claim(message: Message, now: datetime) -> bool:
    """Take a message for sending; of several that try, one does."""
    mine = Message.objects.filter(pk=message.pk, attempts=message.attempts, sent_at=None)
    return mine.update(attempts=message.attempts + 1, tried_at=now, next_try_at=None) == 1


def _sent(message: Message, now: datetime) -> int:
    faults = []
    for channel, send in _channels(message.account):
        try:
            send(message)
        except Undelivered as fault:
            faults.append(str(fault))
            continue
        except Uncertain as fault:
            _claimed(message, now).update(channel="page", fault=str(fault)[:200])
            return 0
        _claimed(message, now).update(channel=channel, sent_at=now, fault="")
        return 1
    _put_off(message, now, "；".join(faults))
    return 0


def _claimed(message: Message, now: datetime) -> QuerySet[Message]:
    """Return the message as long as it is the one that was claimed: lines may have come meanwhile that are still to go out."""
    return Message.objects.filter(pk=message.pk, tried_at=now)


def _put_off(message: Message, now: datetime, fault: str) -> None:
    """Try again later, or leave it in the inbox: after the last try, or where there is no channel to try."""
    tries = message.attempts + 1  # `message` was read before it was claimed
    again = fault and tries <= len(RETRIES)
    wait: timedelta | None = RETRIES[tries - 1] if again else None
    fields: dict[str, Any] = {"next_try_at": now + wait} if wait else {"channel": "page"} | ({} if fault else {"sent_at": now})
    _claimed(message, now).update(fault=fault[:200], **fields)


def _channels(account: Account) -> list[tuple[str, Sender]]:
    """Return the channels that the account has and wants, the first to be tried first; the page needs none."""
    wanted = Preference.objects.filter(account=account).first() or Preference(account=account)
    found: list[tuple[str, Sender]] = []
    if wanted.robot and account.robot:
        found.append(("robot", _by_robot))
    if wanted.mail and account.email and settings.EMAIL_HOST:
        found.append(("mail", _by_mail))
    return found


def unsent(message: Message) -> list[dict[str, Any]]:
    """Return the lines of a message that have not gone out."""
    return [line for line in message.lines if not line.get("sent")]


def texts(message: Message) -> list[str]:
    """Return the lines of a message that have not gone out in words, by topic; those beyond the limit are counted."""
    lines = unsent(message)
    found = [f"【{TOPICS.get(line['topic'], '')}】{line['who'] + '：' if line.get('who') else ''}{line['text']}" for line in lines[:LINES_MAX]]
    rest = len(lines) - LINES_MAX
    return [*found, f"另有 {rest} 项，请在站内查看。"] if rest > 0 else found


def title_of_unsent(message: Message) -> str:
    """Return the title that goes out: how much of what is new."""
    return title_of([Line(**line) for line in unsent(message)]) if any(line.get("sent") for line in message.lines) else message.title


def link_to(message: Message) -> str:
    """Return where a message is read, as people reach the site; empty where that is not set."""
    return f"{settings.ADDRESS}/inbox/{message.pk}/" if settings.ADDRESS else ""


def _by_robot(message: Message) -> None:
    send_to_robot(message.account.robot, title_of_unsent(message), texts(message), link_to(message))


def _by_mail(message: Message) -> None:
    lines = [f"{message.account.name}：", ""]
    for text, line in zip(texts(message), [*unsent(message)[:LINES_MAX], {}], strict=False):
        lines.append(text + (f"\n  {settings.ADDRESS}{line['address']}" if settings.ADDRESS and line.get("address") else ""))
    lines += ["", f"查看全部：{link_to(message)}" if link_to(message) else "请登录安责查看。",
              "每个工作日最多一封，事故另发；不想收邮件的，在“提醒方式”里关闭。"]
    mail = EmailMessage(title_of_unsent(message), "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [message.account.email],
                        headers={"Message-ID": f"<anze-{message.pk}-{message.on.isoformat()}-{len(message.lines)}@{_domain()}>",
                                 "Auto-Submitted": "auto-generated"},
                        connection=get_connection(fail_silently=False))
    try:
        mail.send()
    except TimeoutError as fault:
        raise Uncertain("邮件服务器没有应答，不能确定是否已发出，不再重发") from fault
    except (smtplib.SMTPException, OSError) as fault:
        raise Undelivered(f"邮件没有发出（{type(fault).__name__}）") from fault


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
